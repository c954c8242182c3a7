"""The map agrees with OpenStreetMap: every street is there, and each lies where it should.

The sample in tests/data has a point about every 40 m on the named streets of OpenStreetMap. To compare with a
full set of street lines (``streets.geojson``: LineStrings with ``name`` and ``highway``), give its folder:
``python tests/scientific/test_map_against_reference.py FOLDER``.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from marketsim.entities.city import VESTERBRO, read_city
from marketsim.entities.city.tables import rows, streets

SAMPLE = Path(__file__).parents[1] / "data" / "map_reference.csv"
FOOTPATHS = {"footway", "path", "steps", "bridleway"}
WIDE, HIGH = 1290.0, 1002.0

Line = list[tuple[float, float]]


def sampled_points() -> dict[str, np.ndarray]:
    """Return the thinned reference points by street, m in the local frame."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    found = defaultdict(list)
    for row in table:
        found[row["name"]].append(VESTERBRO.in_metres(float(row["longitude"]), float(row["latitude"])))
    return {name: np.array(points) for name, points in found.items()}


def every(metres: float, lines: list[Line]) -> np.ndarray:
    """Return points every so many metres along lines."""
    points = []
    for line in lines:
        for (x1, y1), (x2, y2) in pairwise(line):
            parts = max(1, round(float(np.hypot(x2 - x1, y2 - y1)) / metres))
            points += [(x1 + (x2 - x1) * i / parts, y1 + (y2 - y1) * i / parts) for i in range(parts + 1)]
    inside = [(x, y) for x, y in points if 0 <= x <= WIDE and 0 <= y <= HIGH]
    return np.array(inside).reshape(-1, 2)


def distance_to(points: np.ndarray, lines: list[Line]) -> np.ndarray:
    """Return the distance of each point to the nearest of the lines, m."""
    nearest = np.full(len(points), np.inf)
    for line in lines:
        for a, b in pairwise(np.array(line, dtype=float)):
            along = np.clip((points - a) @ (b - a) / max(float((b - a) @ (b - a)), 1e-9), 0, 1)
            nearest = np.minimum(nearest, np.hypot(*(points - a - along[:, None] * (b - a)).T))
    return nearest


def our_lines() -> dict[str, list[Line]]:
    """Return our centre lines by street, m; the roundabout is part of no other street."""
    lines = defaultdict(list)
    for street in streets():
        lines[street.name].append([(float(x), float(y)) for x, y in street.vertices])
    return dict(lines)


def reference_lines(folder: Path) -> Iterator[tuple[str, str, Line]]:
    """Yield name, kind and line, m, of every named way in a folder's ``streets.geojson``."""
    document = json.loads((folder / "streets.geojson").read_text(encoding="utf-8"))
    for way in document["features"]:
        name, kind, shape = way["properties"]["name"], way["properties"]["highway"], way["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
        for part in parts:
            if name:
                yield name, kind, [VESTERBRO.in_metres(*place[:2]) for place in part]


def compare(folder: Path) -> dict[str, object]:
    """Compare all our street lines with a full reference, in both directions."""
    reference, all_ways = defaultdict(list), defaultdict(list)
    for name, kind, line in reference_lines(folder):
        all_ways[name].append(line)
        if kind not in FOOTPATHS:
            reference[name].append(line)
    ours = our_lines()
    inside = {name for name, lines in reference.items() if len(every(5.0, lines)) > 1}
    ours_off = np.concatenate([distance_to(every(5.0, ours[n]), all_ways[n]) for n in ours if n in all_ways])
    theirs_off = np.concatenate([distance_to(every(5.0, reference[n]), ours[n]) for n in inside if n in ours])
    return {
        "streets in the reference": len(inside),
        "missing here": sorted(inside - set(ours)),
        "only here": sorted(set(ours) - inside),
        "ours to reference, m (median, 95 %, most)": [
            float(np.quantile(ours_off, q)) for q in (0.5, 0.95, 1)
        ],
        "reference to ours, m (median, 95 %, most)": [
            float(np.quantile(theirs_off, q)) for q in (0.5, 0.95, 1)
        ],
    }


def test_every_street_of_the_reference_is_on_our_map():
    assert set(sampled_points()) <= set(our_lines())


def test_our_streets_lie_where_the_reference_has_them():
    ours = our_lines()
    off = np.concatenate([distance_to(points, ours[name]) for name, points in sampled_points().items()])
    assert np.median(off) <= 5
    assert np.quantile(off, 0.95) <= 15


def test_our_streets_lie_nowhere_else():
    reference = sampled_points()
    off = []
    for name, lines in our_lines().items():
        if name in reference:
            points = every(10.0, lines)
            gaps = np.hypot(*(points[:, None] - reference[name][None]).transpose(2, 0, 1))
            off.append(gaps.min(axis=1))
    assert np.quantile(np.concatenate(off), 0.95) <= 30, "further than half the gap between sampled points"


def test_only_streets_said_to_be_recalled_are_missing_from_the_reference():
    recalled = {street.name for street in streets() if street.certainty == "recalled"}
    assert set(our_lines()) - set(sampled_points()) == recalled


def test_istedgade_is_as_long_as_it_is():
    stretches = our_lines()["Istedgade"]
    drawn = sum(
        float(np.hypot(x2 - x1, y2 - y1)) for line in stretches for (x1, y1), (x2, y2) in pairwise(line)
    )
    city = read_city()
    walked = city.distance[city.cell_at(1138, 771), city.cell_at(134, 225)] / 10
    assert abs(drawn / 1144 - 1) < 0.02
    assert abs(walked / 1144 - 1) < 0.02


def test_landmarks_stand_within_their_stated_accuracy():
    published = {
        "Skyen": (12.55945, 55.67098),
        "H17": (12.55985, 55.66945),
        "København H, west exit": (12.5637, 55.67243),
        "Mariakirken": (12.5605, 55.67175),
        "Metro Enghave Plads": (12.54603, 55.66702),
        "Kødbyens Fiskebar": (12.55921, 55.66783),
        "Gethsemane Kirke": (12.55359, 55.66769),
        "Plaza Hotel": (12.56464, 55.67377),
    }
    places = {row["name"]: row for row in rows("places")}
    for name, position in published.items():
        x, y = VESTERBRO.in_metres(*position)
        row = places[name]
        assert np.hypot(x - float(row["x"]), y - float(row["y"])) <= max(float(row["accuracy"]), 1), name


if __name__ == "__main__":
    for title, value in compare(Path(sys.argv[1])).items():
        sys.stdout.write(f"{title}: {value}\n")
