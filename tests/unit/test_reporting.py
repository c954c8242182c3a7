"""What happened, what was told, what the register shows and what became a case are four different counts."""

import numpy as np
import pytest
from markets import STORM, after, highest, market, misplaced, series

from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import (
    ARREST,
    CASED,
    DEALER,
    OFFICER,
    PERSON,
    RECORDED,
    RIP_OFF,
    TOLD,
    TURF,
    VIOLENCE,
)
from marketsim.entities.ledger import record as compiled_record
from marketsim.entities.people import HERE, IN_CUSTODY
from marketsim.entities.police import ARRESTING
from marketsim.model.processes.offenders import dealers_sought_are_arrested, offenders_are_sought
from marketsim.model.processes.telling import losses_are_told, violence_is_told

TRUSTING = {**highest("trust.telling", "reporting.losses_told"), "trust.silenced": "0"}
REPLICATES = 6
DAYS = 3
record = getattr(compiled_record, "py_func", compiled_record)


def do(here, process):
    loop, arguments = process(here.world, here.today, here.now)
    loop(*arguments)


def violent_row(here, severity=3, trust=1.0):
    """A market at its first tick in which a dealer has just attacked a person out of everybody's sight."""
    world = here.world
    here.tick()
    world.people.whereabouts[0], world.people.danish[0], world.people.trust_officer[0] = HERE, True, trust
    world.dealers.standing[0] = AT_SPOT
    world.street.officers_in_view[:] = 0
    rows, filled = world.ledger.rows, world.ledger.filled
    filled[1] = filled[0]
    record(
        rows,
        filled,
        world.tick,
        int(world.people.cell[0]),
        VIOLENCE,
        TURF,
        DEALER,
        0,
        PERSON,
        0,
        severity,
        0,
        0,
    )
    return rows[filled[0] - 1]


def test_recorded_outcomes_are_fewer_than_those_that_happened_and_cases_fewer_still():
    days = {name: values.sum() for name, values in series(after(DAYS, STORM)).items()}
    assert (
        days["violence"]
        > days["violence_recorded"]
        > days["violence_cases"]
        >= days["arrests_for_violence"]
        > 0
    )
    assert days["theft"] > days["thefts_told"] > 0
    assert days["thefts_recorded"] >= days["thefts_told"]
    assert days["rip_offs"] > days["cheating_told"] > days["cheating_recorded"]
    assert days["complaints"] > days["complaints_recorded"] > 0
    assert days["sales"] > days["sales_recorded"] > 0


def test_what_is_mediated_is_told_and_not_recorded():
    here = market({**TRUSTING, "trust.mediated": "0.9", "reporting.witness_phones": "0"}, scale=0.1)
    row = violent_row(here)
    do(here, violence_is_told)
    assert row[TOLD] == 1
    only_told = [
        sum(series(after(DAYS, {**STORM, **TRUSTING, "trust.mediated": share}))["violence_only_told"])
        for share in ("0.9", "0")
    ]
    assert only_told[0] > only_told[1] == 0


def test_who_has_no_trust_tells_nothing_and_nothing_unseen_is_recorded():
    here = market({**TRUSTING, "reporting.witness_phones": "0"}, scale=0.1)
    row = violent_row(here, trust=0.0)
    do(here, violence_is_told)
    assert [row[state] for state in (TOLD, RECORDED, CASED)] == [0, 0, 0]


def test_a_witness_brings_a_car_but_knows_no_name():
    here = market({**highest("reporting.witness_phones"), "police.officers": "0 officers"}, scale=0.1)
    row = violent_row(here, trust=0.0)
    place = here.world.people.cell[0]
    here.world.street.passing[place], here.world.street.seclusion[place] = 100_000, 0.0
    do(here, violence_is_told)
    assert [row[state] for state in (TOLD, RECORDED, CASED)] == [2, 1, 0]
    assert here.world.street.alarms[place] == 1


ALWAYS = {"reporting.arrests_offenders": "1", "reporting.recognised": "12/h", "police.street_share": "1"}


def sought_dealer(here, *, days=0):
    """A market in the morning in which dealer 0 has been sought for some days, and every officer has time."""
    here.ticks(9 * 12)
    violent_row(here)[CASED] = 1
    do(here, offenders_are_sought)
    dealers = here.world.dealers
    dealers.sought_until[0] -= days * 24 * 12
    dealers.standing[:], dealers.caught_by[:] = AT_SPOT, -1
    here.now[0] = here.world.tick + 1
    here.world.officers.busy_until[:] = 0
    here.world.around.dealers_out[:2] = 0, -1
    return dealers


def is_caught(here, cell):
    """Whether dealer 0 is caught in an hour in which every officer stands on a cell."""
    for _ in range(12):
        here.world.officers.cell[:] = cell
        do(here, dealers_sought_are_arrested)
        here.now[0] += 1
    return bool(here.world.dealers.caught_by[0] >= 0)


def test_a_known_offender_stays_sought_and_is_arrested_by_an_officer_who_meets_him():
    here = market(ALWAYS, scale=0.1)
    dealers = sought_dealer(here)
    assert dealers.sought_until[0] == here.world.tick + 30 * 24 * 12
    assert is_caught(here, dealers.cell[0])
    assert dealers.caught_for[0] == TURF
    assert (here.world.officers.work == ARRESTING).any()


def test_no_officer_arrests_an_offender_from_afar():
    here = market(ALWAYS, scale=0.1)
    dealers = sought_dealer(here)
    assert not is_caught(here, int(np.argmax(here.world.city.distance[dealers.cell[0]])))


@pytest.mark.parametrize("why", ["busy", "orders", "time"])
def test_an_officer_without_time_or_orders_and_the_end_of_the_search_leave_him_free(why):
    here = market(ALWAYS | ({"reporting.arrests_offenders": "0"} if why == "orders" else {}), scale=0.1)
    dealers = sought_dealer(here, days=31 if why == "time" else 0)
    if why == "busy":
        here.world.officers.busy_until[:] = here.world.tick + 100
    assert not is_caught(here, dealers.cell[0])


def test_who_was_arrested_is_sought_no_more():
    here = market(ALWAYS, scale=0.1)
    dealers = sought_dealer(here)
    rows, filled = here.world.ledger.rows, here.world.ledger.filled
    filled[1] = filled[0]
    record(rows, filled, here.world.tick, 0, ARREST, TURF, OFFICER, -1, DEALER, 0, 1, 0, 1)
    do(here, offenders_are_sought)
    assert dealers.sought_until[0] <= here.now[0]


def test_nobody_is_sought_for_an_act_whose_offender_is_not_known():
    here = market(ALWAYS, scale=0.1)
    here.ticks(9 * 12)
    violent_row(here)
    do(here, offenders_are_sought)
    assert here.world.dealers.sought_until[0] <= here.world.tick


def test_cheated_people_who_tell_may_get_their_money_back_and_none_is_made():
    here = market({**TRUSTING, "trust.mediated": "0.9", "reporting.retrieved": "0.9"}, scale=0.1)
    here.tick()
    world = here.world
    world.people.trust_officer[:], world.people.danish[:] = 1.0, True
    world.dealers.cash[0] = 100_000
    before = world.dealers.cash.sum() + world.people.money.sum()
    world.ledger.filled[1] = world.ledger.filled[0]
    for person in range(60):
        record(
            world.ledger.rows,
            world.ledger.filled,
            world.tick,
            0,
            RIP_OFF,
            0,
            DEALER,
            0,
            PERSON,
            person,
            1,
            500,
            0,
        )
    people = world.people.money.copy()
    do(here, losses_are_told)
    assert (world.people.money > people).any()
    assert world.dealers.cash.sum() + world.people.money.sum() == before


def test_those_shut_out_by_language_tell_less():
    told = {
        key: after(DAYS, {**STORM, **TRUSTING, "scene.danish": "60 %", **change}).observer.days[
            "cheating_told"
        ]
        for key, change in (
            ("heard", {"reporting.language_barrier": "0"}),
            ("shut out", {"reporting.language_barrier": "1"}),
        )
    }
    assert sum(told["heard"]) > 1.2 * sum(told["shut out"])


def test_custody_for_violence_takes_people_off_the_street_and_money_still_adds_up():
    no_other = dict.fromkeys(
        ("police.arrests_for_possession", "police.arrests_sellers", "reporting.catches_thieves"), "0"
    )
    held = {**highest("reporting.offender_custody"), "reporting.arrests_offenders": "1"}
    in_custody = 0
    for luck in range(REPLICATES):
        here = after(DAYS, {**STORM, **TRUSTING, **no_other, **held}, replicate=luck)
        in_custody += (here.world.people.whereabouts == IN_CUSTODY).sum()
        assert misplaced(here.world) == {}
    assert in_custody > 0
