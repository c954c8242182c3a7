"""Trials: a moment lived again with one thing as it was in the other history, to see whether the same comes of it.

This is what makes an explanation more than a sequence: if what happened does not happen once a dealer stands where the
dealer stood in the other history, all else being equal, then it turned on that. Each trial covers one tick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from marketsim.entities.ledger import ACTOR, ACTOR_KIND, ACTORS, KIND, KINDS, TARGET, TARGET_KIND
from marketsim.policies import Policy, in_force
from marketsim.study.explain.happening import TABLE_OF, Happening
from marketsim.study.explain.histories import (
    IDENTITY,
    Histories,
    Value,
    alike,
    counterparts,
    identities,
    number_of,
    rows_of,
    value_of,
)
from marketsim.study.reproduce.state import Moment

if TYPE_CHECKING:
    from marketsim.entities.world import World
    from marketsim.model.market import Market


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
            sides = (
                (ACTOR_KIND, ACTOR, event.actor_kind, event.actor),
                (TARGET_KIND, TARGET, event.target_kind, event.target),
            )
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
    """One step of two histories, ready to be lived again as often as need be.

    Attributes
    ----------
    market, other : the history in which something is tried, and the one from which it is taken
    levers : numbers in force that differ: key → (here, there)
    filled : how many events there were before the step
    """

    def __init__(self, histories: Histories, side: int, day: int, step: int) -> None:
        self.here, self.there = histories.sides[side], histories.sides[1 - side]
        self.market: Market = self.here.go(day, step)
        self.other: Market = self.there.go(day, step)
        self.day, self.step = day, step
        both = histories.levers(day)
        self.levers = {key: (values[side], values[1 - side]) for key, values in both.items()}
        self.moments = Moment(self.market), Moment(self.other)
        self.filled = int(self.market.world.ledger.filled[0])
        self.bound = [(one.driver, one.today, one.numbers, one.policy) for one in (self.market, self.other)]

    def brings(self, effect: Effect, swaps: Iterable[Swap] = ()) -> bool:
        """Whether the step brings the effect about, with some things as in the other history."""
        self.back()
        for swap in swaps:
            self.put(swap)
        go_on(self.market, self.step)
        there = effect.is_there(self.market.world, self.filled)
        self.back()
        return there

    def back(self) -> None:
        """Put both worlds back to the beginning of the step."""
        for market, moment, bound in zip((self.market, self.other), self.moments, self.bound, strict=True):
            moment.restore()
            market.driver, market.today, market.numbers, market.policy = bound

    def lived(self) -> None:
        """Live the step in both, as it was."""
        self.back()
        go_on(self.market, self.step)
        go_on(self.other, self.step)

    def apart(self) -> Iterator[str]:
        """Live the step in both process by process, giving the name of each once it has acted in both."""
        self.back()
        for one, _ in zip(self.market.one_at_a_time(), self.other.one_at_a_time(), strict=False):
            if self.step == 0 and self.market.driver is not None:
                break
            yield one

    def put(self, swap: Swap) -> None:
        """Make something as it is in the other history."""
        if swap.levers:
            self._put_levers(swap.levers)
            return
        world, other = self.market.world, self.other.world
        mine, theirs = world.tables()[swap.table], other.tables()[swap.table]
        here, there = counterparts(mine, theirs)
        chosen = np.isin(mine.number[here] if hasattr(mine, "number") else here, swap.numbers)
        here, there = here[chosen], there[chosen]
        for name in swap.attributes or tuple(mine.columns):
            if name in IDENTITY:
                continue
            values = getattr(theirs, name)[there]
            pointed = mine.columns[name].points_to
            if pointed and hasattr(world.tables()[pointed], "number"):
                values = rows_of(world.tables()[pointed], identities(other.tables()[pointed], values))
            getattr(mine, name)[here] = values

    def _put_levers(self, keys: tuple[str, ...]) -> None:
        """Put numbers in force as in the other history, for this step alone."""
        market = self.market
        mine = in_force(market.policy, self.day, market.numbers, market.start)
        numbers = mine.changed({key: self.levers[key][1] for key in keys})
        if self.step == 0:
            market.numbers, market.policy = numbers, Policy("", "", (), ())
            return
        market.go_on_under(numbers)


def go_on(market: Market, step: int) -> None:
    """Live a step: the morning, or one tick without the end of its day."""
    if step == 0:
        market.begin_day()
    else:
        assert market.driver is not None
        market.driver.run(1)
