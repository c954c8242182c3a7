"""What a cell is like: who overlooks it, how it is lit, how many pass, how hidden it is and who would find you.

Every number here is *assumed* unless it says otherwise: no counts of passers-by or of lamps were found for these
streets. They order places plausibly (a courtyard is more hidden than a main street) and are swept, not believed.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.ground import BUILDING, KINDS, Ground
from marketsim.entities.city.tables import FOLDER, Block, blocks, rows, streets

LIGHT = {"bright": 0.9, "lit": 0.7, "dim": 0.4}
"""Light on streets, from 0 (dark) to 1 (as bright as the station), by the word in streets.csv."""

LIGHT_OFF_STREET = {
    "main street": 0.9,
    "square": 0.7,
    "park": 0.3,
    "courtyard": 0.2,
    "yard": 0.3,
    "station": 1.0,
    "construction site": 0.35,
}
"""Light on ground that is no named street, 0 to 1."""

HIDDEN = {
    "main street": 0.10,
    "side street": 0.25,
    "square": 0.15,
    "park": 0.45,
    "courtyard": 0.80,
    "yard": 0.60,
    "station": 0.10,
    "construction site": 0.65,
    "path": 0.35,
}
"""Chance that a passer-by on the street does not see what happens on the open middle of such ground."""

NICHE = 0.25
"""Share of what is seen that is lost in a niche, closed in on all sides but one."""

FOOTFALL_OFF_STREET = {
    "main street": (900.0, "high street"),
    "square": (350.0, "high street"),
    "park": (90.0, "park"),
    "courtyard": (4.0, "residential"),
    "yard": (60.0, "nightlife"),
    "station": (2600.0, "station"),
    "construction site": (60.0, "residential"),
}
"""Passers-by per hour at the busiest hour, and when they come, on ground that is no named street."""

EYES_HALF = 60.0
"""Passers-by per hour at the busiest hour plus dwellings at which half of those who collapse are found soon."""

PROFILES = ("station", "high street", "residential", "nightlife", "park")
DAYS = {"Mon-Thu": (0, 1, 2, 3), "Fri": (4,), "Sat": (5,), "Sun": (6,)}
SIGHT = 25.0
"""How far the dwellings of a house look onto the street, m."""

FRONT = 10
"""Street front that a business takes up, m."""


def beside(layer: NDArray[np.int64], up: int, right: int) -> NDArray[np.int64]:
    """Return the value of the cell ``up`` rows above and ``right`` columns to the right; −1 outside the map.

    Parameters
    ----------
    layer : int64[rows, columns]
        Of the raster, as is what is returned.
    """
    (rows, columns), far = layer.shape, max(abs(up), abs(right))
    padded = np.pad(layer, far, constant_values=-1)
    return padded[far + up : far + up + rows, far + right : far + right + columns]


def around(reach: float) -> list[tuple[int, int]]:
    """Return the cells, rows up and columns to the right, whose middles lie within ``reach`` edges of a cell."""
    far = range(-int(reach), int(reach) + 1)
    return [(up, right) for up in far for right in far if up * up + right * right <= reach * reach]


def overlooking(ground: Ground) -> NDArray[np.int32]:
    """Return the dwellings that look onto each cell of the raster, ``int32[rows, columns]``, assumed from its blocks.

    A block's dwellings are spread evenly over its built cells; a dwelling looks out to one of two sides, SIGHT far.
    """
    built = (ground.kind == BUILDING) & (ground.block >= 0)
    pieces = blocks(ground.folder)
    size = np.bincount(ground.block[built], minlength=len(pieces))
    thousandths = np.array(
        [*(1000 * piece.dwellings // max(int(n), 1) for piece, n in zip(pieces, size, strict=True)), 0]
    )
    layer = np.where(built, thousandths[ground.block], 0)
    seen = sum(
        np.maximum(beside(layer, up, right), 0) for up, right in around(SIGHT / ground.frame.cell_edge)
    )
    return (np.asarray(seen) // 2000).astype(np.int32)


def fronts(ground: Ground, walkable: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the block and the cell in the raster of all house fronts: street cells that touch a building.

    Parameters
    ----------
    walkable : bool[rows, columns]

    Returns
    -------
    int64[fronts], int64[fronts]
        Blocks, and cells counted row by row.
    """
    street = walkable & (ground.kind != KINDS.index("courtyard"))
    built = np.where(ground.kind == BUILDING, ground.block, -1).astype(np.int64)
    pairs, cells = [], built.size
    for up, right in ((-1, 0), (0, -1), (0, 1), (1, 0)):
        block = beside(built, up, right)
        here = street & (block >= 0)
        pairs.append(block[here] * cells + np.nonzero(here.ravel())[0])
    own = street & (ground.kind == KINDS.index("station")) & (ground.block >= 0)
    pairs.append(ground.block[own].astype(np.int64) * cells + np.nonzero(own.ravel())[0])
    both = np.unique(np.concatenate(pairs))
    return both // cells, both % cells


def spread_over_fronts(ground: Ground, walkable: NDArray[np.bool_], column: str) -> NDArray[np.int32]:
    """Return how many people live or work at each cell's fronts, whole people that sum to the table's total.

    Parameters
    ----------
    walkable : bool[rows, columns]
        Of the raster, as is what is returned.
    column : str
        Of the table of blocks: ``residents`` or ``jobs``.
    """
    block, cell = fronts(ground, walkable)
    layer = np.zeros(walkable.size, dtype=np.int32)
    for index, piece in enumerate(blocks(ground.folder)):
        people = int(getattr(piece, column))
        if not people:
            continue
        doors = cell[block == index]
        if not doors.size:
            doors = _nearest_cell(piece, walkable, ground.frame.edge)
        order = np.arange(doors.size, dtype=np.int64)
        layer[doors] += ((order + 1) * people // doors.size - order * people // doors.size).astype(np.int32)
    return layer.reshape(walkable.shape)


def _nearest_cell(piece: Block, walkable: NDArray[np.bool_], edge: int) -> NDArray[np.int64]:
    """Return the walkable cell nearest to the middle of a block that touches no street."""
    row, column = np.nonzero(walkable)
    n = len(piece.vertices)
    x, y = sum(x for x, _ in piece.vertices) // n, sum(y for _, y in piece.vertices) // n
    nearest = np.argmin((column * edge + edge // 2 - x) ** 2 + (row * edge + edge // 2 - y) ** 2)
    return np.array([row[nearest] * walkable.shape[1] + column[nearest]])


def shop_fronts(ground: Ground, walkable: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the businesses at street level: one per front on high streets, one in three on side streets.

    Parameters
    ----------
    walkable : bool[rows, columns]
        Of the raster, as is what is returned.
    """
    row, column = np.indices(walkable.shape)
    _, cell = fronts(ground, walkable)
    many = np.bincount(cell, minlength=walkable.size).reshape(walkable.shape)
    busy = np.array([street.profile != "residential" for street in streets(ground.folder)])[ground.stretch]
    on_street = ground.stretch >= 0
    every = on_street & busy & walkable
    third = on_street & ~busy & walkable & ((row + column) % 3 == 0)
    counted = np.cumsum(np.where(every | third, np.minimum(many, 2), 0))
    whole = counted * ground.frame.edge // FRONT
    return np.diff(whole, prepend=0).reshape(walkable.shape).astype(np.int32)


def lighting(ground: Ground) -> NDArray[np.float64]:
    """Return how well each cell is lit after dark, from 0 to 1, ``float64[rows, columns]``."""
    return _by_ground(ground, [LIGHT[street.lit] for street in streets(ground.folder)], LIGHT_OFF_STREET)


def footfall(ground: Ground) -> NDArray[np.float64]:
    """Return passers-by per hour at the busiest hour of the week, ``float64[rows, columns]``."""
    off = {kind: number for kind, (number, _) in FOOTFALL_OFF_STREET.items()}
    return _by_ground(ground, [float(street.footfall) for street in streets(ground.folder)], off)


def footfall_profile(ground: Ground) -> NDArray[np.int8]:
    """Return which of PROFILES says when people pass each cell, ``int8[rows, columns]``."""
    off = {kind: float(PROFILES.index(when)) for kind, (_, when) in FOOTFALL_OFF_STREET.items()}
    return _by_ground(
        ground, [float(PROFILES.index(street.profile)) for street in streets(ground.folder)], off
    ).astype(np.int8)


def _by_ground(ground: Ground, by_stretch: list[float], off_street: dict[str, float]) -> NDArray[np.float64]:
    by_kind = np.zeros(256)
    for kind, value in off_street.items():
        by_kind[KINDS.index(kind)] = value
    return np.where(ground.stretch >= 0, np.array(by_stretch)[ground.stretch], by_kind[ground.kind])


def seclusion(ground: Ground, walkable: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the chance that somebody passing by does not see what happens on a cell.

    It depends on the kind of ground and grows where walls stand close around.

    Parameters
    ----------
    walkable : bool[rows, columns]
        Of the raster, as is what is returned.
    """
    open_sides = sum((beside(walkable.astype(np.int64), up, right) == 1).astype(np.int64)
                     for up in (-1, 0, 1) for right in (-1, 0, 1) if up or right)  # fmt: skip
    hidden = np.zeros(256)
    for kind, value in HIDDEN.items():
        hidden[KINDS.index(kind)] = value
    closed_in = np.maximum(5 - np.asarray(open_sides), 0) / 4
    here = hidden[ground.kind]
    return np.where(walkable, here + (1 - here) * NICHE * np.minimum(closed_in, 1.0), 0.0)


def findability(
    dwellings: NDArray[np.int32], passing: NDArray[np.float64], secluded: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how quickly somebody who collapsed would be found, relative to where it is certain at once.

    Eyes are dwellings and the passers-by who see; half is reached at EYES_HALF of them.

    Parameters
    ----------
    dwellings : int32[rows, columns]
    passing : float64[rows, columns], people per hour
    secluded : float64[rows, columns], 0 to 1
    """
    eyes = (passing + dwellings) * (1 - secluded)
    return eyes / (eyes + EYES_HALF)


def footfall_profiles(folder: Path = FOLDER) -> NDArray[np.float64]:
    """Return the share of the busiest hour's footfall, ``float64[profiles, weekdays from Monday, hours]``."""
    table = np.zeros((len(PROFILES), 7, 24))
    for row in rows("footfall", folder):
        for day in DAYS[row["days"]]:
            table[PROFILES.index(row["profile"]), day] = [
                int(n) / 100 for n in row["percent_by_hour"].split()
            ]
    return table
