"""The map to look at: Inner Vesterbro drawn as a picture, and its streets and places as GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketsim.entities.city import PLACE_KINDS
from marketsim.entities.city.frame import VESTERBRO
from marketsim.entities.city.tables import streets
from marketsim.study.cartography import (
    INK,
    PAPER,
    QUIET_INK,
    draw_courtyards,
    draw_ground,
    draw_railway,
    draw_scale,
    draw_streets,
)
from marketsim.study.legend import draw_places, draw_zones, explain, write_great_names, write_street_names

if TYPE_CHECKING:
    from marketsim.entities.city import City

ATTRIBUTION = "© OpenStreetMap contributors (ODbL 1.0)"
INCHES_WIDE = 15.0


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
    draw_ground(axes)
    draw_courtyards(axes, city)
    draw_railway(axes)
    draw_streets(axes, points_per_metre)
    draw_zones(axes)
    taken = write_great_names(axes)
    taken = draw_places(axes, city, taken)
    write_street_names(axes, points_per_metre, taken, (wide, high))
    draw_scale(axes)
    explain(axes)
    title = 1 - INCHES_WIDE * 0.036 / inches_high
    figure.text(0.02, title, city.name, fontsize=24, color=INK, family="serif", weight="bold")
    figure.text(0.98, title, ATTRIBUTION, fontsize=9, color=QUIET_INK, ha="right")
    figure.savefig(path, dpi=150, facecolor=PAPER)


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
    longitude, latitude = VESTERBRO.in_degrees(float(x), float(y))
    return [round(longitude, 6), round(latitude, 6)]


def _feature(shape: str, coordinates: list[Any], **properties: object) -> dict[str, object]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
