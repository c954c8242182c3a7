"""Where things happen, as GeoJSON: the cells of the map in which anything was counted, each a square."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketsim.parameters.errors import BadDocument, BadValue
from marketsim.study.export.result import Result
from marketsim.study.manifest import Manifest
from marketsim.study.store import must_be_writable, write

if TYPE_CHECKING:
    from marketsim.entities.city import City, Frame

ENDINGS = (".geojson", ".json")
CELLS = "cells.parquet"
DIGITS = 7
Counted = dict[tuple[float, float], dict[str, Any]]


def write_geojson(result: Result, file: Path) -> Path:
    """Write the cells of a result; return the file."""
    if file.suffix.lower() not in ENDINGS:
        raise BadValue(f"--geojson {file}: expected a name ending in {' or '.join(ENDINGS)}")
    must_be_writable(file.parent, "--geojson")
    city = city_of(result)
    counted = of_run(result) if isinstance(result.manifest, Manifest) else of_comparison(result)
    document = {
        "type": "FeatureCollection",
        "attribution": city.attribution,
        "cite": result.manifest.cite,
        "features": [square(city.frame, x, y, values) for (x, y), values in sorted(counted.items())],
    }
    write(file, (json.dumps(document, ensure_ascii=False) + "\n").encode())
    return file


def of_run(result: Result) -> Counted:
    """Return what was counted in each cell of a run, in all its days together."""
    import pyarrow.parquet as parquet

    if CELLS not in result.manifest.files:
        raise BadDocument(
            f"{result.folder}: does not say where anything happened; run it again with --ledger, which keeps {CELLS}"
        )
    counted: Counted = defaultdict(dict)
    for row in parquet.read_table(result.folder / CELLS, partitioning=None).to_pylist():
        if row["value"]:
            place = counted[row["x"], row["y"]]
            place |= {"street": row["street"], row["measure"]: row["value"]}
    return counted


def of_comparison(result: Result) -> Counted:
    """Return what was counted in each cell a day under each policy, as a mean over replicates."""
    city = city_of(result)
    totals: dict[str, dict[str, Any]] = defaultdict(dict)
    runs: dict[str, int] = defaultdict(int)
    for policy, _, record in result.records():
        runs[policy] += 1
        for measure, values in record.cells.items():
            totals[policy][measure] = totals[policy].get(measure, 0.0) + values
    days = int(result.manifest.asked["days"])  # type: ignore[union-attr]
    counted: Counted = defaultdict(dict)
    for policy, measures in totals.items():
        for measure, values in measures.items():
            for cell in values.nonzero()[0].tolist():
                place = counted[float(city.x[cell]), float(city.y[cell])]
                street = int(city.street[cell])
                place["street"] = str(city.street_names[street]) if street >= 0 else None
                place[f"{measure}, {policy}"] = float(values[cell]) / (runs[policy] * days)
    return counted


def city_of(result: Result) -> City:
    """Return the city in which a result was made."""
    from marketsim.entities.city import read_city

    manifest = result.manifest
    asked = manifest.identity.asked if isinstance(manifest, Manifest) else manifest.asked
    return read_city(folder=Path(asked["city"])) if asked.get("city") else read_city()


def square(frame: Frame, x: float, y: float, values: dict[str, Any]) -> dict[str, Any]:
    """Return a cell as a square on the globe; ``x`` and ``y`` are metres of its middle."""
    half = frame.cell_edge / 2
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    ring = [
        [round(degrees, DIGITS) for degrees in frame.in_degrees(x + east, y + north)]
        for east, north in corners
    ]
    return {"type": "Feature", "properties": values, "geometry": {"type": "Polygon", "coordinates": [ring]}}
