"""Where a street's name is written on a drawn map: along its straightest part, upright to the reader."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GRAIN = 4.0
"""Distance between the places at which a name is tried, m."""


@dataclass(frozen=True)
class Lettering:
    """The middle of a name, ``x`` and ``y`` in m, and the ``angle`` it is turned by, degrees."""

    x: float
    y: float
    angle: float


def along(line: NDArray[np.float64], grain: float = GRAIN) -> NDArray[np.float64]:
    """Return points every ``grain`` metres along a line, shape (points, 2)."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    walked = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.arange(0.0, walked[-1] + 1e-9, grain)
    return np.column_stack([np.interp(at, walked, line[:, 0]), np.interp(at, walked, line[:, 1])])


def place_name(
    line: NDArray[np.float64],
    length: float,
    taken: NDArray[np.float64],
    inside: tuple[float, float, float, float],
    clearance: float,
) -> Lettering | None:
    """Return the best place for a name of a given length, m, or nothing where none is straight and free.

    Parameters
    ----------
    line : array, shape (vertices, 2), m
    length : float
        Length of the written name, m.
    taken : array, shape (points, 2)
        Points already covered by other names, m.
    inside : left, bottom, right, top of the map, m
    clearance : float
        Least distance from other names, m.
    """
    points = along(line)
    span = int(length / GRAIN)
    best: tuple[float, Lettering] | None = None
    for first in range(points.shape[0] - span):
        part = points[first : first + span + 1]
        chord = part[-1] - part[0]
        across = np.array([-chord[1], chord[0]]) / max(float(np.hypot(*chord)), 1e-9)
        bend = float(np.abs((part - part[0]) @ across).max())
        x, y = (part[0] + part[-1]) / 2
        if bend > length / 16 or not _within(part, inside) or not _free(part, taken, clearance):
            continue
        off_middle = abs(first + span / 2 - points.shape[0] / 2) * GRAIN
        badness = bend * 6 + off_middle / 40
        if best is None or badness < best[0]:
            best = badness, Lettering(float(x), float(y), upright(chord))
    return best[1] if best else None


def upright(chord: NDArray[np.float64]) -> float:
    """Return the angle of a line to the east and north, ``float64[2]``, degrees, so that no writing is upside down."""
    angle = float(np.degrees(np.arctan2(chord[1], chord[0])))
    return (angle + 90.0) % 180.0 - 90.0


def _within(part: NDArray[np.float64], inside: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = inside
    low, high = part.min(axis=0), part.max(axis=0)
    return bool(low[0] > left and low[1] > bottom and high[0] < right and high[1] < top)


def _free(part: NDArray[np.float64], taken: NDArray[np.float64], clearance: float) -> bool:
    if not taken.size:
        return True
    gaps = np.hypot(part[:, np.newaxis, 0] - taken[:, 0], part[:, np.newaxis, 1] - taken[:, 1])
    return bool(gaps.min() > clearance)
