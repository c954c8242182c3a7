"""Rooms, exits, schools and other places that people go to, and the scenes that lie beyond the map."""

from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.tables import FOLDER, each, rows

PLACE_KINDS = (
    "consumption room",
    "health room",
    "drop-in",
    "shelter",
    "church",
    "police station",
    "night café",
    "station exit",
    "metro station",
    "construction fence",
    "school",
    "hotel",
    "café",
    "nightlife",
    "square",
    "playground",
    "car park",
    "shop",
    "clinic",
)


@dataclass(frozen=True, eq=False)
class Places:
    """One row per place and period: a room whose hours changed has two rows.

    The others are arrays over rows: ``kind`` is one of PLACE_KINDS, ``x`` and ``y`` are the position in the local
    frame, m, ``cell`` is the nearest cell, ``seats_injecting`` and ``seats_smoking`` are those of a consumption room;
    ``opened`` and ``closed`` are the first and the last day as proleptic ordinals (0: always there, never closed);
    ``opens`` and ``closes`` are hours after midnight, and a place that closes after midnight ends before it opens;
    ``accuracy`` says within how many metres the position is known.
    """

    name: tuple[str, ...]
    kind: NDArray[np.int8]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    cell: NDArray[np.int32]
    opened: NDArray[np.int32]
    closed: NDArray[np.int32]
    opens: NDArray[np.float64]
    closes: NDArray[np.float64]
    seats_injecting: NDArray[np.int32]
    seats_smoking: NDArray[np.int32]
    source: tuple[str, ...]

    def of_kind(self, kind: str) -> NDArray[np.intp]:
        """Return the rows of one of PLACE_KINDS, ``int64[n]``."""
        return np.nonzero(self.kind == PLACE_KINDS.index(kind))[0]

    def named(self, name: str) -> NDArray[np.intp]:
        """Return the rows of one place, in the order of its periods, ``int64[n]``."""
        return np.array([row for row, other in enumerate(self.name) if other == name], dtype=np.intp)

    def there_on(self, day: int) -> NDArray[np.bool_]:
        """Return which rows are valid on a day, a proleptic ordinal: ``bool[rows]``."""
        return (self.opened <= day) & ((self.closed == 0) | (day <= self.closed))


@dataclass(frozen=True, eq=False)
class Scenes:
    """Neighbouring scenes off the map; numbers are arrays over scenes.

    metres : how far by the crow, m
    minutes : how long the way takes, min
    """

    name: tuple[str, ...]
    metres: NDArray[np.float64]
    minutes: NDArray[np.float64]


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


def read_places(x: NDArray[np.float64], y: NDArray[np.float64], folder: Path = FOLDER) -> Places:
    """Read the places and put each on the nearest of the cells with centres ``x``, ``y``: ``float64[cells]``, m."""
    table = rows("places", folder)
    each("places", folder, _understood)

    def numbers(column: str, dtype: type) -> NDArray:  # type: ignore[type-arg]
        return np.array([float(row[column]) for row in table]).astype(dtype)

    at_x, at_y = numbers("x", np.float64), numbers("y", np.float64)
    squared = (x[np.newaxis] - at_x[:, np.newaxis]) ** 2 + (y[np.newaxis] - at_y[:, np.newaxis]) ** 2
    return Places(
        name=tuple(row["name"] for row in table),
        kind=np.array([PLACE_KINDS.index(row["kind"]) for row in table], dtype=np.int8),
        x=at_x,
        y=at_y,
        accuracy=numbers("accuracy", np.float64),
        cell=np.argmin(squared, axis=1).astype(np.int32),
        opened=np.array([_ordinal(row["opened"]) for row in table], dtype=np.int32),
        closed=np.array([_ordinal(row["closed"]) for row in table], dtype=np.int32),
        opens=numbers("opens", np.float64),
        closes=numbers("closes", np.float64),
        seats_injecting=numbers("seats_injecting", np.int32),
        seats_smoking=numbers("seats_smoking", np.int32),
        source=tuple(row["source"] for row in table),
    )


def _understood(row: dict[str, str]) -> None:
    """Fail where one of a place's words or numbers is none."""
    if row["kind"] not in PLACE_KINDS:
        raise ValueError(f"no kind of place is called {row['kind']}")
    for column in ("x", "y", "accuracy", "opens", "closes", "seats_injecting", "seats_smoking"):
        if not isfinite(float(row[column])):
            raise ValueError(f"{column} is {row[column]}")
    for column in ("opened", "closed"):
        _ordinal(row[column])


def read_scenes(folder: Path = FOLDER) -> Scenes:
    """Read the neighbouring scenes."""
    table = rows("scenes", folder)
    return Scenes(
        name=tuple(row["name"] for row in table),
        metres=np.array([float(row["metres"]) for row in table]),
        minutes=np.array([float(row["minutes"]) for row in table]),
    )
