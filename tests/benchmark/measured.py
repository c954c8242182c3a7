"""Everything that is measured, in one go."""

from __future__ import annotations

import os
import platform
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmark import clockwork, dashboard, floors, starts
from tests.benchmark.growth import SETTLING_DAYS, Curve, Population, curves, population_of
from tests.benchmark.layers import Layers, measure_layers
from tests.benchmark.port.library import there_is_a_compiler
from tests.benchmark.port.step import TIMES, BesideC, at_noon, beside_c
from tests.benchmark.twin import ON_BOTH_SIDES
from tests.benchmark.yardstick import yardstick

from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK

TRIES = 3


@dataclass
class SideBySide:
    """A day lived by the engine and by the twin from the same morning.

    Attributes
    ----------
    whole : float, s per tick of a day without its midnight, with all processes of the schedule
    engine, twin : float, the same with the processes that both sides have
    by_process : seconds per tick of every process of the engine, its loop called alone
    floors : seconds per tick below which the counted loops cannot fall
    turns : agents that have a turn in a tick
    engine_happened, twin_happened : how often each kind of thing happened with the processes of both sides
    """

    whole: float
    engine: float
    twin: float
    by_process: dict[str, float]
    floors: dict[str, float]
    turns: float
    engine_happened: Counter[str]
    twin_happened: Counter[str]

    @property
    def ratio(self) -> float:
        """How many times as many agent-steps per second the engine makes under the rules that both sides have."""
        return self.twin / self.engine

    @property
    def ratio_of_the_whole(self) -> float:
        """The same for all that the engine does beside the little that the twin does."""
        return self.twin / self.whole

    def above_the_floor(self) -> float:
        """How many times their floor the counted loops take together."""
        return sum(self.by_process[name] for name in self.floors) / sum(self.floors.values())


def side_by_side(settling_days: int = clockwork.SETTLING_DAYS) -> SideBySide:
    """Let the twin and the engine live the same day, taking turns."""
    unknown = ON_BOTH_SIDES - {process.__name__ for process in (*EVERY_TICK, *EVERY_HOUR)}
    if unknown:
        raise ValueError(f"the twin has processes that the schedule does not know: {sorted(unknown)}")
    market = clockwork.settled_market(settling_days)
    morning = market.snapshot()
    whole, engine, twin = [], [], []
    for _ in range(TRIES):
        whole.append(clockwork.a_day_of_the_engine(market, morning)[0])
        taken, engine_happened = clockwork.a_day_of_the_engine(market, morning, ON_BOTH_SIDES)
        engine.append(taken)
        market.resume(morning)
        market.tick()
        turns = clockwork.turns_per_tick(market)
        taken, twin_happened = clockwork.a_day_of_the_twin(market)
        twin.append(taken)
    left = market.today.ticks - 2
    again, counted = clockwork.settled_market(settling_days), floors.Counted()
    by_process, price = clockwork.seconds_by_process(again), floors.prices(again.world)
    clockwork.watch_a_day(clockwork.settled_market(settling_days), counted.watch)
    return SideBySide(
        *(clockwork.shortest(each, left) for each in (whole, engine, twin)), by_process, counted.floors(price), turns,
        engine_happened, twin_happened,
    )  # fmt: skip


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
    compare: dict[str, float]
    import_simulate: float
    help: float
    compiling: dict[str, float]
    layers: Layers
    populations: dict[str, Population]
    curves: dict[str, Curve]
    in_c: dict[str, BesideC]
    waits: dashboard.Waits | None


def measure(scales: tuple[float, ...] = (1.0, 10.0, 100.0)) -> Measured:
    """Measure everything; some minutes."""
    before, settled = yardstick(), partial(clockwork.settled_market, SETTLING_DAYS)
    side = side_by_side()
    market = clockwork.settled_market()
    tick = clockwork.seconds_per_tick(market)
    cold, warm = starts.cold_and_warm()
    found = Measured(
        machine(), before, tick, side, cold, warm, starts.memory_of_a_run(), starts.comparisons(),
        starts.seconds_to_answer("-c", "import marketsim.model.simulate"),
        starts.seconds_to_answer("-m", "marketsim", "--help"), starts.seconds_of_compiling(), measure_layers(),
        {f"{scale:g}×": population_of(settled(scale=scale)) for scale in scales},
        curves(), beside_the_port(), dashboard.waits(),
    )  # fmt: skip
    found.yardstick = min(before, yardstick())
    return found


def beside_the_port() -> dict[str, BesideC]:
    """The benchmark step beside its port to C, for more and more people; nothing without a compiler of C."""
    if not there_is_a_compiler():
        return {}
    market = at_noon(clockwork.SETTLING_DAYS)
    return {f"{times}×": beside_c(market, times) for times in TIMES}


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
