"""The map to look at: a city drawn as a picture, and what it is written down as in GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketsim.entities.city import PLACE_KINDS
from marketsim.entities.city.tables import Vertices, blocks, streets, zones
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
    draw_ground(axes, city)
    draw_courtyards(axes, city)
    draw_railway(axes, city)
    draw_streets(axes, city, points_per_metre)
    draw_zones(axes, city)
    taken = write_great_names(axes, city)
    taken = draw_places(axes, city, taken)
    write_street_names(axes, city, points_per_metre, taken)
    draw_scale(axes, wide)
    explain(axes, city)
    title = 1 - INCHES_WIDE * 0.036 / inches_high
    figure.text(0.02, title, city.name, fontsize=24, color=INK, family="serif", weight="bold")
    figure.text(0.98, title, city.attribution, fontsize=9, color=QUIET_INK, ha="right")
    figure.savefig(path, dpi=150, facecolor=PAPER)


def export_geojson(city: City, path: Path) -> None:
    """Write street lines, places as points, and blocks and zones as outlines, in WGS84 degrees.

    Each says in its properties what the city's tables say of it, and ``frame`` says how the city is cut into cells, so
    that the file can be read in again as a city (``marketsim city``).
    """
    features = [*_lines(city), *_points(city), *_outlines(city)]
    document = {
        "type": "FeatureCollection",
        "name": city.name,
        "attribution": city.attribution,
        "frame": asdict(city.frame),
        "features": features,
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _lines(city: City) -> Iterator[dict[str, object]]:
    for street in streets(city.folder):
        told = {name: value for name, value in asdict(street).items() if name != "vertices"}
        yield _feature("LineString", _degrees(city, street.vertices), told)


def _points(city: City) -> Iterator[dict[str, object]]:
    places = city.places
    for row, name in enumerate(places.name):
        told = {
            "name": name, "kind": PLACE_KINDS[places.kind[row]], "accuracy": float(places.accuracy[row]),
            "opened": _day(places.opened[row]), "closed": _day(places.closed[row]),
            "opens": float(places.opens[row]), "closes": float(places.closes[row]),
            "seats_injecting": int(places.seats_injecting[row]), "seats_smoking": int(places.seats_smoking[row]),
            "source": places.source[row],
        }  # fmt: skip
        (point,) = _degrees(city, ((float(places.x[row]), float(places.y[row])),))
        yield _feature("Point", point, told)


def _outlines(city: City) -> Iterator[dict[str, object]]:
    for block in blocks(city.folder):
        told = {name: value for name, value in asdict(block).items() if name != "vertices"}
        yield _feature("Polygon", [_closed(city, block.vertices)], {"block": told.pop("kind"), **told})
    for zone in zones(city.folder):
        told = {zone.kind: zone.name, "about": zone.about}
        yield _feature("Polygon", [_closed(city, zone.vertices)], told)


def _closed(city: City, outline: Vertices) -> list[list[float]]:
    return _degrees(city, (*outline, outline[0]))


def _degrees(city: City, line: Iterable[tuple[float, float]]) -> list[list[float]]:
    """Return longitudes and latitudes rounded to a decimetre."""
    return [[round(degrees, 6) for degrees in city.frame.in_degrees(float(x), float(y))] for x, y in line]


def _day(ordinal: int) -> str:
    return date.fromordinal(int(ordinal)).isoformat() if ordinal else ""


def _feature(shape: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, object]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
