"""A thousand runs of the model on all processors, or as many of them as there is patience for."""

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

FILE = Path(__file__).with_name("thousand.toml")
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
    def thousand(self) -> float:
        """What a thousand take at this pace, min."""
        return THOUSAND * self.wall / self.runs / 60


def timed(runs: int) -> Timed:
    """Do the first so many of the thousand runs; all arms of a world and replicate go together."""
    make_ready()
    sweep, workers = Sweep(Experiment.read(FILE)), processors()
    with tempfile.TemporaryDirectory() as folder, SweepStore.made(Path(folder)) as store:
        store.plan(sweep)
        began = perf_counter()
        Drive(sweep, store).carry_on(Processes(workers), most_turns=-(-runs // len(sweep.experiment.arms)))
        wall = perf_counter() - began
        [(done, busy)] = store.journal.ask("SELECT count(*), sum(seconds) FROM runs WHERE state = 'done'")
        began = perf_counter()
        publish(sweep.experiment, store)
        return Timed(done, workers, wall, busy, perf_counter() - began)
