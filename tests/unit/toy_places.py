"""A map of six cells and one street, and a folder in which the toy answers in place of the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import toy_engine

from marketsim import measures
from marketsim.study import compare, engine, identity, job, run, scenario
from marketsim.study.report.maps import Ground

GROUND = Ground(
    rows=2,
    columns=3,
    edge=10.0,
    row=np.repeat(np.arange(2, dtype=np.int32), 3),
    column=np.tile(np.arange(3, dtype=np.int32), 2),
    lines=(("main street", np.array([[0.0, 5.0], [30.0, 15.0]])),),
    names=(("Toy Street", 15.0, 10.0, 5.0),),
    attribution="a toy map",
)


def toy_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder in which the toy answers in place of the model."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(engine, "engine", lambda name: toy_engine)
    for module in (job, scenario):
        monkeypatch.setattr(module, "engine", lambda name: toy_engine)
    for module in (compare, identity, run):
        monkeypatch.setattr(module, "ground_of", toy_engine.ground)
    monkeypatch.setattr(measures, "declared", lambda: toy_engine.MEASURES)
    return folder
