"""What the study engine takes of a machine beside the runs themselves."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.benchmark.sweeps import busy

from marketsim.study.experiment import Experiment
from marketsim.study.experiment.worlds import coordinates
from marketsim.study.processes import Processes
from marketsim.study.record import from_bytes
from marketsim.study.sweep.drive import Drive
from marketsim.study.sweep.plan import Sweep
from marketsim.study.sweep.publish import publish
from marketsim.study.sweep.store import JOURNAL, PARTS, SweepStore

DAYS = 30
TURNS = 2
ONE_WORLD = """
question = "What does the engine itself take?"
policies = ["crackdown", "harm_reduction"]
days = 30
settling_days = 0
replicates = {replicates}
"""
MANY_WORLDS = """
[design]
kind = "latin_hypercube"
worlds = {worlds}
grades = ["assumed"]
"""


@contextmanager
def sweep_of(text: str) -> Iterator[tuple[Sweep, Path]]:
    """Give a sweep of the busy engine and an empty folder for it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "engine" / "experiment.toml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        yield Sweep(Experiment.read(file), busy.NAME, busy.ground), Path(folder) / "store"


def carried_out(sweep: Sweep, folder: Path, workers: int) -> float:
    """Carry a sweep out; return the seconds it took, with the start of its workers."""
    began = perf_counter()
    with SweepStore.made(folder) as store:
        store.plan(sweep)
        ended = Drive(sweep, store).carry_on(Processes(workers))
    assert ended.done == ended.planned
    return perf_counter() - began


def bare(jobs: list[dict[str, Any]]) -> None:
    """Do the runs of these jobs one after another, and nothing else."""
    for job in jobs:
        specs = [busy.RunSpec.from_json(asked) for _, asked in job["runs"]]
        settled = busy.settle(specs[0])
        for spec in specs:
            busy.simulate(spec, settled)


def barely(sweep: Sweep, workers: int) -> float:
    """Do a sweep's runs in bare loops in processes of the same kind, shared out evenly; return the seconds."""
    jobs = [
        sweep.work(turn, {arm: one.run for arm, one in enumerate(sweep.identities(turn))}).document
        for turn in range(sweep.turns)
    ]
    context = multiprocessing.get_context("spawn")
    began = perf_counter()
    loops = [context.Process(target=bare, args=(jobs[first::workers],)) for first in range(workers)]
    for loop in loops:
        loop.start()
    for loop in loops:
        loop.join()
    return perf_counter() - began


@dataclass
class Beside:
    """The engine beside bare loops, in seconds.

    Attributes
    ----------
    bare, engine : the same runs in one bare loop, and as a sweep with one worker
    bare_two, engine_two : with two loops, and with two workers
    seconds_a_run : how long a run keeps a processor busy
    """

    runs: int
    seconds_a_run: float
    bare: float
    engine: float
    bare_two: float
    engine_two: float

    @property
    def overhead(self) -> float:
        """What the engine adds, as a share of the bare loop."""
        return self.engine / self.bare - 1

    @property
    def speedup(self) -> float:
        """How many times as many runs two workers do in the same time."""
        return self.engine / self.engine_two

    @property
    def speedup_of_loops(self) -> float:
        """How many times as many two bare loops do: what the machine allows."""
        return self.bare / self.bare_two


def beside_bare_loops(runs: int = 60, seconds: float = 1.0) -> Beside:
    """Do runs of a second as a sweep and in bare loops, by turns; the least that each took counts."""
    os.environ[busy.ROUNDS] = str(busy.rounds_for(seconds))
    try:
        with sweep_of(ONE_WORLD.format(replicates=runs // 2)) as (sweep, folder):
            took = [
                (
                    barely(sweep, 1), carried_out(sweep, folder / f"{turn}-1", 1),
                    barely(sweep, 2), carried_out(sweep, folder / f"{turn}-2", 2),
                )
                for turn in range(TURNS)
            ]  # fmt: skip
        return Beside(runs, seconds, *map(min, zip(*took, strict=True)))
    finally:
        del os.environ[busy.ROUNDS]


@dataclass
class Costs:
    """What a finished sweep takes.

    Attributes
    ----------
    part, journal : bytes a run, on disk
    naming : s a run, from its place in the design to its digest
    keeping : s a run, of the one process that writes
    report : s, in all
    """

    runs: int
    part: float
    journal: float
    naming: float
    keeping: float
    report: float


def costs(worlds: int, replicates: int) -> Costs:
    """Carry out a sweep whose runs take no time, and report it; one world keeps what happens by cell."""
    text = ONE_WORLD.format(replicates=replicates)
    with sweep_of(text + MANY_WORLDS.format(worlds=worlds) * (worlds > 1)) as (sweep, folder):
        with SweepStore.made(folder) as store:
            began = perf_counter()
            store.plan(sweep)
            naming = perf_counter() - began
            runs = [run for (run,) in store.journal.ask("SELECT run FROM runs ORDER BY turn, arm")]
            records = [busy.a_record(run, DAYS, sweep.experiment.keeps_cells) for run in runs]
            began = perf_counter()
            for data in records:
                store.keep(data)
            store.put_away()
            keeping = perf_counter() - began
            began = perf_counter()
            publish(sweep.experiment, store)
            report = perf_counter() - began
            store.journal.ask("PRAGMA wal_checkpoint(TRUNCATE)")
        parts = sum(part.stat().st_size for part in (folder / PARTS).iterdir())
        journal = (folder / JOURNAL).stat().st_size
        number = len(runs)
        assert from_bytes(records[0]).run == runs[0]
        return Costs(number, parts / number, journal / number, naming / number, keeping / number, report)


@dataclass
class Before:
    """What worlds with every assumed fact uncertain take before the first run.

    Attributes
    ----------
    reading : s, drawing all of them
    most, kept : bytes, while they are drawn and afterwards
    writing : s, putting all into words once for their digest
    numbers : s, giving all facts of all worlds as numbers, as each look into them does
    naming : s a run of the model, from its place in the design to its digest
    """

    worlds: int
    facts: int
    reading: float
    most: int
    kept: int
    writing: float
    numbers: float
    naming: float


def before_the_first_run(worlds: int, named: int = 50) -> Before:
    """Read an experiment of so many worlds, and name the runs of some of them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "experiment.toml"
        file.write_text(ONE_WORLD.format(replicates=1) + MANY_WORLDS.format(worlds=worlds), encoding="utf-8")
        began = process_time()
        Experiment.read(file)
        reading = process_time() - began
        tracemalloc.start()
        experiment = Experiment.read(file)
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    began = process_time()
    assert experiment.digest_of_worlds
    writing = process_time() - began
    began = process_time()
    coordinates(experiment.worlds, experiment.uncertain)
    numbers = process_time() - began
    sweep = Sweep(experiment)
    sweep.identities(0)
    began = process_time()
    runs = sum(len(sweep.identities(turn)) for turn in range(1, 1 + named))
    return Before(
        worlds,
        len(experiment.uncertain),
        reading,
        most,
        kept,
        writing,
        numbers,
        (process_time() - began) / runs,
    )
