"""Treatment is offered by whoever meets people, taken up or not, waited for, entered and left (M17)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.facilities import CLINIC, CUSTODY, PARTNERSHIP
from marketsim.entities.ledger import (
    NO_CAUSE,
    PERSON,
    SERVICE,
    TREATMENT_BEGUN,
    TREATMENT_ENDED,
    TREATMENT_OFFERED,
    record,
)  # fmt: skip
from marketsim.entities.people import (
    AWAY,
    DEAD,
    HANGING,
    HERE,
    HEROIN_ASSISTED,
    IN_PATIENT,
    IN_TREATMENT,
    NO_TREATMENT,
    NOWHERE,
    ON_METHADONE,
    PRESCRIBED_COCAINE,
)  # fmt: skip
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.need import tolerance_later
from marketsim.rules.treatment import (
    accepts_treatment,
    drops_out,
    gives_up_waiting,
    tolerance_in_treatment,
    treatment_sought,
)  # fmt: skip

OFFERED = stream("treatment is offered")
COERCED = stream("treatment is offered under a threat")
ACCEPTS = stream("accepts treatment")
SOUGHT = stream("which treatment is sought")
DROPS_OUT = stream("drops out of treatment")
GIVES_UP = stream("gives up waiting for treatment")
TURN = stream("turn for a place in treatment")


def treatment_is_offered(world: World, today: Today, now: Clock) -> Call:
    """Staff who meet somebody entitled to treatment and without it may offer it, after an arrest also by threat."""
    people, treatment = world.people, today.treatment
    return _offer, (
        now, people.key, people.met, people.cell, people.danish, people.treatment, people.waits_for,
        people.waiting_since, people.coerced, people.trust_staff, people.heroin_share, world.ledger.rows,
        world.ledger.filled, treatment.offers, treatment.slots, treatment.coercion, treatment.acceptance,
        treatment.coercion_accepts, treatment.prefers_in_patient, treatment.prefers_heroin_assisted,
    )  # fmt: skip


@loop
def _offer(
    now, key, met, cell, danish, treatment, waits_for, waiting_since, is_coerced, trust_staff, heroin_share, rows,
    filled, offers, slots, coercion, acceptance, coercion_accepts, prefers_in_patient, prefers_heroin_assisted,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in range(key.shape[0]):
        service = met[person]
        if service < 0 or not danish[person] or treatment[person] != NO_TREATMENT or waits_for[person] > 0:
            continue
        if uniform(key[person], word, OFFERED) >= offers[service]:
            continue
        arrested = service in (CUSTODY, PARTNERSHIP)
        coerced = arrested and uniform(key[person], word, COERCED) < coercion
        accepted = accepts_treatment(
            acceptance, trust_staff[person], coerced, coercion_accepts, uniform(key[person], word, ACCEPTS)
        )
        record(
            rows, filled, tick, cell[person], TREATMENT_OFFERED, NO_CAUSE, SERVICE, service, PERSON, person,
            1 + accepted, 0, 0,
        )  # fmt: skip
        if accepted:
            cocaine_prescribed = slots[PRESCRIBED_COCAINE - 1] > 0
            waits_for[person] = treatment_sought(
                heroin_share[person], cocaine_prescribed, prefers_in_patient, prefers_heroin_assisted,
                uniform(key[person], word, SOUGHT),
            )  # fmt: skip
            waiting_since[person] = tick
            is_coerced[person] = coerced


def people_leave_treatment(world: World, today: Today, now: Clock) -> Call:
    """Every day some drop out, those who stayed in-patients to the end go home, and some give up waiting."""
    people, treatment = world.people, today.treatment
    return _leave, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.busy_until, people.cell,
        people.treatment, people.waits_for, people.coerced, people.dropped_out, people.substitution,
        people.prescribed, people.tolerance, people.tolerance_since, world.ledger.rows, world.ledger.filled,
        treatment.stays, treatment.coercion_stays, treatment.waiting_patience, treatment.opioid_tolerance,
        today.need.tolerance_half_life,
    )  # fmt: skip


@loop
def _leave(
    now, ticks_per_hour, key, whereabouts, busy_until, cell, treatment, waits_for, is_coerced, dropped_out,
    substitution, prescribed, tolerance, tolerance_since, rows, filled, treatment_stays, coercion_stays,
    waiting_patience, opioid_tolerance, tolerance_half_life,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in range(key.shape[0]):
        if whereabouts[person] == NOWHERE or whereabouts[person] == DEAD:
            continue
        if waits_for[person] > 0 and gives_up_waiting(waiting_patience, uniform(key[person], word, GIVES_UP)):
            waits_for[person] = NO_TREATMENT
        kind = treatment[person]
        if kind == NO_TREATMENT:
            continue
        completed = kind == IN_PATIENT and whereabouts[person] != IN_TREATMENT
        stays = treatment_stays[kind - 1]
        coerced = is_coerced[person]
        leaves = drops_out(stays, coerced, coercion_stays, uniform(key[person], word, DROPS_OUT))
        if not completed and not leaves:
            continue
        hours = (tick - tolerance_since[person]) / ticks_per_hour
        tolerance[person] = tolerance_in_treatment(
            tolerance_later(tolerance[person], hours, tolerance_half_life), substitution[person],
            opioid_tolerance,
        )  # fmt: skip
        tolerance_since[person] = tick
        treatment[person] = NO_TREATMENT
        dropped_out[person] = not completed
        substitution[person] = 0
        prescribed[person] = 0
        if whereabouts[person] == IN_TREATMENT:
            busy_until[person] = tick
        record(
            rows, filled, tick, cell[person], TREATMENT_ENDED, NO_CAUSE, PERSON, person, SERVICE, CLINIC,
            1 + (not completed), kind, 0,
        )  # fmt: skip


def the_clinic_admits(world: World, today: Today, now: Clock) -> Call:
    """Free places in each treatment go to those who have waited longest; in-patients leave the scene for weeks."""
    people, treatment = world.people, today.treatment
    return _admit, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, people.cell,
        people.treatment, people.waits_for, people.waiting_since, people.treated_since, people.dropped_out,
        people.substitution, people.prescribed, world.around.order, world.around.drawn, world.ledger.rows,
        world.ledger.filled, treatment.slots, treatment.in_patient_days, treatment.heroin_assisted_relief,
        treatment.cocaine_relief, today.need.substitution_relief,
    )  # fmt: skip


@loop
def _admit(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, cell, treatment, waits_for, waiting_since,
    treated_since, dropped_out, substitution, prescribed, order, drawn, rows, filled, slots, in_patient_days,
    heroin_assisted_relief, cocaine_relief, substitution_relief,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for kind in range(ON_METHADONE, PRESCRIBED_COCAINE + 1):
        free = slots[kind - 1]
        waiting = 0
        for person in range(key.shape[0]):
            if whereabouts[person] == NOWHERE or whereabouts[person] == DEAD:
                continue
            free -= treatment[person] == kind
            able = kind != IN_PATIENT or whereabouts[person] == AWAY or whereabouts[person] == HERE
            if waits_for[person] == kind and able:
                rank = waiting_since[person] + uniform(key[person], word, TURN)
                waiting = take_turn(order, drawn, waiting, person, rank)
        for position in range(min(free, waiting)):
            person = order[position]
            treatment[person] = kind
            waits_for[person] = NO_TREATMENT
            treated_since[person] = tick
            dropped_out[person] = False
            if kind == IN_PATIENT:
                whereabouts[person] = IN_TREATMENT
                doing[person] = HANGING
                busy_until[person] = tick + int(in_patient_days * HOURS_PER_DAY * ticks_per_hour)
            elif kind == PRESCRIBED_COCAINE:
                prescribed[person] = cocaine_relief
            else:
                substitution[person] = (
                    heroin_assisted_relief if kind == HEROIN_ASSISTED else substitution_relief
                )
            record(
                rows, filled, tick, cell[person], TREATMENT_BEGUN, NO_CAUSE, SERVICE, CLINIC, PERSON, person, 1,
                kind, 0,
            )  # fmt: skip
