"""What happened, what was told, what the register shows and what became a case are four different counts."""

from markets import STORM, after, highest, market, misplaced, series

from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import (
    CASED,
    DEALER,
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
from marketsim.model.processes.offenders import offenders_are_arrested
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


def test_a_known_offender_is_arrested_only_where_an_officer_is_free():
    for free, caught in ((True, True), (False, False)):
        here = market({"reporting.arrests_offenders": "1", "police.street_share": "1"}, scale=0.1)
        row = violent_row(here)
        here.ticks(9 * 12)
        row = violent_row(here)
        row[RECORDED] = row[CASED] = 1
        officers = here.world.officers
        officers.busy_until[:] = here.world.tick - 1 if free else here.world.tick + 12
        here.now[0] = here.world.tick
        here.world.dealers.caught_by[:] = -1
        do(here, offenders_are_arrested)
        assert (here.world.dealers.caught_by[0] >= 0) == caught
        assert (officers.work == ARRESTING).any() == caught


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
