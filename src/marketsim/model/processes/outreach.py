"""Outreach workers go to where people gather and speak with some of them (M5, M17)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.city.links import walked_before
from marketsim.entities.clock import NEW_HOUR, SATURDAY, SECOND, TICK, WEEKDAY, Clock, hour_of, is_between
from marketsim.entities.facilities import OUTREACH
from marketsim.entities.ledger import NO_CAUSE, OUTREACH_CONTACT, PERSON, WORKER, record
from marketsim.entities.people import HERE, SLEEPING, USING
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.care import is_approached

ROUND = stream("where an outreach worker goes")
BUSIER = stream("where else an outreach worker could go")
APPROACHES = stream("an outreach worker speaks with somebody")


def outreach_walks(world: World, today: Today, now: Clock) -> Call:
    """Workers on duty choose every hour between two places, the one where more people gather, and walk there."""
    workers, outreach, city = world.outreach, today.outreach, world.city
    return _walk, (
        now, today.stride, workers.key, workers.on_duty, workers.cell, workers.bound_for, world.street.gathered,
        world.around.haunts, world.around.spots, today.walks, city.distance, city.way, city.beside,
        outreach.workers, outreach.begins, outreach.ends, outreach.weekends,
    )  # fmt: skip


@loop
def _walk(
    now, stride, key, on_duty, cell, bound_for, gathered, haunts, spots, walks, distance, way, beside,
    workers, begins, ends, weekends,
):  # fmt: skip
    word = moment(now[TICK])
    out = is_between(hour_of(now[SECOND]), begins, ends) and (weekends or now[WEEKDAY] < SATURDAY)
    for worker in range(key.shape[0]):
        on_duty[worker] = out and worker < workers
        if not on_duty[worker]:
            continue
        if now[NEW_HOUR]:
            one = haunts[int(uniform(key[worker], word, ROUND) * haunts.shape[0])]
            other = spots[int(uniform(key[worker], word, BUSIER) * spots.shape[0])]
            bound_for[worker] = one if gathered[one] >= gathered[other] else other
        here, goal = cell[worker], bound_for[worker]
        cell[worker] = walked_before(here, goal, stride, walks, distance, way, beside)


def outreach_meets_people(world: World, today: Today, now: Clock) -> Call:
    """Workers on duty speak with some of those close by."""
    people, workers, outreach = world.people, world.outreach, today.outreach
    return _meet, (
        now, today.hours, today.stands_for, people.key, people.whereabouts, people.doing, people.cell, people.met,
        workers.key,
        workers.on_duty, workers.cell, workers.meetings, world.city.distance, world.around.people_here,
        world.ledger.rows, world.ledger.filled, outreach.contacts, outreach.reach,
    )  # fmt: skip


@loop
def _meet(
    now, hours, stands_for, key, whereabouts, doing, cell, met, worker_key, on_duty, worker_cell, worker_meetings,
    decimetres,
    people_here, rows, filled, contacts, reach,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    within = reach * DECIMETRES_PER_METRE
    for worker in range(worker_key.shape[0]):
        if not on_duty[worker]:
            continue
        beat = worker_cell[worker]
        in_view = 0.0
        for person in people_here:
            if person < 0:
                break
            in_view += whereabouts[person] == HERE and decimetres[beat, cell[person]] <= within
        in_view = 1 + (in_view - 1) * stands_for
        for person in people_here:
            if person < 0:
                break
            if whereabouts[person] != HERE or decimetres[beat, cell[person]] > within:
                continue
            if doing[person] == SLEEPING or doing[person] == USING:
                continue
            pair = worker_key[worker] ^ key[person]
            if is_approached(contacts, in_view, hours, uniform(pair, word, APPROACHES)):
                met[person] = OUTREACH
                worker_meetings[worker] += 1
                record(
                    rows, filled, tick, cell[person], OUTREACH_CONTACT, NO_CAUSE, WORKER, worker, PERSON, person,
                    1, 0, 0,
                )  # fmt: skip
