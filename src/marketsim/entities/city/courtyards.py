"""The yards behind the houses, each reached from the street through a gateway."""

import numpy as np
from numpy.typing import NDArray

SMALLEST = 4
"""Fewest cells that make a courtyard one can stand in (assumed)."""

CELLS_PER_GATE = 60
"""A courtyard has one more gateway for each so many cells (assumed)."""

SIDES = ((-1, 0), (0, -1), (0, 1), (1, 0))


def open_courtyards(
    kind: NDArray[np.uint8], lived_in: NDArray[np.bool_], walkable_kinds: int
) -> NDArray[np.bool_]:
    """Return the cells of courtyards and of their gateways.

    A courtyard is what remains of a housing block when the two cells (20 m) next to open ground are taken as
    houses. Grade of evidence: assumed, since no building outlines exist for the heart of the area.

    Parameters
    ----------
    kind : uint8 array, shape (rows, columns)
    lived_in : bool array, shape (rows, columns)
        Cells built on with housing.
    walkable_kinds : int
        Kinds of ground below this number can be walked on.
    """
    yards = _shrunk(_shrunk(lived_in))
    gates = np.zeros_like(yards)
    for yard in _pieces(yards):
        if len(yard) < SMALLEST or not _open_gates(yard, kind < walkable_kinds, lived_in & ~yards, gates):
            yards[tuple(zip(*yard, strict=True))] = False
    return yards | gates


def _shrunk(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells all of whose eight neighbours are in the mask, too."""
    rows, columns = mask.shape
    padded = np.pad(mask, 1)
    kept = mask.copy()
    for up in (0, 1, 2):
        for right in (0, 1, 2):
            kept &= padded[up : up + rows, right : right + columns]
    return kept


def _pieces(mask: NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    """Return the pieces of a mask whose cells touch side by side, in row-major order."""
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(mask), strict=True)}
    pieces = []
    for start in sorted(left):
        if start not in left:
            continue
        left.remove(start)
        piece = [start]
        for row, column in piece:
            for up, right in SIDES:
                beside = (row + up, column + right)
                if beside in left:
                    left.remove(beside)
                    piece.append(beside)
        pieces.append(sorted(piece))
    return pieces


def _open_gates(
    yard: list[tuple[int, int]],
    walkable: NDArray[np.bool_],
    houses: NDArray[np.bool_],
    gates: NDArray[np.bool_],
) -> bool:
    """Open a courtyard's gateways, each the shortest straight way out that is far from those before it."""
    ways = sorted(way for cell in yard for side in SIDES if (way := _way_out(cell, side, walkable, houses)))
    opened: list[tuple[int, int]] = []
    for _ in range(1 + len(yard) // CELLS_PER_GATE):
        if not ways:
            break
        length, *_ = min(ways)
        near = [way for way in ways if way[0] <= length + 1]
        _, row, column, up, right = max(
            near, key=lambda way: (_room(way[1:3], opened), tuple(-n for n in way))
        )
        opened.append((row, column))
        for distance in range(1, 7):
            cell = (row + up * distance, column + right * distance)
            if not houses[cell]:
                break
            gates[cell] = True
    return bool(opened)


def _room(cell: tuple[int, ...], others: list[tuple[int, int]]) -> int:
    """Return the squared distance, cells², to the nearest gateway already there (0 when there is none)."""
    return min(((cell[0] - row) ** 2 + (cell[1] - column) ** 2 for row, column in others), default=0)


def _way_out(
    cell: tuple[int, int], side: tuple[int, int], walkable: NDArray[np.bool_], houses: NDArray[np.bool_]
) -> tuple[int, int, int, int, int] | None:
    """Return (length, row, column, up, right) of a straight way through at most five cells of houses, if any."""
    row, column = cell
    for length in range(1, 7):
        row, column = row + side[0], column + side[1]
        if not (0 <= row < houses.shape[0] and 0 <= column < houses.shape[1]):
            return None
        if walkable[row, column]:
            return (length, *cell, *side) if length > 1 else None
        if not houses[row, column]:
            return None
    return None
