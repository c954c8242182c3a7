"""What is built and taken down: fences around the metro's building sites, and the passage beside one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.attributes import FOOTFALL_OFF_STREET, HIDDEN, LIGHT_OFF_STREET
from marketsim.entities.city.city import City
from marketsim.entities.city.ground import CONSTRUCTION_SITE
from marketsim.entities.city.tables import rows
from marketsim.parameters.names import FENCES, PASSAGE_LIES

NO_FENCE = -1
AFTER_THE_WORKS = "square"
"""The ground that lies open once a fence is gone: the metro's sites became squares."""


@dataclass(frozen=True, eq=False)
class Works:
    """Where fences and the passage lie.

    fence : int8[cells], which of FENCES the cell lies beside, or −1
    passage : int32[lies, cells of the passage], where the passage runs beside the wall and beside the windows
    dwellings : int32[cells], dwellings overlooking each cell, with those at the passage
    open_light, open_seclusion, open_footfall : what a fenced cell would be without its fence
    """

    fence: NDArray[np.int8]
    passage: NDArray[np.int32]
    dwellings: NDArray[np.int32]
    open_light: float
    open_seclusion: float
    open_footfall: float


def lay_works(city: City) -> Works:
    """Find the cells beside each fence, and those of the passage."""
    fences = city.places.of_kind("construction fence")
    site = np.flatnonzero(city.kind == CONSTRUCTION_SITE)
    away = (city.x[site, np.newaxis] - city.places.x[fences]) ** 2
    away += (city.y[site, np.newaxis] - city.places.y[fences]) ** 2
    fence = np.full(city.cells, NO_FENCE, dtype=np.int8)
    if fences.size:
        fence[site] = np.argmin(away, axis=1)
    dwellings = city.dwellings.copy()
    passage: dict[str, list[int]] = {lies: [] for lies in PASSAGE_LIES}
    for row in rows("passage", city.folder):
        cell = city.cell_at(float(row["x"]), float(row["y"]))
        passage[row["lies"]].append(cell)
        dwellings[cell] = int(row["dwellings"])
    return Works(
        fence=fence,
        passage=np.array([passage[lies] for lies in PASSAGE_LIES], dtype=np.int32),
        dwellings=dwellings,
        open_light=LIGHT_OFF_STREET[AFTER_THE_WORKS],
        open_seclusion=HIDDEN[AFTER_THE_WORKS],
        open_footfall=FOOTFALL_OFF_STREET[AFTER_THE_WORKS][0],
    )


def fences_there_on(city: City, day: date) -> NDArray[np.float64]:
    """Return for each of FENCES 1 while its works go on and 0 before and after them: ``float64[fences]``."""
    there = city.places.there_on(day.toordinal())[city.places.of_kind("construction fence")]
    stand = np.zeros(len(FENCES))
    stand[: there.size] = there
    return stand
