"""The standard deviational ellipse: where the middle of the events is, how far they spread, and which way."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Ellipse:
    """An ellipse around events.

    Attributes
    ----------
    x, y : float, m, the centre
    long, short : float, m, half axes
    angle : float, degrees clockwise from north of the long axis, 0 to 180; of no meaning where the axes are equal
    """

    x: float
    y: float
    long: float
    short: float
    angle: float

    @property
    def area(self) -> float:
        """The area, m²."""
        return math.pi * self.long * self.short

    def contains(self, x: ArrayLike, y: ArrayLike) -> NDArray[np.bool_]:
        """Which positions, ``float64[n]``, m, lie inside: ``bool[n]``; none where the ellipse is a line or a point."""
        east, north = np.asarray(x, float) - self.x, np.asarray(y, float) - self.y
        turn = math.radians(self.angle)
        along = east * math.sin(turn) + north * math.cos(turn)
        across = east * math.cos(turn) - north * math.sin(turn)
        if not self.short:
            return np.zeros(along.shape, dtype=np.bool_)
        return np.asarray((along / self.long) ** 2 + (across / self.short) ** 2 <= 1.0)


def ellipse_around(x: ArrayLike, y: ArrayLike, deviations: float = math.sqrt(2)) -> Ellipse | None:
    """The standard deviational ellipse of positions, or nothing for fewer than two.

    The axes are the directions in which the events spread most and least. They are drawn at √2 standard deviations, as
    geographic information systems do since Yuill; of events that are normal in the plane 63 % then lie inside.

    Parameters
    ----------
    x, y : float[events], m
    deviations : float, half axes in standard deviations

    Source
    ------
    yuill-1971
    """
    east, north = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if len(east) < 2:
        return None
    spread, directions = np.linalg.eigh(np.cov(east, north, bias=True))
    short, long = deviations * np.sqrt(np.maximum(spread, 0.0))
    to_east, to_north = directions[:, 1]
    angle = math.degrees(math.atan2(to_east, to_north)) % 180.0
    return Ellipse(float(east.mean()), float(north.mean()), float(long), float(short), angle)
