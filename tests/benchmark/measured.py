"""Everything that is measured, in one go."""

from __future__ import annotations

import os
import platform
from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from time import thread_time

from tests.benchmark import clockwork, floors, starts
from tests.benchmark.twin.model import Twin
from tests.benchmark.yardstick import yardstick

from marketsim.entities.ledger import KINDS
from marketsim.model.market import Market
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR

TRIES = 3


@dataclass
class SideBySide:
    """A day lived by the engine and by the twin from the same morning.

    Attributes
    ----------
    engine, twin : float, s per tick of a day without its midnight; the engine does two processes more
    by_process : seconds per tick of every process of the engine, its loop called by hand
    calls : seconds of calling each loop once from Python
    floors : seconds per tick below which the counted loops cannot fall
    turns : agents that have a turn in a tick
    engine_happened, twin_happened : how often each kind of thing happened
    """

    engine: float
    twin: float
    by_process: dict[str, float]
    calls: dict[str, float]
    floors: dict[str, float]
    turns: float
    engine_happened: Counter[str]
    twin_happened: Counter[str]

    @property
    def ratio(self) -> float:
        """How many times as many agent-steps per second the engine makes."""
        return self.twin / self.engine

    def work(self, name: str) -> float:
        """Seconds per tick of a process of every tick without the call from Python."""
        return self.by_process[name] - self.calls[name]

    def above_the_floor(self) -> float:
        """How many times their floor the counted loops take together."""
        return sum(self.work(name) for name in self.floors) / sum(self.floors.values())


def side_by_side(settling_days: int = clockwork.SETTLING_DAYS) -> SideBySide:
    """Let the twin and the engine live the same day, one after the other."""
    market = clockwork.settled_market(settling_days)
    morning = market.snapshot()
    of_the_engine = min(clockwork.seconds_within_a_day(market, morning) for _ in range(TRIES))
    market.resume(morning)
    market.tick()
    turns = clockwork.turns_per_tick(market)
    of_the_twin, twin = min((_a_day_of_the_twin(market) for _ in range(TRIES)), key=itemgetter(0))
    again = clockwork.settled_market(settling_days)
    counted = floors.Counted()
    by_process = clockwork.seconds_by_process(again)
    happened = Counter(KINDS[kind] for kind in again.world.ledger.today()[:, 2].tolist())
    calls, price = clockwork.seconds_of_calls(again), floors.prices(again.world)
    clockwork.watch_a_day(clockwork.settled_market(settling_days), counted.watch)
    return SideBySide(
        of_the_engine, of_the_twin, by_process, calls, counted.floors(price), turns, happened, twin.happened
    )  # fmt: skip


def _a_day_of_the_twin(market: Market) -> tuple[float, Twin]:
    """Seconds per tick of a twin that lives a day from the market's first tick on, and the twin at its end."""
    twin = Twin(market.world, market.today, market.now)
    left = market.today.ticks - 1
    began = thread_time()
    for _ in range(left):
        twin.step()
    return (thread_time() - began) / left, twin


@dataclass
class Measured:
    """What one run of the benchmark found, in seconds and MB."""

    machine: str
    yardstick: float
    tick: float
    side: SideBySide
    cold: dict[str, float]
    warm: dict[str, float]
    memory: dict[str, float]
    replicate: dict[str, float]
    import_simulate: float
    help: float
    larger: dict[str, tuple[float, float]] = field(default_factory=dict)


def measure(scales: tuple[float, ...] = (1.0, 10.0)) -> Measured:
    """Measure everything; some minutes."""
    before = yardstick()
    side = side_by_side()
    market = clockwork.settled_market()
    tick = clockwork.seconds_per_tick(market)
    cold, warm = starts.cold_and_warm()
    found = Measured(
        machine(), before, tick, side, cold, warm, starts.memory_of_a_run(), starts.one_replicate(),
        starts.seconds_to_answer("-c", "import marketsim.model.simulate"),
        starts.seconds_to_answer("-m", "marketsim", "--help"),
    )  # fmt: skip
    for scale in scales:
        large = clockwork.settled_market(days=2, scale=scale)
        taken = clockwork.seconds_per_tick(large, days=2)
        found.larger[f"{scale:g}×"] = clockwork.turns_per_tick(large), taken
    found.yardstick = min(before, yardstick())
    return found


def machine() -> str:
    """The processor and the versions that matter."""
    import mesa
    import numba
    import numpy as np

    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.processor()
    versions = (platform.python_version(), np.__version__, numba.__version__, mesa.__version__)
    return "{}, {} cores; Python {}, NumPy {}, numba {}, Mesa {}".format(processor, os.cpu_count(), *versions)


HOURLY_OR_DAILY = {process.__name__ for process in (*EVERY_HOUR, *EVERY_DAY)}
