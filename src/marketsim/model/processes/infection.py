"""Equipment is brought along, shared for want of a clean set, and passes infections on (M5)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import INFECTION, NO_CAUSE, PERSON, SHARING, record
from marketsim.entities.people import AWAY, HERE, SLEEPING
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.infection import catches, sets_carried

BRINGS = stream("brings clean equipment along")
LENDS = stream("whose equipment is borrowed")
CATCHES = stream("an infection is caught")


def people_bring_equipment(world: World, today: Today, now: Clock) -> Call:
    """Some who come from elsewhere bring as much clean equipment as they dare to carry."""
    people, infection = world.people, today.infection
    return _bring, (
        now, people.key, people.whereabouts, people.injects, people.perceived_risk, people.equipment,
        infection.equipped_at_home, infection.most_carried, infection.equipment_invites_stop,
        infection.fear_of_carrying,
    )  # fmt: skip


@loop
def _bring(
    now, key, whereabouts, injects, perceived_risk, equipment, equipped_at_home, most_carried,
    equipment_invites_stop, fear_of_carrying,
):  # fmt: skip
    word = moment(now[TICK])
    for person in range(key.shape[0]):
        if whereabouts[person] != AWAY or not injects[person]:
            continue
        if uniform(key[person], word, BRINGS) < equipped_at_home:
            wanted = sets_carried(
                most_carried, perceived_risk[person], equipment_invites_stop, fear_of_carrying
            )
            equipment[person] = max(equipment[person], wanted)


def equipment_is_shared(world: World, today: Today, now: Clock) -> Call:
    """Whoever injects without a clean set uses that of somebody who injects too and is close by."""
    people = world.people
    return _share, (
        now, people.key, people.whereabouts, people.doing, people.cell, people.injects, people.borrows,
        people.infected, world.around.people_here, world.ledger.rows, world.ledger.filled,
        today.infection.transmission,
    )  # fmt: skip


@loop
def _share(
    now,
    key,
    whereabouts,
    doing,
    cell,
    injects,
    is_borrowing,
    infected,
    people_here,
    rows,
    filled,
    transmission,
):
    tick = now[TICK]
    word = moment(tick)
    for person in people_here:
        if person < 0:
            break
        if not is_borrowing[person]:
            continue
        is_borrowing[person] = False
        lender = -1
        least = 1.0
        for near_by in people_here:
            if near_by < 0:
                break
            if (
                near_by == person
                or cell[near_by] != cell[person]
                or not injects[near_by]
                or whereabouts[near_by] != HERE
                or doing[near_by] == SLEEPING
            ):
                continue
            lot = uniform(key[near_by] ^ key[person], word, LENDS)
            if lot < least:
                least = lot
                lender = near_by
        if lender < 0:
            continue
        here = cell[person]
        record(rows, filled, tick, here, SHARING, NO_CAUSE, PERSON, person, PERSON, lender, 1, 0, 0)
        infectious, susceptible = infected[lender], not infected[person]
        if catches(infectious, susceptible, transmission, uniform(key[person], word, CATCHES)):
            infected[person] = True
            record(rows, filled, tick, here, INFECTION, NO_CAUSE, PERSON, lender, PERSON, person, 1, 0, 0)
