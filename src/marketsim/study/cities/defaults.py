"""What a city is taken to be where its GeoJSON does not say, read from ``defaults.toml``: numbers with units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from marketsim.parameters.declare import GRADES
from marketsim.parameters.errors import BadDeclaration
from marketsim.parameters.read import read_toml
from marketsim.parameters.units import number_in, unit

FILE = Path(__file__).with_name("defaults.toml")
UNITS = {
    "footfall": "passers-by/h", "dwellings": "dwellings/m", "jobs": "workers/m", "deep": "m",
    "residents": "residents/dwelling", "target": "m", "buffer": "m", "accuracy": "m", "margin": "m",
}  # fmt: skip


@dataclass(frozen=True)
class OfAKind:
    """A street of a kind.

    Attributes
    ----------
    lit : how it is lit, in the words of the table of streets
    profile : when people pass
    footfall : passers-by an hour at the busiest hour
    dwellings, jobs : along a metre of it, both sides together
    """

    lit: str
    profile: str
    footfall: float
    dwellings: float
    jobs: float


@dataclass(frozen=True)
class Defaults:
    """Everything that is assumed of a city.

    Attributes
    ----------
    kind_of_highway : OpenStreetMap's kind of way → our kind of street
    left_out : tag of OpenStreetMap → its words by which a way is no street of its own
    kinds : our kind of street → what one is taken to be
    deep : m; residents : per dwelling; target, buffer : m; accuracy : m; margin : m
    """

    kind_of_highway: dict[str, str]
    left_out: dict[str, list[str]]
    kinds: dict[str, OfAKind]
    deep: float
    residents: float
    target: float
    buffer: float
    accuracy: float
    margin: float


@cache
def defaults() -> Defaults:
    """Return what is assumed where nothing is said."""
    told = read_toml(FILE)
    kinds = {
        kind: OfAKind(
            of_one["lit"],
            of_one["profile"],
            *(_number(name, of_one) for name in ("footfall", "dwellings", "jobs")),
        )
        for kind, of_one in told["kind"].items()
    }
    single = {name: _number(name, table) for table in (told[part] for part in ALONE) for name in table}
    return Defaults(told["highway"], told["left_out"], kinds, **single)


ALONE = ("houses", "zones", "places", "frame")


def _number(name: str, table: dict[str, Any]) -> float:
    """Return a number in its unit; one without a grade or a meaning is no declaration."""
    declared = table[name]
    if declared.get("grade") not in GRADES or not declared.get("about"):
        raise BadDeclaration(f"{FILE.name}: {name}: expected value, grade and about")
    return float(number_in(unit(UNITS[name]), declared["value"]))
