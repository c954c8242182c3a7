"""The yards behind the houses, each reached from the street through a gateway."""

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.frame import Frame

HOUSES_DEEP = 20.0
"""How deep the houses around a courtyard are, m (assumed)."""

SMALLEST = 400.0
"""Smallest courtyard one can stand in, m² (assumed)."""

GROUND_PER_GATE = 6000.0
"""A courtyard has one more gateway for each so many square metres (assumed)."""

LONGEST_GATEWAY = 60.0
"""No way out of a courtyard through the houses is longer, m (assumed)."""

SIDES = ((-1, 0), (0, -1), (0, 1), (1, 0))


def open_courtyards(
    kind: NDArray[np.uint8], lived_in: NDArray[np.bool_], walkable_kinds: int, frame: Frame
) -> NDArray[np.bool_]:
    """Return the cells of courtyards and of their gateways.

    A courtyard is what remains of a housing block when HOUSES_DEEP next to open ground is taken as houses. Grade of
    evidence: assumed, since no building outlines exist for the heart of the area.

    Parameters
    ----------
    kind : uint8 array, shape (rows, columns)
    lived_in : bool array, shape (rows, columns)
        Cells built on with housing.
    walkable_kinds : int
        Kinds of ground below this number can be walked on.
    frame : Frame
        The raster.
    """
    yards = lived_in
    for _ in range(frame.cells_in(HOUSES_DEEP)):
        yards = _shrunk(yards)
    gates = np.zeros_like(yards)
    for yard in _pieces(yards):
        small = len(yard) * frame.edge * frame.edge < SMALLEST
        if small or not _open_gates(yard, kind < walkable_kinds, lived_in & ~yards, gates, frame):
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
    frame: Frame,
) -> bool:
    """Open a courtyard's gateways, each the shortest straight way out that is far from those before it."""
    longest = frame.cells_in(LONGEST_GATEWAY)
    cells_per_gate = frame.cells_in(GROUND_PER_GATE / frame.cell_edge)
    found = (_way_out(cell, side, walkable, houses, longest) for cell in yard for side in SIDES)
    ways = sorted(way for way in found if way)
    opened: list[tuple[int, int]] = []
    for _ in range(1 + len(yard) // cells_per_gate):
        if not ways:
            break
        length, *_ = min(ways)
        near = [way for way in ways if way[0] <= length + 1]
        _, row, column, up, right = max(
            near, key=lambda way: (_room(way[1:3], opened), tuple(-n for n in way))
        )
        opened.append((row, column))
        for distance in range(1, longest + 1):
            cell = (row + up * distance, column + right * distance)
            if not houses[cell]:
                break
            gates[cell] = True
    return bool(opened)


def _room(cell: tuple[int, ...], others: list[tuple[int, int]]) -> int:
    """Return the squared distance, cells², to the nearest gateway already there (0 when there is none)."""
    return min(((cell[0] - row) ** 2 + (cell[1] - column) ** 2 for row, column in others), default=0)


def _way_out(
    cell: tuple[int, int],
    side: tuple[int, int],
    walkable: NDArray[np.bool_],
    houses: NDArray[np.bool_],
    longest: int,
) -> tuple[int, int, int, int, int] | None:
    """Return (length, row, column, up, right) of a straight way out of at most ``longest`` cells, if any."""
    row, column = cell
    for length in range(1, longest + 1):
        row, column = row + side[0], column + side[1]
        if not (0 <= row < houses.shape[0] and 0 <= column < houses.shape[1]):
            return None
        if walkable[row, column]:
            return (length, *cell, *side) if length > 1 else None
        if not houses[row, column]:
            return None
    return None
