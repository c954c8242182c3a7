"""Officers choose where to patrol, walk there, and are felt on the street around them (M14, M22)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.city.links import walked, walked_before
from marketsim.entities.clock import NEW_HOUR, TICK, Clock
from marketsim.entities.police import DRUG_SQUAD, NIGHTLIFE, PICKPOCKETS
from marketsim.entities.scales import DECIMETRES_PER_METRE, LEAST_FELT, MINUTES_PER_HOUR, WORST
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.enforcement import beat_worth
from marketsim.rules.presence import presence_after, presence_filled, presence_left

BEAT_TASTE = stream("officer's liking for a beat")


def officers_patrol(world: World, today: Today, now: Clock) -> Call:
    """Officers on duty walk their beats or drive to a call; what the police know draws them, or where crowds pass."""
    officers, street, city, around, police = (
        world.officers,
        world.street,
        world.city,
        world.around,
        today.police,
    )
    minutes = today.hours * MINUTES_PER_HOUR
    return _patrol, (
        now, today.stride, today.capacity.driving_speed * minutes * DECIMETRES_PER_METRE, officers.key, officers.body,
        officers.task, officers.cell, officers.bound_for, officers.busy_until, officers.answers, street.complaints,
        street.heat, street.selling_known, around.spots, today.walks, city.distance, city.way, city.beside,
        street.passing, around.officers_out, police.follows_complaints, police.follows_violence,
        police.follows_selling, today.enforcement.wanders,
    )  # fmt: skip


@loop
def _patrol(
    now, stride, drive, key, body, task, cell, bound_for, busy_until, answers, complaints, heat, selling_known, spots,
    walks, distance, way, beside, passing, officers_out, follows_complaints, follows_violence, follows_selling,
    wanders,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for officer in officers_out:
        if officer < 0:
            break
        if busy_until[officer] > tick:
            continue
        kind = body[officer]
        here = cell[officer]
        if answers[officer] >= 0:
            goal = answers[officer]
            cell[officer] = walked(here, goal, drive, distance, way, beside)
            bound_for[officer] = -1
            continue
        if now[NEW_HOUR] or bound_for[officer] < 0:
            among_crowds = task[officer] in (PICKPOCKETS, NIGHTLIFE)
            best = WORST
            for spot in spots:
                known = follows_complaints[kind] * complaints[spot] + follows_violence[kind] * heat[spot]
                known += follows_selling[kind] * selling_known[spot]
                if among_crowds:
                    known = passing[spot]
                worth = beat_worth(known, wanders, uniform(about(key[officer], spot), word, BEAT_TASTE))
                if worth > best:
                    best = worth
                    bound_for[officer] = spot
        goal = bound_for[officer]
        cell[officer] = walked_before(here, goal, stride, walks, distance, way, beside)


def presence_is_felt(world: World, today: Today, now: Clock) -> Call:
    """Whoever can see an officer feels it, and goes on feeling it for a while."""
    officers, street, around, presence = world.officers, world.street, world.around, today.presence
    return _feel, (
        today.hours, today.seconds, officers.on_duty, officers.body, officers.task, officers.busy_until,
        officers.cell, now,
        street.presence, street.officers_in_view, street.police_seen, street.police_today,
        around.officers_out, around.near_from, around.near, around.near_metres, around.picked, presence.reach,
        presence.residual, presence.dose,
    )  # fmt: skip


@loop
def _feel(
    hours, seconds, on_duty, body, task, busy_until, cell, now, felt, officers_in_view, police_seen, police_today,
    officers_out, near_from, near, near_metres, picked, reach, residual, dose,
):  # fmt: skip
    officers_in_view[:] = 0
    in_sight = 0
    for officer in officers_out:
        if officer < 0:
            break
        in_plain_clothes = body[officer] == DRUG_SQUAD or task[officer] == PICKPOCKETS
        if on_duty[officer] and busy_until[officer] <= now[TICK] and not in_plain_clothes:
            here = cell[officer]
            police_today[here] += seconds
            for neighbour in range(near_from[here], near_from[here + 1]):
                if near_metres[neighbour] > reach:
                    break
                place = near[neighbour]
                picked[in_sight] = place
                in_sight += officers_in_view[place] == 0
                officers_in_view[place] += 1
    left = presence_left(hours, residual)
    for place in range(felt.shape[0]):  # one answer for all places, so that many are reckoned at once
        lasts = (felt[place] > LEAST_FELT) | (officers_in_view[place] > 0)
        felt[place] = felt[place] * left if lasts else 0.0
    counted, filled = 0, 0.0
    for place in picked[:in_sight]:
        seen = officers_in_view[place]
        if seen != counted:  # the same of neighbours, and an exponential dearer than all else here
            counted, filled = seen, presence_filled(seen, seconds, dose)
        police_seen[place] += seconds * seen
        felt[place] = presence_after(felt[place], filled)
