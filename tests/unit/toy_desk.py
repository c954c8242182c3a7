"""An analyst's desk: an empty folder in which the sweep's commands answer with the toy in place of the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import toy_engine
from toy_experiments import toy_sweep
from toy_places import GROUND

from marketsim import __main__ as command_line
from marketsim import measures
from marketsim.study import engine, job
from marketsim.study.executor import Here
from marketsim.study.experiment import experiment as experiments
from marketsim.study.sweep import frames, plan, publish, quote


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the toy answers in place of the model, in this process."""
    monkeypatch.chdir(tmp_path)
    for module in (engine, job, plan):
        monkeypatch.setattr(module, "engine", lambda name: toy_engine)
    monkeypatch.setattr(plan.Sweep, "__init__", toy_sweep)
    monkeypatch.setattr(frames, "make_ready", lambda name: None)
    for module in (measures, experiments, quote, publish, frames):
        name = "declared_measures" if module is experiments else "declared"
        monkeypatch.setattr(module, name, lambda: toy_engine.MEASURES)
    monkeypatch.setattr(publish, "ground_under", lambda: GROUND)
    monkeypatch.setattr("marketsim.study.processes.Processes", lambda *_, **__: Here())
    monkeypatch.setattr("marketsim.study.report.maps.ground_under", lambda *_: GROUND)
    return tmp_path


def asked(*words: object) -> int:
    return command_line.exit_code(["sweep", *map(str, words)])


def answered(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    capsys.readouterr()
    assert asked(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)
