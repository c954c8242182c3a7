"""Which cells lie inside an outline or close to a line, decided in whole metres so that it is the same everywhere."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.frame import Frame
from marketsim.entities.city.tables import Vertices

Cells = tuple[slice, slice]


def centres(part: Cells, edge: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return x, ``int64[1, columns]``, and y, ``int64[rows, 1]``, of the cell centres of a part of a raster, m."""
    x = np.arange(part[1].start, part[1].stop, dtype=np.int64) * edge + edge // 2
    y = np.arange(part[0].start, part[0].stop, dtype=np.int64) * edge + edge // 2
    return x[np.newaxis, :], y[:, np.newaxis]


def part_around(line: Vertices, margin: int, frame: Frame) -> Cells:
    """Return the part of a raster within ``margin`` metres of a line's bounding box."""
    edge = frame.edge
    xs, ys = [x for x, _ in line], [y for _, y in line]
    first_column, last_column = (min(xs) - margin) // edge, (max(xs) + margin) // edge + 1
    first_row, last_row = (min(ys) - margin) // edge, (max(ys) + margin) // edge + 1
    return (
        slice(min(max(first_row, 0), frame.rows), min(max(last_row, 0), frame.rows)),
        slice(min(max(first_column, 0), frame.columns), min(max(last_column, 0), frame.columns)),
    )


def inside(outline: Vertices, frame: Frame) -> tuple[Cells, NDArray[np.bool_]]:
    """Return which cell centres lie inside an outline, for the part of a raster it covers (even-odd rule).

    Returns
    -------
    part : slices of the raster's rows and columns
    within : bool[rows, columns] of that part
    """
    part = part_around(outline, 0, frame)
    x, y = centres(part, frame.edge)
    within = np.zeros((y.size, x.size), dtype=np.bool_)
    for (x1, y1), (x2, y2) in zip(outline, outline[1:] + outline[:1], strict=True):
        if y1 == y2:
            continue
        crosses = (y1 > y) != (y2 > y)
        left = (
            (x - x1) * (y2 - y1) < (x2 - x1) * (y - y1)
            if y2 > y1
            else (x - x1) * (y2 - y1) > (x2 - x1) * (y - y1)
        )
        within ^= crosses & left
    return part, within


def squared_distance(line: Vertices, reach: int, frame: Frame) -> tuple[Cells, NDArray[np.float64]]:
    """Return each cell centre's squared distance to a line, for the cells within ``reach`` metres of its box.

    Returns
    -------
    part : slices of the raster's rows and columns
    squared : float64[rows, columns] of that part, m²
    """
    part = part_around(line, reach, frame)
    x, y = centres(part, frame.edge)
    nearest = np.full((y.size, x.size), np.inf)
    for (x1, y1), (x2, y2) in pairwise(line):
        along_x, along_y = x2 - x1, y2 - y1
        length = along_x * along_x + along_y * along_y
        along = (x - x1) * along_x + (y - y1) * along_y
        across = (x - x1) * along_y - (y - y1) * along_x
        to_first = (x - x1) * (x - x1) + (y - y1) * (y - y1)
        to_last = (x - x2) * (x - x2) + (y - y2) * (y - y2)
        beside = (across * across) / length
        nearest = np.minimum(
            nearest, np.where(along <= 0, to_first, np.where(along >= length, to_last, beside))
        )
    return part, nearest
