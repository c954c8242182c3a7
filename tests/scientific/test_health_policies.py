"""Each policy of the health chapter, run for two weeks in each of its phases, changes what it says it changes."""

from functools import cache

import numpy as np
import pytest
from markets import impossible, market, series

from marketsim.entities.people import PRESCRIBED_COCAINE
from marketsim.policies import read_policy

WEEKS_IN_DAYS = 14
MORE, FEWER = 1, -1
BEFORE = {"operation_reduction": 14}
"""Days before the first in which the police come to know who offends; they are not counted."""

# policy, first day of the phase, measure, which way it goes beside as_today on the same days with the same luck
SAYS = (
    ("cocaine_medicalised", 0, "treatment_entries", MORE),
    ("cocaine_medicalised", 0, "treatment_offers", MORE),
    ("operation_reduction", 0, "arrests_of_people", MORE),
    ("four_pillars", 0, "outreach_contacts", MORE),
    ("four_pillars", 0, "naloxone_handed_out", MORE),
    ("four_pillars", 30, "treatment_entries", MORE),
    ("four_pillars", 60, "uses_near_health_room", MORE),
    ("four_pillars", 60, "equipment_handed_out", MORE),
    ("four_pillars", 90, "asked_to_move", MORE),
    ("four_pillars", 90, "arrests_of_dealers", MORE),
    ("first_rooms_2012", 0, "uses_in_rooms", FEWER),
    ("first_rooms_2012", 0, "fines", MORE),
    ("first_rooms_2012", 30, "uses_in_rooms", FEWER),
    ("h17_2016", 0, "uses_in_rooms", FEWER),
    ("rooms_closed", 0, "uses_in_rooms", FEWER),
    ("rooms_closed", 0, "visible_use", MORE),
    ("rooms_closed", 0, "hidden_use", MORE),
    ("rooms_closed", 0, "syringes_dropped", MORE),
)


@cache
def two_weeks(policy, day, before=0):
    """A market whose policy has just come to a phase, after two weeks of it; beside it as_today has the same past."""
    here = market(policy=read_policy(policy))
    here.day = day - before
    for _ in range(WEEKS_IN_DAYS + before):
        here.run_day()
    return here


def total(policy, day, measure, before=0):
    return series(two_weeks(policy, day, before))[measure].sum()


@pytest.mark.parametrize(("policy", "day", "measure", "direction"), SAYS)
def test_a_phase_changes_what_it_says(policy, day, measure, direction):
    before = BEFORE.get(policy, 0)
    changed = total(policy, day, measure, before) - total("as_today", day, measure, before)
    assert direction * changed > 0


@pytest.mark.parametrize(("policy", "day"), sorted({(policy, day) for policy, day, *_ in SAYS}))
def test_a_phase_leaves_the_world_sound(policy, day):
    assert impossible(two_weeks(policy, day)) == []


def test_before_the_first_room_nobody_uses_in_one_and_after_it_some_do():
    assert total("first_rooms_2012", 0, "uses_in_rooms") == 0
    assert total("first_rooms_2012", 30, "uses_in_rooms") > 0


def test_nobody_uses_in_a_closed_room():
    assert total("rooms_closed", 0, "uses_in_rooms") == 0


def test_the_opening_of_h17_brings_uses_into_rooms():
    assert total("h17_2016", 30, "uses_in_rooms") > total("h17_2016", 0, "uses_in_rooms")


def test_cocaine_is_prescribed_only_where_there_are_places_for_it():
    prescribed = {
        name: np.count_nonzero(two_weeks(name, 0).world.people.treatment == PRESCRIBED_COCAINE)
        for name in ("as_today", "cocaine_medicalised")
    }
    assert prescribed["as_today"] == 0 < prescribed["cocaine_medicalised"]


def test_the_partnership_approaches_those_with_most_offences_known_and_only_where_there_is_one():
    approached = {
        name: two_weeks(name, 0, BEFORE["operation_reduction"]).world.people.approached_until > 0
        for name in ("as_today", "operation_reduction")
    }
    assert not approached["as_today"].any()
    assert approached["operation_reduction"].any()
    offending = two_weeks("as_today", 0, BEFORE["operation_reduction"]).world.people.offending
    chosen = approached["operation_reduction"]
    assert offending[chosen].mean() > 2 * offending[~chosen].mean()
