"""Trials: a moment lived again with one thing as it was in the other history, to see whether the same comes of it.

This is what makes an explanation more than a sequence: if what happened does not happen once a dealer stands where the
dealer stood in the other history, all else being equal, then it turned on that. Each trial covers one tick.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from marketsim.entities.ledger import ACTOR, ACTOR_KIND, ACTORS, KIND, KINDS, TARGET, TARGET_KIND
from marketsim.model.driver import Driver
from marketsim.model.today import Today
from marketsim.policies import Policy, in_force
from marketsim.study.explain.happening import TABLE_OF, Happening
from marketsim.study.explain.histories import Histories, Value, alike, number_of, row_of, value_of
from marketsim.study.reproduce.state import Moment

if TYPE_CHECKING:
    from marketsim.entities.world import World
    from marketsim.model.market import Market

IDENTITY = ("key", "number")


class Effect(Protocol):
    """Something that a step may bring about."""

    def is_there(self, world: World, from_row: int) -> bool:
        """Whether it has come about; events of the step begin at a row of the ledger."""
        ...


@dataclass(frozen=True)
class Occurs:
    """An event happens."""

    event: Happening

    def is_there(self, world: World, from_row: int) -> bool:
        """Whether it has happened in the step."""
        event = self.event
        for row in world.ledger.today()[from_row:]:
            if KINDS[row[KIND]] != event.kind:
                continue
            sides = ((ACTOR_KIND, ACTOR, event.actor_kind, event.actor), (TARGET_KIND, TARGET, event.target_kind, event.target))  # fmt: skip
            if all(_is_who(world, row, *side) for side in sides):
                return True
        return False


def _is_who(world: World, row: np.ndarray, kind: int, who: int, wanted_kind: str, wanted: int) -> bool:
    if ACTORS[row[kind]] != wanted_kind:
        return False
    table = TABLE_OF.get(wanted_kind)
    if table is None or wanted < 0 or row[who] < 0:
        return True
    return number_of(world, table, int(row[who])) == wanted


@dataclass(frozen=True)
class Becomes:
    """Somebody's attribute comes to be what it came to be in this history."""

    table: str
    number: int
    attribute: str
    value: Value

    def is_there(self, world: World, from_row: int) -> bool:  # noqa: ARG002 - no event is looked for
        """Whether it has come to be that."""
        return alike(value_of(world, self.table, self.number, self.attribute), self.value)


@dataclass(frozen=True)
class Swap:
    """What is as in the other history: some rows of a table and some of their attributes, or the numbers in force."""

    table: str = ""
    numbers: tuple[int, ...] = ()
    attributes: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()


class Bench:
    """One step of one history, ready to be lived again as often as need be."""

    def __init__(self, histories: Histories, side: int, day: int, step: int) -> None:
        here, there = histories.sides[side], histories.sides[1 - side]
        self.market: Market = here.go(day, step)
        self.other: Market = there.go(day, step)
        self.moment = Moment(self.market)
        self.day, self.step = day, step
        self.filled = int(self.market.world.ledger.filled[0])
        self.bound = self.market.driver, self.market.today, self.market.numbers, self.market.policy

    def brings(self, effect: Effect, swaps: Iterable[Swap] = ()) -> bool:
        """Whether the step brings the effect about, with some things as in the other history."""
        self.back()
        for swap in swaps:
            self.put(swap)
        self.go_on()
        there = effect.is_there(self.market.world, self.filled)
        self.back()
        return there

    def back(self) -> None:
        """Put the world back to the beginning of the step."""
        self.moment.restore()
        market = self.market
        market.driver, market.today, market.numbers, market.policy = self.bound

    def go_on(self) -> None:
        """Live the step: the morning, or one tick without the end of its day."""
        if self.step == 0:
            self.market.begin_day()
        else:
            assert self.market.driver is not None
            self.market.driver.run(1)

    def put(self, swap: Swap) -> None:
        """Make something as it is in the other history."""
        if swap.levers:
            self._put_levers(swap.levers)
            return
        world, other = self.market.world, self.other.world
        mine, theirs = world.tables()[swap.table], other.tables()[swap.table]
        for number in swap.numbers:
            row, row_there = row_of(world, swap.table, number), row_of(other, swap.table, number)
            if row < 0 or row_there < 0:
                continue
            for name in swap.attributes or tuple(mine.columns):
                if name in IDENTITY:
                    continue
                value = getattr(theirs, name)[row_there]
                pointed = mine.columns[name].points_to
                getattr(mine, name)[row] = self._pointing(pointed, value) if pointed else value

    def _pointing(self, table: str, rows: Value) -> Value:
        """Return rows of this world in place of rows of the other one."""
        found = [
            row_of(self.market.world, table, number_of(self.other.world, table, int(row))) if row >= 0 else -1
            for row in np.atleast_1d(rows)
        ]
        return np.array(found).reshape(np.shape(rows))

    def _put_levers(self, keys: tuple[str, ...]) -> None:
        """Put numbers in force as in the other history, for this step alone."""
        market, other = self.market, self.other
        theirs = in_force(other.policy, self.day, other.numbers, other.start).resolved()
        mine = in_force(market.policy, self.day, market.numbers, market.start)
        numbers = mine.changed({key: theirs[key] for key in keys})
        if self.step == 0:
            market.numbers, market.policy = numbers, Policy("", "", (), ())
            return
        market.today = Today(
            numbers, market.city, market.date, market.world.tick - self.step + 1, market.tick_seconds, market.replicate
        )
        market.driver = Driver(market.world, market.today, market.now)
