"""Which model answers the questions: ours, unless a test puts a toy in its place."""

from __future__ import annotations

from importlib import import_module
from typing import Any

OURS = "marketsim.model.simulate"


def engine(name: str = OURS) -> Any:
    """Return the module of that name, with ``RunSpec``, ``settle`` and ``simulate``; so nothing of it travels."""
    return import_module(name)


def needs_compiling(name: str = OURS) -> bool:
    """Whether the first run here still has to compile the model, which takes some seconds."""
    is_compiled = getattr(engine(name), "is_compiled", None)
    return is_compiled is not None and not is_compiled()


def make_ready(name: str = OURS) -> None:
    """Compile the model on all cores where that is still to be done, so that no worker has to."""
    if needs_compiling(name):
        engine(name).compile_everything()
