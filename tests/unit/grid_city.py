"""A city that never was: streets in a grid, as GeoJSON, of any size."""

import json
from pathlib import Path
from typing import Any

EAST, NORTH = 60_700.0, 111_336.0
CORNER = (9.9, 57.04)


def degrees(x: float, y: float) -> list[float]:
    """Longitude and latitude of metres east and north of the corner."""
    return [CORNER[0] + x / EAST, CORNER[1] + y / NORTH]


def line(name: str, *points: tuple[float, float], **told: str) -> dict[str, Any]:
    """A street."""
    return feature("LineString", [degrees(*point) for point in points], name=name, **told)


def point(name: str, kind: str, x: float, y: float, **told: str) -> dict[str, Any]:
    """A place."""
    return feature("Point", degrees(x, y), name=name, kind=kind, **told)


def outline(*corners: tuple[float, float], **told: str) -> dict[str, Any]:
    """A block or a zone."""
    return feature("Polygon", [[degrees(*corner) for corner in (*corners, corners[0])]], **told)


def feature(shape: str, coordinates: Any, **told: str) -> dict[str, Any]:
    """Anything on the globe."""
    return {"type": "Feature", "properties": told, "geometry": {"type": shape, "coordinates": coordinates}}


def grid(across: int, up: int, apart: float = 90.0) -> list[dict[str, Any]]:
    """Avenues to the north and streets to the east, every third avenue a main street."""
    east, north = (across - 1) * apart, (up - 1) * apart
    avenues = [
        line(
            f"Avenue {n}", (n * apart, 0), (n * apart, north), highway="residential" if n % 3 else "secondary"
        )
        for n in range(across)
    ]
    streets = [
        line(f"Street {n}", (0, n * apart), (east, n * apart), highway="residential") for n in range(up)
    ]
    return avenues + streets


def written(file: Path, features: list[dict[str, Any]], **about: Any) -> Path:
    """The features in a file."""
    file.write_text(
        json.dumps({"type": "FeatureCollection", **about, "features": features}), encoding="utf-8"
    )
    return file
