"""Those at work in the scene are attacked, and the police use force: staff, guards and officers (M9)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import NEW_HOUR, SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    ARREST,
    ASKED_TO_MOVE,
    CASED,
    CELL,
    DEALER,
    KIND,
    NOBODY,
    OFFICER,
    ON_DUTY,
    PERSON,
    PLACE,
    POLICE_FORCE,
    RECORDED,
    ROOM,
    SERVICE,
    STOP,
    TARGET,
    TARGET_KIND,
    VIOLENCE,
    WORKER,
    record,
)
from marketsim.entities.people import COCAINE, HERE, INDOORS, SLEEPING
from marketsim.entities.police import LOCAL_OFFICER, MUNICIPAL_GUARDS
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.need import is_in_withdrawal
from marketsim.rules.trust import trusts_after
from marketsim.rules.victims import force_is_used, resists, turns_on_staff
from marketsim.rules.violence import is_agitated, severity

TURNS_ON_STAFF = stream("turns on staff")
STAFF_SEVERITY = stream("severity of turning on staff")
RESISTS = stream("resists an officer or guard")
RESISTANCE_SEVERITY = stream("severity of resistance")
FORCE = stream("police use force in an arrest")


def staff_are_attacked(world: World, today: Today, now: Clock) -> Call:
    """Once an hour those agitated or turned away may attack staff at hand: of a room, a facility, or on outreach."""
    people, workers, violence, services = world.people, world.outreach, today.violence, today.services
    return _attack_staff, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.cell, people.craving,
        people.last_drug, people.last_use, people.aggression, people.shuns_room, people.trust_staff, people.facility,
        world.rooms.cell, today.room_exists, workers.on_duty, workers.cell, world.city.distance, world.ledger.rows,
        world.ledger.filled, services.opens, services.closes, today.outreach.reach, violence.agitated_for,
        violence.threat_share, violence.serious_share, today.victims.staff_rate, today.victims.trust_soothes,
    )  # fmt: skip


@loop
def _attack_staff(
    now, ticks_per_hour, key, whereabouts, doing, cell, craving, last_drug, last_use, aggression, shuns_room,
    trust_staff, facility, room_cell, room_exists, worker_on_duty, worker_cell, decimetres, rows, filled, opens, closes,
    reach, agitated_for, threat_share, serious_share, staff_rate, trust_soothes,
):  # fmt: skip
    if not now[NEW_HOUR]:
        return
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    hours = 1.0
    within = reach * DECIMETRES_PER_METRE
    for person in range(key.shape[0]):
        if (whereabouts[person] != HERE and whereabouts[person] != INDOORS) or doing[person] == SLEEPING:
            continue
        agitated = is_agitated(
            withdrawn=is_in_withdrawal(craving[person]), last_was_cocaine=last_drug[person] == COCAINE,
            since_use=tick - last_use[person], lasts=agitated_for * ticks_per_hour,
        )  # fmt: skip
        if not (agitated or shuns_room[person]):
            continue
        here = cell[person]
        if whereabouts[person] == INDOORS:
            who, which = SERVICE, facility[person]
        else:
            who, which = _staff_on(
                here, hour, room_cell, room_exists, opens, closes, worker_on_duty, worker_cell, decimetres, within
            )  # fmt: skip
        if which < 0 or not turns_on_staff(
            aggression[person], trust_staff[person], staff_rate, trust_soothes, hours,
            uniform(key[person], word, TURNS_ON_STAFF),
        ):  # fmt: skip
            continue
        force = aggression[person]
        how_bad = severity(
            force, threat_share, serious_share, 0.0, uniform(key[person], word, STAFF_SEVERITY)
        )
        record(rows, filled, tick, here, VIOLENCE, ON_DUTY, PERSON, person, who, which, how_bad, 0, 0)


@loop
def _staff_on(
    here, hour, room_cell, room_exists, opens, closes, worker_on_duty, worker_cell, decimetres, within
):
    """Who of the staff is at hand: of a room that is open, at its door or inside, or an outreach worker close by."""
    for door in range(room_cell.shape[0]):
        if room_exists[door] and room_cell[door] == here and is_between(hour, opens[door], closes[door]):
            return ROOM, door
    for worker in range(worker_cell.shape[0]):
        if worker_on_duty[worker] and decimetres[worker_cell[worker], here] <= within:
            return WORKER, worker
    return NOBODY, -1


def encounters_turn_violent(world: World, today: Today, now: Clock) -> Call:
    """Whoever is stopped, arrested or sent away in this tick may resist, and officers may use force."""
    people, dealers, violence, victims, trust = (
        world.people,
        world.dealers,
        today.violence,
        today.victims,
        today.trust,
    )
    return _turn_violent, (
        now, people.key, people.aggression, people.trust_officer, people.trust_police, dealers.key, dealers.force,
        dealers.last_act, world.officers.body, world.ledger.rows, world.ledger.filled, violence.threat_share,
        violence.serious_share, violence.police_force, victims.force_in_stops, victims.force_against_resistance,
        victims.resistance, trust.by_force, trust.spills_over, trust.trust_strength,
    )  # fmt: skip


@loop
def _turn_violent(
    now, key, aggression, trust_officer, trust_police, dealer_key, dealer_force, last_act, body, rows, filled,
    threat_share, serious_share, police_force, force_in_stops, force_against_resistance, resistance, by_force,
    spills_over, trust_strength,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for row in range(filled[1], filled[0]):
        kind = rows[row, KIND]
        if kind not in (STOP, ARREST, ASKED_TO_MOVE) or rows[row, ACTOR_KIND] != OFFICER:
            continue
        here, officer = rows[row, CELL], rows[row, ACTOR]
        who, target = rows[row, TARGET_KIND], rows[row, TARGET]
        of_body = body[officer] if officer >= 0 else rows[row, PLACE]
        by_local_officer = of_body == LOCAL_OFFICER
        if who == DEALER:
            dice, temper, trust = dealer_key[target], dealer_force[target], 0.0
        else:
            dice, temper = key[target], aggression[target]
            trust = trust_officer[target] if by_local_officer else trust_police[target]
        of_this = about(dice, kind)
        resisted = resists(temper, trust, resistance, uniform(of_this, word, RESISTS))
        if resisted:
            force = temper
            how_bad = severity(
                force, threat_share, serious_share, 0.0, uniform(of_this, word, RESISTANCE_SEVERITY)
            )
            _write_down(rows, filled, tick, here, who, target, officer, how_bad)
            if who == DEALER:
                last_act[target] = tick
        usual_force = police_force if kind == ARREST else force_in_stops if kind == STOP else 0.0
        if of_body == MUNICIPAL_GUARDS or not force_is_used(
            resisted, usual_force, force_against_resistance, uniform(dice, word, FORCE)
        ):
            continue
        record(rows, filled, tick, here, VIOLENCE, POLICE_FORCE, OFFICER, officer, who, target, 1, 0, of_body)
        if who == PERSON:
            change = by_force
            trust_officer[target], trust_police[target] = trusts_after(
                trust_officer[target], trust_police[target], change, by_local_officer, spills_over, trust_strength
            )  # fmt: skip


@loop
def _write_down(rows, filled, tick, here, who, offender, officer, how_bad):
    """Violence against officers and guards is in the register with its offender, for they saw it."""
    row = filled[0]
    record(rows, filled, tick, here, VIOLENCE, ON_DUTY, who, offender, OFFICER, officer, how_bad, 0, 0)
    if row < rows.shape[0]:
        rows[row, RECORDED] = 1
        rows[row, CASED] = 1
