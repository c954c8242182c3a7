"""Which model answers the questions: ours, unless a test puts a toy in its place."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol, cast

import numpy as np

OURS = "marketsim.model.simulate"


class Spec(Protocol):
    """What one run is asked to do, as plain data."""

    @property
    def policy(self) -> dict[str, Any]: ...
    @property
    def levers(self) -> dict[str, str]: ...
    @property
    def parameters(self) -> dict[str, str]: ...
    @property
    def start(self) -> str: ...
    @property
    def days(self) -> int: ...
    @property
    def replicate(self) -> int: ...
    def to_json(self) -> dict[str, Any]: ...


class Outcome(Protocol):
    """What one run gives: a number a day per measure, a number a cell per cell measure, and a digest."""

    days: dict[str, np.ndarray]
    cells: dict[str, np.ndarray]
    digest: str


class Engine(Protocol):
    """A module that settles a world, and carries it on under a policy."""

    RunSpec: Any

    def settle(self, spec: Spec) -> Any: ...
    def simulate(self, spec: Spec, after: Any = None) -> Outcome: ...


def engine(name: str = OURS) -> Engine:
    """Return the engine of that module name; workers find it by name, so nothing of it travels."""
    return cast(Engine, import_module(name))


def needs_compiling(name: str = OURS) -> bool:
    """Whether the first run here still has to compile the model, which takes some seconds."""
    is_compiled = getattr(engine(name), "is_compiled", None)
    return is_compiled is not None and not is_compiled()
