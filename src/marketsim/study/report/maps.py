"""Where it happens: heat on the streets under each policy, and where two policies differ."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.tables import FOLDER, Street

SPREAD_METRES = 15.0
SQUARE_METRES_IN_A_HECTARE = 10_000.0
DAYS_IN_A_WEEK = 7.0
BRIGHTEST_SHARE = 99.5
"""Percentile of the occupied cells at which the colour scale ends, so that one cell does not hide the others."""
FULL_COLOUR_AT = 0.35
"""Share of the scale at which colour no longer lets the street shine through."""

PALE = 0.22
GREAT = (
    "Vesterbrogade",
    "Istedgade",
    "Sønder Boulevard",
    "Ingerslevsgade",
    "Enghavevej",
    "Gasværksvej",
    "Halmtorvet",
)
LETTER_METRES = 16.0

HEAT = ("#fbd46d", "#f08a3c", "#cf3a3f", "#7a1162")
MORE_AND_LESS = ("#3d2a85", "#8478c0", "#f2eee6", "#e8963a", "#8f4300")
Grid = NDArray[np.float64]
"""An array over (rows, columns) of the map's cells, row 0 the southernmost."""


@dataclass(frozen=True)
class Ground:
    """What lies under the heat: the lattice of cells and the street lines.

    Attributes
    ----------
    rows, columns : cells
    edge : m
    row, column : int32[cells], lattice position of each cell on which one can stand; row 0 is the southernmost
    lines : kind of street and its line, float64[points, 2], m
    names : of great streets, where they are written, m, and the angle they are turned by, degrees
    attribution : whose map it is, and its licence
    """

    rows: int
    columns: int
    edge: float
    row: NDArray[np.int32]
    column: NDArray[np.int32]
    lines: tuple[tuple[str, NDArray[np.float64]], ...]
    names: tuple[tuple[str, float, float, float], ...]
    attribution: str


@cache
def ground_under(folder: Path = FOLDER) -> Ground:
    """Return the ground of our own map, or of another city's."""
    from marketsim.entities.city import read_city
    from marketsim.entities.city.tables import streets

    city = read_city(folder=folder)
    lines = tuple((street.kind, np.array(street.vertices)) for street in streets(folder))
    names = tuple(
        written(
            name,
            [np.array(street.vertices) for street in streets(folder) if street.name == name],
            (0.0, 0.0, city.columns * city.cell_edge, city.rows * city.cell_edge),
        )
        for name in (GREAT if folder == FOLDER else greatest(streets(folder)))
    )
    return Ground(
        city.rows,
        city.columns,
        city.cell_edge,
        city.row,
        city.column,
        lines,
        tuple(name for name in names if name),
        city.attribution,
    )


def greatest(every: tuple[Street, ...]) -> list[str]:
    """Return the names of the longest boulevards and main streets, as many as we write on our own map."""
    long: dict[str, float] = {}
    for street in every:
        if street.kind in ("boulevard", "main street"):
            long[street.name] = long.get(street.name, 0.0) + len_of(np.array(street.vertices))
    return sorted(long, key=lambda name: -long[name])[: len(GREAT)]


def written(
    name: str, lines: list[NDArray[np.float64]], inside: tuple[float, float, float, float]
) -> tuple[str, float, float, float] | None:
    """Return where a street's name is written, on the longest of its stretches that has room for it.

    Parameters
    ----------
    lines : float64[points, 2] each, m
    inside : left, bottom, right, top of the map, m
    """
    from marketsim.study.lettering import place_name

    for line in sorted(lines, key=len_of, reverse=True):
        place = place_name(line, LETTER_METRES * len(name), np.zeros((0, 2)), inside, 0.0)
        if place is not None:
            return name, place.x, place.y, place.angle
    return None


def len_of(line: NDArray[np.float64]) -> float:
    """Return the length of a line, ``float64[points, 2]``, m."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def density(ground: Ground, cells: NDArray[np.float64]) -> Grid:
    """Spread what happens in each cell over its surroundings, along the streets and without losing any.

    Parameters
    ----------
    cells : array over cells, a day

    Returns
    -------
    array over (rows, columns), a week and hectare
    """
    from scipy.ndimage import gaussian_filter

    wide = SPREAD_METRES / ground.edge
    open_ground = laid(ground, np.ones(len(ground.row)))
    reach = gaussian_filter(open_ground, wide, mode="constant")
    shared = np.divide(laid(ground, cells), reach, out=np.zeros_like(reach), where=open_ground > 0)
    spread = gaussian_filter(shared, wide, mode="constant") * open_ground
    return np.asarray(spread * DAYS_IN_A_WEEK * SQUARE_METRES_IN_A_HECTARE / ground.edge**2)


def laid(ground: Ground, cells: NDArray[np.float64]) -> Grid:
    """Lay values, ``float64[cells]``, on the lattice, shape (rows, columns); where nobody can stand it is zero."""
    grid = np.zeros((ground.rows, ground.columns))
    grid[ground.row, ground.column] = cells
    return grid


def top_of(grids: list[Grid]) -> float:
    """Return where a common colour scale of several maps ends, each an array over (rows, columns)."""
    values = np.concatenate([np.abs(grid[grid != 0]) for grid in grids] or [np.zeros(0)])
    return float(np.percentile(values, BRIGHTEST_SHARE)) if values.size else 0.0


def heat(grid: Grid, top: float) -> NDArray[np.float64]:
    """Return densities as colours, shape (rows, columns, 4): little lets the streets shine through."""
    share = np.clip(grid / top, 0, 1) if top else np.zeros_like(grid)
    return np.dstack([mixed(HEAT, share), strength(share)])


def more_and_less(grid: Grid, top: float, sure: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return differences as colours, shape (rows, columns, 4): pale where chance may explain them."""
    share = np.clip(grid / top, -1, 1) if top else np.zeros_like(grid)
    return np.dstack([mixed(MORE_AND_LESS, (share + 1) / 2), strength(share) * np.where(sure, 1.0, PALE)])


def strength(share: Grid) -> Grid:
    """Return how much a colour covers what lies under it, 0 to 1, shape (rows, columns)."""
    return np.asarray(np.clip(np.abs(share) / FULL_COLOUR_AT, 0, 1) ** 0.7)


def mixed(colours: tuple[str, ...], share: Grid) -> NDArray[np.float64]:
    """Return colours along a ramp, as red, green and blue from 0 to 1: shape (rows, columns, 3)."""
    stops = np.array([[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in colours])
    where = np.linspace(0, 1, len(stops))
    return np.dstack([np.interp(share, where, stops[:, channel]) for channel in range(3)])


def picture(rgba: NDArray[np.float64]) -> str:
    """Return an image, shape (rows, columns, 4), as a data address; north is up."""
    from matplotlib.image import imsave

    file = io.BytesIO()
    imsave(file, np.ascontiguousarray(np.round(rgba[::-1] * 255).astype(np.uint8)), format="png")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def streets_symbol(ground: Ground) -> str:
    """Return the streets as a symbol that every map on a page uses."""
    height = ground.rows * ground.edge
    lines = "".join(
        f'<polyline class="{escape(kind.replace(" ", "-"))}" points="'
        + " ".join(f"{x:.0f},{height - y:.0f}" for x, y in points)
        + '"/>'
        for kind, points in ground.lines
    )
    return f'<symbol id="streets" viewBox="0 0 {extent(ground)}">{lines}</symbol>{names(ground)}'


def names(ground: Ground) -> str:
    """Return the names of the great streets, upright to the reader, as a symbol that is laid over the heat."""
    height = ground.rows * ground.edge
    great = "".join(
        f'<text transform="translate({x:.0f} {height - y:.0f}) rotate({-angle:.1f})">{escape(name)}</text>'
        for name, x, y, angle in ground.names
    )
    return f'<symbol id="names" viewBox="0 0 {extent(ground)}">{great}</symbol>'


def extent(ground: Ground) -> str:
    """Return the width and height of the map, m."""
    return f"{ground.columns * ground.edge:.0f} {ground.rows * ground.edge:.0f}"


def panel(ground: Ground, image: str, title: str) -> str:
    """Return one map: streets, and over them a picture of what happens there."""
    width, height = extent(ground).split()
    return (
        f'<svg class="map" viewBox="0 0 {extent(ground)}" role="img" aria-label="{escape(title)}">'
        f'<title>{escape(title)}</title><use href="#streets" width="{width}" height="{height}"/>'
        f'<image href="{image}" width="{width}" height="{height}" class="heat" preserveAspectRatio="none"/>'
        f'<use href="#names" width="{width}" height="{height}"/></svg>'
    )
