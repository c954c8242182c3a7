"""Where a city lies: its frame from the outermost of its streets, and positions in whole metres within it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from marketsim.entities.city import Frame
from marketsim.entities.city.tables import Street, Vertices
from marketsim.study.cities.features import Point

DIGITS = 6


def frame_around(points: Iterable[Point], cell_edge: int, margin: float) -> Frame:
    """Return a frame around positions in degrees, with a margin in m on every side."""
    longitudes, latitudes = zip(*points, strict=True)
    east, north = metres_per_degree((min(latitudes) + max(latitudes)) / 2)
    wide = (max(longitudes) - min(longitudes)) * east + 2 * margin
    high = (max(latitudes) - min(latitudes)) * north + 2 * margin
    return Frame(
        cell_edge=float(cell_edge),
        rows=math.ceil(high / cell_edge),
        columns=math.ceil(wide / cell_edge),
        origin_longitude=round(min(longitudes) - margin / east, DIGITS),
        origin_latitude=round(min(latitudes) - margin / north, DIGITS),
        metres_per_degree_east=east,
        metres_per_degree_north=north,
    )


def metres_per_degree(latitude: float) -> tuple[float, float]:
    """Return how long a degree to the east and to the north is at a latitude, whole metres (WGS84's series)."""
    phi = math.radians(latitude)
    east = 111_412.84 * math.cos(phi) - 93.5 * math.cos(3 * phi) + 0.118 * math.cos(5 * phi)
    north = 111_132.92 - 559.82 * math.cos(2 * phi) + 1.175 * math.cos(4 * phi)
    return float(round(east)), float(round(north))


def in_whole_metres(frame: Frame, points: Iterable[Point]) -> Vertices:
    """Return positions in the frame, each another than the one before."""
    line: list[tuple[int, int]] = []
    for point in points:
        x, y = (round(metres) for metres in frame.in_metres(*point))
        if not line or line[-1] != (x, y):
            line.append((x, y))
    return tuple(line)


def middle_of(streets: list[Street]) -> tuple[int, int]:
    """Return the point on a street that is nearest to the middle of all of them, each weighing by its length."""
    segments = np.array([pair for street in streets for pair in pairwise(street.vertices)], dtype=np.float64)
    begins, along = segments[:, 0], segments[:, 1] - segments[:, 0]
    long = np.hypot(along[:, 0], along[:, 1])
    middle = (segments.mean(axis=1) * long[:, np.newaxis]).sum(axis=0) / long.sum()
    how_far = np.clip(((middle - begins) * along).sum(axis=1) / long**2, 0.0, 1.0)
    feet = begins + along * how_far[:, np.newaxis]
    nearest = feet[np.argmin(((feet - middle) ** 2).sum(axis=1))]
    return round(float(nearest[0])), round(float(nearest[1]))
