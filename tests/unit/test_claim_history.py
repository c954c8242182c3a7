"""The replayed history is held against what is documented, and predictions are told from what happened."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from marketsim.measures import declared
from marketsim.parameters.errors import BadDocument
from marketsim.parameters.sources import sources
from marketsim.study.claim.history import Happening, History, held_against, history
from marketsim.study.experiment.claims import terms

START = dt.date(2012, 1, 1)


def happening(measure: str, direction: str, days: int = 30) -> Happening:
    return Happening(
        date=dt.date(2012, 3, 1),
        what="w",
        measure=measure,
        direction=direction,
        days=days,
        source=["werb-2011"],
    )


def replay(step: float, luck: np.random.Generator) -> dict[str, np.ndarray]:
    days = 10 + luck.normal(size=120)
    days[60:] += step
    return {"violence": days, "theft": np.full(120, 3.0)}


def verdict(one: Happening, step: float) -> str:
    luck = np.random.default_rng(7)
    [found] = held_against(History(about="a", happening=[one]), [replay(step, luck) for _ in range(4)], START)
    return found.verdict


def test_a_change_agrees_disagrees_or_is_left_open() -> None:
    assert verdict(happening("violence", "higher"), 3.0) == "agrees"
    assert verdict(happening("violence", "lower"), 3.0) == "disagrees"
    assert verdict(happening("violence", "higher"), 0.0) == "open"
    assert verdict(happening("violence + theft", "higher"), 3.0) == "agrees"


def test_what_the_replay_does_not_cover_or_measure_is_said_to_be_so() -> None:
    assert verdict(happening("violence", "higher", days=90), 3.0) == "not covered"
    assert verdict(happening("litter_finds", "higher"), 3.0) == "not covered"


def test_the_documented_sequence_names_measures_and_sources_that_there_are() -> None:
    names = {one.name for one in declared() if not one.cell}
    told = history().happening
    for one in told:
        assert set(terms(one.measure)) <= names, one.what
        assert set(one.source) <= sources().keys(), one.what
        assert one.prediction == (one.date.year >= 2024)
    assert any(one.prediction for one in told)


def test_a_mistake_in_the_sequence_is_told_in_a_line(tmp_path: Path) -> None:
    file = tmp_path / "history.toml"
    file.write_text('about = "a"\n[[happening]]\nwhat = "w"\n')
    with pytest.raises(BadDocument, match="is missing"):
        history(file)
