"""A toy in place of the model: days that follow from the spec by arithmetic, so that every answer is known."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from marketsim.measures import Measure
from marketsim.measures.displacement import Moves
from marketsim.study.identity import Ground, digest_of_columns

CELLS = 6
FAULTY: set[tuple[str, int]] = set()
TURNS = ""
EFFECT = {"crackdown": 2.0, "harm_reduction": -1.0}


@dataclass(frozen=True)
class RunSpec:
    """What one toy run is asked to do."""

    policy: dict[str, Any]
    levers: dict[str, str]
    parameters: dict[str, str]
    start: str
    days: int
    settling_days: int
    replicate: int
    tick_seconds: int = 300
    scale: float = 1.0
    city: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> RunSpec:
        return cls(**document)


@dataclass
class Outcome:
    """What a toy run gives."""

    days: dict[str, np.ndarray]
    cells: dict[str, np.ndarray]
    digest: str
    moves: tuple[Moves, ...] = ()
    recorded: dict[str, np.ndarray] = field(default_factory=dict)


MEASURES = (
    Measure("violence", "acts/day", "Everything violent but police use of force.", "violence", headline=True),
    Measure(
        "visible_selling",
        "sales/day",
        "Sales that somebody sees.",
        "nuisance",
        headline=True,
        bearer="residents",
    ),
    Measure("trust", "1", "Mean trust in the local officer.", "trust", headline=True),
    Measure("not_measured", "events", "A measure whose mechanism is missing.", "health"),
    Measure("violence", "acts", "Violent acts.", "violence", cell=True),
    Measure("visible_selling", "sales", "Sales that somebody sees.", "nuisance", cell=True),
)


def ground(spec: Any) -> Ground:
    """What a toy run stands on."""
    return Ground(source="toy source", map="toy map", numbers={**spec.levers, **spec.parameters})


def settle(spec: RunSpec, *, anew: bool = False, at_midnight: Any = None) -> int:
    """The settled world is the replicate's luck."""
    return spec.replicate


def simulate(spec: RunSpec, after: int | None = None, *, at_midnight: Any = None) -> Outcome:
    """Make days: luck that all policies share, plus what the policy does."""
    assert after == spec.replicate
    time.sleep(float(os.environ.get("TOY_NAP", "0")))
    if spec.scale == 13.0 or (spec.policy["name"], spec.replicate) in FAULTY:
        raise ArithmeticError("a toy fault")
    luck = np.random.default_rng(spec.replicate).normal(size=(3, spec.days))
    effect = EFFECT.get(spec.policy["name"], 0.0)
    if TURNS and effect:
        effect += 10 * (float(spec.parameters.get(TURNS, "1.3").split()[0]) - 1.3)
    days = {
        "violence": 10 + luck[0] + effect,
        "visible_selling": 100 + 10 * luck[1] + effect * (1 + luck[2]),
        "trust": np.full(spec.days, 0.5),
    }
    cells = {name: np.linspace(0, 1, CELLS) * days[name].sum() for name in ("violence", "visible_selling")}
    moves = (Moves("target", "buffer", "risk", 3 + int(effect), 2, 90.0),)
    recorded = {"violence": np.floor(cells["violence"] / 4)}
    return Outcome(days, cells, digest_of_columns(days | cells), moves, recorded)


def echo(document: dict[str, Any]) -> Iterator[bytes]:
    """A task that says its words one after another."""
    for word in document["words"]:
        yield word.encode()


def dies_first(document: dict[str, Any]) -> Iterator[bytes]:
    """A task that is killed in the middle on its first so many tries."""
    tries = Path(document["tries"])
    tries.write_text(tries.read_text() + "x" if tries.exists() else "x")
    yield b"first"
    if len(tries.read_text()) <= document["deaths"]:
        os.kill(os.getpid(), signal.SIGKILL)
    yield b"second"


def is_at_fault(document: dict[str, Any]) -> Iterator[bytes]:
    """A task that raises."""
    yield b"first"
    raise ArithmeticError("a toy fault")


def sleeps(document: dict[str, Any]) -> Iterator[bytes]:
    """A task that never answers."""
    time.sleep(600)
    yield b""


def hangs_or_naps(document: dict[str, Any]) -> Iterator[bytes]:
    """A task that sleeps as long as it is told before each record, or for ever."""
    if "pid" in document:
        Path(document["pid"]).write_text(str(os.getpid()))
    for seconds in document.get("naps", [600]):
        time.sleep(seconds)
        yield b"nap"


def freezes(document: dict[str, Any]) -> Iterator[bytes]:
    """A task that is frozen while half of a record larger than the pipe is on its way."""
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGSTOP)).start()
    while True:
        yield bytes(50_000_000)


def wants(document: dict[str, Any]) -> Iterator[bytes]:
    """A task that asks for more memory than it may have."""
    yield bytes(len(bytearray(document["bytes"])) % 7)
