"""Hours of duty are finite and each goes somewhere; bodies do what they may do; what there is no room for waits."""

import numpy as np
import pytest
from markets import BUSY_STREET, STORM, after, highest, lowest, market, series

from marketsim.entities.accounts import CALLS_WAITING
from marketsim.entities.clock import SECONDS_PER_HOUR
from marketsim.entities.dealers import DETAINED, OFF
from marketsim.entities.police import PICKPOCKETS
from marketsim.measures.police import HOURS
from marketsim.parameters.names import BODIES

ALL_DAY = {"police.duty_begins": "0 h", "police.duty_ends": "24 h"}
NOBODY_ELSE = dict.fromkeys((f"police.officers.{body}" for body in BODIES), "0 officers")
FULL_STREET = {
    **BUSY_STREET,
    **highest("presence.reach", "enforcement.sees_a_sale"),
    "police.street_share": "0",
}
NO_CALLS = {
    **lowest("complaints.complaint_rate", "complaints.heeded"),
    "capacity.complaints_phoned": "0",
    "reporting.witness_phones": "0",
}
"""Whoever answers a call does all there is to do in the rest of the hour, and complaints draw officers to the scene."""


def only(body, **orders):
    """One body alone, on duty day and night, with the most active orders there are."""
    here = {**FULL_STREET, **{key: value for key, value in NOBODY_ELSE.items() if body not in key}}
    here.pop("police.officers")
    return {**here, f"police.officers.{body}": "8 officers", **orders}


def test_every_hour_of_duty_is_booked_to_some_work():
    here = after(1, {**FULL_STREET, **ALL_DAY, "police.street_share": "0.5", "police.arrests_sellers": "0",
                     "police.arrests_for_possession": "0", "drug_squad.case_slots": "0 cases/week"})  # fmt: skip
    booked = sum(series(here)[name][0] for name in HOURS)
    assert booked == pytest.approx(8 * 24 * len(BODIES))


def test_work_begun_before_the_end_of_duty_is_finished_after_it():
    here = market({"police.officers": "0 officers"})
    here.tick()
    officers = here.world.officers
    officers.busy_until[0] = here.world.tick + 6
    here.ticks(12)
    assert officers.hours_used[0].sum() == 6 * here.tick_seconds


def test_guards_ask_and_neither_stop_nor_arrest_whatever_their_orders():
    days = series(after(2, only("municipal_guards", **{"police.street_share": "1"})))
    assert days["asked_to_move"].sum() + days["steered"].sum() > 0
    assert {name: days[name].sum() for name in ("stops", "fines", "arrests_of_people", "arrests_of_dealers")} == {
        "stops": 0, "fines": 0, "arrests_of_people": 0, "arrests_of_dealers": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("priority", "done", "left"),
    [
        ("dealing", "arrests_of_dealers", ("stops", "asked_to_move", "contacts")),
        ("public_use", "stops", ("arrests_of_dealers", "steered")),
        (
            "pickpockets",
            "hours_against_thieves",
            ("stops", "arrests_of_dealers", "asked_to_move", "contacts"),
        ),
    ],
)
def test_hours_given_to_one_task_are_taken_from_the_others(priority, done, left):
    days = series(after(4, only("local_patrol", **{f"priorities.{priority}": "1", **NO_CALLS})))
    assert days[done].sum() > 0
    assert {name: days[name].sum() for name in left} == dict.fromkeys(left, 0)


def test_officers_on_pickpockets_walk_where_crowds_pass():
    here = market(only("local_patrol", **{"priorities.pickpockets": "1"}), scale=0.1)
    officers, city, passing = here.world.officers, here.world.city, []
    for _ in range(24):
        here.ticks(12)
        passing += city.footfall[officers.bound_for[officers.task == PICKPOCKETS]].tolist()
    assert np.mean(passing) > 1.5 * city.footfall[here.world.around.spots].mean()


def test_a_call_brings_a_car_that_stays_a_while_and_then_is_free_again():
    here = market(only("dispatch_patrol", **{"priorities.calls": "1", "police.contacts": "0/h"}))
    here.tick()
    world, place = here.world, int(here.world.around.spots[40])
    world.street.calls[place], world.street.called_at[place], world.accounts[CALLS_WAITING] = 1, world.tick, 1
    here.tick()
    sent = np.flatnonzero(world.officers.answers == place)
    assert len(sent) == 1
    assert world.accounts[CALLS_WAITING] == world.street.calls[place] == 0
    here.ticks(2)
    assert (world.officers.cell[sent] == place).all()
    assert world.street.officers_in_view[place] == 1
    here.ticks(12)
    assert (world.officers.answers[sent] != place).all()


def test_without_cars_calls_lapse():
    days = series(after(3, {**STORM, "police.officers": "0 officers"}))
    assert days["calls_answered"].sum() == 0
    assert days["calls_lapsed"].sum() > 0


def with_waiting_cases(slots, **changes):
    """A market on a Sunday evening in which three dealers' cases wait since noon, one since the day before."""
    here = after(6, {"police.officers": "0 officers", "drug_squad.case_slots": slots, **changes})
    here.ticks(here.today.ticks - 1 if here.today else 287)
    dealers = here.world.dealers
    chosen = np.flatnonzero(dealers.standing == OFF)[:3]
    dealers.case_waits[chosen] = here.world.tick - 12 * 12
    dealers.case_waits[chosen[1]] -= 24 * 12
    here.ticks(2)
    return dealers, chosen


def test_the_case_that_waited_longest_is_taken_when_a_week_brings_room():
    dealers, chosen = with_waiting_cases("1 cases/week")
    assert dealers.standing[chosen].tolist().count(DETAINED) == 1
    assert dealers.standing[chosen[1]] == DETAINED
    assert np.count_nonzero(dealers.case_waits[chosen] >= 0) == 2


def test_a_case_that_waited_too_long_is_dropped_and_nobody_is_fetched():
    dealers, chosen = with_waiting_cases("40 cases/week", **{"capacity.backlog_lapses": "1 day"})
    assert dealers.case_waits[chosen].tolist() == [-1, -1, -1]
    assert dealers.standing[chosen[1]] != DETAINED
    assert [dealers.standing[row] == DETAINED for row in chosen[[0, 2]]] == [True, True]


def test_where_prosecutors_are_full_arrested_dealers_walk_out_and_their_cases_wait():
    full = series(after(3, {**STORM, "drug_squad.case_slots": "0 cases/week"}))
    assert full["prosecutions"].sum() == 0
    assert full["walked_out"].sum() == full["arrests_of_dealers"].sum() > 0
    assert full["cases_waiting"][-1] > 0


def test_an_hour_costs_the_same_whatever_it_is_spent_on():
    here = after(1, {**lowest("capacity.hourly_cost")})
    days = series(here)
    hours = sum(days[name][0] for name in HOURS if name != "hours_in_other_districts")
    assert days["police_cost"][0] == pytest.approx(hours * here.numbers.capacity.hourly_cost)
    assert here.world.officers.hours_used.sum() / SECONDS_PER_HOUR == pytest.approx(
        hours + days["hours_in_other_districts"][0]
    )
