"""Whether a city that somebody has written down can be laid out: every word known, every line a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from marketsim.entities.city.about import FILE, about
from marketsim.entities.city.attributes import DAYS, LIGHT, PROFILES
from marketsim.entities.city.ground import GROUND, HALF_WIDTH, LAID_AS
from marketsim.entities.city.tables import Vertices, blocks, rows, streets, zones
from marketsim.entities.city.zones import FLAGS
from marketsim.parameters.errors import BadDocument, did_you_mean, shown
from marketsim.parameters.names import FENCES, PASSAGE_LIES, QUARTERS

MOST_ROWS = 32_000
FARTHEST = 1_000_000
ZONES = {"zone": tuple(FLAGS), "quarter": QUARTERS}
HOURS, MONTHS = 24, 12


@cache
def check(folder: Path) -> None:
    """Raise an error of one line for the first thing in a folder that cannot be."""
    about(folder)
    for problem in _problems(folder):
        raise BadDocument(f"{folder}/{problem}")


def _problems(folder: Path) -> Iterator[str]:
    yield from _in_streets(folder)
    yield from _in_blocks(folder)
    for zone in zones(folder):
        if zone.kind != "sector":
            yield from _unknown("zones.csv", "kind", zone.kind, (*ZONES, "sector"))
            yield from _unknown("zones.csv", zone.kind, zone.name, ZONES.get(zone.kind, ()))
        yield from _shapeless("zones.csv", zone.name, zone.vertices, 3)
    yield from _in_places(folder)
    yield from _through_the_year(folder)


def _in_streets(folder: Path) -> Iterator[str]:
    if not 0 < len(streets(folder)) <= MOST_ROWS:
        yield f"streets.csv: has {len(streets(folder)):,} rows; allowed is 1 to {MOST_ROWS:,}"
    for street in streets(folder):
        yield from _unknown("streets.csv", "kind", street.kind, HALF_WIDTH)
        yield from _unknown("streets.csv", "lit", street.lit, LIGHT)
        yield from _unknown("streets.csv", "profile", street.profile, PROFILES)
        yield from _shapeless("streets.csv", street.name, street.vertices, 2)
        if street.footfall <= 0:
            yield f"streets.csv: the footfall of {shown(street.name)} is {street.footfall}; expected passers-by an hour"


def _in_blocks(folder: Path) -> Iterator[str]:
    if len(blocks(folder)) > MOST_ROWS:
        yield f"blocks.csv: has {len(blocks(folder)):,} rows; allowed are {MOST_ROWS:,}"
    for block in blocks(folder):
        yield from _unknown("blocks.csv", "kind", block.kind, (*GROUND, *LAID_AS))
        yield from _shapeless("blocks.csv", block.name, block.vertices, 3)
        if min(block.dwellings, block.residents, block.jobs) < 0:
            yield f"blocks.csv: {shown(block.name)} has less than no dwellings, residents or jobs"


def _in_places(folder: Path) -> Iterator[str]:
    table = rows("places", folder)
    for room in filter(None, (*about(folder).rooms, *about(folder).rooms_before)):
        if not any(place["name"] == room for place in table):
            yield f"{FILE}: rooms: no place is called {shown(room)}{did_you_mean(room, [p['name'] for p in table])}"
    fences = sum(place["kind"] == "construction fence" for place in table)
    if fences > len(FENCES):
        yield f"places.csv: has {fences} construction fences; the model knows {len(FENCES)}"
    lies = Counter(row["lies"] for row in rows("passage", folder))
    for each in lies:
        yield from _unknown("passage.csv", "lies", each, PASSAGE_LIES)
    if lies and len({lies[each] for each in PASSAGE_LIES}) > 1:
        yield "passage.csv: has more cells on one side than on the other"


def _through_the_year(folder: Path) -> Iterator[str]:
    daylight = rows("daylight", folder)
    if [row["month"] for row in daylight] != [str(month) for month in range(1, MONTHS + 1)]:
        yield f"daylight.csv: expected a row for each month, 1 to {MONTHS}"
    if not all(_is_number(row[column]) for row in daylight for column in ("sunrise", "sunset")):
        yield "daylight.csv: expected hours such as 8.65"
    found = {
        (row["profile"], row["days"]): row["percent_by_hour"].split() for row in rows("footfall", folder)
    }
    for profile in PROFILES:
        for days in DAYS:
            percent = found.get((profile, days), [])
            if len(percent) != HOURS or not all(number.isdecimal() for number in percent):
                yield f"footfall.csv: expected {HOURS} whole percentages for {profile}, {days}"


def _unknown(table: str, column: str, word: str, allowed: Collection[str]) -> Iterator[str]:
    if word not in allowed:
        known = ", ".join(allowed)
        yield f"{table}: {column} {shown(word)} is unknown; allowed is {known}{did_you_mean(word, allowed)}"


def _shapeless(table: str, name: str, line: Vertices, least: int) -> Iterator[str]:
    if len(line) < least or any(one == other for one, other in pairwise(line)):
        yield f"{table}: the outline of {shown(name)} needs {least} points, each another than the one before"
    elif any(abs(number) > FARTHEST for point in line for number in point):
        yield f"{table}: {shown(name)} lies farther than {FARTHEST // 1000:,} km from the map's corner"


def _is_number(text: str) -> bool:
    try:
        return 0 <= float(text) <= HOURS
    except ValueError:
        return False
