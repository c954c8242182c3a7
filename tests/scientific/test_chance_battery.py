"""The dice are fair: batteries of statistical tests over people, ticks and decisions.

Every input is fixed, so each test always gives the same answer; the bounds are those a fair die exceeds about
once in a million tries.
"""

import itertools

import numpy as np
import pytest
from numba import njit
from scipy import stats

from marketsim.chance import about, identities, moment, stream, uniform

DECISIONS = [
    stream(name)
    for name in ("sell", "buy", "where to use", "whether to call", "patrol", "flee", "rob", "leave")
]
ONCE_IN_A_MILLION = 4.9


@njit
def drawn(keys, first_tick, ticks, decision):
    numbers = np.empty((ticks, keys.shape[0]))
    for row in range(ticks):
        now = moment(first_tick + row)
        for person in range(keys.shape[0]):
            numbers[row, person] = uniform(keys[person], now, decision)
    return numbers


def people(count, replicate=0):
    return identities(replicate, "person", np.arange(count))


def by_decision(count, tick):
    return np.stack([drawn(people(count), tick, 1, decision)[0] for decision in DECISIONS])


@njit
def opinions(keys, things, now, decision):
    numbers = np.empty((keys.shape[0], things))
    for person in range(keys.shape[0]):
        for thing in range(things):
            numbers[person, thing] = uniform(about(keys[person], thing), now, decision)
    return numbers


CUBES = {
    "opinions of people about things": lambda: opinions(people(1_000), 1_000, moment(4), DECISIONS[3]),
    "people down the ticks": lambda: drawn(people(1_000), 0, 1_000, DECISIONS[0]),
    "ticks across people": lambda: np.ascontiguousarray(drawn(people(1_000), 26_280, 1_000, DECISIONS[1]).T),
    "decisions of a person": lambda: np.ascontiguousarray(by_decision(125_000, 17).T),
    "replicates of a person": lambda: np.concatenate(
        [drawn(people(1_000, replicate), 3, 1, DECISIONS[2]) for replicate in range(1_000)]
    ),
}


@pytest.fixture(scope="module", params=CUBES)
def numbers(request):
    return CUBES[request.param]()


def z_of_correlation(x, y):
    """How many standard errors the correlation of two long samples is away from none."""
    return float(np.mean((x - 0.5) * (y - 0.5)) * 12 * np.sqrt(x.size))


def test_every_number_is_as_likely_as_any_other(numbers):
    counts = np.bincount((numbers.ravel() * 1_000).astype(int), minlength=1_000)
    assert 1e-6 < stats.chisquare(counts).pvalue < 1 - 1e-6
    assert stats.kstest(numbers.ravel()[:200_000], "uniform").pvalue > 1e-6


def test_low_digits_are_as_fair_as_high_ones(numbers):
    for scale in (2.0**20, 2.0**40, 2.0**45):
        digits = (numbers.ravel() * scale) % 1
        counts = np.bincount((digits * 256).astype(int), minlength=256)
        assert 1e-6 < stats.chisquare(counts).pvalue < 1 - 1e-6


@pytest.mark.parametrize("lag", [1, 2, 3, 7])
def test_one_draw_says_nothing_about_a_later_one(numbers, lag):
    assert abs(z_of_correlation(numbers[lag:].ravel(), numbers[:-lag].ravel())) < ONCE_IN_A_MILLION
    assert abs(z_of_correlation(numbers[:, lag:].ravel(), numbers[:, :-lag].ravel())) < ONCE_IN_A_MILLION


def test_pairs_of_neighbouring_draws_fill_the_square(numbers):
    for one, other in ((numbers[1:], numbers[:-1]), (numbers[:, 1:], numbers[:, :-1])):
        cells = (one.ravel() * 32).astype(int) * 32 + (other.ravel() * 32).astype(int)
        assert 1e-6 < stats.chisquare(np.bincount(cells, minlength=1_024)).pvalue < 1 - 1e-6


def test_every_bit_is_balanced(numbers):
    words = (numbers.ravel() * 2.0**53).astype(np.uint64)
    for bit in range(53):
        ones = int(np.count_nonzero(words >> np.uint64(bit) & np.uint64(1)))
        assert abs(ones - words.size / 2) / np.sqrt(words.size / 4) < ONCE_IN_A_MILLION


def test_four_corners_of_a_rectangle_are_unrelated(numbers):
    """Two people at two ticks: a weak mixer lets the four words cancel."""
    words = (numbers * 2.0**53).astype(np.uint64)
    rows, columns = words.shape[0] // 2 * 2, words.shape[1] // 2 * 2
    top, bottom = words[:rows:2, :columns], words[1:rows:2, :columns]
    corners = (top[:, ::2] ^ top[:, 1::2] ^ bottom[:, ::2] ^ bottom[:, 1::2]).ravel()
    for bit in range(53):
        ones = int(np.count_nonzero(corners >> np.uint64(bit) & np.uint64(1)))
        assert abs(ones - corners.size / 2) / np.sqrt(corners.size / 4) < ONCE_IN_A_MILLION
    top, bottom = numbers[:rows:2, :columns] - 0.5, numbers[1:rows:2, :columns] - 0.5
    product = top[:, ::2] * top[:, 1::2] * bottom[:, ::2] * bottom[:, 1::2]
    assert abs(product.sum() * 144 / np.sqrt(product.size)) < ONCE_IN_A_MILLION
    total = (top[:, ::2] - top[:, 1::2] - bottom[:, ::2] + bottom[:, 1::2]).ravel()
    assert abs(np.mean(total**2) - 1 / 3) / np.sqrt(np.var(total**2) / total.size) < ONCE_IN_A_MILLION


def test_eight_corners_of_a_box_are_unrelated():
    """Two people, two ticks, two decisions."""
    boxes = []
    for one, other in itertools.pairwise(DECISIONS):
        words = [
            (drawn(people(500), 0, 500, decision) * 2.0**53).astype(np.uint64) for decision in (one, other)
        ]
        faces = [word[::2, ::2] ^ word[1::2, ::2] ^ word[::2, 1::2] ^ word[1::2, 1::2] for word in words]
        boxes.append((faces[0] ^ faces[1]).ravel())
    corners = np.concatenate(boxes)
    for bit in range(53):
        ones = int(np.count_nonzero(corners >> np.uint64(bit) & np.uint64(1)))
        assert abs(ones - corners.size / 2) / np.sqrt(corners.size / 4) < ONCE_IN_A_MILLION


def test_two_decisions_of_one_person_are_unrelated():
    numbers = by_decision(100_000, 9)
    for one, other in itertools.combinations(range(len(DECISIONS)), 2):
        assert abs(z_of_correlation(numbers[one], numbers[other])) < ONCE_IN_A_MILLION


def test_coincidences_of_days_are_as_frequent_as_birthdays_should_be(numbers):
    """Birthday spacings (Marsaglia): repeated gaps among few sorted dates are Poisson."""
    days, guests = 2.0**32, 2**12
    expected = guests**3 / (4 * days)
    for scale in (1.0, 2.0**16):
        dates = np.floor(((numbers.ravel() * scale) % 1) * days)
        parties = np.sort(dates[: dates.size // guests * guests].reshape(-1, guests), axis=1)
        gaps = np.sort(np.diff(parties, axis=1), axis=1)
        repeats = int(np.count_nonzero(np.diff(gaps, axis=1) == 0))
        assert abs(repeats - expected * len(parties)) / np.sqrt(expected * len(parties)) < ONCE_IN_A_MILLION


@njit
def words(keys, now, decision):
    numbers = np.empty(keys.shape[0])
    for person in range(keys.shape[0]):
        numbers[person] = uniform(keys[person], now, decision)
    return (numbers * 2.0**53).astype(np.uint64)


def test_one_changed_bit_anywhere_changes_half_of_all_bits():
    keys, now, decision = people(1_000), np.uint64(moment(5)), DECISIONS[0]
    before = words(keys, now, decision)
    for bit in (np.uint64(1 << place) for place in range(64)):
        for changed in (
            (keys ^ bit, now, decision),
            (keys, now ^ bit, decision),
            (keys, now, decision ^ bit),
        ):
            flipped = before ^ words(*changed)
            share = np.bitwise_count(flipped).mean() / 53
            assert abs(share - 0.5) / np.sqrt(0.25 / (53 * keys.size)) < ONCE_IN_A_MILLION
            each = np.array(
                [np.count_nonzero(flipped >> np.uint64(place) & np.uint64(1)) for place in range(53)]
            )
            assert np.max(np.abs(each - keys.size / 2)) / np.sqrt(keys.size / 4) < ONCE_IN_A_MILLION


def test_no_two_people_of_a_year_share_a_key():
    assert len(np.unique(people(1_000_000))) == 1_000_000
    assert len(np.unique(np.concatenate([people(1_000, replicate) for replicate in range(200)]))) == 200_000


def test_no_two_ticks_of_a_decade_share_a_word():
    assert len({int(moment(tick)) for tick in range(-10_000, 262_800)}) == 272_800
