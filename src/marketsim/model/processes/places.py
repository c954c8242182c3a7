"""Where people go to use what they hold: a consumption room, a hideout, or where they stand (M4)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.facilities import HEALTH_ROOM
from marketsim.entities.ledger import HIDDEN, IN_ROOM, NEAR_HEALTH_ROOM, VISIBLE
from marketsim.entities.people import HERE, TO_USE
from marketsim.entities.scales import DECIMETRES_PER_METRE, WORST
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.care import uses_near_the_health_room
from marketsim.rules.overdose import company_worth
from marketsim.rules.place import (
    hideout_worth,
    hides,
    is_believed_open,
    may_enter_rooms,
    room_worth,
    shies_away,
    uses_in_the_room,
)  # fmt: skip

NEAR_NURSES = stream("uses near the health room")
ROOM = stream("uses in the room")
HIDES = stream("seeks a secluded place to use")
TASTE = stream("liking for a hideout")
SHIES = stream("goes out of officers' sight to use")


def people_choose_where_to_use(world: World, today: Today, now: Clock) -> Call:
    """Who is about to use chooses the room, a hideout or the spot, by walk, queue, belief, fear and police felt there.

    Whoever was asked to move goes out of the officers' sight.
    """
    people, rooms, around, services = world.people, world.rooms, world.around, today.services
    street = world.street
    return _choose_place, (
        now, today.scene.walking_speed, people.key, people.whereabouts, people.doing, people.cell, people.bound_for,
        people.craving, people.use_place, people.room, people.registered, people.excluded, people.danish,
        people.shuns_room, people.asked_away, people.haunt, people.believed_open, people.believed_closed,
        people.perceived_risk, people.considerate, rooms.cell, rooms.queue, world.facilities.cell, today.room_exists,
        street.seclusion, street.findability, street.watched, street.presence, street.officers_in_view,
        around.near_from, around.near, around.near_metres, world.city.distance, street.crowd,
        services.walk_tolerance, services.queue_patience, services.impatience, services.room_appeal,
        services.hidden_share, services.fear_hides, services.hideout_walk, services.avoids_police,
        today.overdose.keeps_company, services.health_room_appeal, today.facilities.opens, today.facilities.closes,
    )  # fmt: skip


@loop
def _choose_place(
    now, walking_speed, key, whereabouts, doing, cell, bound_for, craving, use_place, room, registered, excluded,
    danish, shuns_room, asked_away, haunt, believed_open, believed_closed, perceived_risk, considerate,
    room_cell, room_queue, facility_cell, room_exists, seclusion, findability, watched, presence, officers_in_view,
    near_from, near, near_metres, decimetres, crowd, walk_tolerance, queue_patience, impatience, room_appeal,
    hidden_share, fear_hides, hideout_walk, avoids_police, keeps_company, health_room_appeal, opens, closes,
):  # fmt: skip
    word = moment(now[TICK])
    hour = hour_of(now[SECOND])
    for person in range(key.shape[0]):
        if doing[person] != TO_USE or whereabouts[person] != HERE or use_place[person] != 0:
            continue
        here = cell[person]
        welcome = not shuns_room[person] and may_enter_rooms(
            excluded[person], registered[person], danish[person]
        )
        best_door = -1
        worth = 0.0
        for door in range(room_cell.shape[0]):
            if not welcome or not room_exists[door]:
                continue
            if not is_believed_open(believed_open[person, door], believed_closed[person, door], hour):
                continue
            walk = decimetres[room_cell[door], here] / DECIMETRES_PER_METRE / walking_speed
            queue = room_queue[door]
            offered = room_worth(walk, queue, craving[person], walk_tolerance, queue_patience, impatience)
            if offered > worth:
                worth = offered
                best_door = door
        if best_door >= 0 and uses_in_the_room(worth, room_appeal, uniform(key[person], word, ROOM)):
            use_place[person] = IN_ROOM
            room[person] = best_door
            bound_for[person] = room_cell[best_door]
            continue
        walk = decimetres[facility_cell[HEALTH_ROOM], here] / DECIMETRES_PER_METRE / walking_speed
        sent_from_there = asked_away[person] and here == facility_cell[HEALTH_ROOM]
        nurses_near = not sent_from_there and is_between(hour, opens[HEALTH_ROOM], closes[HEALTH_ROOM])
        if nurses_near and uses_near_the_health_room(
            walk, walk_tolerance, health_room_appeal, uniform(key[person], word, NEAR_NURSES)
        ):
            use_place[person] = NEAR_HEALTH_ROOM
            bound_for[person] = facility_cell[HEALTH_ROOM]
            continue
        hidden = hides(perceived_risk[person], hidden_share, fear_hides, uniform(key[person], word, HIDES))
        shies = shies_away(
            perceived_risk[person], presence[here], avoids_police, uniform(key[person], word, SHIES)
        )
        out_of_view = asked_away[person] or (shies and not hidden)
        use_place[person] = HIDDEN if hidden else VISIBLE
        bound_for[person] = haunt[person] if asked_away[person] else here
        if not hidden and not out_of_view:
            continue
        best = WORST
        for neighbour in range(near_from[here], near_from[here + 1]):
            place = near[neighbour]
            if out_of_view and (place == here or officers_in_view[place] > 0):
                continue
            walk = near_metres[neighbour]
            overlooked = watched[place]
            taste = uniform(about(key[person], place), word, TASTE)
            worth = hideout_worth(
                hidden * seclusion[place], overlooked, findability[place], presence[place], walk,
                considerate[person], perceived_risk[person], hideout_walk, avoids_police, taste,
            )  # fmt: skip
            worth += company_worth(crowd[place], perceived_risk[person], keeps_company)
            if worth > best:
                best = worth
                bound_for[person] = place
