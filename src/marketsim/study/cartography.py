"""The ground of the drawn map: blocks, courtyards, railway and streets, each as wide as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import KINDS
from marketsim.entities.city.ground import HALF_WIDTH
from marketsim.entities.city.tables import blocks, streets, tracks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from marketsim.entities.city import City

PAPER, INK, QUIET_INK, CASING = "#f3eee3", "#3a3733", "#77716a", "#cfc3b1"
FILL = {
    "housing": "#e3cdb4",
    "closed block": "#e6d8c5",
    "building": "#cdb7a6",
    "yard": "#efe8dc",
    "park": "#b9cfa0",
    "square": "#f4e3b8",
    "main street": "#fffdf8",
    "station": "#c9a394",
    "rail": "#dcdad8",
    "closed ground": "#dfe0d6",
    "construction site": "#e8c37c",
}
STREET = {
    "boulevard": "#fff3cf",
    "main street": "#fffaea",
    "side street": "#fffdf8",
    "square": "#f4e3b8",
    "yard": "#f8f3ea",
    "path": "#f6efe2",
}
ON_TOP = ("path", "yard", "square", "side street", "main street", "boulevard")


def draw_ground(axes: Axes, city: City) -> None:
    """Draw blocks in the order in which they are laid; houses in Kødbyen get a fine outline."""
    from matplotlib.patches import Polygon

    for order, block in enumerate(blocks(city.folder)):
        edge = "#a38d7c" if block.kind in ("building", "station") else "none"
        hatch = "////" if block.kind == "construction site" else None
        axes.add_patch(
            Polygon(
                block.vertices,
                facecolor=FILL.get(block.kind, PAPER),
                edgecolor="#c49a45" if hatch else edge,
                linewidth=0.6,
                hatch=hatch,
                zorder=1
                + order / 1000
                + (1.9 if block.kind in ("building", "station", "construction site") else 0),
            )
        )


def draw_courtyards(axes: Axes, city: City) -> None:
    """Draw courtyards and their gateways with rounded corners, since nobody knows their true outlines."""
    fine = 6
    yards: NDArray[np.float64] = np.kron(city.raster == KINDS.index("courtyard"), np.ones((fine, fine)))
    for _ in range(2):
        for axis in (0, 1):
            yards = np.sum([np.roll(yards, shift, axis) for shift in range(-2, 3)], axis=0) / 5
    pixel = city.cell_edge / fine
    x = (np.arange(yards.shape[1]) + 0.5) * pixel
    y = (np.arange(yards.shape[0]) + 0.5) * pixel
    axes.contourf(x, y, yards, levels=[0.5, 2.0], colors=["#dcdcbb"], zorder=2)


def draw_railway(axes: Axes, city: City) -> None:
    """Draw some of the tracks."""
    for track in tracks(city.folder):
        x, y = zip(*track, strict=True)
        axes.plot(x, y, color="#9b9796", linewidth=1.1, zorder=2.1, solid_capstyle="butt")
        axes.plot(x, y, color="#f2f1ef", linewidth=0.5, zorder=2.11, linestyle=(0, (6, 6)))


def draw_streets(axes: Axes, city: City, points_per_metre: float) -> None:
    """Draw every street as wide as it is, first its edge, then its surface, busier kinds on top."""
    for street in streets(city.folder):
        x, y = zip(*street.vertices, strict=True)
        wide = 2 * HALF_WIDTH[street.kind] * points_per_metre * (0.55 if street.kind == "path" else 0.8)
        order = ON_TOP.index(street.kind) / 100
        drawn: dict[str, Any] = {"solid_capstyle": "round", "solid_joinstyle": "round"}
        axes.plot(x, y, color=CASING, linewidth=wide + 1.1, zorder=2.5 + order / 100, **drawn)
        axes.plot(x, y, color=STREET[street.kind], linewidth=wide, zorder=2.6 + order, **drawn)


def draw_scale(axes: Axes, wide: float) -> None:
    """Draw a bar of 200 m and an arrow to the north, where a map of this width, m, has its right corner."""
    left = wide - 402
    axes.barh(44, 262, 72, left=left, color=PAPER, alpha=0.9, edgecolor=CASING, zorder=6.5)
    for first, colour in ((0, INK), (50, "white"), (100, INK), (150, "white")):
        axes.barh(30, 50, 8, left=left + 17 + first, color=colour, edgecolor=INK, linewidth=0.7, zorder=7)
    axes.text(left + 17, 41, "0", fontsize=7.5, ha="center", color=INK, zorder=7)
    axes.text(left + 217, 41, "200 m", fontsize=7.5, ha="center", color=INK, zorder=7)
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.3}
    axes.annotate("", (left + 247, 60), (left + 247, 18), arrowprops=arrow, zorder=7)
    axes.text(left + 247, 63, "N", fontsize=10, ha="center", color=INK, zorder=7, weight="bold")
