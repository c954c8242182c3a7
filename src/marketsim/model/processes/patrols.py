"""Officers go on duty, choose where to patrol, walk there, and are felt on the street around them (M14, M22)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.city.links import walked
from marketsim.entities.clock import NEW_HOUR, SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.police import DRUG_SQUAD
from marketsim.entities.scales import LEAST_FELT, WORST
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.enforcement import beat_worth
from marketsim.rules.presence import calm_after, presence_left

ON_THE_SCENE = stream("officer spends this hour on the scene")
BEAT_TASTE = stream("officer's liking for a beat")


def officers_patrol(world: World, today: Today, now: Clock) -> Call:
    """Officers on duty walk their beats; what the police know draws them, and every hour they choose again."""
    officers, street, police = world.officers, world.street, today.police
    return _patrol, (
        now, today.hour_key, today.team, police.officers, today.stride,
        officers.key, officers.body, officers.shift, officers.on_duty, officers.cell, officers.bound_for,
        officers.busy_until, street.complaints, street.heat, street.selling_known, world.around.spots,
        world.city.row, world.city.column, world.city.distance, world.city.next_cell, world.around.officer_order,
        world.around.officers_out, police.duty_begins, police.duty_ends, police.street_share,
        police.follows_complaints, police.follows_violence, police.follows_selling, today.enforcement.wanders,
    )  # fmt: skip


@loop
def _patrol(
    now, hour_key, team, posts, stride,
    key, body, shift, on_duty, cell, bound_for, busy_until, complaints, heat, selling_known, spots,
    row, column, distance, next_cell, officer_order, officers_out,
    duty_begins, duty_ends, street_share, follows_complaints, follows_violence, follows_selling, wanders,
):  # fmt: skip
    tick = now[TICK]
    hour = hour_of(now[SECOND])
    word = moment(hour_key[int(hour)])
    for officer in range(key.shape[0]):
        kind = body[officer]
        in_post = team[kind] <= shift[officer] < team[kind] + posts[kind]
        due = in_post and is_between(hour, duty_begins[kind], duty_ends[kind])
        on_duty[officer] = due and uniform(key[officer], word, ON_THE_SCENE) < street_share[kind]
        if not on_duty[officer] or busy_until[officer] > tick:
            continue
        if now[NEW_HOUR] or bound_for[officer] < 0:
            best = WORST
            for spot in spots:
                known = follows_complaints[kind] * complaints[spot] + follows_violence[kind] * heat[spot]
                known += follows_selling[kind] * selling_known[spot]
                worth = beat_worth(known, wanders, uniform(about(key[officer], spot), word, BEAT_TASTE))
                if worth > best:
                    best = worth
                    bound_for[officer] = spot
        goal = bound_for[officer]
        here = cell[officer]
        cell[officer] = walked(here, goal, stride, row, column, distance, next_cell)
    out = 0
    for officer in officer_order:
        if on_duty[officer]:
            officers_out[out] = officer
            out += 1
    officers_out[out] = -1


def presence_is_felt(world: World, today: Today, now: Clock) -> Call:
    """Whoever can see an officer feels it, and goes on feeling it for a while."""
    officers, street, around, presence = world.officers, world.street, world.around, today.presence
    return _feel, (
        today.hours, today.seconds, officers.on_duty, officers.body, officers.busy_until, officers.cell, now,
        street.presence, street.officers_in_view, street.police_seen, street.police_today,
        around.officers_out, around.near_from, around.near, around.near_metres, presence.reach,
        presence.residual, presence.dose,
    )  # fmt: skip


@loop
def _feel(
    hours, seconds, on_duty, body, busy_until, cell, now,
    felt, officers_in_view, police_seen, police_today, officers_out, near_from, near, near_metres, reach,
    residual, dose,
):  # fmt: skip
    officers_in_view[:] = 0
    for officer in officers_out:
        if officer < 0:
            break
        if on_duty[officer] and busy_until[officer] <= now[TICK] and body[officer] != DRUG_SQUAD:
            here = cell[officer]
            police_today[here] += seconds
            for neighbour in range(near_from[here], near_from[here + 1]):
                if near_metres[neighbour] > reach:
                    break
                officers_in_view[near[neighbour]] += 1
    left = presence_left(hours, residual)
    for place in range(felt.shape[0]):
        if officers_in_view[place] > 0:
            seen = officers_in_view[place]
            police_seen[place] += seconds * seen
            felt[place] = calm_after(felt[place], seen, seconds, dose, residual, hours)
        elif felt[place] > LEAST_FELT:
            felt[place] *= left
        else:
            felt[place] = 0
