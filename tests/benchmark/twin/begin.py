"""The twin's first moment: the map, the street and everybody, read from the engine's world."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace

import numpy as np
from tests.benchmark.twin.dealer import Dealer
from tests.benchmark.twin.hours import COUNTED, eventful_at_first
from tests.benchmark.twin.officer import Officer
from tests.benchmark.twin.person import Person
from tests.benchmark.twin.resident import Resident
from tests.benchmark.twin.room import Room

from marketsim.entities.dealers import EMPTY
from marketsim.entities.facilities import HEALTH_ROOM
from marketsim.entities.people import HERE, NOWHERE, QUEUEING, USING


def officers_there_are(world, today):
    """Which officers the orders of the day can call; the others wait for a policy that wants more of them."""
    police, officers = today.police, world.officers
    posts = police.officers * np.maximum(1, police.teams)
    return officers.shift < posts[officers.body]


class Crew:
    """A crew: a stash, a leader, members, and feuds with other crews by how hot they are."""

    def __init__(self, leader, heroin, cocaine):
        self.leader, self.heroin, self.cocaine = leader, heroin, cocaine
        self.members, self.feud = [], {}


def read_the_map(model, world):
    """Tables as rows that Python reads quickly; neighbours as lists of (cell, metres), the nearest first."""
    city, around, street = world.city, world.around, world.street
    model.distance = [memoryview(row) for row in np.asarray(city.distance)]
    everywhere = np.arange(city.cells)
    model.next_cell = [memoryview(city.next_cell(here, everywhere)) for here in range(city.cells)]
    pairs = list(zip(around.near.tolist(), around.near_metres.tolist(), strict=True))
    model.near = [pairs[a:b] for a, b in zip(around.near_from[:-1], around.near_from[1:], strict=True)]
    model.spots, model.premises = around.spots.tolist(), around.premises.tolist()
    model.in_zone = around.in_zone.tolist()
    model.health_room = int(world.facilities.cell[HEALTH_ROOM])
    model.layers = SimpleNamespace(
        bare=street.bare.copy(), light=street.light.copy(), lighting=city.lighting, footfall=street.footfall.copy(),
        dwellings=around.dwellings, profile=city.footfall_profile, profiles=city.footfall_profiles,
    )  # fmt: skip
    for name in ("overlooked", "watched", "light", "footfall", "seclusion", "findability", "passing"):
        setattr(model, name, getattr(street, name).tolist())
    model.lighting = city.lighting.tolist()


def read_the_street(model, street):
    """What the street holds; fading layers are NumPy arrays, read through views."""
    model.cells = len(street)
    model.fading = {
        name: getattr(street, name).copy()
        for name in ("presence", "heat", "selling_known", "complaints", "fear")
    }
    model.felt, model.heat, model.selling_known, model.complaints, model.fear = (
        memoryview(array) for array in model.fading.values()
    )
    model.custom, model.vacant = street.custom.tolist(), street.vacant.tolist()
    model.people_in_sight = street.people_in_sight.tolist()
    model.most_in_sight = max(1.0, *(model.people_in_sight[spot] for spot in model.spots))
    model.custom_today, model.in_sight = street.custom_today.tolist(), street.dealers_in_sight.tolist()
    for name in COUNTED:
        setattr(model, name, getattr(street, name).tolist())
    gathered = (street.gathered_today - street.gathered_before).tolist()
    model.gathered = {cell: seconds for cell, seconds in enumerate(gathered) if seconds}
    model.eventful, model.standing = eventful_at_first(street), {}


def read_everybody(model, world, today):
    """One object per row, its columns as attributes; rows of other tables become the objects themselves."""
    dealers = _objects(Dealer, model, world.dealers, world.dealers.standing != EMPTY)
    people = _objects(Person, model, world.people, world.people.whereabouts != NOWHERE)
    _objects(Officer, model, world.officers, officers_there_are(world, today))
    _objects(Resident, model, world.residents, np.ones(len(world.residents), dtype=np.bool_))
    rooms = [Room(model, row, int(cell)) for row, cell in enumerate(world.rooms.cell)]
    model.rooms = [room for room in rooms if today.room_exists[room.row]]
    _read_the_crews(world.crews, dealers)
    for dealer in dealers.values():
        dealer.grudge = dealers.get(dealer.grudge)
    for person in people.values():
        _read_memories(person, dealers)
        person.room = rooms[person.room] if person.room >= 0 else None
        if person.room and person.whereabouts == HERE and person.use_place == 1:
            if person.doing == QUEUEING:
                person.room.queue.append(person)
            elif person.doing == USING:
                person.room.guests.append(person)
    model.selling = [dealer for dealer in dealers.values() if dealer.sells]


def _read_memories(person, dealers):
    """The dealers a person knows and thinks of."""
    tried, known = person.tried, [dealers.get(row) for row in person.known]
    person.tried = {one for slot, one in enumerate(known) if one is not None and tried >> slot & 1}
    person.liking = {one: liking for one, liking in zip(known, person.liking, strict=True) if one is not None}
    person.creditor = dealers.get(person.creditor)
    person.target_dealer = dealers.get(person.target_dealer)
    person.bought_from = dealers.get(person.bought_from)
    person.lot = person.model.random.random()


def _read_the_crews(table, dealers):
    """Crews as objects that their dealers share."""
    crews = [
        Crew(dealers.get(leader), heroin, cocaine)
        for leader, heroin, cocaine in zip(
            table.leader.tolist(), table.heroin.tolist(), table.cocaine.tolist(), strict=True
        )
    ]
    for crew, feuds in zip(crews, table.feud.tolist(), strict=True):
        crew.feud = {other: heat for other, heat in zip(crews, feuds, strict=False) if heat > 0}
    for dealer in dealers.values():
        dealer.crew = crews[dealer.crew] if dealer.crew >= 0 else None
        if dealer.crew is not None:
            dealer.crew.members.append(dealer)


def plain_numbers(topic):
    """A topic's numbers as Python's own."""
    numbers = {field.name: getattr(topic, field.name) for field in fields(topic)}
    return SimpleNamespace(
        **{
            name: value.tolist() if isinstance(value, np.ndarray) else value
            for name, value in numbers.items()
        }
    )


def _objects(kind, model, table, there):
    """One agent per row that is there, with the columns' values as attributes: ``row → agent``."""
    columns = {name: array.tolist() for name, array in table.arrays().items()}
    agents = {}
    for row in np.flatnonzero(there).tolist():
        agents[row] = agent = kind(model)
        for name, values in columns.items():
            setattr(agent, name, values[row])
    return agents
