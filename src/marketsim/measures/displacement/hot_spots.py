"""Hot spots, and how far the new ones lie from the nearest old ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class HotSpots:
    """The hottest first: middle cell and its position, and the events within reach that no hotter spot holds.

    Attributes
    ----------
    cell : int64[spots]; x, y : float64[spots], m; events : int64[spots]
    """

    cell: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    events: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.cell)


def hot_spots(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    counts: NDArray[np.int64],
    *,
    reach: float = 50.0,
    most: int = 10,
) -> HotSpots:
    """The cells with most events around them, one after another, each event belonging to one spot.

    Parameters
    ----------
    x, y : float64[cells], m
    counts : int64[cells], events on each cell
    reach : float, m, how far a spot extends from its middle
    most : int, how many spots are looked for; there are fewer where events run out

    Source
    ------
    eck-2005
    """
    from scipy.sparse import coo_array
    from scipy.spatial import KDTree

    where = np.flatnonzero(counts)
    left = counts[where].astype(np.int64)
    pairs = KDTree(np.column_stack([x[where], y[where]])).query_pairs(reach, output_type="ndarray")
    one, other = np.vstack([pairs, pairs[:, ::-1], np.repeat(np.arange(len(where)), 2).reshape(-1, 2)]).T
    near = coo_array((np.ones(len(one), dtype=np.int64), (one, other)), shape=(len(where),) * 2).tocsr()
    middles: list[int] = []
    events: list[int] = []
    while left.any() and len(middles) < most:
        around = near @ left
        middle = int(np.argmax(around))
        middles.append(int(where[middle]))
        events.append(int(around[middle]))
        left[near.indices[near.indptr[middle] : near.indptr[middle + 1]]] = 0
    cell = np.array(middles, dtype=np.int64)
    return HotSpots(cell, x[cell], y[cell], np.array(events, dtype=np.int64))


def distances_to_nearest(after: HotSpots, before: HotSpots) -> NDArray[np.float64]:
    """How far each hot spot after lies from the nearest before, ``float64[after]``, m; infinite where none was."""
    if not len(before):
        return np.full(len(after), np.inf)
    apart = np.hypot(after.x[:, np.newaxis] - before.x, after.y[:, np.newaxis] - before.y)
    return np.asarray(apart.min(axis=1))
