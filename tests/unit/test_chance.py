"""The dice keep their promises: the same decision, person and tick always draw the same number."""

import subprocess
import sys

import numpy as np
import pytest
from numba import njit, types

from marketsim.chance import about, identities, identity, moment, stream, uniform

PLACE = stream("a test's place of use")
SELLER = stream("a test's seller")


@njit
def drawn(keys, tick, decision):
    now = moment(tick)
    numbers = np.empty(keys.shape[0])
    for person in range(keys.shape[0]):
        numbers[person] = uniform(keys[person], now, decision)
    return numbers


PLAIN = """
import numpy as np
from marketsim.chance import about, identities, moment, stream, uniform
keys = identities(3, "person", np.arange(50))
place = stream("a test's place of use")
print([uniform(key, moment(tick), place).hex() for key in keys for tick in (-7, 0, 12345)])
"""


def test_a_draw_is_a_number_from_0_to_just_below_1():
    numbers = drawn(identities(0, "person", np.arange(10_000)), 5, PLACE)
    assert numbers.dtype == np.float64
    assert 0 <= numbers.min() < 0.001
    assert 0.999 < numbers.max() < 1


def test_a_draw_has_53_bits():
    numbers = drawn(identities(0, "person", np.arange(1_000)), 5, PLACE) * 2.0**53
    assert np.array_equal(numbers, np.floor(numbers))
    assert np.any(numbers % 2 == 1)


def test_these_draws_never_change():
    assert stream("place of use") == 0x0FBAC4E8337DF0D0
    assert identity(0, "person", 0) == 0xE72E5CBAD62774C7
    assert identity(7, "dealer", 123) == 0xAAE4FF3AC2567570
    assert moment(0) == 0xF1B2F45C8081BD51
    assert moment(-5) == 0xD1546D5EF487D194
    assert (
        uniform(identity(0, "person", 0), moment(0), stream("place of use")).hex() == "0x1.b0fbf24806e97p-1"
    )
    assert (
        uniform(identity(7, "dealer", 123), moment(2_000), stream("place of use")).hex()
        == "0x1.581ae0517f059p-1"
    )


def test_compiled_and_plain_draws_have_the_same_bits():
    plain = subprocess.run(
        [sys.executable, "-W", "error", "-c", PLAIN],
        env={"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    keys = identities(3, "person", np.arange(50))
    ticks = [drawn(keys, tick, PLACE) for tick in (-7, 0, 12345)]
    assert plain.stdout.strip() == str([float(tick[row]).hex() for row in range(50) for tick in ticks])


def test_one_more_person_changes_nobodys_luck():
    alone = drawn(identities(0, "person", np.arange(99)), 5, PLACE)
    together = drawn(identities(0, "person", np.arange(100)), 5, PLACE)
    assert np.array_equal(alone, together[:99])


def test_the_order_of_people_changes_nobodys_luck():
    order = np.random.default_rng(1).permutation(100)
    keys = identities(0, "person", np.arange(100))
    assert np.array_equal(drawn(keys, 5, PLACE)[order], drawn(keys[order], 5, PLACE))


def test_another_decision_in_between_changes_nobodys_luck():
    keys = identities(0, "person", np.arange(100))
    before = drawn(keys, 5, PLACE)
    other = drawn(keys, 5, SELLER)
    assert np.array_equal(before, drawn(keys, 5, PLACE))
    assert not np.any(before == other)


def test_a_tick_can_be_drawn_without_the_ticks_before_it():
    keys = identities(0, "person", np.arange(100))
    days = [drawn(keys, tick, PLACE) for tick in range(10)]
    assert np.array_equal(days[9], drawn(keys, 9, PLACE))


def test_one_key_made_alone_is_the_key_made_among_many():
    keys = identities(4, "dealer", np.arange(20))
    assert [identity(4, "dealer", number) for number in range(20)] == list(keys)
    assert keys.dtype == np.uint64


@pytest.mark.parametrize("other", [(1, "person"), (0, "dealer"), (-1, "person")])
def test_another_replicate_or_kind_shares_no_key(other):
    numbers = np.arange(20_000)
    mine, theirs = identities(0, "person", numbers), identities(*other, numbers)
    assert len(np.unique(np.concatenate([mine, theirs]))) == 40_000


def test_opinions_about_many_things_are_as_different_as_people():
    keys = identities(0, "person", np.arange(300))
    words = {int(about(key, number)) for key in keys for number in range(-1, 300)}
    assert len(words) == 300 * 301
    assert words.isdisjoint(int(key) for key in keys)


def test_names_of_decisions_give_words_below_2_to_the_63():
    words = [stream(f"decision {number}") for number in range(1_000)]
    assert len(set(words)) == 1_000
    assert max(words) < 2**63
    assert all(isinstance(word, np.uint64) for word in words)


def test_ticks_and_kinds_of_number_compile_one_version_each():
    moment(3)
    moment(np.int64(3))
    assert {types.unliteral(tick) for (tick,) in moment.signatures} == {types.int64}
