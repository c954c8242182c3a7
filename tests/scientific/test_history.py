"""The replayed history: in each of its phases two weeks are as the phase says, and in 2018 it is the declared world."""

from datetime import date
from functools import cache

import numpy as np
import pytest
from markets import START, declared, impossible, market, series

from marketsim.parameters.names import BODIES
from marketsim.policies import check, in_force, read_policy

DAYS = 14
MORE, FEWER = 1, -1
HISTORY = read_policy("history_1990_2026")
FIRST = min(change.from_date for change in HISTORY.changes)

# first day of the two weeks, measure, which way it goes beside as_today from the same day with the same luck
SAYS = (
    ("1995-03-06", "stops", MORE),
    ("1995-03-06", "rushed_uses", MORE),
    ("1995-03-06", "contacts", FEWER),
    ("2004-04-05", "newcomers_from_closed_scenes", MORE),
    ("2008-03-03", "stops", MORE),
    ("2012-06-11", "hours_against_thieves", MORE),
    ("2012-06-11", "hours_in_nightlife", MORE),
    ("2012-06-11", "hours_on_patrol", FEWER),
    ("2012-06-11", "hours_on_cases", FEWER),
    ("2012-09-10", "hours_against_thieves", MORE),
    ("2012-10-08", "uses_in_rooms", FEWER),
    ("2024-04-15", "newcomers_from_closed_scenes", MORE),
)


@cache
def two_weeks(policy, day):
    """A market after its first two weeks, which begin on this day in the middle of a policy."""
    here = market(policy=read_policy(policy), start=date.fromisoformat(day))
    for _ in range(DAYS):
        here.run_day()
    return here


def total(policy, day, measure):
    return series(two_weeks(policy, day))[measure].sum()


@pytest.mark.parametrize(("day", "measure", "direction"), SAYS)
def test_a_phase_of_history_changes_what_it_says(day, measure, direction):
    changed = total(HISTORY.name, day, measure) - total("as_today", day, measure)
    assert direction * changed > 0
    assert impossible(two_weeks(HISTORY.name, day)) == []


def test_the_first_room_opens_with_the_zone_and_takes_uses_from_the_street():
    before, after = "2012-09-10", "2012-10-08"
    assert total(HISTORY.name, before, "uses_in_rooms") == 0 < total(HISTORY.name, after, "uses_in_rooms")
    outside = [
        sum(total(HISTORY.name, day, measure) for measure in ("visible_use", "hidden_use"))
        for day in (before, after)
    ]
    assert outside[1] < outside[0]
    assert total(HISTORY.name, after, "uses_in_rooms") < total(HISTORY.name, "2014-03-03", "uses_in_rooms")


def test_the_summer_of_free_rein_is_steered_as_the_policy_of_that_name():
    summer = in_force(HISTORY, (date(2012, 7, 1) - FIRST).days, declared(), FIRST)
    policy = in_force(read_policy("free_rein_2012"), 0, declared(), START)
    for change in read_policy("free_rein_2012").changes:
        topic, lever, body = (*change.lever.split("."), "")[:3]
        theirs, ours = (getattr(getattr(one, topic), lever) for one in (policy, summer))
        if body:
            theirs, ours = theirs[BODIES.index(body)], ours[BODIES.index(body)]
        assert theirs == ours, change.lever


def test_in_the_year_of_the_declared_world_history_has_come_to_it():
    found = in_force(HISTORY, (START - FIRST).days, declared(), FIRST)
    there = declared().police.officers > 0
    for one in declared().declarations():
        ours, theirs = (
            np.asarray(getattr(getattr(each, one.topic), one.name)) for each in (declared(), found)
        )
        counts = there if one.per == BODIES else slice(None)
        assert np.array_equal(np.atleast_1d(ours)[counts], np.atleast_1d(theirs)[counts]), one.key


@pytest.mark.parametrize("first", [FIRST, date(2012, 5, 1), date(2024, 1, 1)])
def test_history_may_be_entered_on_any_day(first):
    check(HISTORY, declared(), first, days=30)
