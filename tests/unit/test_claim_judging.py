"""A claim is judged by its interval in each world, and over worlds by rules that are written down."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketsim.study.claim.compared import Compared
from marketsim.study.claim.judging import (
    Standing,
    in_each_world,
    power,
    replicates_for,
    standings,
)
from marketsim.study.claim.moderated import moderated, trigamma_inverse, usual_scatter, variances
from marketsim.study.claim.verdict import (
    ASSUMED,
    CONTINGENT,
    REFUTED,
    SUPPORTED,
    UNDECIDED,
    Decision,
    Tally,
    after_many,
    alike,
    apart,
    benjamini_hochberg,
    chance_of_so_few,
    decided,
    is_emergent,
    wilson,
    worlds_needed,
)
from marketsim.study.intervals import mean_of


def stands(direction: str, effect: float, low: float, high: float) -> Standing:
    estimate = np.array([(low + high) / 2])
    ends = np.array([low]), np.array([high])
    return Standing(int(standings(direction, effect, estimate, lambda margin: ends)[0]))


def differing(pairs: np.ndarray, same: np.ndarray | None = None) -> Compared:
    return Compared(pairs, np.zeros_like(pairs), same=same)


@pytest.mark.parametrize(
    ("direction", "low", "high", "expected"),
    [
        ("higher", 0.5, 2.5, Standing.HOLDS),
        ("higher", -0.5, 3.5, Standing.OPEN),
        ("higher", 0.1, 1.5, Standing.OPEN),  # sure of the sign, but the estimate is too small to matter
        ("higher", 0.1, 0.9, Standing.FAILS),  # whatever there is, it is too small to matter
        ("higher", -2.0, -1.0, Standing.FAILS),
        ("lower", -2.5, -0.5, Standing.HOLDS),
        ("lower", -0.9, -0.1, Standing.FAILS),
        ("not lower", -0.9, 5.0, Standing.HOLDS),
        ("not lower", -1.1, 5.0, Standing.OPEN),
        ("not lower", -3.0, -0.5, Standing.FAILS),
        ("not lower", -1.5, -0.1, Standing.OPEN),
        ("not higher", -5.0, 0.9, Standing.HOLDS),
        ("not higher", 0.5, 3.0, Standing.FAILS),
        ("no difference", -0.9, 0.9, Standing.HOLDS),
        ("no difference", -1.1, 0.9, Standing.OPEN),
        ("no difference", 0.5, 2.5, Standing.FAILS),
        ("no difference", -2.5, -0.5, Standing.FAILS),
        ("no difference", 0.1, 0.9, Standing.HOLDS),  # there is a difference, and it does not matter
    ],
)
def test_one_world_is_judged_by_its_interval_against_an_effect_of_one(
    direction: str, low: float, high: float, expected: Standing
) -> None:
    assert stands(direction, 1.0, low, high) is expected


ENDS = st.floats(-5, 5, allow_nan=False)


@given(ENDS, ENDS, st.floats(0, 3))
def test_lower_is_higher_seen_in_a_mirror_and_no_world_both_holds_and_fails(
    one: float, other: float, effect: float
) -> None:
    low, high = min(one, other), max(one, other)
    assert stands("lower", effect, -high, -low) == stands("higher", effect, low, high)
    assert stands("not higher", effect, -high, -low) == stands("not lower", effect, low, high)
    if stands("higher", effect, low, high) is Standing.HOLDS:
        assert stands("not lower", effect, low, high) is Standing.HOLDS


@given(
    ENDS,
    st.floats(0.01, 3),
    st.floats(0.01, 3),
    st.sampled_from(["higher", "lower", "not lower", "no difference"]),
)
def test_a_narrower_interval_never_takes_a_judgement_back_into_its_opposite(
    middle: float, half: float, effect: float, direction: str
) -> None:
    wide = stands(direction, effect, middle - half, middle + half)
    narrow = stands(direction, effect, middle - half / 2, middle + half / 2)
    assert narrow == wide or wide is Standing.OPEN or direction == "no difference"


def test_where_worlds_differ_endlessly_in_scatter_the_interval_is_students() -> None:
    pairs = np.array([[1.0, 2.0, 4.0, 3.5]])
    found = differing(pairs).interval()
    expected = mean_of(pairs[0])
    assert (found.low[0], found.high[0]) == pytest.approx((expected.low, expected.high))
    assert found.spread[0] == pytest.approx(pairs[0].std(ddof=1))


def test_trigamma_is_inverted() -> None:
    from scipy.special import polygamma

    for value in (0.01, 0.5, 1.644934066848226, 20.0):
        assert float(polygamma(1, trigamma_inverse(value))) == pytest.approx(value, rel=1e-8)
    assert trigamma_inverse(math.pi**2 / 6) == pytest.approx(1.0)


def test_the_usual_scatter_of_worlds_is_recovered_from_their_variances() -> None:
    luck = np.random.default_rng(4)
    true = 3.0 * 8 / luck.chisquare(8, size=20_000)
    seen = true * luck.chisquare(3, size=20_000) / 3
    usual = usual_scatter(seen, np.full(20_000, 3.0))
    assert usual is not None
    assert usual.variance == pytest.approx(3.0, rel=0.03)
    assert usual.freedom == pytest.approx(8.0, rel=0.08)
    drawn, freedom = moderated(seen, np.full(20_000, 3.0), usual)
    assert freedom[0] == pytest.approx(11.0, abs=0.7)
    assert np.mean((np.log(drawn) - np.log(true)) ** 2) < np.mean((np.log(seen) - np.log(true)) ** 2)


def test_moderated_intervals_hold_the_truth_as_often_as_they_say() -> None:
    luck = np.random.default_rng(11)
    worlds, replicates = 4000, 3
    spread = np.sqrt(2.0 * 5 / luck.chisquare(5, size=worlds))
    true = luck.normal(size=worlds)
    pairs = true[:, None] + spread[:, None] * luck.normal(size=(worlds, replicates))
    found = differing(pairs).interval()
    assert np.mean((found.low <= true) & (true <= found.high)) == pytest.approx(0.95, abs=0.012)


def test_worlds_in_which_nothing_happened_have_no_width_and_do_not_spoil_the_others() -> None:
    luck = np.random.default_rng(2)
    pairs = np.vstack([np.zeros((5, 4)), luck.normal(size=(50, 4))])
    found = in_each_world(differing(pairs), "higher", 0.5)
    assert found.low[:5].tolist() == found.high[:5].tolist() == [0.0] * 5
    assert set(found.standing[:5].tolist()) == {Standing.FAILS}
    alone = in_each_world(differing(pairs[5:]), "higher", 0.5)
    assert found.low[5:] == pytest.approx(alone.low)


def test_one_replicate_or_none_leaves_a_world_open() -> None:
    found = in_each_world(differing(np.array([[3.0, np.nan], [np.nan, np.nan]])), "higher", 0.5)
    assert found.standing.tolist() == [Standing.OPEN, Standing.OPEN]
    assert found.judged == 1
    assert math.isinf(found.low[0])


def test_a_variance_over_missing_replicates_counts_those_that_finished() -> None:
    variance, freedom = variances(np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, 1.0]]))
    assert variance[0] == pytest.approx(2.0)
    assert freedom[0] == 1.0
    assert math.isnan(variance[1])


def test_two_different_runs_with_the_same_count_are_no_certainty() -> None:
    luck = np.random.default_rng(2)
    pairs = np.vstack([np.zeros((2, 3)), luck.normal(size=(50, 3))])
    same = np.zeros(pairs.shape, bool)
    same[0] = True
    found = in_each_world(differing(pairs, same), "not lower", 0.1)
    assert found.low[0] == found.high[0] == 0.0
    assert found.low[1] < -0.5 < 0.5 < found.high[1]
    assert found.standing[:2].tolist() == [Standing.HOLDS, Standing.OPEN]
    nowhere = in_each_world(differing(np.zeros((2, 3)), np.zeros((2, 3), bool)), "higher", 0.1)
    assert set(nowhere.standing.tolist()) == {Standing.OPEN}


@pytest.mark.parametrize(("worlds", "replicates"), [(8, 2), (8, 3), (96, 2)])
def test_few_worlds_of_few_replicates_do_not_pretend_to_know_their_scatter(
    worlds: int, replicates: int
) -> None:
    luck = np.random.default_rng(7)
    trials = 4000 // worlds
    missed = 0
    for _ in range(trials):
        found = differing(luck.normal(size=(worlds, replicates))).interval()
        missed += int(((found.low > 0) | (found.high < 0)).sum())
    assert 0.03 < missed / (trials * worlds) < 0.075


def test_power_agrees_with_counting() -> None:
    luck = np.random.default_rng(3)
    pairs = luck.normal(0.8, 1.0, size=(20_000, 8))
    mean, error = pairs.mean(axis=1), pairs.std(axis=1, ddof=1) / np.sqrt(8)
    counted = np.mean(np.abs(mean / error) > 2.3646)
    assert power(0.8, 1.0, 8) == pytest.approx(counted, abs=0.012)
    assert power(0.0, 1.0, 8) == pytest.approx(0.05, abs=1e-6)
    assert power(0.8, 1.0, 3, helped=20.0) > power(0.8, 1.0, 3) + 0.1
    within = np.abs(mean - 0.8) + 2.3646 * error
    assert power(1.5, 1.0, 8, direction="no difference") == pytest.approx(np.mean(within < 1.5), abs=0.05)
    above = np.mean(mean - 0.8 - 2.3646 * error > -1.0)
    assert power(1.0, 1.0, 8, direction="not lower") == pytest.approx(above, abs=0.05)
    assert replicates_for(1.0, 1.0) == 13  # the textbook's number for 90 % at one standard deviation


def test_fifty_nine_worlds_without_a_failure_or_ninety_three_with_one_are_needed() -> None:
    assert worlds_needed(0) == 59
    assert worlds_needed(1) == 93
    assert chance_of_so_few(0, 58) > 0.05 >= chance_of_so_few(0, 59)


@pytest.mark.parametrize(
    ("tally", "verdict"),
    [
        (Tally(59, 59, 0), SUPPORTED),
        (Tally(58, 58, 0), UNDECIDED),
        (Tally(93, 92, 0), SUPPORTED),
        (Tally(92, 91, 1), UNDECIDED),
        (Tally(59, 0, 59), REFUTED),
        (Tally(100, 60, 30), CONTINGENT),
        (Tally(100, 60, 1), UNDECIDED),  # one failure of a hundred is what chance shows anyway
        (Tally(100, 0, 0), UNDECIDED),
        (Tally(0, 0, 0), UNDECIDED),
    ],
)
def test_the_four_verdicts(tally: Tally, verdict: str) -> None:
    assert decided(tally).verdict == verdict


def test_what_the_model_is_given_is_assumed_and_never_supported_but_may_fail() -> None:
    assert decided(Tally(500, 500, 0), "input").verdict == ASSUMED
    assert decided(Tally(59, 0, 3), "input").verdict == ASSUMED
    assert decided(Tally(59, 0, 51), "input").verdict == UNDECIDED
    assert decided(Tally(59, 0, 59), "input").verdict == REFUTED
    assert decided(Tally(59, 8, 51), "input").verdict == CONTINGENT


def test_a_claim_of_no_difference_fails_by_chance_on_two_sides() -> None:
    assert decided(Tally(59, 30, 5), direction="higher").verdict == CONTINGENT
    assert decided(Tally(59, 30, 5), direction="no difference").verdict == UNDECIDED
    assert decided(Tally(59, 30, 8), direction="no difference").verdict == CONTINGENT


def counted(luck: np.random.Generator, low: float, high: float, times: float) -> Compared:
    """Return two sides of counts in worlds whose rates lie far apart; the treated side has so many times as many."""
    rate = np.exp(luck.uniform(np.log(low), np.log(high), 59))[:, None] * np.ones((1, 2))
    treated, control = luck.poisson(times * rate).astype(float), luck.poisson(rate).astype(float)
    return Compared(treated, control, relative=True, same=np.zeros(rate.shape, bool))


@pytest.mark.parametrize(("low", "high"), [(1, 10), (3, 300), (200, 2000)])
def test_shares_of_few_and_of_many_events_are_above_zero_as_seldom_as_below(low: float, high: float) -> None:
    luck = np.random.default_rng(5)
    trials = [counted(luck, low, high, 1.0) for _ in range(100)]
    worlds = 59 * len(trials)
    for side in ("higher", "lower"):
        surely = sum(getattr(in_each_world(one, "higher", 0.1), side) for one in trials)
        assert surely / worlds == pytest.approx(0.025, abs=4 * math.sqrt(0.025 / worlds))
    over_worlds = np.mean([one.effect().value for one in trials])  # type: ignore[union-attr]
    assert over_worlds == pytest.approx(0.0, abs=0.03)


@pytest.mark.parametrize(("low", "high"), [(1, 10), (3, 300), (200, 2000)])
def test_of_worlds_with_just_the_smallest_effect_as_few_fail_as_the_confidence_says(
    low: float, high: float
) -> None:
    luck = np.random.default_rng(6)
    trials = [counted(luck, low, high, 1.1) for _ in range(100)]
    worlds = 59 * len(trials)
    failed = sum(in_each_world(one, "higher", 0.1).failed for one in trials)
    kept = sum(in_each_world(one, "not higher", 0.1).held for one in trials)
    for surely in (failed, kept):
        assert surely / worlds == pytest.approx(0.025, abs=4 * math.sqrt(0.025 / worlds))


def test_the_share_over_worlds_is_a_ratio_of_sums_with_an_interval_that_holds() -> None:
    luck = np.random.default_rng(8)
    found = [counted(luck, 1, 100, 1.3).effect() for _ in range(300)]
    inside = [one.low <= 0.3 <= one.high for one in found if one]
    assert np.mean(inside) == pytest.approx(0.95, abs=4 * math.sqrt(0.05 * 0.95 / 300))


def test_where_nothing_happened_a_share_is_known_only_of_identical_runs() -> None:
    nothing = np.zeros((2, 3))
    same = np.array([[True] * 3, [False] * 3])
    found = in_each_world(Compared(nothing, nothing, True, same), "no difference", 0.1)
    assert found.standing.tolist() == [Standing.HOLDS, Standing.OPEN]
    assert found.judged == 1


def test_equal_counts_of_different_runs_are_no_certainty_where_one_other_world_alone_scatters() -> None:
    pairs = np.array([[1.0, 1.0], [2.0, 5.0]])
    found = differing(pairs, np.zeros(pairs.shape, bool)).interval()
    assert found.low[0] < 0 < found.high[0]


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_no_tally_is_both_supported_and_refuted(held: int, failed: int, left: int) -> None:
    tally = Tally(held + failed + left, held, failed)
    mirrored = Tally(tally.worlds, failed, held)
    opposite = {SUPPORTED: REFUTED, REFUTED: SUPPORTED}
    verdict = decided(tally).verdict
    assert decided(mirrored).verdict == opposite.get(verdict, verdict)


def test_many_tests_stand_as_in_the_published_example() -> None:
    published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                 0.7590, 1.0000]  # fmt: skip
    assert benjamini_hochberg(published).count(True) == 4
    assert benjamini_hochberg(published[::-1]) == [False] * 11 + [True] * 4
    assert benjamini_hochberg([]) == []


def test_among_many_claims_more_worlds_are_needed() -> None:
    strong, weak = decided(Tally(200, 200, 0)), decided(Tally(60, 60, 0))
    assert after_many([weak]) == [SUPPORTED]
    assert after_many([weak, *[Decision(UNDECIDED, 0.7)] * 29]) == [UNDECIDED] * 30
    assert after_many([weak] * 30) == [SUPPORTED] * 30
    assert after_many([strong, *[Decision(UNDECIDED, 0.7)] * 29])[0] == SUPPORTED
    assert after_many([Decision(ASSUMED, 0.0), Decision(CONTINGENT, 1.0)]) == [ASSUMED, CONTINGENT]


def test_shares_that_differ_by_more_than_sampling_are_told_apart() -> None:
    assert apart(Tally(100, 95, 0), Tally(100, 70, 0))[0] > 0
    below, above = apart(Tally(100, 95, 0), Tally(100, 92, 0))
    assert below <= 0 <= above
    assert not alike(Tally(0, 0, 0), Tally(100, 92, 0))
    assert alike(Tally(100, 95, 0), Tally(100, 92, 0))
    assert not alike(Tally(8, 5, 2), Tally(8, 4, 3))  # eight worlds do not tell
    assert not alike(Tally(96, 0, 0), Tally(96, 0, 0))  # nor do worlds that are all open
    low, share, high = wilson(81, 263)
    assert (low, share, high) == pytest.approx((0.2553, 0.3080, 0.3662), abs=1e-4)  # Newcombe 1998


def test_a_result_is_emergent_only_where_both_signs_are_found() -> None:
    assert is_emergent(20, 10, 200)
    assert not is_emergent(95, 4, 100)
    assert not is_emergent(4, 1, 8)  # one world of eight is what chance shows anyway
    assert not is_emergent(0, 0, 0)


def test_where_no_difference_ever_scatters_nothing_is_sure_of_a_share_either() -> None:
    deaths = np.array([[3.0, 5.0], [2.0, 7.0]])
    found = in_each_world(Compared(deaths, deaths, True, np.zeros((2, 2), bool)), "lower", 0.1)
    assert set(found.standing.tolist()) == {Standing.OPEN}
