"""One of the two worlds of a story: lived tick by tick, remembered morning by morning, and looked at on the way."""

from __future__ import annotations

import copy
import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.entities.clock import SECONDS_PER_DAY
from marketsim.entities.ledger import ACTOR, ACTOR_KIND, ACTORS, FIELDS, TARGET, TARGET_KIND, TICK
from marketsim.entities.world import Snapshot
from marketsim.measures.observer import Observer, cells_today
from marketsim.model.market import Market
from marketsim.model.simulate import RunSpec, digest_of, market_of, settle
from marketsim.policies import policy_from
from marketsim.study.identity import digest
from marketsim_dashboards.stage.cast import Kind, cast, places
from marketsim_dashboards.stage.story import Story

TICK_SECONDS = 300
TICKS_A_DAY = SECONDS_PER_DAY // TICK_SECONDS
CHUNKS_A_DAY = 4
TICKS_A_CHUNK = TICKS_A_DAY // CHUNKS_A_DAY
FADING = 0.8
"""Share of what the map shows of a day that is still shown a day later: half after three days."""
MOST_MORNINGS = 40
OPEN_END = 100_000


@dataclass(frozen=True)
class Morning:
    """Everything needed to live on from the first tick of a day."""

    state: Snapshot
    observer: Observer
    lasting: dict[str, NDArray[np.float64]]


class Memory:
    """The mornings that this process still knows, the least recently visited forgotten first."""

    def __init__(self) -> None:
        self.mornings: OrderedDict[str, Morning] = OrderedDict()

    def recall(self, key: str) -> Morning | None:
        """Return a morning, if it is still known."""
        if key in self.mornings:
            self.mornings.move_to_end(key)
        return self.mornings.get(key)

    def keep(self, key: str, morning: Morning) -> None:
        """Remember a morning."""
        self.mornings[key] = morning
        self.mornings.move_to_end(key)
        while len(self.mornings) > MOST_MORNINGS:
            self.mornings.popitem(last=False)


@dataclass(frozen=True)
class Scene:
    """What was seen during a chunk of ticks, one entry a tick and the moment before the first one.

    Attributes
    ----------
    cells : kind → uint16[ticks + 1, rows], the cell of each row of its table
    states : kind → uint8[ticks + 1, rows]
    numbers : kind → int64[ticks + 1, rows], identities
    rows : int64[events, fields of the ledger] of the chunk, actors and targets being identities
    """

    cells: dict[str, NDArray[np.uint16]]
    states: dict[str, NDArray[np.uint8]]
    numbers: dict[str, NDArray[np.int64]]
    rows: NDArray[np.int64]


class Side:
    """One world of a story.

    Attributes
    ----------
    market : the model
    kinds : who can be seen
    lasting : cell measure → float64[cells], what earlier days have left, fading
    yesterday : int64[events, fields of the ledger], what happened on the last day that ended
    """

    def __init__(self, story: Story, side: int, memory: Memory) -> None:
        self.spec: RunSpec = story.spec(side, OPEN_END)
        self.setting = story.setting
        self.memory = memory
        self.market: Market = market_of(self.spec, keep_events=True)
        self.kinds: tuple[Kind, ...] = cast(self.market.world)
        self.lasting: dict[str, NDArray[np.float64]] = {}
        self.yesterday = np.zeros((0, len(FIELDS)), dtype=np.int64)
        self.tick = 0
        self._begin(0)

    def turn_to(self, story: Story, side: int) -> None:
        """Play one side of another story with the same setting: the market stays, only its policy is another."""
        if story.setting != self.setting:
            raise ValueError("a market keeps its facts, its luck and its first day")
        spec = story.spec(side, OPEN_END)
        if spec != self.spec:
            document = {key: value for key, value in spec.policy.items() if key != "name"}
            self.spec, self.market.policy = spec, policy_from(document, spec.policy["name"])
            self._begin(0)

    @property
    def city(self) -> City:
        """The map."""
        return self.market.city

    def go_to(self, tick: int) -> None:
        """Stand at a tick of the story, living the way there from the last morning known before it."""
        day = tick // TICKS_A_DAY
        if not (self.tick <= tick and day == self.tick // TICKS_A_DAY):
            known = next(
                one for one in range(day, -1, -1) if one == 0 or self._key(one) in self.memory.mornings
            )
            if not known * TICKS_A_DAY <= self.tick <= tick:
                self._begin(known)
        while self.tick < tick:
            self._live(min(tick - self.tick, TICKS_A_DAY - self.tick % TICKS_A_DAY))

    def play(self, ticks: int) -> Scene:
        """Live some ticks of one day and tell what was to be seen at each."""
        seen = [self._look()]
        before = int(self.market.world.ledger.filled[0])
        for _ in range(ticks):
            self._live(1)
            seen.append(self._look())
        if self.tick % TICKS_A_DAY:
            rows = self._with_identities(self.market.world.ledger.today()[before:].copy())
        else:
            rows = self.yesterday[before:]
        names = [kind.name for kind in self.kinds]
        return Scene(
            {name: np.stack([one[name][0] for one in seen]) for name in names},
            {name: np.stack([one[name][1] for one in seen]) for name in names},
            {name: np.stack([one[name][2] for one in seen]) for name in names},
            rows,
        )

    def happened(self, tick: int) -> NDArray[np.int64]:
        """What happens in the chunk that begins at a tick of the story, ticks counted from the story's first."""
        self.go_to(tick)
        begins = self.market.world.tick
        rows = self.play(TICKS_A_CHUNK).rows.copy()
        rows[:, TICK] += tick - begins
        return rows

    def heat(self) -> dict[str, NDArray[np.float64]]:
        """What has happened on each cell, the last days fading, by cell measure."""
        today = cells_today(self.market.world.ledger.today(), self.market.world)
        return {name: self.lasting.get(name, 0.0) + cells for name, cells in today.items()}

    def rooms(self) -> list[dict[str, int]]:
        """Whether each consumption room is there today, how many sit in it and how many wait at its door."""
        rooms, today = self.market.world.rooms, self.market.today
        return [
            {
                "there": int(today is not None and today.room_exists[one]),
                "in": int(rooms.injecting[one] + rooms.smoking[one]),
                "queue": int(rooms.queue[one]),
            }
            for one in range(len(rooms))
        ]

    def days(self, first: int) -> list[dict[str, float]]:
        """Every measure of each day that is over, from a day on."""
        series = self.market.observer.days
        over = len(next(iter(series.values())))
        return [{name: values[day] for name, values in series.items()} for day in range(first, over)]

    def digest(self) -> str:
        """The digest that ``marketsim run`` gives for the days lived so far; only between two days."""
        observer = self.market.observer
        days = {name: np.array(series) for name, series in observer.days.items()}
        return digest_of(days, observer.cells, self.market.world)

    def _look(self) -> dict[str, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]:
        tables = self.market.world.tables()
        return {
            kind.name: (
                places(kind, tables[kind.name]),
                kind.state(tables[kind.name]).astype(np.uint8),
                tables[kind.name].number.copy(),  # type: ignore[attr-defined]
            )
            for kind in self.kinds
        }

    def _live(self, ticks: int) -> None:
        world = self.market.world
        ends_day = (self.tick + ticks) % TICKS_A_DAY == 0
        yesterday = (
            {name: cells.copy() for name, cells in self.market.observer.cells.items()} if ends_day else {}
        )
        self.market.ticks(ticks)
        self.tick += ticks
        if ends_day:
            totals, kept = self.market.observer.cells, self.market.observer.kept
            self.yesterday = kept.days.pop().rows if kept else self.yesterday
            self.lasting = {
                name: FADING * (self.lasting.get(name, 0.0) + cells - yesterday[name])
                for name, cells in totals.items()
            }
            morning = Morning(world.snapshot(), _copied(self.market.observer), dict(self.lasting))
            self.memory.keep(self._key(self.tick // TICKS_A_DAY), morning)

    def _begin(self, day: int) -> None:
        key = self._key(day)
        morning = self.memory.recall(key)
        if morning is None:
            morning = Morning(settle(self.spec), Observer(self.market.world, keep_events=True), {})
            self.memory.keep(key, morning)
        self.market.resume(morning.state, day)
        self.market.observer = _copied(morning.observer)
        self.lasting = dict(morning.lasting)
        self.tick = day * TICKS_A_DAY

    def _key(self, day: int) -> str:
        """What determines the morning of a day: the world, the luck, and what was changed before."""
        start = dt.date.fromisoformat(self.spec.start)
        before = [one.document() for one in self.market.policy.changes if one.day(start) < day]
        return digest([before, self.spec.parameters, self.spec.replicate, self.spec.start, day])

    def _with_identities(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows with identities in place of places in tables, as far as they are known."""
        world = self.market.world
        tables: dict[str, Any] = {"person": world.people, "dealer": world.dealers, "officer": world.officers,
                  "resident": world.residents}  # fmt: skip
        for which, who in ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET)):
            for name, table in tables.items():
                here = (rows[:, which] == ACTORS.index(name)) & (rows[:, who] >= 0)
                rows[here, who] = table.number[rows[here, who]]
        return rows


def _copied(observer: Observer) -> Observer:
    """An observer that goes on from what another has seen, with nothing in common."""
    return copy.deepcopy(observer)
