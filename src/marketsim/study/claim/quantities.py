"""What a claim measures, read off one run: a measure, a sum of several, a share, or how concentrated something is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import read_city
from marketsim.measures.displacement import share_of_places_holding
from marketsim.measures.displacement.areas import AREAS as OF_THE_MAP
from marketsim.measures.displacement.areas import areas_of
from marketsim.study.claim.regression import Slope, over_time
from marketsim.study.experiment.claims import (
    AREAS,
    CONCENTRATION,
    SLOPE,
    Claim,
    by_cell,
    terms,
)
from marketsim.study.record import Record

WEEK, FEWEST_WEEKS = 7, 8
WRITTEN = "written of "
"""Before a slope: 1 where an observer of one run would call it adverse, −1 beneficial, 0 neither."""
Window = tuple[int, int]


@dataclass(frozen=True)
class Quantity:
    """One number a run, over a window of counted days.

    Attributes
    ----------
    measure : a measure, a sum of measures such as "stops + fines", "concentration of violence", or "violence in the
        target area"
    per : what it is a share of; none where it is a mean a day
    window : first and last counted day, from 1
    """

    measure: str
    per: str | None
    window: Window

    def of(self, record: Record) -> float:
        """Return its value in a run; NaN where the run does not have the measure, or nothing to take a share of."""
        if by_cell(self.measure):
            return in_places(record, self.measure)
        if self.measure.startswith(SLOPE):
            found = self.slope(record, self.measure)
            return math.nan if found is None else found.value
        if self.measure.startswith(WRITTEN):
            found = self.slope(record, self.measure.removeprefix(WRITTEN))
            return math.nan if found is None else float(np.sign(found.value)) * found.significant
        upper = self.daily(record, self.measure)
        if self.per is None:
            return math.fsum(upper) / len(upper) if len(upper) else math.nan
        lower = math.fsum(self.daily(record, self.per))
        return math.fsum(upper) / lower if lower else math.nan

    def slope(self, record: Record, measure: str) -> Slope | None:
        """Return by how many of its standard deviations the first rises with one of the second a week before."""
        outcome, cause = (Quantity(name, None, self.window).weekly(record) for name in terms(measure))
        if len(outcome) < FEWEST_WEEKS or not outcome.std() or not cause.std():
            return None
        return over_time(cause / cause.std(), outcome / outcome.std())

    def weekly(self, record: Record) -> NDArray[np.float64]:
        """Return its value in each whole week of the window, ``float64[weeks]``: how much it varies within a run."""
        upper = self.daily(record, self.measure)
        weeks = len(upper) // WEEK
        sums = upper[: weeks * WEEK].reshape(weeks, WEEK).sum(axis=1)
        if self.per is None:
            return np.asarray(sums / WEEK)
        lower = self.daily(record, self.per)[: weeks * WEEK].reshape(weeks, WEEK).sum(axis=1)
        return np.where(lower > 0, sums / np.where(lower > 0, lower, 1), np.nan)

    def daily(self, record: Record, quantity: str) -> NDArray[np.float64]:
        """Return a sum of measures day by day, ``float64[days of the window]``; NaN where one of them is missing."""
        first, last = self.window
        names = [] if quantity.startswith((SLOPE, WRITTEN)) or by_cell(quantity) else terms(quantity)
        length = len(next(iter(record.days.values()), ()))
        missing = np.full(length, np.nan)
        total = np.sum([record.days.get(name, missing) for name in names], axis=0) if names else missing
        return np.asarray(total[first - 1 : last], np.float64)


def in_places(record: Record, quantity: str) -> float:
    """Return what is read from a run's map: a concentration, or how much a day falls to an area; NaN without one."""
    counts = record.cells.get(by_cell(quantity))
    if counts is None:
        return math.nan
    if quantity.startswith(CONCENTRATION):
        return share_of_places_holding(np.rint(counts).astype(np.int64))
    area = next(name for ending, name in AREAS.items() if quantity.endswith(ending))
    there = areas_of(read_city().zone) == OF_THE_MAP.index(area)
    return math.fsum(counts[there]) / len(next(iter(record.days.values())))


def quantity_of(claim: Claim, days: int) -> Quantity:
    """Return what a claim measures."""
    return Quantity(claim.measure, claim.per, window_of(claim, days))


def written_of(claim: Claim, days: int) -> Quantity:
    """Return what an observer of one run would write about a slope."""
    return Quantity(WRITTEN + claim.measure, None, window_of(claim, days))


def window_of(claim: Claim, days: int) -> Window:
    """Return the days that a claim is about."""
    first, last = claim.window or (1, days)
    return first, last


def quantities_of(claim: Claim, days: int) -> list[Quantity]:
    """Return everything that has to be read off each run to judge a claim."""
    window = window_of(claim, days)
    wanted = [quantity_of(claim, days)]
    if claim.match:
        wanted.append(Quantity(claim.match.measure, None, window))
    if claim.truth:
        wanted.append(written_of(claim, days))
    if claim.negative_control:
        wanted.append(Quantity(claim.negative_control.measure, None, window))
    return wanted
