"""Which cells lie in the non-enforcement zone, in a study's areas, in which quarter and on which officer's beat."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.frame import Frame
from marketsim.entities.city.shapes import inside
from marketsim.entities.city.tables import FOLDER, zones
from marketsim.parameters.names import QUARTERS

NON_ENFORCEMENT, TARGET, BUFFER, CONTROL = 1, 2, 4, 8
FLAGS = {"non-enforcement": NON_ENFORCEMENT, "target": TARGET, "buffer": BUFFER, "control": CONTROL}


def sectors(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of the police sectors."""
    return tuple(zone.name for zone in zones(folder) if zone.kind == "sector")


SECTORS = sectors()


def lay_zones(frame: Frame, folder: Path = FOLDER) -> tuple[NDArray[np.uint8], NDArray[np.int8]]:
    """Return what lies where, each an array over (rows, columns) of the raster.

    Returns
    -------
    flags : uint8, NON_ENFORCEMENT, TARGET, BUFFER and CONTROL
    sector : int8, which of ``sectors``
    """
    flags = np.zeros(frame.shape, dtype=np.uint8)
    sector = np.zeros(frame.shape, dtype=np.int8)
    names = sectors(folder)
    for zone in zones(folder):
        if zone.kind == "quarter":
            continue
        part, within = inside(zone.vertices, frame)
        if zone.kind == "sector":
            sector[part][within] = names.index(zone.name)
        else:
            flags[part][within] |= FLAGS[zone.name]
    flags[(flags & TARGET) > 0] &= ~np.uint8(BUFFER)
    return flags, sector


def lay_quarters(frame: Frame, folder: Path = FOLDER) -> NDArray[np.int8]:
    """Return the quarter of every cell, a number in QUARTERS: ``int8[rows, columns]``.

    Later outlines lie on earlier ones.
    """
    quarter = np.zeros(frame.shape, dtype=np.int8)
    for zone in zones(folder):
        if zone.kind == "quarter":
            part, within = inside(zone.vertices, frame)
            quarter[part][within] = QUARTERS.index(zone.name)
    return quarter
