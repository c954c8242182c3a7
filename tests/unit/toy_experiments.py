"""Experiments on the toy engine: written to a folder, planned and carried out."""

from __future__ import annotations

import sys
from pathlib import Path

import toy_engine

from marketsim.commands.exits import explained
from marketsim.parameters.errors import CannotKeep
from marketsim.study.executor import Executor, Here
from marketsim.study.experiment import Experiment
from marketsim.study.processes import Processes
from marketsim.study.sweep.drive import Drive, Progress
from marketsim.study.sweep.plan import Sweep
from marketsim.study.sweep.store import SweepStore

PLAIN = """
question = "Does it matter?"
policies = ["as_today", "crackdown"]
days = 4
settling_days = 1
replicates = 5
"""


def written(folder: Path, text: str = PLAIN, name: str = "toy") -> Path:
    """Write an experiment and return its file."""
    file = folder / "experiments" / name / "experiment.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def tutorial(language: str) -> list[str]:
    """The analyst's tutorial, its code in one language, block by block."""
    text = (Path(__file__).parents[2] / "docs" / "tutorials" / "analyst.md").read_text("utf-8")
    return [part.partition("```")[0] for part in text.split(f"```{language}\n")[1:]]


def sweep_of(file: Path) -> Sweep:
    return Sweep(Experiment.read(file), "toy_engine", toy_engine.ground)


def toy_sweep(self, experiment, engine="toy_engine", ground=toy_engine.ground):  # type: ignore[no-untyped-def]
    """How a sweep begins that finds the toy where the model would be."""
    self.experiment, self.engine, self.ground, self.remembered = experiment, engine, toy_engine.ground, {}


def carried_out(sweep: Sweep, folder: Path, executor: Executor | None = None) -> Progress:
    with SweepStore.made(folder) as store:
        store.check()
        store.plan(sweep)
        return Drive(sweep, store).carry_on(executor or Here())


if __name__ == "__main__":  # a driver that a test may kill
    file, store, workers = sys.argv[1:]
    try:
        carried_out(
            sweep_of(Path(file)), Path(store), Processes(int(workers)) if int(workers) > 1 else Here()
        )
    except CannotKeep as problem:
        sys.exit(explained(problem))
