"""How concentrated events are at places: Lorenz curve, Gini, and the Gini for fewer events than places."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def lorenz(counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The Lorenz curve: share of places, from the emptiest on, against the share of events they hold.

    Parameters
    ----------
    counts : int[places], events at every place, the empty ones included

    Returns
    -------
    places, events : float[places + 1], both from 0 to 1; the diagonal where nothing happened
    """
    places = np.linspace(0.0, 1.0, len(counts) + 1)
    total = counts.sum()
    if total == 0:
        return places, places.copy()
    return places, np.concatenate([[0.0], np.cumsum(np.sort(counts)) / total])


def gini(counts: NDArray[np.int64]) -> float:
    """The Gini coefficient of events over places: 0 all alike, towards 1 all at one place; NaN without events.

    Parameters
    ----------
    counts : int64[places], events at every place, the empty ones included

    Source
    ------
    bernasco-steenbeek-2017
    """
    places, total = len(counts), int(counts.sum())
    if total == 0:
        return math.nan
    ranks = np.arange(1, places + 1)
    return float(2 * (ranks * np.sort(counts)).sum() / (places * total) - (places + 1) / places)


def generalised_gini(counts: NDArray[np.int64]) -> float:
    """The Gini coefficient measured from the most equal spread that so few events allow.

    Five events cannot be at fifty places, so the plain coefficient calls even the widest spread concentrated. With as
    many events as places or more the two are the same.

    Parameters
    ----------
    counts : int64[places], events at every place, the empty ones included

    Source
    ------
    bernasco-steenbeek-2017
    """
    plain = gini(counts)
    if math.isnan(plain):
        return plain
    return max(len(counts) / int(counts.sum()), 1.0) * (plain - 1.0) + 1.0


def share_of_places_holding(counts: NDArray[np.int64], share: float = 0.5) -> float:
    """The smallest share of places that holds a share of events, a half unless said; NaN without events.

    Parameters
    ----------
    counts : int64[places], events at every place, the empty ones included

    Source
    ------
    weisburd-2015
    """
    total = counts.sum()
    if total == 0:
        return math.nan
    held = np.cumsum(np.sort(counts)[::-1])
    return float(np.searchsorted(held, share * total) + 1) / len(counts)
