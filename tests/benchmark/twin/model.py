"""The model that holds the objects and calls them in the order of the schedule."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields
from types import SimpleNamespace

import mesa
import numpy as np
from tests.benchmark.clockwork import officers_there_are
from tests.benchmark.twin.consequences import arrest, echo, remember_the_hour, see_the_hour
from tests.benchmark.twin.dealer import Dealer
from tests.benchmark.twin.officer import Officer
from tests.benchmark.twin.person import Person, severity
from tests.benchmark.twin.plain import halving, plainly
from tests.benchmark.twin.resident import Resident
from tests.benchmark.twin.room import Room

from marketsim.entities.clock import SECOND, TICK, WEEKDAY
from marketsim.entities.dealers import AT_SPOT, EMPTY
from marketsim.entities.people import HERE, NOWHERE, QUEUEING, USING
from marketsim.entities.police import DRUG_SQUAD
from marketsim.rules import complaints, presence

calm_after, passers_by = plainly(presence.calm_after, complaints.passers_by)
TOPICS = (
    "need money scene market buying services overdose violence presence turf police discretion enforcement "
    "deterrence trust law drug_squad learning displacement"
).split()


class Twin(mesa.Model):
    """The scene of a running market at its present tick, as objects.

    Parameters
    ----------
    world, today, now : the engine's world, day and clock, read once and left alone
    rng : which luck
    """

    def __init__(self, world, today, now, rng=0):
        super().__init__(rng=rng)
        self.tick, self.second, self.weekday = int(now[TICK]), int(now[SECOND]), int(now[WEEKDAY])
        self.tick_seconds, self.hours, self.ticks_per_hour = today.seconds, today.hours, today.ticks_per_hour
        self.stride, self.team = today.stride, today.team.tolist()
        for topic in TOPICS:
            setattr(self, topic, _plain_numbers(getattr(today, topic)))
        self.complaining = _plain_numbers(today.complaints)
        self.resident_weight = world.resident_weight
        self.waits = int(self.buying.waits_after_giving_up * self.ticks_per_hour)
        self.cases_taken = 0
        self.happened, self.acts = Counter(), []
        self._read_the_map(world, today.residents.windows_that_overlook)
        self._read_the_street(world.street)
        self._read_everybody(world, today)

    def _read_the_map(self, world, windows_that_overlook):
        """Tables as rows that Python reads quickly; neighbours as lists of (cell, metres), the nearest first."""
        city, around = world.city, world.around
        self.distance = [memoryview(row) for row in np.asarray(city.distance)]
        everywhere = np.arange(city.cells)
        self.next_cell = [memoryview(city.next_cell(here, everywhere)) for here in range(city.cells)]
        pairs = list(zip(around.near.tolist(), around.near_metres.tolist(), strict=True))
        self.near = [pairs[a:b] for a, b in zip(around.near_from[:-1], around.near_from[1:], strict=True)]
        self.spots = around.spots.tolist()
        self.overlooked = np.minimum(1.0, around.dwellings / windows_that_overlook).tolist()
        self.premises = around.premises.tolist()
        self.in_zone, self.seclusion = around.in_zone.tolist(), city.seclusion.tolist()
        self.findability, self.footfall = city.findability.tolist(), city.footfall.tolist()
        self.profile, self.profiles = city.footfall_profile.tolist(), city.footfall_profiles.tolist()

    def _read_the_street(self, street):
        """What the street holds; fading layers are NumPy arrays, read through views."""
        self.cells = len(street)
        self.fading = {
            name: getattr(street, name).copy()
            for name in ("presence", "heat", "selling_known", "complaints", "fear")
        }
        self.felt, self.heat, self.selling_known, self.complaints, self.fear = (
            memoryview(array) for array in self.fading.values()
        )
        self.custom, self.vacant = street.custom.tolist(), street.vacant.tolist()
        self.custom_today = street.custom_today.tolist()
        self.in_sight = street.dealers_in_sight.tolist()
        for name in (
            "use_seen", "selling_seen", "violence_seen", "police_seen", "known_acts", "sales_known", "complained"
        ):  # fmt: skip
            setattr(self, name, getattr(street, name).tolist())
        self.eventful = set(
            np.flatnonzero(street.use_seen + street.selling_seen + street.violence_seen).tolist()
        )

    def _read_everybody(self, world, today):
        """One object per row, its columns as attributes; rows of other tables become the objects themselves."""
        dealers = _objects(
            Dealer, self, world.dealers, np.flatnonzero(world.dealers.standing != EMPTY).tolist()
        )
        people = _objects(
            Person, self, world.people, np.flatnonzero(world.people.whereabouts != NOWHERE).tolist()
        )
        _objects(Officer, self, world.officers, officers_there_are(world, today))
        _objects(Resident, self, world.residents, range(len(world.residents)))
        rooms = [Room(self, row, int(cell)) for row, cell in enumerate(world.rooms.cell)]
        self.rooms = [room for room in rooms if today.room_exists[room.row]]
        for dealer in dealers.values():
            dealer.grudge = dealers.get(dealer.grudge)
        for person in people.values():
            tried = person.tried
            known = [dealers.get(row) for row in person.known]
            person.tried = {one for slot, one in enumerate(known) if one is not None and tried >> slot & 1}
            person.liking = {
                one: liking for one, liking in zip(known, person.liking, strict=True) if one is not None
            }
            person.creditor = dealers.get(person.creditor)
            person.target_dealer = dealers.get(person.target_dealer)
            person.room = rooms[person.room] if person.room >= 0 else None
            if person.room and person.whereabouts == HERE and person.use_place == 1:
                if person.doing == QUEUEING:
                    person.room.queue.append(person)
                elif person.doing == USING:
                    person.room.guests.append(person)
        for officer in self.agents_by_type[Officer]:
            officer.on_scene = officer.on_duty
        self.selling = [dealer for dealer in dealers.values() if dealer.standing == AT_SPOT]

    def step(self):
        """A tick, in the order of the schedule."""
        self.hour = self.second / 3600
        self.new_hour = self.second % 3600 == 0
        passed = self.second * self.market.sales_per_hour / 3600
        self.most_served = int(passed + self.market.sales_per_hour / self.ticks_per_hour) - int(passed)
        officers, people = self.agents_by_type[Officer], self.agents_by_type[Person]
        dealers = self.agents_by_type[Dealer]
        officers.shuffle_do("step")
        self.presence_is_felt(officers)
        people.shuffle_do("step")
        self.most_custom = None
        dealers.shuffle_do("step")
        here = self.crowds_gather(people, dealers)
        here.shuffle_do("reach")
        for room in self.rooms:
            room.admit()
        here.do("use")
        self.rivals_quarrel()
        here.shuffle_do("face_others")
        officers.shuffle_do("encounter")
        for dealer in self.selling:
            if dealer.caught_by >= 0:
                arrest(self, dealer)
        for act in self.acts:
            echo(self, here, *act)
        self.acts.clear()
        if (self.second + self.tick_seconds) % 3600 == 0:
            self.in_view, self.worst = see_the_hour(self)
            self.agents_by_type[Resident].shuffle_do("step")
            remember_the_hour(self)
        self.tick += 1
        self.second += self.tick_seconds

    def presence_is_felt(self, officers):
        """Officers in view fill presence up; elsewhere it fades."""
        numbers, in_view = self.presence, defaultdict(int)
        for officer in officers:
            if officer.on_duty and officer.body != DRUG_SQUAD and officer.busy_until <= self.tick:
                for cell, metres in self.near[officer.cell]:
                    if metres > numbers.reach:
                        break
                    in_view[cell] += 1
        felt = {
            cell: calm_after(
                self.felt[cell], seen, self.tick_seconds, numbers.dose, numbers.residual, self.hours
            )
            for cell, seen in in_view.items()
        }
        self.fading["presence"] *= halving(self.hours / numbers.residual)
        for cell, seen in in_view.items():
            self.police_seen[cell] += self.tick_seconds * seen
            self.felt[cell] = felt[cell]
        self.eventful.update(in_view)
        self.officers_in_view = in_view

    def crowds_gather(self, people, dealers):
        """Who is on the scene, who stands on each cell, and the dealers in sight of each cell."""
        here = people.select(lambda person: person.whereabouts == HERE)
        self.selling = list(dealers.select(lambda dealer: dealer.standing == AT_SPOT).shuffle())
        self.standing = defaultdict(list)
        for one in here:
            self.standing[one.cell].append(one)
        self.in_sight, sight = [0] * self.cells, self.turf.sight
        for dealer in self.selling:
            self.standing[dealer.cell].append(dealer)
            self.selling_seen[dealer.cell] += int(self.tick_seconds * dealer.visibility)
            self.eventful.add(dealer.cell)
            for cell, metres in self.near[dealer.cell]:
                if metres > sight:
                    break
                self.in_sight[cell] += 1
        for dealer in self.selling:
            dealer.tout()
        return here

    def rivals_quarrel(self):
        """Pairs of dealers in sight of each other may quarrel."""
        sight = self.turf.sight * 10
        for first, one in enumerate(self.selling):
            distances = self.distance[one.cell]
            for other in self.selling[first + 1 :]:
                if distances[other.cell] <= sight and one.sells and other.sells:
                    one.quarrel_with(other)

    def walked(self, here, goal):
        """Where a walk along the streets has come to after one tick."""
        to_goal = self.distance[goal]
        stop = to_goal[here] - self.stride
        if stop <= 0:
            return goal
        while here != goal and to_goal[here] > stop:
            here = self.next_cell[here][goal]
        return here

    def custom_of_the_best(self):
        """The custom of the best spot, worked out once a tick if anybody asks."""
        if self.most_custom is None:
            self.most_custom = max(1.0, *(self.custom[spot] + self.vacant[spot] for spot in self.spots))
        return self.most_custom

    def two_spots(self):
        """Two places at random."""
        spots, dice = self.spots, self.random.random
        return spots[int(dice() * len(spots))], spots[int(dice() * len(spots))]

    def rivals_near(self, cell):
        """Dealers in sight of a cell."""
        return self.in_sight[cell]

    def people_near(self, cell):
        """People within an officer's reach."""
        found, reach, standing = [], self.presence.reach, self.standing
        for place, metres in self.near[cell]:
            if metres > reach:
                break
            if place in standing:
                found += [one for one in standing[place] if isinstance(one, Person)]
        return found

    def passing(self, cell):
        """Passers-by per hour."""
        share = self.profiles[self.profile[cell]][self.weekday][int(self.hour)]
        return passers_by(self.footfall[cell], share, self.fear[cell], self.complaining.fear_empties)

    def violent(self, cause, actor, target, force, armed_restraint, *, yielded=False):
        """An act of violence; how serious it was."""
        numbers = self.violence
        how_bad = 1
        if not yielded:
            how_bad = severity(
                force, numbers.threat_share, numbers.serious_share, armed_restraint, self.random.random()
            )
        self.happened["violence"] += 1
        self.acts.append((target.cell, actor, target, how_bad))
        return how_bad


def _plain_numbers(topic):
    """A topic's numbers as Python's own."""
    numbers = {field.name: getattr(topic, field.name) for field in fields(topic)}
    return SimpleNamespace(
        **{
            name: value.tolist() if isinstance(value, np.ndarray) else value
            for name, value in numbers.items()
        }
    )


def _objects(kind, model, table, rows):
    """One agent per row with the columns' values as attributes: ``row → agent``."""
    columns = {name: array.tolist() for name, array in table.arrays().items()}
    agents = {}
    for row in rows:
        agents[row] = agent = kind(model)
        for name, values in columns.items():
            setattr(agent, name, values[row])
    return agents
