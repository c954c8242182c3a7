"""Runs of the model on all processors: a thousand, or as many as there is patience for."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from marketsim.study.circumstances import processors
from marketsim.study.engine import make_ready
from marketsim.study.experiment import Experiment
from marketsim.study.processes import Processes
from marketsim.study.sweep.drive import Drive
from marketsim.study.sweep.plan import Sweep
from marketsim.study.sweep.publish import publish
from marketsim.study.sweep.store import SweepStore

ONE_WORLD, SAMPLED_WORLDS = (Path(__file__).with_name(f"{name}.toml") for name in ("thousand", "sampled"))
THOUSAND = 1000


@dataclass
class Timed:
    """How long it took, in seconds.

    Attributes
    ----------
    wall : from the first worker's start to the last run kept
    busy : of processors, in the runs themselves with their share of settling
    report : of the runs that were done
    """

    runs: int
    workers: int
    wall: float
    busy: float
    report: float

    @property
    def a_run(self) -> float:
        """Of one processor, with its share of settling, s."""
        return self.busy / self.runs

    @property
    def thousand(self) -> float:
        """What a thousand take at this pace, min."""
        return THOUSAND * self.wall / self.runs / 60


def timed(file: Path, runs: int) -> Timed:
    """Do the first so many runs of an experiment; all arms of a world and replicate go together."""
    make_ready()
    sweep, workers = Sweep(Experiment.read(file)), processors()
    with tempfile.TemporaryDirectory() as folder, SweepStore.made(Path(folder)) as store:
        store.plan(sweep)
        began = perf_counter()
        Drive(sweep, store).carry_on(Processes(workers), most_turns=-(-runs // len(sweep.experiment.arms)))
        wall = perf_counter() - began
        [(done, busy)] = store.journal.ask("SELECT count(*), sum(seconds) FROM runs WHERE state = 'done'")
        began = perf_counter()
        publish(sweep.experiment, store)
        return Timed(done, workers, wall, busy, perf_counter() - began)
