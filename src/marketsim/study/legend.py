"""What is written and marked on the drawn map: names of streets and quarters, rooms, exits, zones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import PLACE_KINDS
from marketsim.entities.city.tables import FOLDER, Street, streets, zones
from marketsim.study.cartography import CASING, INK, ON_TOP, PAPER, QUIET_INK
from marketsim.study.lettering import along, place_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from marketsim.entities.city import City

MARGIN = 12.0
"""No name comes closer than this to the map's edge, m."""

LONG = 340.0
"""A name is written again on a stretch this long, this far from where it stands already, m."""

NAME_SIZE = {
    "boulevard": 10.0,
    "main street": 8.6,
    "side street": 6.6,
    "yard": 6.0,
    "square": 6.0,
    "path": 5.4,
}
MARK = {
    "consumption room": ("o", "#a8324a"),
    "health room": ("P", "#2f6f73"),
    "drop-in": ("s", "#2f6f73"),
    "shelter": ("s", "#2f6f73"),
    "police station": ("D", "#2d4a7c"),
    "station exit": ("^", INK),
    "metro station": ("^", INK),
    "church": ("X", "#6d5a86"),
    "school": ("h", "#8a6d2f"),
}
MEANING = {
    "consumption room": "drug consumption room",
    "shelter": "shelter, drop-in",
    "health room": "health room",
    "police station": "police station (until 2023)",
    "station exit": "station exit, metro",
    "church": "church",
    "school": "school",
    "non-enforcement": "zone where possession is tolerated (assumed)",
    "target": "target area of a study (assumed)",
}
OUTLINE: dict[str, tuple[str, Any]] = {
    "non-enforcement": ("#2f6f73", (0, (7, 4))),
    "target": ("#a8324a", (0, (1, 2))),
}
GREAT_NAMES = (
    ("KØDBYEN", 905, 392, -51, 15),
    ("KØBENHAVN H", 1210, 806, 29, 9),
    ("Tivoli", 1255, 955, 0, 9),
    ("FREDERIKSBERG", 455, 858, 0, 11),
    ("Skydebanehaven", 531, 542, -84, 7),
    ("Saxoparken", 366, 580, 3, 7),
    ("Litauens Plads", 422, 245, 5, 7),
    ("Vesterbros Torv", 620, 789, -18, 6),
)


def draw_zones(axes: Axes, city: City) -> None:
    """Draw the outline of the non-enforcement zone and of the study's target area."""
    from matplotlib.patches import Polygon

    for zone in zones(city.folder):
        if zone.name not in OUTLINE:
            continue
        colour, dashes = OUTLINE[zone.name]
        outline = {"edgecolor": colour, "linestyle": dashes, "linewidth": 1.7, "alpha": 0.8}
        axes.add_patch(Polygon(zone.vertices, fill=False, zorder=5, **outline))


def meaning(mark: str, city: City) -> str:
    """Return what a mark or an outline means; what is said in brackets is known of our own city alone."""
    return MEANING[mark] if city.folder == FOLDER else MEANING[mark].partition(" (")[0]


def explain(axes: Axes, city: City) -> None:
    """Say what the city's marks and outlines mean, in the corner where our own map is emptiest."""
    from matplotlib.lines import Line2D

    kinds = {PLACE_KINDS[kind] for kind in city.places.kind}
    outlined = {zone.name for zone in zones(city.folder)}
    marks = [
        Line2D([], [], marker=marker, color="none", markerfacecolor=colour, markeredgecolor="white", markersize=10,
               label=meaning(kind, city))
        for kind, (marker, colour) in MARK.items() if kind in MEANING and kind in kinds
    ]  # fmt: skip
    outlines = [
        Line2D([], [], color=colour, linestyle=dashes, linewidth=1.7, label=meaning(zone, city))
        for zone, (colour, dashes) in OUTLINE.items() if zone in outlined
    ]  # fmt: skip
    box = axes.legend(
        handles=marks + outlines,
        loc="upper left",
        fontsize=8.5,
        labelcolor=INK,
        borderpad=0.9,
        handlelength=3,
    )
    box.set_zorder(10)
    box.get_frame().set(facecolor=PAPER, edgecolor=CASING, alpha=0.95)


def write_great_names(axes: Axes, city: City) -> NDArray[np.float64]:
    """Write the names of quarters, where we know them; return the points they cover, shape (points, 2), m."""
    taken = [np.zeros((0, 2))]
    for name, x, y, angle, size in GREAT_NAMES if city.folder == FOLDER else ():
        _write(axes, name, (x, y), angle, size, colour=QUIET_INK, family="serif", style="italic")
        reach = len(name) * size * 0.42
        direction = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        taken.append(np.array([x, y]) + np.linspace(-reach, reach, 12)[:, np.newaxis] * direction)
    return np.concatenate(taken)


def draw_places(axes: Axes, city: City, taken: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mark rooms, shelters, stations, churches and schools; return the points covered so far, shape (points, 2), m."""
    covered, named = [taken], set()
    rooms_last = np.argsort(city.places.kind == PLACE_KINDS.index("consumption room"), kind="stable")
    for index in rooms_last:
        name = city.places.name[index]
        kind = PLACE_KINDS[city.places.kind[index]]
        today = city.places.closed[index] == 0 or kind == "police station"
        if kind not in MARK or name in named or not today:
            continue
        named.add(name)
        marker, colour = MARK[kind]
        x, y = float(city.places.x[index]), float(city.places.y[index])
        axes.plot(
            x, y, marker, color=colour, markersize=8, markeredgecolor="white", markeredgewidth=0.9, zorder=8
        )
        covered.append(np.array([[x, y]]))
        if kind == "consumption room":
            _write(axes, name, (x + 9, y + 9), 0, 9.5, colour=colour, weight="bold", ha="left")
            covered.append(np.array([[x + shift, y + 9] for shift in (10, 20, 30, 40)]))
    return np.concatenate(covered)


def write_street_names(axes: Axes, city: City, points_per_metre: float, taken: NDArray[np.float64]) -> None:
    """Write each street's name once along its straightest free part, long streets twice.

    Parameters
    ----------
    taken : array, shape (points, 2)
        Points already covered, m.
    """
    wide, high = city.columns * city.cell_edge, city.rows * city.cell_edge
    inside = (MARGIN, MARGIN, wide - MARGIN, high - MARGIN)
    written: dict[str, list[tuple[float, float]]] = {}
    for street in sorted(streets(city.folder), key=importance):
        line = np.array(street.vertices, dtype=np.float64)
        points = NAME_SIZE[street.kind]
        length = len(street.name) * points * 0.56 / points_per_metre
        if "(" in street.name or (street.name in written and len(along(line, 1.0)) < LONG):
            continue
        place = place_name(line, length, taken, inside, clearance=11.0)
        if place is None or any(
            np.hypot(place.x - x, place.y - y) < LONG for x, y in written.get(street.name, [])
        ):
            continue
        written.setdefault(street.name, []).append((place.x, place.y))
        _write(axes, street.name, (place.x, place.y), place.angle, points)
        reach = np.linspace(-length / 2, length / 2, 9)[:, np.newaxis]
        turn = np.radians(place.angle)
        covered = np.array([place.x, place.y]) + reach * np.array([np.cos(turn), np.sin(turn)])
        taken = np.concatenate([taken, covered])


def importance(street: Street) -> tuple[int, float]:
    """Return what sorts streets so that the busiest and longest are named first."""
    return -ON_TOP.index(street.kind), -len(along(np.array(street.vertices, dtype=np.float64)))


def _write(
    axes: Axes,
    text: str,
    at: tuple[float, float],
    angle: float,
    size: float,
    *,
    colour: str = INK,
    **how: Any,
) -> None:
    from matplotlib.patheffects import withStroke

    how = {"ha": "center", "parse_math": False, **how}
    axes.text(
        *at,
        text,
        rotation=angle,
        rotation_mode="anchor",
        va="center",
        fontsize=size,
        color=colour,
        zorder=9,
        path_effects=[withStroke(linewidth=2.2, foreground="#fffdf8", alpha=0.85)],
        **how,
    )
