"""The map as it was written down: streets, blocks, places, zones and neighbouring scenes, one table each."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from marketsim.parameters.errors import BadDocument, shown

FOLDER = Path(__file__).parent / "vesterbro"
"""Our own city; any other lies in a folder of the same tables."""

Vertices = tuple[tuple[int, int], ...]
T = TypeVar("T")

COLUMNS = {
    "streets": ("name", "kind", "lit", "footfall", "profile", "certainty", "vertices"),
    "blocks": ("name", "kind", "dwellings", "residents", "jobs", "certainty", "vertices"),
    "places": (
        "name", "kind", "x", "y", "accuracy", "opened", "closed", "opens", "closes", "seats_injecting",
        "seats_smoking", "source",
    ),
    "zones": ("name", "kind", "about", "vertices"),
    "footfall": ("profile", "days", "percent_by_hour"),
    "daylight": ("month", "sunrise", "sunset"),
    "scenes": ("name", "metres", "minutes", "source"),
    "passage": ("lies", "x", "y", "dwellings", "source"),
    "tracks": ("vertices",),
}  # fmt: skip
"""The tables of a city and their columns."""

NEEDED = ("streets", "footfall", "daylight")
"""Tables that every city has; of the others an absent one is empty."""


@dataclass(frozen=True)
class Street:
    """A stretch of one street's centre line: what it is, how it is lit and how many walk there."""

    name: str
    kind: str
    lit: str
    footfall: int
    profile: str
    certainty: str
    vertices: Vertices


@dataclass(frozen=True)
class Block:
    """A piece of ground between streets, with the dwellings, residents and jobs assumed on it."""

    name: str
    kind: str
    dwellings: int
    residents: int
    jobs: int
    certainty: str
    vertices: Vertices


@dataclass(frozen=True)
class Zone:
    """An outline with a meaning: a zone of the law, of a study, or a police sector."""

    name: str
    kind: str
    about: str
    vertices: Vertices


def rows(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    """Return the rows of one of a city's tables as text, in the order they are written."""
    file = folder / f"{name}.csv"
    if not file.exists() and name not in NEEDED:
        return []
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            table = csv.DictReader(opened)
            found = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise BadDocument(
            f"{file}: cannot be read ({getattr(problem, 'strerror', None) or problem})"
        ) from None
    if tuple(table.fieldnames or ()) != COLUMNS[name]:
        raise BadDocument(
            f"{file}: has the columns {shown(','.join(table.fieldnames or ()))}; expected {','.join(COLUMNS[name])}"
        )
    return found


def vertices(text: str) -> Vertices:
    """Return whole metres in the local frame from ``"0,672 254,786"``."""
    return tuple((int(x), int(y)) for x, y in (pair.split(",") for pair in text.split()))


def each(name: str, folder: Path, made: Callable[[dict[str, str]], T]) -> tuple[T, ...]:
    """Return what is made of every row of a table; a row of which nothing can be made is named."""
    every = []
    for line, row in enumerate(rows(name, folder), start=2):
        try:
            every.append(made(row))
        except (ValueError, TypeError, AttributeError) as problem:
            raise BadDocument(
                f"{folder / name}.csv:{line}: cannot be understood ({shown(str(problem))})"
            ) from None
    return tuple(every)


@cache
def streets(folder: Path = FOLDER) -> tuple[Street, ...]:
    """Return the stretches of street, in alphabetical order of street."""
    return each("streets", folder, lambda row: Street(
        row["name"], row["kind"], row["lit"], int(row["footfall"]), row["profile"], row["certainty"],
        vertices(row["vertices"]),
    ))  # fmt: skip


@cache
def blocks(folder: Path = FOLDER) -> tuple[Block, ...]:
    """Return the pieces of ground in the order in which they are laid: later ones lie on earlier ones."""
    return each("blocks", folder, lambda row: Block(
        row["name"], row["kind"], int(row["dwellings"]), int(row["residents"]), int(row["jobs"]), row["certainty"],
        vertices(row["vertices"]),
    ))  # fmt: skip


@cache
def zones(folder: Path = FOLDER) -> tuple[Zone, ...]:
    """Return zones and police sectors."""
    return each(
        "zones", folder, lambda row: Zone(row["name"], row["kind"], row["about"], vertices(row["vertices"]))
    )


@cache
def tracks(folder: Path = FOLDER) -> tuple[Vertices, ...]:
    """Return some railway tracks, for drawing only."""
    return each("tracks", folder, lambda row: vertices(row["vertices"]))
