"""Two histories with the same luck, lived day by day, to any tick of which one can go back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.entities.clock import SECONDS_PER_DAY
from marketsim.parameters.errors import Conflict
from marketsim.policies import in_force
from marketsim.study.explain.happening import Happening, happenings
from marketsim.study.naming import moment_words

if TYPE_CHECKING:
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
IDENTITY = ("key", "number")
AN_HOUR = 12
"""Ticks by which it is told whether an attribute changes all the time."""
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

    def when(self, tick: int) -> str:
        """Return which moment a tick is."""
        seconds = tick * self.spec.tick_seconds - self.spec.settling_days * SECONDS_PER_DAY
        day, second = divmod(seconds, SECONDS_PER_DAY)
        return moment_words(self.spec.start, day, second)

    @property
    def steps(self) -> int:
        """How many steps a day has: the morning and its ticks."""
        return SECONDS_PER_DAY // self.spec.tick_seconds + 1


class Histories:
    """Two of them.

    Parameters
    ----------
    one, other : the runs; they must share their luck, first day, tick, number of people and settling
    at_midnight : may look at each day of the settling that is lived
    """

    def __init__(self, one: RunSpec, other: RunSpec, at_midnight: Callable[[World], object] = bool) -> None:
        refuse_different_luck(one, other)
        from marketsim.model.simulate import settle

        settled = settle(one, at_midnight=at_midnight)
        alike = (one.levers, one.parameters) == (other.levers, other.parameters)
        self.sides = (
            History(one, settled),
            History(other, settled if alike else settle(other, at_midnight=at_midnight)),
        )
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

    def came_about(
        self, table: str, number: int, attribute: str, day: int, step: int
    ) -> tuple[int, int] | None:
        """Return the step that brought somebody's attribute to differ as it does before a step, or nothing.

        That is the last step in which it changed in either history; or, where it changes all the time as need does,
        the one in which it began to differ.
        """
        for looked_at in range(day, -1, -1):
            last = step if looked_at == day else self.sides[0].steps
            pairs = self._pairs(table, number, attribute, looked_at, last)
            differs = [not alike(*pair) for pair in pairs]
            moved = [
                not (alike(before[0], now[0]) and alike(before[1], now[1])) for before, now in pairwise(pairs)
            ]
            recent = moved[-AN_HOUR:]
            drifts = len(recent) == AN_HOUR and sum(recent) * 2 > AN_HOUR
            began = [now for now in range(last) if not differs[now] and differs[now + 1]]
            changed = [now for now in range(last) if moved[now]]
            found = began if drifts else changed
            if found:
                return looked_at, found[-1]
            if not differs[0]:
                return None
        return None

    def _pairs(
        self, table: str, number: int, attribute: str, day: int, last: int
    ) -> list[tuple[Value, Value]]:
        """Return somebody's attribute in both histories before each step of a day, and after the last one asked for."""
        one, other = (side.go(day, 0) for side in self.sides)
        pairs = []
        for now in range(last + 1):
            if now == 1:
                one.begin_day()
                other.begin_day()
            elif now > 1:
                one.ticks(1)
                other.ticks(1)
            values = (value_of(market.world, table, number, attribute) for market in (one, other))
            pairs.append((next(values), next(values)))
        return pairs


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


def rows_of(pointed: Table, numbers: np.ndarray) -> np.ndarray:
    """Return the rows of identities, ``int64[n]`` as they are; -1 for nobody and for those who are not there."""
    known: np.ndarray = pointed.arrays()["number"]
    order = np.argsort(known, kind="stable")
    place = np.minimum(np.searchsorted(known, numbers, sorter=order), len(order) - 1)
    found: np.ndarray = np.where((numbers >= 0) & (known[order[place]] == numbers), order[place], -1)
    return found


def alike(one: Value, other: Value) -> bool:
    """Whether two values are the same to the last bit."""
    if one is None or other is None:
        return one is other
    return bool(np.asarray(one).tobytes() == np.asarray(other).tobytes())


def who_differ(world: World, other: World, table: str) -> list[int]:
    """Return who in a table is in both worlds and not the same in them, by identity."""
    mine, theirs = world.tables()[table], other.tables()[table]
    here, there = counterparts(mine, theirs)
    differs = np.zeros(len(here), dtype=bool)
    for name, declared in mine.columns.items():
        if name in IDENTITY:
            continue
        one, two = getattr(mine, name)[here], getattr(theirs, name)[there]
        if declared.points_to:
            one = identities(world.tables()[declared.points_to], one)
            two = identities(other.tables()[declared.points_to], two)
        unlike = np.ascontiguousarray(one).view(np.uint8) != np.ascontiguousarray(two).view(np.uint8)
        differs |= unlike.reshape(len(here), -1).any(axis=1) if len(here) else False
    found: list[int] = (mine.number[here] if hasattr(mine, "number") else here)[differs].tolist()
    return found


def counterparts(mine: Table, theirs: Table) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of those who are in both tables, ``int64[n]`` in each of them, in the same order."""
    if not hasattr(mine, "number") or not hasattr(theirs, "number"):
        return np.arange(len(mine)), np.arange(len(mine))
    numbers, here, there = np.intersect1d(mine.number, theirs.number, return_indices=True)
    return here[numbers >= 0], there[numbers >= 0]
