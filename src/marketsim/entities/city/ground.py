"""What lies in every cell of the map: street, square, park, courtyard, building or railway."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.courtyards import open_courtyards
from marketsim.entities.city.frame import Frame
from marketsim.entities.city.shapes import inside, squared_distance
from marketsim.entities.city.tables import FOLDER, blocks, streets

KINDS = (
    "main street",
    "side street",
    "square",
    "park",
    "courtyard",
    "yard",
    "station",
    "construction site",
    "path",
)
"""Ground on which one can stand."""

GROUND = (*KINDS, "building", "closed ground", "rail")
"""Every kind of ground, by its number in the raster."""

BUILDING, CLOSED_GROUND, RAIL = range(len(KINDS), len(GROUND))
COURTYARD = KINDS.index("courtyard")
CONSTRUCTION_SITE = KINDS.index("construction site")

HALF_WIDTH = {
    "boulevard": 11.0,
    "main street": 9.0,
    "side street": 7.25,
    "square": 8.0,
    "yard": 7.25,
    "path": 7.25,
}
"""From a street's centre line to its house fronts, by kind, m (assumed)."""

NO_GAP = 0.725
"""A street is at least so many edges of a cell wide on either side: more than half the diagonal, so that no street
has a gap."""

LAID_AS = {"boulevard": "main street", "housing": "building", "closed block": "building"}
"""Ground under kinds of street and block that have none of their own name."""


@dataclass(frozen=True)
class Ground:
    """The raster in its frame; the others are arrays over (rows, columns), from the south.

    kind : which of GROUND
    block : row of the table of blocks it is built on, or −1
    stretch : row of the table of streets it belongs to, or −1
    folder : where the city is written down
    """

    frame: Frame
    kind: NDArray[np.uint8]
    block: NDArray[np.int16]
    stretch: NDArray[np.int16]
    folder: Path = FOLDER


def number(kind: str) -> int:
    """Return the raster's number for a kind of street, block or ground."""
    return GROUND.index(LAID_AS.get(kind, kind))


def lay_ground(frame: Frame, folder: Path = FOLDER) -> Ground:
    """Lay blocks, then streets upon them, then open courtyards and close what is fenced in."""
    kind = np.full(frame.shape, CLOSED_GROUND, dtype=np.uint8)
    block = np.full(frame.shape, -1, dtype=np.int16)
    stretch = np.full(frame.shape, -1, dtype=np.int16)
    _lay_blocks(kind, block, frame, folder)
    _lay_streets(kind, stretch, frame, folder)
    block[stretch >= 0] = -1
    _fence_in(kind)
    housing = np.array([*(piece.kind == "housing" for piece in blocks(folder)), False])
    lived_in = (kind == BUILDING) & (block >= 0) & housing[block]
    kind[open_courtyards(kind, lived_in, len(KINDS), frame)] = COURTYARD
    return Ground(frame, kind, block, stretch, folder)


def _lay_blocks(kind: NDArray[np.uint8], block: NDArray[np.int16], frame: Frame, folder: Path) -> None:
    for index, piece in enumerate(blocks(folder)):
        part, within = inside(piece.vertices, frame)
        kind[part][within] = number(piece.kind)
        block[part][within] = index


def _lay_streets(kind: NDArray[np.uint8], stretch: NDArray[np.int16], frame: Frame, folder: Path) -> None:
    """Give every cell within a street's width to the street whose centre line is nearest."""
    nearest = np.full(frame.shape, np.inf)
    for index, street in enumerate(streets(folder)):
        reach = max(HALF_WIDTH[street.kind], NO_GAP * frame.cell_edge)
        part, squared = squared_distance(street.vertices, int(reach) + 1, frame)
        wins = (squared <= reach * reach) & (squared < nearest[part])
        nearest[part][wins] = squared[wins]
        kind[part][wins] = number(street.kind)
        stretch[part][wins] = index


def _fence_in(kind: NDArray[np.uint8]) -> None:
    """Leave of a construction site only the strip along its fence; what lies behind it is closed."""
    rows, columns = kind.shape
    site = np.pad(kind == CONSTRUCTION_SITE, 1, constant_values=True)
    behind = kind == CONSTRUCTION_SITE
    for up in (0, 1, 2):
        for right in (0, 1, 2):
            behind &= site[up : up + rows, right : right + columns]
    kind[behind] = CLOSED_GROUND
