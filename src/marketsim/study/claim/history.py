"""The replayed history against what is documented: what should have happened when, and whether it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError

from marketsim.parameters.errors import BadDocument
from marketsim.parameters.read import read_toml
from marketsim.study.experiment.claims import terms
from marketsim.study.experiment.part import Name, Part
from marketsim.study.experiment.reading import in_a_line
from marketsim.study.intervals import Mean, mean_of
from marketsim.study.numerals import NOT_KNOWN, interval

EXPERIMENT = "history_1990_2026"
FILE = Path(__file__).parent / "history.toml"
AGREES, DISAGREES, OPEN, NOT_COVERED = "agrees", "disagrees", "open", "not covered"
Days = dict[str, NDArray[np.float64]]
"""Measure → ``float64[days]``."""


class Happening(Part):
    """Something that is documented to have happened, or predicted to be happening."""

    date: dt.date
    what: Name
    measure: Name
    direction: Literal["lower", "higher"]
    days: int = Field(default=365, ge=7, description="how many days before and after are compared")
    prediction: bool = False
    source: Annotated[list[Name], Field(min_length=1)]


class History(Part):
    """The documented sequence."""

    about: str
    happening: Annotated[list[Happening], Field(min_length=1)]


@dataclass(frozen=True)
class Held:
    """One happening held against the replay.

    Attributes
    ----------
    change : the mean a day after it less the one before, over replicates with their interval; none where not covered
    """

    happening: Happening
    change: Mean | None
    verdict: str


def history(file: Path = FILE) -> History:
    """Read the documented sequence."""
    try:
        return History.model_validate(read_toml(file))
    except ValidationError as problem:
        raise BadDocument(f"{file}: {in_a_line(problem)}") from None


def held_against(documented: History, replays: Sequence[Days], start: dt.date) -> list[Held]:
    """Hold every happening against replays of the history, one a replicate.

    Parameters
    ----------
    replays : measure → float64[days], for each replicate
    start : the first day of every replay
    """
    return [held(one, replays, start) for one in sorted(documented.happening, key=lambda one: one.date)]


def held(one: Happening, replays: Sequence[Days], start: dt.date) -> Held:
    """Hold one happening against the replays; replicates whose interval reaches zero leave it open."""
    at = (one.date - start).days
    changes = []
    for days in replays:
        names = terms(one.measure)
        length = len(next(iter(days.values())))
        if at < one.days or at + one.days > length or not set(names) <= days.keys():
            return Held(one, None, NOT_COVERED)
        series = np.sum([days[name] for name in names], axis=0)
        changes.append(series[at : at + one.days].mean() - series[at - one.days : at].mean())
    change = mean_of(np.array(changes))
    sign = 1 if one.direction == "higher" else -1
    if min(change.low * sign, change.high * sign) > 0:
        return Held(one, change, AGREES)
    return Held(one, change, DISAGREES if max(change.low * sign, change.high * sign) < 0 else OPEN)


def documents(replay: Sequence[Held]) -> list[dict[str, str]]:
    """Return what was held against the replay as lines of a table."""
    return [
        {
            "date": one.happening.date.isoformat(),
            "what": one.happening.what,
            "measure": one.happening.measure,
            "expected": one.happening.direction,
            "change": " ".join(interval(one.change)) if one.change else NOT_KNOWN,
            "verdict": one.verdict,
            "prediction": "yes" if one.happening.prediction else "no",
        }
        for one in replay
    ]
