"""Enforcement and capacity bind as far as their strengths say: as declared nothing moves, at zero nothing binds."""

import numpy as np
import pytest
from markets import declared, numbers_of

from marketsim.model.strengths import ENFORCES, HAS_ROOM, KEEPS_BUSY, TAKES_LONGER, in_strength

STRENGTHS = {"enforcement.enforcement_strength": ENFORCES, "capacity.capacity_strength": KEEPS_BUSY}
INVERSE = {"enforcement.enforcement_strength": TAKES_LONGER, "capacity.capacity_strength": HAS_ROOM}


def of(numbers, key):
    topic, name = key.split(".")
    return np.asarray(getattr(getattr(numbers, topic), name))


def test_as_declared_the_very_same_numbers_hold():
    assert in_strength(declared()) is declared()


@pytest.mark.parametrize("strength", STRENGTHS)
def test_a_strength_multiplies_what_follows_it_and_divides_what_limits_it(strength):
    here = in_strength(numbers_of({strength: "0.5"}))
    for key in STRENGTHS[strength]:
        np.testing.assert_array_equal(of(here, key), 0.5 * of(declared(), key))
    for key in INVERSE[strength]:
        np.testing.assert_array_equal(of(here, key), 2.0 * of(declared(), key))


@pytest.mark.parametrize("strength", STRENGTHS)
def test_at_zero_nothing_is_done_or_takes_time_and_nothing_is_limited(strength):
    here = in_strength(numbers_of({strength: "0"}))
    assert not any(of(here, key).any() for key in STRENGTHS[strength])
    assert all(np.isinf(of(here, key)).all() for key in INVERSE[strength])


def test_even_without_any_room_for_cases_there_is_room_where_capacity_does_not_bind():
    numbers = numbers_of({"capacity.capacity_strength": "0", "drug_squad.case_slots": "0 cases/week"})
    assert of(in_strength(numbers), "drug_squad.case_slots") == np.inf
