"""Whether the declared world looks like the real scene: each thing known read off runs, beside its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import read_city
from marketsim.entities.clock import HOURS_PER_DAY
from marketsim.model.today import is_payday
from marketsim.parameters.names import QUARTERS
from marketsim.study.claim.patterns import WITHIN_ERROR, Fact, Pattern, Patterns

if TYPE_CHECKING:
    from marketsim.model.simulate import Outcome

NIGHT_ENDS = 8
PAYDAYS = 3
"""The day on which benefits are paid and the two after it."""
NEAR_THE_STATION = ("station", "istedgade", "halmtorvet")
KIND_OF = {"uses": "use"}
"""Daily measure → kind of event, where the hour of events is asked for."""


@dataclass(frozen=True)
class Looked:
    """One thing known, held against runs.

    Attributes
    ----------
    known : what is known, with its range
    value : mean over the runs
    error : standard error of that mean
    """

    known: Pattern
    value: float
    error: float

    @property
    def holds(self) -> bool:
        """Whether the value lies within the range, or outside it by no more than its own error."""
        slack = WITHIN_ERROR * self.error
        return self.known.low - slack <= self.value <= self.known.high + slack


def look(known: Patterns, runs: Sequence[Outcome], start: date) -> list[Looked]:
    """Hold everything known against runs of one world, whose events were kept.

    Parameters
    ----------
    known : patterns and facts
    runs : the outcomes of several replicates of ``as_today``
    start : first counted day
    """
    found = []
    for one in (*known.pattern, *known.fact):
        values = np.array([_value(one, run, start) for run in runs])
        error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
        found.append(Looked(one, float(values.mean()), error))
    return found


def _value(one: Pattern, run: Outcome, start: date) -> float:
    """What one run gives."""
    seen = one.seen if isinstance(one, Fact) else "a day"
    if seen == "from midnight to eight":
        return _share_at_night(KIND_OF[one.measure], run)
    if seen == "near the station":
        return _near_the_station(run.cells[one.measure])
    daily = run.days[one.measure]
    if seen == "around payday":
        return _around_payday(daily, start)
    return float(daily.sum() / (len(daily) if one.per is None else run.days[one.per].sum()))


def _share_at_night(kind: str, run: Outcome) -> float:
    """The share of events of a kind in the first hours of the day."""
    columns = {column.name: column for column in run.ledger["events"]}
    times = columns["time"].values[columns["kind"].values == columns["kind"].words.index(kind)]
    hours = times.astype("datetime64[h]").astype(np.int64) % int(HOURS_PER_DAY)
    return float(np.count_nonzero(hours < NIGHT_ENDS) / len(hours))


def _around_payday(daily: NDArray[np.float64], start: date) -> float:
    """The mean of payday and the days after it, relative to all other days."""
    paid = np.array([is_payday(start + timedelta(days=day)) for day in range(len(daily))])
    around = np.convolve(paid, np.ones(PAYDAYS))[: len(daily)] > 0
    return float(daily[around].mean() / daily[~around].mean())


def _near_the_station(totals: NDArray[np.float64]) -> float:
    """The mean over cells of the quarters at the station, relative to all other cells."""
    near = np.isin(read_city().quarter, [QUARTERS.index(name) for name in NEAR_THE_STATION])
    return float(totals[near].mean() / totals[~near].mean())
