"""An engine whose runs keep a processor busy for as long as they are told, and leave behind as much as real ones."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field
from functools import cache
from time import process_time
from typing import Any, Self

import numpy as np

from marketsim.entities.city import read_city
from marketsim.measures import declared
from marketsim.study.identity import Ground, digest_of_columns
from marketsim.study.record import record_of, to_bytes

NAME = __name__
ROUNDS = "BUSY_ROUNDS"
"""Rounds of arithmetic that each run takes; in the environment, so that workers know it too."""


@dataclass(frozen=True)
class RunSpec:
    """What determines a run, with the fields that the model's own has."""

    policy: dict[str, Any]
    levers: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    start: str = "2018-03-05"
    days: int = 30
    settling_days: int = 0
    replicate: int = 0
    tick_seconds: int = 300
    scale: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """The description as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Self:
        """The description read back."""
        return cls(**given)


@dataclass
class Outcome:
    """What a run leaves behind."""

    days: dict[str, np.ndarray]
    cells: dict[str, np.ndarray]
    digest: str
    moves: tuple[Any, ...] = ()
    recorded: dict[str, np.ndarray] = field(default_factory=dict)


def ground(spec: Any) -> Ground:
    """Return what a run stands on."""
    return Ground("busy", "the map", {**spec.levers, **spec.parameters})


def settle(spec: RunSpec) -> int:
    """Nothing needs to settle."""
    return spec.replicate


def simulate(spec: RunSpec, after: int | None = None) -> Outcome:
    """Be busy, and leave counts a day and a cell like those of a market."""
    arithmetic(int(os.environ.get(ROUNDS, "0")))
    luck = np.random.default_rng([spec.replicate, len(spec.policy["name"]), len(str(spec.parameters))])
    days = {one.name: luck.poisson(20.0, spec.days).astype(float) for one in declared() if not one.cell}
    cells = {one.name: luck.poisson(0.05, number_of_cells()).astype(float) for one in declared() if one.cell}
    return Outcome(days, cells, digest_of_columns(days | cells))


def arithmetic(rounds: int) -> int:
    """Work that takes the same effort every time."""
    total = 1
    for number in range(rounds):
        total = (total * 1_103_515_245 + number) & 0x7FFF_FFFF
    return total


@cache
def number_of_cells() -> int:
    """How many cells the map has."""
    return int(read_city().cells)


def rounds_for(seconds: float) -> int:
    """Return how many rounds take a processor so long here."""
    rounds = 2_000_000
    began = process_time()
    arithmetic(rounds)
    return int(rounds * seconds / (process_time() - began))


def a_record(run: str, days: int, with_cells: bool) -> bytes:
    """Return the bytes of a run's record, as a worker sends them home."""
    luck = int(run[:8], 16) % 100_000
    outcome = simulate(RunSpec({"name": "as_today"}, days=days, replicate=luck))
    cells = outcome.cells if with_cells else {}
    return to_bytes(record_of(run, Outcome(outcome.days, cells, outcome.digest), {"seconds": 1.0}))  # type: ignore[arg-type]
