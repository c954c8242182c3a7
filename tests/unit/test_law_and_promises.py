"""Law and promises: what a right, a privilege, a small supply and a kept or broken promise each come to."""

import numpy as np
import pytest
from markets import BUSY_STREET, STORM, after, highest, lowest, market, misplaced, series

from marketsim.entities.accounts import CALLS_WAITING
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import (
    ARREST,
    CAUSE,
    CONFISCATION,
    DEALER,
    FINE,
    KIND,
    OFFICER,
    POSSESSION,
    SELLING,
    STOP,
    TURF,
)  # fmt: skip
from marketsim.entities.ledger import record as compiled_record
from marketsim.entities.people import AWAY, HERE, NO_TREATMENT, PRESCRIBED_COCAINE
from marketsim.entities.police import LOCAL_PATROL
from marketsim.model.processes.call_ins import (
    dealers_are_called_in,
    promises_are_judged,
    those_warned_are_sought_out,
    warnings_are_heeded,
)
from marketsim.model.processes.cases import drug_squad_builds_cases
from marketsim.model.processes.sightings import encounters_are_seen
from marketsim.model.processes.treatment import the_clinic_admits
from marketsim.policies import read_policy

record = getattr(compiled_record, "py_func", compiled_record)
DAYTIME, DAYS_BY_RIGHT = 200, 2
ONLY_STOPS_FRIGHTEN = {
    "deterrence.risk_from_patrol": "0",
    "deterrence.risk_from_seen_encounter": "0",
    "deterrence.risk_from_asking": "0",
}
CALLED = {"call_ins.called": "3 dealers", "call_ins.promised": "0.8"}


def do(here, process):
    loop, arguments = process(here.world, here.today, here.now)
    loop(*arguments)


def begun(changes):
    here = market(changes)
    here.tick()
    here.world.dealers.warned[:] = 0
    return here


def write(here, kind, cause, actor_kind, actor, target_kind, target, place=0):
    """Write an event of this tick at the target's or actor's place."""
    world = here.world
    world.ledger.filled[1] = world.ledger.filled[0]
    cell = int((world.dealers if DEALER in (actor_kind, target_kind) else world.people).cell[0])
    record(
        world.ledger.rows, world.ledger.filled, world.tick, cell, kind, cause, actor_kind, actor, target_kind,
        target, 3, 0, place,
    )  # fmt: skip
    return world.ledger.rows[world.ledger.filled[0] - 1]


def test_those_believed_most_violent_are_called_in_and_their_crews_hear_of_it():
    here = begun(CALLED)
    dealers = here.world.dealers
    dealers.believed_violent[:], dealers.crew[:] = 0, -1
    dealers.believed_violent[:5, 0] = [0.9, 0.8, 0.7, 0.6, 0.5]
    dealers.crew[[0, 10]] = 2
    do(here, dealers_are_called_in)
    assert np.flatnonzero(dealers.warned).tolist() == [0, 1, 2, 10]


def test_call_ins_take_the_patrol_as_many_hours_as_those_called_in_need():
    here = begun(CALLED)
    here.world.dealers.believed_violent[:] = 0.9
    do(here, dealers_are_called_in)
    patrol = here.world.officers.body == LOCAL_PATROL
    posts = here.today.police.officers[LOCAL_PATROL]
    spent = here.world.officers.call_ins[patrol] / here.today.ticks_per_hour
    assert spent == pytest.approx(3 * here.today.call_ins.call_in_time / posts, abs=0.1)
    assert not here.world.officers.call_ins[~patrol].any()


def test_hours_of_call_ins_are_booked_and_there_are_none_without():
    week = {"call_ins.called": "10 dealers", "call_ins.call_in_time": "4 h"}
    booked = series(after(8, {**STORM, **week}))["hours_of_call_ins"]
    assert booked.sum() > 0
    assert np.count_nonzero(booked) <= 2
    assert not series(after(8, STORM))["hours_of_call_ins"].any()


def test_without_call_ins_nobody_is_warned():
    here = begun({})
    here.world.dealers.believed_violent[:] = 0.9
    do(here, dealers_are_called_in)
    assert not here.world.dealers.warned.any()


def test_a_warning_counts_as_risk_of_force_and_not_of_selling():
    here = begun(CALLED)
    dealers = here.world.dealers
    dealers.perceived_risk[:], dealers.warned[0] = 0.1, 0.8
    do(here, warnings_are_heeded)
    assert dealers.risk_of_force[0] > 0.5
    assert dealers.risk_of_force[1] == dealers.perceived_risk[0] == 0.1


@pytest.mark.parametrize(("kept", "direction"), [(True, 1), (False, -1)])
def test_promises_kept_are_believed_and_broken_ones_are_not(kept, direction):
    here = begun(CALLED)
    dealers = here.world.dealers
    dealers.warned[:3] = 0.5
    dealers.caught_by[0], dealers.caught_for[0] = (LOCAL_PATROL, TURF) if kept else (-1, 0)
    dealers.sought_until[0] = here.now[0] + 1
    dealers.sought_since[0] = here.now[0] - int(here.today.call_ins.answered_within * 24 * 12)
    do(here, promises_are_judged)
    assert (np.sign(dealers.warned[:3] - 0.5) == direction).all()
    assert not dealers.warned[3:].any()


@pytest.mark.parametrize("caught_by", [-1, LOCAL_PATROL])
def test_a_promise_is_neither_kept_nor_broken_while_the_offender_may_still_be_arrested_for_violence(
    caught_by,
):
    """Nor does an arrest for dealing keep it."""
    here = begun(CALLED)
    dealers = here.world.dealers
    dealers.warned[:3], dealers.caught_by[0] = 0.5, caught_by
    dealers.sought_until[0], dealers.sought_since[0] = here.now[0] + 100, here.now[0] - 100
    do(here, promises_are_judged)
    assert (dealers.warned[:3] == 0.5).all()


@pytest.mark.parametrize(("delivered", "cars"), [("1", 1), ("0", 0)])
def test_a_car_is_called_to_whoever_was_warned_and_is_sought_as_far_as_the_promise_is_delivered(
    delivered, cars
):
    here = begun({**CALLED, "call_ins.delivered": delivered})
    dealers, street = here.world.dealers, here.world.street
    street.alarms[:] = 0
    dealers.standing[:2], dealers.warned[0], dealers.sought_severity[:2] = AT_SPOT, 0.9, 3
    dealers.sought_until[:2] = here.now[0] + 100
    here.world.around.dealers_out[:3] = 0, 1, -1
    waiting = here.world.accounts[CALLS_WAITING]
    do(here, those_warned_are_sought_out)
    assert street.alarms.sum() == street.alarms[dealers.cell[0]] == cars
    assert here.world.accounts[CALLS_WAITING] - waiting == cars


def violent_days(delivered, officers):
    """Arrests for violence in days on which every dealer was warned and officers have nothing else to do."""
    here = market({
        **STORM, **CALLED, "police.arrests_sellers": "0", "police.stop_rate": "0/h", "drug_squad.stops_buyers": "0",
        "call_ins.delivered": delivered, "call_ins.called": "30 dealers", "reporting.arrests_offenders": "0.05",
        "police.officers": officers, **highest("trust.telling"), "call_ins.warning_works": "0",
    })  # fmt: skip
    here.world.dealers.believed_violent[:] = 0.9
    for _ in range(6):
        here.run_day()
    return sum(here.observer.days["arrests_for_violence"])


def test_delivery_takes_officers_who_are_there():
    assert violent_days("1", "8 officers") > violent_days("0", "8 officers")
    assert violent_days("1", "0 officers") == 0


def test_seeing_a_violent_dealer_arrested_protects_and_seeing_a_peaceful_one_does_not():
    for last_act, protected in ((0, True), (-(10**9), False)):
        here = begun({"trust.by_protection": "0.1", **highest("turf.sight")})
        people, dealers = here.world.people, here.world.dealers
        row = int(here.world.around.people_here[0]) if here.world.around.people_here[0] >= 0 else 0
        people.whereabouts[row], people.cell[row] = HERE, dealers.cell[0]
        here.world.around.people_here[:2] = row, -1
        people.trust_police[row], dealers.last_act[0] = 0.4, last_act
        write(here, ARREST, 0, OFFICER, -1, DEALER, 0, place=1)
        do(here, encounters_are_seen)
        assert (people.trust_police[row] > 0.4) == protected


def test_a_right_lets_the_squad_stop_but_not_take():
    right = {"law.possession": "decriminalised", "law.user_dealers": "tolerated", "police.stop_rate": "0/h"}
    watching = highest("enforcement.buyers_per_case", "enforcement.case_hours", "turf.sight")
    by_right, enforced = (
        series(after(3, {**BUSY_STREET, **right, **watching, "police.arrests_sellers": "0", **law}))
        for law in ({}, {"law.possession": "enforced"})
    )
    assert by_right["evidence_stops"].sum() > 0
    assert by_right["confiscations"].sum() == by_right["fines"].sum() == 0
    assert enforced["confiscations"].sum() > 0


def lived_by_right(law_strength, sold):
    """What stops were for and what was taken in a busy street under the policy of a right, beside its beliefs."""
    changes = {**BUSY_STREET, **highest("enforcement.taken_for_dealer"), "law.law_strength": law_strength}
    changes |= {"focus.short_leash": "0", "brokering.brokering_strength": "0", **ONLY_STOPS_FRIGHTEN}
    here = market(changes, policy=read_policy("decriminalisation_by_right"))
    causes, kinds = set(), set()
    for _ in range(DAYS_BY_RIGHT):
        here.world.people.sold_at[:] = here.world.tick if sold else -(10**9)
        here.ticks(DAYTIME)
        rows = here.world.ledger.today()
        causes |= set(rows[rows[:, KIND] == STOP, CAUSE].tolist())
        kinds |= set(rows[:, KIND].tolist())
        here.run_day()
    return causes, kinds, here


def test_where_possession_is_a_right_nobody_is_stopped_for_it_and_nothing_is_taken():
    causes, kinds, here = lived_by_right("1", sold=False)
    assert causes == set()
    assert not {CONFISCATION, FINE} & kinds
    assert here.world.people.perceived_risk.max() == 0


def test_a_right_to_possess_does_not_cover_dealing():
    causes, kinds, _ = lived_by_right("1", sold=True)
    assert causes == {SELLING}
    assert {CONFISCATION, FINE} <= kinds


def test_where_the_law_decides_nothing_a_right_is_as_good_as_prohibition():
    causes, kinds, _ = lived_by_right("0", sold=False)
    assert causes == {POSSESSION}
    assert {CONFISCATION, FINE} <= kinds


def test_prescribed_cocaine_is_no_substitute_for_heroin():
    here = begun({"treatment.slots.prescribed_cocaine": "20 slots"})
    people = here.world.people
    chosen = np.flatnonzero((people.treatment == NO_TREATMENT) & (people.whereabouts == AWAY))[:10]
    people.waits_for[:] = NO_TREATMENT
    people.waits_for[chosen] = PRESCRIBED_COCAINE
    do(here, the_clinic_admits)
    assert (people.treatment[chosen] == PRESCRIBED_COCAINE).all()
    assert (people.prescribed[chosen] == here.today.treatment.cocaine_relief).all()
    assert not people.substitution[chosen].any()


def test_tolerated_user_dealers_are_not_punished_where_others_are_spared():
    tolerant = {**BUSY_STREET, "law.possession": "decriminalised", **highest("enforcement.taken_for_dealer")}
    for treated, fined in (("prohibited", True), ("tolerated", False)):
        here = market({**tolerant, "law.user_dealers": treated})
        for _ in range(2):
            here.world.people.sold_at[:] = here.world.tick
            here.run_day()
        assert (sum(here.observer.days["fines"]) > 0) == fined
        assert misplaced(here.world) == {}


def test_sellers_of_little_are_left_alone_where_small_supply_is_tolerated():
    little = {**STORM, "reporting.arrests_offenders": "0", **lowest("market.pocket_stock")}
    tolerated, prohibited = (
        series(after(2, {**little, "law.small_supply": limit}))["arrests_of_dealers"].sum()
        for limit in ("5000 mg", "0 mg")
    )
    assert tolerated < 0.5 * prohibited


@pytest.mark.parametrize("weight", ["leaders", "crews", "violent", "random"])
def test_cases_are_built_on_whom_the_weights_name(weight):
    none = {f"drug_squad.target_{name}": "0" for name in ("violent", "visible", "big", "easy", "random")}
    here = market({**none, f"drug_squad.target_{weight}": "1", "police.duty_begins": "0 h", "police.duty_ends": "24 h",
                   "police.street_share": "1", **lowest("learning.exit_rate")})  # fmt: skip
    here.tick()
    world, dealers = here.world, here.world.dealers
    chosen = np.flatnonzero(dealers.number >= 0)[:20]
    dealers.standing[:] = 0
    dealers.standing[chosen], dealers.crew[:] = AT_SPOT, -1
    dealers.crew[chosen[:3]], world.crews.leader[0] = 0, chosen[1]
    dealers.believed_violent[:] = 0
    dealers.believed_violent[chosen[7], 3] = 0.9
    world.officers.target[:], here.now[4] = -1, 1
    do(here, drug_squad_builds_cases)
    targets = set(world.officers.target[world.officers.target >= 0].tolist())
    expected = {"leaders": {int(chosen[1])}, "crews": {*chosen[:3].tolist()}, "violent": {int(chosen[7])}}
    assert targets
    assert targets <= expected.get(weight, set(chosen.tolist()))
