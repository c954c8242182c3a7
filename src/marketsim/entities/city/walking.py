"""How far it is on foot between any two cells, and which way to turn: made once with scipy and kept."""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.about import VESTERBRO
from marketsim.parameters.errors import BadValue

if TYPE_CHECKING:
    from scipy.sparse import csr_array

WAYS = (
    *((-1, 0), (0, -1), (0, 1), (1, 0)),
    *((up, right) for up in (-1, 1) for right in (-1, 1)),
    *((up, right) for up in (-2, -1, 1, 2) for right in (-2, -1, 1, 2) if abs(up) != abs(right)),
)
"""Sixteen ways to leave a cell, rows up and columns to the right: to the next cell, across a corner, and two ahead and
one aside. A table of turns names them by their place."""

STAY = len(WAYS)
DECIMETRES = 10
LONGEST_WALK = np.iinfo(np.uint16).max
"""No two cells are farther apart on foot, dm."""

TABLES = {"distance.npy": np.uint16, "way.npy": np.uint8}
SHARED_FROM = 100_000_000
"""Bytes from which on processes share a table; in memory of one's own a tick takes an eighth less."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Links:
    """Which cells one can go to from each cell; ``first[a]:first[a + 1]`` are those of cell ``a``, in order.

    first : int32[cells + 1]
    onto : int32[links], the cell one comes to
    length : int32[links], dm
    way : uint8[links], the place among WAYS of the way one leaves by
    long : int32[ways], how long each of WAYS is, dm
    """

    first: NDArray[np.int32]
    onto: NDArray[np.int32]
    length: NDArray[np.int32]
    way: NDArray[np.uint8]
    long: NDArray[np.int32]

    def matrix(self) -> csr_array:
        """Return the links as a sparse matrix of lengths in dm."""
        from scipy.sparse import csr_array

        cells = self.first.size - 1
        return csr_array((self.length.astype(np.float64), self.onto, self.first), shape=(cells, cells))


def lengths(cell_edge: float) -> NDArray[np.int32]:
    """Return the length of each of WAYS between cells of an edge in m, whole dm: ``int32[ways]``."""
    far = [np.sqrt(up * up + right * right) for up, right in WAYS]
    return np.rint(np.array(far) * (DECIMETRES * cell_edge)).astype(np.int32)


def _shifted(mask: NDArray[np.bool_], up: int, right: int) -> NDArray[np.bool_]:
    """Return whether the cell ``up`` rows above and ``right`` columns to the right is in the mask."""
    rows, columns = mask.shape
    padded = np.pad(mask, 2)
    return padded[2 + up : 2 + up + rows, 2 + right : 2 + right + columns]


def _open(walkable: NDArray[np.bool_], up: int, right: int) -> NDArray[np.bool_]:
    """Return for every cell whether one can leave it in a direction without walking through a house.

    Across a corner at least one of the two cells beside it is open ground; two ahead and one aside both cells
    in between are.
    """
    both = walkable & _shifted(walkable, up, right)
    if abs(up) + abs(right) == 1:
        return both
    if abs(up) == abs(right):
        return both & (_shifted(walkable, up, 0) | _shifted(walkable, 0, right))
    half_up, half_right = (up - (up > 0) + (up < 0)), (right - (right > 0) + (right < 0))
    if abs(up) == 2:
        return both & _shifted(walkable, half_up, 0) & _shifted(walkable, half_up, right)
    return both & _shifted(walkable, 0, half_right) & _shifted(walkable, up, half_right)


def link(walkable: NDArray[np.bool_], cell_edge: float = VESTERBRO.cell_edge) -> Links:
    """Return the links between the cells of a walkable raster, numbered row by row.

    Parameters
    ----------
    walkable : bool[rows, columns]
    cell_edge : float, m
    """
    long = lengths(cell_edge)
    number = np.full(walkable.shape, -1, dtype=np.int32)
    number[walkable] = np.arange(walkable.sum(), dtype=np.int32)
    start, onto, length, way = [], [], [], []
    for place, (up, right) in enumerate(WAYS):
        rows, columns = np.nonzero(_open(walkable, up, right))
        start.append(number[rows, columns])
        onto.append(number[rows + up, columns + right])
        length.append(np.full(rows.size, long[place], dtype=np.int32))
        way.append(np.full(rows.size, place, dtype=np.uint8))
    starts, ends, far = np.concatenate(start), np.concatenate(onto), np.concatenate(length)
    order = np.lexsort((ends, starts))
    first = np.searchsorted(starts[order], np.arange(walkable.sum() + 1)).astype(np.int32)
    return Links(first, ends[order], far[order], np.concatenate(way)[order], long)


def beside(links: Links) -> NDArray[np.uint16]:
    """Return the cell that each way leads to from each cell, shape (cells + 1, ways and staying); closed ways stay.

    The last row says how long each way is, dm, so that a walker who adds up links need not look up the distance of
    every cell passed.
    """
    cells = np.arange(links.first.size - 1, dtype=np.uint16)
    table = np.zeros((cells.size + 1, STAY + 1), dtype=np.uint16)
    table[:-1] = cells[:, np.newaxis]
    table[np.repeat(cells, np.diff(links.first)), links.way] = links.onto
    table[-1, :STAY] = links.long
    return table


def largest_piece(walkable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the part of a walkable raster, ``bool[rows, columns]``, in which most cells can be reached from each."""
    links = link(walkable)
    first, onto = links.first.tolist(), links.onto.tolist()
    piece = [-1] * (len(first) - 1)
    sizes: list[int] = []
    for start in range(len(piece)):
        if piece[start] >= 0:
            continue
        piece[start] = len(sizes)
        waiting, size = [start], 0
        while waiting:
            cell = waiting.pop()
            size += 1
            for there in onto[first[cell] : first[cell + 1]]:
                if piece[there] < 0:
                    piece[there] = len(sizes)
                    waiting.append(there)
        sizes.append(size)
    kept = walkable.copy()
    kept[walkable] = np.array(piece) == sizes.index(max(sizes))
    return kept


def distances(links: Links) -> NDArray[np.uint16]:
    """Return the length of the shortest walk between all pairs of cells, dm, shape (cells, cells)."""
    from scipy.sparse.csgraph import dijkstra

    matrix = links.matrix()
    cells = links.first.size - 1
    table = np.empty((cells, cells), dtype=np.uint16)
    for begin in range(0, cells, 256):
        some = np.arange(begin, min(begin + 256, cells))
        measured = dijkstra(matrix, indices=some)
        if measured.max() > LONGEST_WALK:
            long, allowed = measured.max() / DECIMETRES, LONGEST_WALK / DECIMETRES
            raise BadValue(
                f"a walk is {long:,.0f} m; allowed is {allowed:,.0f} m, so take a part of the city"
            )
        table[some] = measured
    return table


def turns(links: Links, distance: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Return the way to take from each cell toward each other cell, a place among WAYS, shape (cells, cells).

    Among neighbours on equally short walks the one with the lowest number is taken, so that the table follows
    from the distances alone. All turns toward one cell lie side by side in memory, because a walk reads those.
    """
    cells = links.first.size - 1
    table = np.empty((cells, cells), dtype=np.uint8, order="F")
    for cell in range(cells):
        out = slice(links.first[cell], links.first[cell + 1])
        total = links.length[out, np.newaxis] + distance[links.onto[out]]
        table[cell] = links.way[out][np.argmin(total, axis=0)]
        table[cell, cell] = STAY
    return table


def walks(links: Links) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Return distances and turns, from the user's cache where they were made before, read-only.

    Returns
    -------
    distance : uint16[cells, cells], dm
    way : uint8[cells, cells]
    """
    from marketsim.cache import forget_older, private_folder

    folder = private_folder(f"city-{_digest(links)}")
    kept = _kept(folder, links)
    if kept is None:
        from filelock import FileLock

        with FileLock(folder / "lock"):
            kept = _kept(folder, links) or _make(folder, links)
        forget_older(folder, kept=8)
    return kept


def _kept(folder: Path, links: Links) -> tuple[NDArray[np.uint16], NDArray[np.uint8]] | None:
    """Return the tables kept in a folder, or nothing where one is missing or damaged."""
    try:
        distance, way = (_at_hand(np.load(folder / name, mmap_mode="r")) for name in TABLES)
    except (OSError, ValueError):
        return None
    cells = links.first.size - 1
    found = zip((distance, way), TABLES.values(), strict=True)
    whole = all(table.shape == (cells, cells) and table.dtype == expected for table, expected in found)
    return (distance, way) if whole else None


def _at_hand(mapped: NDArray[Any]) -> NDArray[Any]:
    """Return a table in memory of our own, or as all processes share it where it is too large for that."""
    if mapped.nbytes > SHARED_FROM:
        return np.asarray(mapped)
    table = np.array(mapped)
    table.flags.writeable = False
    return table


def _make(folder: Path, links: Links) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Measure all walks, keep them in a folder and return them."""
    log.info("measuring all walks between %d cells, once on this machine", links.first.size - 1)
    distance = distances(links)
    way = turns(links, distance)
    tables: tuple[NDArray[Any], ...] = (distance, way)
    for name, table in zip(TABLES, tables, strict=True):
        _write(folder / name, table)
        table.flags.writeable = False
    return distance, way


def _digest(links: Links) -> str:
    """Return what names the tables that belong to these links."""
    seen = hashlib.sha256(b"walks 3")
    for column in (links.first, links.onto, links.length):
        seen.update(column.astype("<i4").tobytes())
    return seen.hexdigest()[:16]


def _write(path: Path, table: NDArray[Any]) -> None:
    """Write a table so that nobody ever sees half of it."""
    unfinished = path.with_suffix(f".{os.getpid()}.npy")
    np.save(unfinished, table)
    unfinished.replace(path)
