"""Two histories with the same luck, lived day by day, to any tick of which one can go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.parameters.errors import Conflict
from marketsim.policies import in_force
from marketsim.study.explain.happening import Happening, happenings
from marketsim.study.reproduce.witness import Here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketsim.entities.table import Table
    from marketsim.entities.world import Snapshot, World
    from marketsim.model.market import Market
    from marketsim.model.simulate import RunSpec

SHARED = ("start", "replicate", "tick_seconds", "scale", "settling_days")
IN_WORDS = {
    "start": "first day",
    "replicate": "luck",
    "tick_seconds": "length of a tick",
    "scale": "number of people",
    "settling_days": "days of settling",
}
Value = Any


class History:
    """One run, with the state of each morning that it has lived."""

    def __init__(self, spec: RunSpec, settled: Snapshot) -> None:
        from marketsim.model.simulate import market_of

        self.spec = spec
        self.market: Market = market_of(spec, keep_events=True)
        self.market.resume(settled)
        self.mornings = [settled]

    def live(self) -> list[Happening]:
        """Live one more day, and return what happened."""
        day = len(self.mornings) - 1
        self.market.resume(self.mornings[-1], day)
        self.market.run_day()
        self.mornings.append(self.market.snapshot())
        kept = self.market.observer.kept
        assert kept is not None
        return happenings(kept.days[-1], 0, day)

    def go(self, day: int, step: int) -> Market:
        """Go to where the history stood before a step of a day: 0 is the morning, 1 the first tick."""
        self.market.resume(self.mornings[day], day)
        if step:
            self.market.begin_day()
        if step > 1:
            self.market.ticks(step - 1)
        return self.market

    @property
    def steps(self) -> int:
        """How many steps a day has: the morning and its ticks."""
        return 86400 // self.spec.tick_seconds + 1


class Histories:
    """Two of them.

    Parameters
    ----------
    one, other : the runs; they must share their luck, first day, tick, number of people and settling
    """

    def __init__(self, one: RunSpec, other: RunSpec) -> None:
        refuse_different_luck(one, other)
        from marketsim.model.simulate import settle

        settled = settle(one)
        alike = (one.levers, one.parameters) == (other.levers, other.parameters)
        self.sides = (History(one, settled), History(other, settled if alike else settle(other)))
        refuse_different_people(*(side.market.world for side in self.sides))
        self.events: list[tuple[list[Happening], list[Happening]]] = []

    def live(self) -> tuple[list[Happening], list[Happening]]:
        """Live one more day in both, and return what happened in each."""
        one, other = (side.live() for side in self.sides)
        theirs = [Happening(**{**vars(event), "side": 1}) for event in other]
        self.events.append((one, theirs))
        return one, theirs

    def levers(self, day: int) -> dict[str, tuple[str, str]]:
        """Return the numbers that are not the same in both on a day: key → its two values in words."""
        resolved = []
        for side in self.sides:
            market = side.market
            resolved.append(in_force(market.policy, day, market.numbers, market.start).resolved())
        one, other = resolved
        return {key: (one[key], other[key]) for key in one if one[key] != other.get(key)}

    def began_to_differ(
        self, table: str, number: int, attribute: str, day: int, step: int
    ) -> tuple[int, int] | None:
        """Return the step that last made somebody's attribute differ, looking back from before a step; or nothing."""
        for looked_at in range(day, -1, -1):
            markets = [side.go(looked_at, 0) for side in self.sides]
            last = step if looked_at == day else self.sides[0].steps
            differs = [self._differs(table, number, attribute)]
            for now in range(1, last + 1):
                for market in markets:
                    if now == 1:
                        market.begin_day()
                    else:
                        market.ticks(1)
                differs.append(self._differs(table, number, attribute))
            before = [now for now, differ in enumerate(differs[:last]) if not differ and differs[now + 1]]
            if before:
                return looked_at, before[-1]
            if not differs[0]:
                return None
        return None

    def _differs(self, table: str, number: int, attribute: str) -> bool:
        one, other = (value_of(side.market.world, table, number, attribute) for side in self.sides)
        return not alike(one, other)


def refuse_different_luck(one: RunSpec, other: RunSpec) -> None:
    """Refuse two runs of which nothing could be explained, because chance itself differs."""
    for name in SHARED:
        values = getattr(one, name), getattr(other, name)
        if values[0] != values[1]:
            raise Conflict(
                f"explain: the two have not the same {IN_WORDS[name]} ({values[0]} and {values[1]}); "
                "only histories that share it can be followed side by side"
            )


def refuse_different_people(one: World, other: World) -> None:
    """Refuse two worlds that begin with other numbers of people, dealers or officers."""
    for name, table in one.tables().items():
        if len(table) != len(other.tables()[name]):
            raise Conflict(
                f"explain: the two begin with other {name} ({len(table)} and {len(other.tables()[name])} rows); "
                "only histories of the same people can be followed side by side"
            )


def row_of(world: World, table: str, number: int) -> int:
    """Return the row in which somebody stands, −1 when there is no such one; rooms and cells are their rows."""
    rows = world.tables()[table]
    if not hasattr(rows, "number"):
        return number
    found = np.flatnonzero(rows.number == number)
    return int(found[0]) if len(found) and number >= 0 else -1


def number_of(world: World, table: str, row: int) -> int:
    """Return who stands in a row."""
    rows = world.tables()[table]
    return int(rows.number[row]) if hasattr(rows, "number") else row


def value_of(world: World, table: str, number: int, attribute: str) -> Value:
    """Return somebody's attribute; whoever it points to as an identity, and nothing when there is no such one."""
    row = row_of(world, table, number)
    if row < 0:
        return None
    rows = world.tables()[table]
    value = getattr(rows, attribute)[row]
    pointed = rows.columns[attribute].points_to
    return identities(world.tables()[pointed], value) if pointed else value.copy()


def identities(pointed: Table, rows: Value) -> Value:
    """Return identities in place of rows, which differ between worlds; −1 stays nobody."""
    if not hasattr(pointed, "number"):
        return np.asarray(rows).copy()
    return np.where(np.asarray(rows) >= 0, pointed.number[rows], -1)


def alike(one: Value, other: Value) -> bool:
    """Whether two values are the same to the last bit."""
    if one is None or other is None:
        return one is other
    return bool(np.asarray(one).tobytes() == np.asarray(other).tobytes())


def differing_numbers(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Return who is in only one of two lists."""
    return sorted(set(one) ^ set(other))
