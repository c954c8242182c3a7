"""The map to look at: Inner Vesterbro drawn as a picture, and its streets and places as GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import KINDS, PLACE_KINDS
from marketsim.entities.city.frame import in_degrees
from marketsim.entities.city.ground import HALF_WIDTH
from marketsim.entities.city.tables import Street, blocks, streets, tracks, zones
from marketsim.study.lettering import along, place_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from marketsim.entities.city import City

ATTRIBUTION = "© OpenStreetMap contributors (ODbL 1.0)"
MARGIN = 12.0
LONG = 340.0
"""A name is written again on a stretch this long, this far from where it stands already, m."""

INCHES_WIDE = 15.0

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


def draw_map(city: City, path: Path) -> None:
    """Draw the map of a city; the file's ending says how (``.png``, ``.svg``, ``.pdf``).

    Parameters
    ----------
    city : City
    path : Path
        The picture to write.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    wide, high = city.columns * city.cell_edge, city.rows * city.cell_edge
    inches_high = INCHES_WIDE * 0.96 * high / wide + INCHES_WIDE * 0.07
    figure = Figure(figsize=(INCHES_WIDE, inches_high), facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes(
        (0.02, INCHES_WIDE * 0.02 / inches_high, 0.96, 1 - INCHES_WIDE * 0.07 / inches_high)
    )
    axes.set(xlim=(0, wide), ylim=(0, high), aspect="equal", xticks=[], yticks=[], facecolor=PAPER)
    for side in axes.spines.values():
        side.set(color=QUIET_INK, linewidth=0.8)
    points_per_metre = INCHES_WIDE * 0.96 * 72 / wide
    _draw_ground(axes)
    _draw_courtyards(axes, city)
    _draw_railway(axes)
    _draw_streets(axes, points_per_metre)
    _draw_zones(axes)
    taken = _write_great_names(axes)
    taken = _draw_places(axes, city, taken)
    _write_street_names(axes, points_per_metre, taken, (wide, high))
    _draw_scale(axes)
    _explain(axes)
    title = 1 - INCHES_WIDE * 0.036 / inches_high
    figure.text(0.02, title, city.name, fontsize=24, color=INK, family="serif", weight="bold")
    figure.text(0.98, title, ATTRIBUTION, fontsize=9, color=QUIET_INK, ha="right")
    figure.savefig(path, dpi=150, facecolor=PAPER)


def _draw_ground(axes: Axes) -> None:
    """Draw blocks in the order in which they are laid; houses in Kødbyen get a fine outline."""
    from matplotlib.patches import Polygon

    for order, block in enumerate(blocks()):
        edge = "#a38d7c" if block.kind in ("building", "station") else "none"
        hatch = "////" if block.kind == "construction site" else None
        axes.add_patch(
            Polygon(
                block.vertices,
                facecolor=FILL[block.kind],
                edgecolor="#c49a45" if hatch else edge,
                linewidth=0.6,
                hatch=hatch,
                zorder=1
                + order / 1000
                + (1.9 if block.kind in ("building", "station", "construction site") else 0),
            )
        )


def _draw_courtyards(axes: Axes, city: City) -> None:
    """Draw courtyards and their gateways with rounded corners, since nobody knows their true outlines."""
    fine = 6
    yards = np.kron(city.raster == KINDS.index("courtyard"), np.ones((fine, fine)))
    for _ in range(2):
        for axis in (0, 1):
            yards = sum(np.roll(yards, shift, axis) for shift in range(-2, 3)) / 5
    pixel = city.cell_edge / fine
    x = (np.arange(yards.shape[1]) + 0.5) * pixel
    y = (np.arange(yards.shape[0]) + 0.5) * pixel
    axes.contourf(x, y, yards, levels=[0.5, 2.0], colors=["#dcdcbb"], zorder=2)


def _draw_railway(axes: Axes) -> None:
    for track in tracks():
        x, y = zip(*track, strict=True)
        axes.plot(x, y, color="#9b9796", linewidth=1.1, zorder=2.1, solid_capstyle="butt")
        axes.plot(x, y, color="#f2f1ef", linewidth=0.5, zorder=2.11, linestyle=(0, (6, 6)))


def _draw_streets(axes: Axes, points_per_metre: float) -> None:
    """Draw every street as wide as it is, first its edge, then its surface, busier kinds on top."""
    for street in streets():
        x, y = zip(*street.vertices, strict=True)
        wide = 2 * HALF_WIDTH[street.kind] * points_per_metre * (0.55 if street.kind == "path" else 0.8)
        order = ON_TOP.index(street.kind) / 100
        drawn: dict[str, Any] = {"solid_capstyle": "round", "solid_joinstyle": "round"}
        axes.plot(x, y, color=CASING, linewidth=wide + 1.1, zorder=2.5 + order / 100, **drawn)
        axes.plot(x, y, color=STREET[street.kind], linewidth=wide, zorder=2.6 + order, **drawn)


def _draw_zones(axes: Axes) -> None:
    """Draw the outline of the non-enforcement zone and of the study's target area."""
    from matplotlib.patches import Polygon

    for zone in zones():
        if zone.name not in OUTLINE:
            continue
        colour, dashes = OUTLINE[zone.name]
        outline = {"edgecolor": colour, "linestyle": dashes, "linewidth": 1.7, "alpha": 0.8}
        axes.add_patch(Polygon(zone.vertices, fill=False, zorder=5, **outline))


def _explain(axes: Axes) -> None:
    """Say what marks and outlines mean, in the corner where the map is emptiest."""
    from matplotlib.lines import Line2D

    marks = [
        Line2D([], [], marker=marker, color="none", markerfacecolor=colour, markeredgecolor="white", markersize=10,
               label=MEANING[kind])
        for kind, (marker, colour) in MARK.items() if kind in MEANING
    ]  # fmt: skip
    outlines = [
        Line2D([], [], color=colour, linestyle=dashes, linewidth=1.7, label=MEANING[zone])
        for zone, (colour, dashes) in OUTLINE.items()
    ]
    box = axes.legend(handles=marks + outlines, loc="upper left", fontsize=8.5, labelcolor=INK, borderpad=0.9)
    box.set_zorder(10)
    box.get_frame().set(facecolor=PAPER, edgecolor=CASING, alpha=0.95)


def _write_great_names(axes: Axes) -> NDArray[np.float64]:
    """Write the names of quarters; return the points they cover."""
    taken = []
    for name, x, y, angle, size in GREAT_NAMES:
        _write(axes, name, (x, y), angle, size, colour=QUIET_INK, family="serif", style="italic")
        reach = len(name) * size * 0.42
        direction = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        taken.append(np.array([x, y]) + np.linspace(-reach, reach, 12)[:, np.newaxis] * direction)
    return np.concatenate(taken)


def _draw_places(axes: Axes, city: City, taken: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mark rooms, shelters, stations, churches and schools; return the points covered so far."""
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


def _write_street_names(
    axes: Axes, points_per_metre: float, taken: NDArray[np.float64], size: tuple[float, float]
) -> None:
    """Write each street's name once along its straightest free part, long streets twice."""
    inside = (MARGIN, MARGIN, size[0] - MARGIN, size[1] - MARGIN)
    written: dict[str, list[tuple[float, float]]] = {}
    for street in sorted(streets(), key=_importance):
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


def _importance(street: Street) -> tuple[int, float]:
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

    how = {"ha": "center", **how}
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


def _draw_scale(axes: Axes) -> None:
    """Draw a bar of 200 m and an arrow to the north."""
    axes.barh(44, 262, 72, left=888, color=PAPER, alpha=0.9, edgecolor=CASING, zorder=6.5)
    for first, colour in ((0, INK), (50, "white"), (100, INK), (150, "white")):
        axes.barh(30, 50, 8, left=905 + first, color=colour, edgecolor=INK, linewidth=0.7, zorder=7)
    axes.text(905, 41, "0", fontsize=7.5, ha="center", color=INK, zorder=7)
    axes.text(1105, 41, "200 m", fontsize=7.5, ha="center", color=INK, zorder=7)
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.3}
    axes.annotate("", (1135, 60), (1135, 18), arrowprops=arrow, zorder=7)
    axes.text(1135, 63, "N", fontsize=10, ha="center", color=INK, zorder=7, weight="bold")


def export_geojson(city: City, path: Path) -> None:
    """Write the street lines (with ``name`` and ``kind``) and the places as points, in WGS84 degrees."""
    lines = [
        _feature(
            "LineString", [_degrees(x, y) for x, y in street.vertices], name=street.name, kind=street.kind
        )
        for street in streets()
    ]
    places = city.places
    points = [
        _feature(
            "Point",
            _degrees(places.x[index], places.y[index]),
            name=name,
            kind=PLACE_KINDS[places.kind[index]],
            accuracy=float(places.accuracy[index]),
        )
        for index, name in enumerate(places.name)
    ]
    document = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": lines + points}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _degrees(x: float, y: float) -> list[float]:
    """Return longitude and latitude rounded to a decimetre."""
    longitude, latitude = in_degrees(float(x), float(y))
    return [round(longitude, 6), round(latitude, 6)]


def _feature(shape: str, coordinates: list[Any], **properties: object) -> dict[str, object]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
