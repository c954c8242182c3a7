"""People go to the health room, the drop-in, the shelter and the clinic, stay a while, and come out again."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.ledger import FACILITY_VISIT, NO_CAUSE, PERSON, SERVICE, record
from marketsim.entities.people import HANGING, HERE, INDOORS, VISITING
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.care import chance_at_the_door, goes_to_a_facility, leaves_early

THINKS_OF = stream("which facility to go to")
SETS_OUT = stream("sets out for a facility")


def people_visit_facilities(world: World, today: Today, now: Clock) -> Call:
    """Who has nothing else to do may go to an open facility, meets its staff, and leaves again."""
    people, facilities, services, need = world.people, world.facilities, today.facilities, today.need
    return _visit, (
        now, today.hours, today.ticks_per_hour, today.scene.walking_speed, people.key, people.whereabouts,
        people.doing, people.busy_until, people.cell, people.bound_for, people.craving, people.heroin,
        people.cocaine, people.met, people.facility, facilities.cell, facilities.guests, world.city.distance,
        world.ledger.rows, world.ledger.filled, services.opens, services.closes, services.visit_rate,
        services.visit_strength, services.stay, today.services.walk_tolerance, need.uses_at, need.starts_seeking,
        world.around.picked,
    )  # fmt: skip


@loop
def _visit(
    now, hours, ticks_per_hour, walking_speed, key, whereabouts, doing, busy_until, cell, bound_for, craving,
    heroin, cocaine, met, visited, facility_cell, guests, decimetres, rows, filled, opens, closes, visit_rate,
    visit_strength, stay, walk_tolerance, uses_at, starts_seeking, picked,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    likeliest = 0.0
    facilities = facility_cell.shape[0]
    for facility in range(facilities):
        likeliest = max(
            likeliest, chance_at_the_door(visit_rate[facility], visit_strength, hours * facilities)
        )
    concerned = 0
    for person in range(key.shape[0]):
        picked[concerned] = person
        idle = (doing[person] == HANGING) | (doing[person] == VISITING)
        concerned += (whereabouts[person] == INDOORS) | ((whereabouts[person] == HERE) & idle)
    for person in picked[:concerned]:
        inside = whereabouts[person] == INDOORS
        where = visited[person]
        here = cell[person]
        is_open = where >= 0 and is_between(hour, opens[where], closes[where])
        holds = heroin[person] + cocaine[person] > 0
        if inside:
            if (
                busy_until[person] <= tick
                or not is_open
                or leaves_early(craving[person], uses_at, holds, starts_seeking)
            ):
                whereabouts[person] = HERE
                doing[person] = HANGING
                busy_until[person] = tick
                guests[where] -= 1
        elif doing[person] == VISITING:
            if here != facility_cell[where]:
                continue
            doing[person] = HANGING
            if is_open:
                whereabouts[person] = INDOORS
                met[person] = where
                guests[where] += 1
                busy_until[person] = tick + int(stay[where] * ticks_per_hour)
                record(
                    rows, filled, tick, here, FACILITY_VISIT, NO_CAUSE, PERSON, person, SERVICE, where, 1, 0,
                    0,
                )  # fmt: skip
        elif busy_until[person] <= tick:
            chance = uniform(key[person], word, SETS_OUT)
            if chance >= likeliest:
                continue
            # One facility at a time is thought of, for as long as it takes to think of all of them once.
            facility = int(uniform(key[person], word, THINKS_OF) * facilities)
            if not is_between(hour, opens[facility], closes[facility]):
                continue
            walk = decimetres[facility_cell[facility], here] / DECIMETRES_PER_METRE / walking_speed
            if goes_to_a_facility(
                visit_rate[facility], visit_strength, walk, walk_tolerance, hours * facilities, chance
            ):
                doing[person] = VISITING
                visited[person] = facility
                bound_for[person] = facility_cell[facility]
