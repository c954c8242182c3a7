"""What an evaluation would report about two periods, from the events it can see: all, or those in the register."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.entities.ledger import CAUSE, CELL, KIND, POLICE_FORCE, RECORDED
from marketsim.measures.displacement.areas import counts_in_areas
from marketsim.measures.displacement.concentration import generalised_gini, share_of_places_holding
from marketsim.measures.displacement.ellipse import Ellipse, ellipse_around
from marketsim.measures.displacement.hot_spots import HotSpots, distances_to_nearest, hot_spots
from marketsim.measures.displacement.weighted import (
    Counts,
    Difference,
    Quotient,
    displacement_difference,
    displacement_quotient,
)


@dataclass(frozen=True)
class Pattern:
    """The events of one period on the map.

    Attributes
    ----------
    in_areas : events in each of AREAS
    ellipse : where and how far spread, or nothing for fewer than two events
    gini : the generalised Gini coefficient over cells
    half : share of cells that holds half of the events
    hot_spots : the hottest first
    """

    in_areas: dict[str, int]
    ellipse: Ellipse | None
    gini: float
    half: float
    hot_spots: HotSpots


@dataclass(frozen=True)
class Evaluation:
    """Two periods compared.

    Attributes
    ----------
    before, after : Pattern
    quotient : the weighted displacement quotient of target, buffer and control
    difference : the weighted displacement difference, per day; the buffer has no control of its own
    centre_moved : float, m, how far the middle of the events went; NaN where either has none
    new_hot_spots : float64[spots after], m, from each to the nearest before
    """

    before: Pattern
    after: Pattern
    quotient: Quotient
    difference: Difference
    centre_moved: float
    new_hot_spots: NDArray[np.float64]


def cells_of(rows: NDArray[np.int64], kind: int, *, recorded: bool = False) -> NDArray[np.int64]:
    """The cells of all events of a kind but force by the police, or only of those in the police register.

    Parameters
    ----------
    rows : int64[events, fields], rows of the ledger
    kind : one of the ledger's kinds
    """
    chosen = (rows[:, KIND] == kind) & (rows[:, CAUSE] != POLICE_FORCE)
    return rows[chosen & (rows[:, RECORDED] > 0) if recorded else chosen, CELL]


def pattern_of(cells: NDArray[np.int64], city: City) -> Pattern:
    """How events lie on the map.

    Parameters
    ----------
    cells : int64[events], the cell of each
    city : the map
    """
    counts = np.bincount(cells, minlength=city.cells)
    return Pattern(
        in_areas=counts_in_areas(cells, city.zone),
        ellipse=ellipse_around(city.x[cells], city.y[cells]),
        gini=generalised_gini(counts),
        half=share_of_places_holding(counts),
        hot_spots=hot_spots(city.x, city.y, counts),
    )


def evaluation_of(
    before: NDArray[np.int64], after: NDArray[np.int64], city: City, days: Counts = (1, 1)
) -> Evaluation:
    """Compare the events of two periods; they may as well be two worlds with the same luck.

    Parameters
    ----------
    before, after : int64[events], the cell of each
    city : the map
    days : lengths of the two periods
    """
    one, other = pattern_of(before, city), pattern_of(after, city)
    target, buffer, control = (
        (one.in_areas[area] / days[0], other.in_areas[area] / days[1])
        for area in ("target", "buffer", "control")
    )
    counts = [(one.in_areas[area], other.in_areas[area]) for area in ("target", "control", "buffer")]
    return Evaluation(
        before=one,
        after=other,
        quotient=displacement_quotient(target, buffer, control),
        difference=displacement_difference(*counts, time=days),
        centre_moved=_apart(one.ellipse, other.ellipse),
        new_hot_spots=distances_to_nearest(other.hot_spots, one.hot_spots),
    )


def _apart(one: Ellipse | None, other: Ellipse | None) -> float:
    """How far two centres lie apart, m."""
    if one is None or other is None:
        return math.nan
    return math.hypot(one.x - other.x, one.y - other.y)
