"""Tiles: who stands near is looked up among the tiles around, so that a larger city is no more to search."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from marketsim.entities.city import City

EDGE = 100.0
"""Edge of a tile, m, as near as cells come to it."""
WIDE, HIGH, METRES = 0, 1, 2
"""What is told of all tiles: how many lie from west to east and from south to north, and their edge."""


def lay_tiles(city: City) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """What is told of all tiles, ``int64[3]``, and on which of them each cell lies, ``int32[cells]``.

    They are numbered like cells, from the south-west, line by line.
    """
    across = city.frame.cells_in(EDGE)
    wide, high = -(-city.columns // across), -(-city.rows // across)
    told = np.array([wide, high, across * city.frame.edge], dtype=np.int64)
    return told, (city.row // across * wide + city.column // across).astype(np.int32)


@njit
def tiles_within(metres: float, tile: int, tiles: NDArray[np.int64]) -> tuple[int, int, int, int]:
    """The westernmost and easternmost column and the southernmost and northernmost line within a walk of a tile.

    Parameters
    ----------
    metres : a walk, m; no walk is shorter than it is wide
    tile : where it begins
    tiles : int64[3], what is told of all tiles
    """
    reach = math.ceil(metres / tiles[METRES])
    line, column = tile // tiles[WIDE], tile % tiles[WIDE]
    return (
        max(0, column - reach), min(tiles[WIDE] - 1, column + reach),
        max(0, line - reach), min(tiles[HIGH] - 1, line + reach),
    )  # fmt: skip


@njit
def sort_by_tile(
    rows: NDArray[np.int64], where: NDArray[np.int32], tile: NDArray[np.int32],
    first: NDArray[np.int64], found: NDArray[np.int64],
) -> None:  # fmt: skip
    """Put table rows in the order of the tiles they are on, on each in the order they had.

    Called once a tick, so passing arrays costs nothing here.

    Parameters
    ----------
    rows : int64[n], table rows, ended by −1
    where, tile : int32[rows] and int32[cells], the cell of each row and the tile of each cell
    first : int64[tiles + 2], written: those on tile ``t`` are ``found[first[t]:first[t + 1]]``
    found : int64[n], written
    """
    first[:] = 0
    for row in rows:
        if row < 0:
            break
        first[tile[where[row]] + 2] += 1
    for one in range(2, first.shape[0]):
        first[one] += first[one - 1]
    for row in rows:
        if row < 0:
            break
        here = tile[where[row]] + 1
        found[first[here]] = row
        first[here] += 1
