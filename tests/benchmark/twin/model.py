"""The model that holds the objects and calls them in the order of the schedule."""

from __future__ import annotations

from collections import Counter, defaultdict

import mesa
from tests.benchmark.twin.begin import plain_numbers, read_everybody, read_the_map, read_the_street
from tests.benchmark.twin.consequences import arrest, echo
from tests.benchmark.twin.dealer import Dealer
from tests.benchmark.twin.hours import begin_the_hour, remember_the_hour, see_the_hour
from tests.benchmark.twin.officer import Officer
from tests.benchmark.twin.person import Person
from tests.benchmark.twin.plain import halving, plainly
from tests.benchmark.twin.resident import Resident

from marketsim.entities.clock import SECOND, TICK, WEEKDAY
from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.people import HERE
from marketsim.entities.police import DRUG_SQUAD
from marketsim.rules import presence, violence

presence_filled, presence_after, calm_of, severity, is_between = plainly(
    presence.presence_filled,
    presence.presence_after,
    presence.calm_of,
    violence.severity,
    compiled_is_between,
)
TOPICS = (
    "need money scene market buying services overdose violence presence turf police discretion enforcement "
    "deterrence trust law drug_squad learning displacement forms crews reporting residents surroundings "
    "priorities capacity facilities infection treatment"
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
        self.stride, self.team, self.dark = today.stride, today.team.tolist(), today.dark.tolist()
        for topic in TOPICS:
            setattr(self, topic, plain_numbers(getattr(today, topic)))
        self.complaining = plain_numbers(today.complaints)
        self.resident_weight = world.resident_weight
        self.waits = int(self.buying.waits_after_giving_up * self.ticks_per_hour)
        self.cases_taken = 0
        self.happened, self.acts = Counter(), []
        read_the_map(self, world)
        read_the_street(self, world.street)
        read_everybody(self, world, today)

    def step(self):
        """A tick, in the order of the schedule."""
        self.hour = self.second / 3600
        self.new_hour = self.second % 3600 == 0
        passed = self.second * self.market.sales_per_hour / 3600
        self.most_served = int(passed + self.market.sales_per_hour / self.ticks_per_hour) - int(passed)
        officers, people = self.agents_by_type[Officer], self.agents_by_type[Person]
        dealers, residents = self.agents_by_type[Dealer], self.agents_by_type[Resident]
        if self.new_hour:
            begin_the_hour(self, residents)
        officers.shuffle_do("step")
        self.presence_is_felt(officers)
        dealers.shuffle_do("step")
        self.selling = list(dealers.select(lambda dealer: dealer.sells).shuffle())
        people.shuffle_do("step")
        here = self.crowds_gather(people)
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
            self.at_night = is_between(self.hour, self.residents.night_begins, self.residents.night_ends)
            self.in_view = see_the_hour(self)
            residents.shuffle_do("step")
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
        left = halving(self.hours / numbers.residual)
        felt = {
            cell: presence_after(
                self.felt[cell] * left, presence_filled(seen, self.tick_seconds, numbers.dose)
            )
            for cell, seen in in_view.items()
        }
        self.fading["presence"] *= left
        for cell, seen in in_view.items():
            self.police_seen[cell] += self.tick_seconds * seen
            self.felt[cell] = felt[cell]
        self.officers_in_view = in_view

    def crowds_gather(self, people):
        """Who is on the scene, who stands on each cell, and the dealers in sight of each cell."""
        here = people.select(lambda person: person.whereabouts == HERE)
        self.standing = defaultdict(list)
        for one in here:
            self.standing[one.cell].append(one)
            self.gathered[one.cell] = self.gathered.get(one.cell, 0) + self.tick_seconds
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

    def calm_at(self, cell):
        """The share of offending that officers felt there and eyes on the street prevent."""
        numbers, seen = self.presence, self.discretion.people_make_seen
        return calm_of(numbers.calm, self.felt[cell], self.passing[cell], numbers.eyes_calm, seen)

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

    def violent(self, actor, target, force, armed_restraint, *, yielded=False):
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
