"""The consumption rooms let people in: seats, hours, the queue and the locked door (M4)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.facilities import ROOM_STAFF
from marketsim.entities.ledger import IN_ROOM, NO_CAUSE, PATIENCE, PERSON, REFUSAL, ROOM, VISIT, record
from marketsim.entities.people import HERE, QUEUEING, TO_USE, USING
from marketsim.entities.scales import MINUTES_PER_HOUR
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today

TURN = stream("turn at the room's door")
LEARNS = stream("learns the room's hours at the locked door")


def rooms_admit(world: World, today: Today, now: Clock) -> Call:
    """Rooms count their guests and give free seats to whoever came first; at a locked door people learn."""
    people, rooms, services = world.people, world.rooms, today.services
    return _admit, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, people.cell,
        people.injects, people.use_place, people.room, people.registered, people.queued_since, people.shuns_room,
        people.met, people.dose_due, people.believed_open, people.believed_closed, people.room_visits,
        rooms.cell, rooms.injecting, rooms.smoking, rooms.queue, today.room_exists,
        world.around.order, world.around.drawn, world.ledger.rows, world.ledger.filled,
        services.opens, services.closes, services.seats_injecting, services.seats_smoking, services.injecting_time,
        services.smoking_time, services.longest_wait, services.learns_hours,
    )  # fmt: skip


@loop
def _admit(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, cell, injects, use_place, room, registered,
    queued_since, shuns_room, met, dose_due, believed_open, believed_closed, room_visits, room_cell, injecting,
    smoking, queue, room_exists, order, drawn, rows, filled, opens, closes, seats_injecting, seats_smoking,
    injecting_time, smoking_time, longest_wait, learns_hours,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    injecting[:] = 0
    smoking[:] = 0
    queue[:] = 0
    waiting = 0
    for person in range(key.shape[0]):
        if use_place[person] != IN_ROOM or whereabouts[person] != HERE:
            continue
        if doing[person] == USING:
            if injects[person]:
                injecting[room[person]] += 1
            else:
                smoking[room[person]] += 1
        elif (doing[person] == TO_USE or doing[person] == QUEUEING) and cell[person] == room_cell[
            room[person]
        ]:
            if doing[person] == TO_USE:
                doing[person] = QUEUEING
                queued_since[person] = tick
            rank = queued_since[person] + uniform(key[person], word, TURN)
            waiting = take_turn(order, drawn, waiting, person, rank)
    for position in range(waiting):
        person = order[position]
        door = room[person]
        if not room_exists[door] or not is_between(hour, opens[door], closes[door]):
            record(
                rows, filled, tick, cell[person], REFUSAL, NO_CAUSE, ROOM, door, PERSON, person, 1, 0, IN_ROOM
            )
            shuns_room[person] = True
            doing[person] = TO_USE
            use_place[person] = 0
            if uniform(key[person], word, LEARNS) < learns_hours:
                believed_open[person, door] = opens[door]
                believed_closed[person, door] = closes[door]
            continue
        seats = seats_injecting[door] if injects[person] else seats_smoking[door]
        taken = injecting[door] if injects[person] else smoking[door]
        if taken < seats:
            minutes = injecting_time if injects[person] else smoking_time
            if injects[person]:
                injecting[door] += 1
            else:
                smoking[door] += 1
            doing[person] = USING
            dose_due[person] = True
            met[person] = ROOM_STAFF
            registered[person] = True
            room_visits[person] += 1
            busy_until[person] = tick + max(1, int(minutes * ticks_per_hour / MINUTES_PER_HOUR))
            record(
                rows, filled, tick, cell[person], VISIT, NO_CAUSE, PERSON, person, ROOM, door, 1, 0, IN_ROOM
            )
        elif (tick - queued_since[person]) * MINUTES_PER_HOUR > longest_wait * ticks_per_hour:
            record(
                rows, filled, tick, cell[person], REFUSAL, PATIENCE, ROOM, door, PERSON, person, 1, 0, IN_ROOM
            )
            shuns_room[person] = True
            doing[person] = TO_USE
            use_place[person] = 0
        else:
            queue[door] += 1
