"""Officers come upon a use outside and judge it (M11)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.ledger import (
    ASKED_TO_MOVE,
    CONTACT,
    IN_ROOM,
    OFFICER,
    PERSON,
    PREPARING,
    PUBLIC_USE,
    REFERRED,
    record,
)  # fmt: skip
from marketsim.entities.people import HERE, TO_USE, USING
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER, TALKING
from marketsim.entities.scales import DECIMETRES_PER_METRE, MINUTES_PER_HOUR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import risk_after
from marketsim.rules.discretion import (
    considerate_after,
    harm_weighed,
    heeds_a_referral,
    judges_by_harm,
    lets_finish,
    refers_to_a_room,
)
from marketsim.rules.enforcement import is_attended_to
from marketsim.rules.place import may_enter_rooms, room_worth
from marketsim.rules.trust import trusts_after

ATTENDS = stream("officer attends to a use in public")
JUDGES = stream("officer judges a use by its harm")
REFERS = stream("officer tells of an open room")
HEEDS = stream("goes to the room that an officer told of")


def officers_judge_public_use(world: World, today: Today, now: Clock) -> Call:
    """An officer in view of a use outside lets it be, tells of an open room, or asks to move before the dose is taken.

    By harm weighed, hour, exclusion and rooms open where the officer uses discretion; else people are only moved on.
    """
    people, officers, city, street, around = (
        world.people, world.officers, world.city, world.street, world.around,
    )  # fmt: skip
    police, discretion, trust, services = today.police, today.discretion, today.trust, today.services
    residents = today.residents
    return _judge, (
        now, today.hours, today.ticks_per_hour, today.scene.walking_speed, people.key, people.whereabouts,
        people.doing, people.use_place, people.room, people.cell, people.bound_for, people.busy_until,
        people.dose_due, people.judged, people.asked_away, people.considerate, people.craving, people.perceived_risk,
        people.registered, people.excluded, people.danish, people.believed_open, people.believed_closed,
        people.trust_officer, people.trust_police, officers.key, officers.body, officers.minds_use, officers.cell,
        officers.busy_until, officers.work, officers.commitment, world.rooms.cell, today.room_exists, city.distance,
        street.seclusion, street.findability, street.overlooked, around.premises, street.passing,
        around.officers_out, around.people_here, world.ledger.rows, world.ledger.filled, police.moves_on,
        police.discretion, discretion.refers, today.presence.reach, discretion.weight_of_being_seen,
        discretion.weight_of_being_found, discretion.weight_of_damage, discretion.people_make_seen,
        discretion.bearable, discretion.without_a_room, discretion.explanation_works, discretion.referral_heeded,
        services.opens, services.closes, services.room_appeal, services.walk_tolerance, services.queue_patience,
        services.impatience, residents.night_begins, residents.night_ends, residents.awake_at_night,
        today.deterrence.risk_from_asking, today.enforcement.talk_time, trust.by_contact, trust.by_asking,
        trust.spills_over, trust.trust_strength,
    )  # fmt: skip


@loop
def _judge(
    now, hours, ticks_per_hour, walking_speed, key, whereabouts, doing, use_place, room, cell, bound_for, busy_until,
    dose_due, has_been_judged, asked_away, considerate, craving, perceived_risk, registered, excluded, danish,
    believed_open, believed_closed, trust_officer, trust_police, officer_key, body, minds_use, officer_cell,
    officer_busy_until, work, commitment, room_cell, room_exists, decimetres, seclusion, street_findability,
    street_overlooked, street_premises, street_passing, officers_out, people_here, rows, filled, moves_on, discretion,
    refers, reach, weight_of_being_seen, weight_of_being_found, weight_of_damage, people_make_seen, bearable,
    without_a_room, explanation_works, referral_heeded, opens, closes, room_appeal, walk_tolerance, queue_patience,
    impatience, night_begins, night_ends, awake_at_night, risk_from_asking, talk_time, by_contact, by_asking,
    spills_over, trust_strength,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    awake = awake_at_night if is_between(hour, night_begins, night_ends) else 1.0
    for officer in officers_out:
        if officer < 0:
            break
        kind = body[officer]
        if not minds_use[officer] or officer_busy_until[officer] > tick or kind == DRUG_SQUAD:
            continue
        for person in people_here:
            if person < 0:
                break
            if doing[person] != USING or whereabouts[person] != HERE or has_been_judged[person]:
                continue
            here = cell[person]
            if (
                use_place[person] == IN_ROOM
                or decimetres[officer_cell[officer], here] > reach * DECIMETRES_PER_METRE
            ):
                continue
            pair = officer_key[officer] ^ key[person]
            if not is_attended_to(moves_on[kind], seclusion[here], hours, uniform(pair, word, ATTENDS)):
                continue
            has_been_judged[person] = True
            judged = judges_by_harm(discretion[kind], commitment[officer], uniform(pair, word, JUDGES))
            door = -1
            worth = 0.0
            if judged and may_enter_rooms(excluded[person], registered[person], danish[person]):
                door, worth = _best_open_room(
                    here, hour, walking_speed, craving[person], room_cell, room_exists, decimetres, opens, closes,
                    walk_tolerance, queue_patience, impatience,
                )  # fmt: skip
            room_open = door >= 0
            passing = street_passing[here]
            overlooked = street_overlooked[here]
            findability = street_findability[here]
            premises = street_premises[here]
            harm = harm_weighed(
                passing, overlooked, findability, premises, awake, weight_of_being_seen, weight_of_being_found,
                weight_of_damage, people_make_seen,
            )  # fmt: skip
            by_local_officer = kind == LOCAL_OFFICER
            cause = PREPARING if dose_due[person] else PUBLIC_USE
            spared = judged and lets_finish(harm, room_open, bearable, without_a_room)
            referred = (
                judged
                and not spared
                and refers_to_a_room(room_open, refers[kind], uniform(pair, word, REFERS))
            )
            heeded = False
            change = by_contact
            if spared:
                record(rows, filled, tick, here, CONTACT, cause, OFFICER, officer, PERSON, person, 1, kind, 0)
            elif referred:
                believed_open[person, door] = opens[door]
                believed_closed[person, door] = closes[door]
                trust = trust_officer[person] if by_local_officer else trust_police[person]
                heeded = dose_due[person] and heeds_a_referral(
                    worth, trust, room_appeal, referral_heeded, uniform(pair, word, HEEDS)
                )
                record(
                    rows, filled, tick, here, REFERRED, cause, OFFICER, officer, PERSON, person, 1 + heeded,
                    kind, IN_ROOM,
                )  # fmt: skip
            else:
                change = by_asking
                lesson = risk_from_asking
                perceived_risk[person] = risk_after(perceived_risk[person], lesson)
                record(
                    rows, filled, tick, here, ASKED_TO_MOVE, cause, OFFICER, officer, PERSON, person, 1 + judged,
                    kind, use_place[person],
                )  # fmt: skip
            if not spared:
                busy_until[person] = tick + 1
                if judged:
                    considerate[person] = considerate_after(considerate[person], explanation_works)
                if dose_due[person]:
                    where = door if heeded else -1
                    _put_off(
                        person, where, doing, dose_due, asked_away, use_place, room, bound_for, room_cell
                    )
            trust_officer[person], trust_police[person] = trusts_after(
                trust_officer[person], trust_police[person], change, by_local_officer, spills_over,
                trust_strength,
            )  # fmt: skip
            work[officer] = TALKING
            officer_busy_until[officer] = tick + int(talk_time * ticks_per_hour / MINUTES_PER_HOUR)
            if officer_busy_until[officer] > tick:
                break


@loop
def _put_off(person, door, doing, dose_due, asked_away, use_place, room, bound_for, room_cell):
    """A dose not yet taken is to be taken in this room, or, where it is −1, somewhere out of the officers’ sight."""
    dose_due[person] = False
    doing[person] = TO_USE
    asked_away[person] = door < 0
    use_place[person] = 0
    if door >= 0:
        use_place[person] = IN_ROOM
        room[person] = door
        bound_for[person] = room_cell[door]


@loop
def _best_open_room(
    here, hour, walking_speed, craving, room_cell, room_exists, decimetres, opens, closes, walk_tolerance,
    queue_patience, impatience,
):  # fmt: skip
    """The open room that is worth most to somebody who stands here, as an officer sees it who knows no queue."""
    best_door = -1
    worth = 0.0
    for door in range(room_cell.shape[0]):
        if not room_exists[door] or not is_between(hour, opens[door], closes[door]):
            continue
        walk = decimetres[room_cell[door], here] / DECIMETRES_PER_METRE / walking_speed
        offered = room_worth(walk, 0, craving, walk_tolerance, queue_patience, impatience)
        if offered > worth:
            worth = offered
            best_door = door
    return best_door, worth
