"""Reading a GeoJSON that anybody may have written: lines, points and outlines, or one line that says what is wrong."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marketsim.parameters.errors import BadDocument, shown

LARGEST_FILE = 256_000_000
PARTS = {"Point": 0, "LineString": 1, "Polygon": 2}
MANY = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}
Point = tuple[float, float]


@dataclass(frozen=True)
class Feature:
    """A thing on the globe: ``shape`` is Point, LineString or Polygon; ``points`` are longitudes and latitudes.

    Of a polygon only its outline counts, once round. ``told`` are its properties as text.
    """

    shape: str
    points: tuple[Point, ...]
    told: dict[str, str]
    where: str


def read_features(file: Path) -> tuple[dict[str, Any], list[Feature]]:
    """Return what a collection says of itself, and its features."""
    document = _document(file)
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise BadDocument(f"{file}: is no GeoJSON of features; expected a FeatureCollection")
    found = [
        part
        for number, each in enumerate(features, start=1)
        for part in _parts(each, f"{file}: feature {number}")
    ]
    return {name: value for name, value in document.items() if name != "features"}, found


def _document(file: Path) -> dict[str, Any]:
    try:
        if not file.is_file():
            raise BadDocument(
                f"{file}: {'is a folder' if file.is_dir() else 'does not exist'}; expected a GeoJSON file"
            )
        if file.stat().st_size > LARGEST_FILE:
            raise BadDocument(f"{file}: is larger than {LARGEST_FILE // 1_000_000} MB, the most allowed")
        document = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise BadDocument(f"{file}: cannot be read ({problem.strerror or problem})") from None
    except (ValueError, RecursionError):
        raise BadDocument(f"{file}: is no JSON; expected a GeoJSON file") from None
    return document if isinstance(document, dict) else {}


def _parts(feature: object, where: str) -> Iterator[Feature]:
    """Give a feature's parts, each a point, a line or an outline; one without a place on the map has none."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        raise BadDocument(f"{where}: is no feature; expected properties and a geometry")
    geometry = feature.get("geometry")
    if geometry is None:
        return
    if not isinstance(geometry, dict) or not isinstance(geometry.get("coordinates"), list):
        raise BadDocument(f"{where}: has no coordinates")
    told = {
        str(name): _word(value)
        for name, value in (feature.get("properties") or {}).items()
        if value is not None
    }
    shape, coordinates = str(geometry.get("type")), geometry["coordinates"]
    if shape not in PARTS and shape not in MANY:
        raise BadDocument(f"{where}: is a {shown(shape)}; allowed is {', '.join((*PARTS, *MANY))}")
    one = MANY.get(shape, shape)
    for part in coordinates if shape in MANY else [coordinates]:
        yield Feature(one, _points(part, PARTS[one], where), told, where)


def _points(part: Any, depth: int, where: str) -> tuple[Point, ...]:
    try:
        line = [part] if depth == 0 else part if depth == 1 else part[0]
        points = tuple((float(longitude), float(latitude)) for longitude, latitude, *_ in line)
    except (TypeError, ValueError, IndexError, KeyError):
        raise BadDocument(f"{where}: its coordinates are no longitudes and latitudes") from None
    for longitude, latitude in points:
        if not (math.isfinite(longitude) and abs(longitude) <= 180 and abs(latitude) <= 85):
            raise BadDocument(
                f"{where}: {longitude:g}, {latitude:g} is nowhere; expected degrees of longitude and latitude (WGS84)"
            )
    return points[:-1] if depth == 2 and len(points) > 1 and points[0] == points[-1] else points


def _word(value: object) -> str:
    text = "yes" if value is True else "no" if value is False else str(value)
    return " ".join(text.split())
