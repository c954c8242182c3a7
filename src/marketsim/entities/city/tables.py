"""The map as it was written down: streets, blocks, places, zones and neighbouring scenes, one table each."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "vesterbro"
Vertices = tuple[tuple[int, int], ...]


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


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one table as text, in the order they are written."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def vertices(text: str) -> Vertices:
    """Return whole metres in the local frame from ``"0,672 254,786"``."""
    return tuple((int(x), int(y)) for x, y in (pair.split(",") for pair in text.split()))


@cache
def streets() -> tuple[Street, ...]:
    """Return the stretches of street, in alphabetical order of street."""
    return tuple(
        Street(row["name"], row["kind"], row["lit"], int(row["footfall"]), row["profile"], row["certainty"],
               vertices(row["vertices"]))
        for row in rows("streets")
    )  # fmt: skip


@cache
def blocks() -> tuple[Block, ...]:
    """Return the pieces of ground in the order in which they are laid: later ones lie on earlier ones."""
    return tuple(
        Block(row["name"], row["kind"], int(row["dwellings"]), int(row["residents"]), int(row["jobs"]),
              row["certainty"], vertices(row["vertices"]))
        for row in rows("blocks")
    )  # fmt: skip


@cache
def zones() -> tuple[Zone, ...]:
    """Return zones and police sectors."""
    return tuple(
        Zone(row["name"], row["kind"], row["about"], vertices(row["vertices"])) for row in rows("zones")
    )


@cache
def tracks() -> tuple[Vertices, ...]:
    """Return some railway tracks, for drawing only."""
    return tuple(vertices(row["vertices"]) for row in rows("tracks"))
