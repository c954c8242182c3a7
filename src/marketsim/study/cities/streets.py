"""Streets as a city's table wants them, from lines with our words or OpenStreetMap's; and houses along them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from marketsim.entities.city import Frame
from marketsim.entities.city.attributes import LIGHT, PROFILES
from marketsim.entities.city.ground import HALF_WIDTH
from marketsim.entities.city.tables import Block, Street, Vertices
from marketsim.parameters.errors import BadDocument, did_you_mean, shown
from marketsim.study.cities.defaults import defaults
from marketsim.study.cities.features import Feature
from marketsim.study.cities.survey import in_whole_metres

UNNAMED = "(no name)"
HOUSES_APART = 30.0
ASSUMED = "assumed"


@dataclass(frozen=True)
class Line:
    """A street as it was found: its table row but for the position, which is in degrees in its feature."""

    row: Street
    feature: Feature


def lines_in(features: list[Feature]) -> tuple[list[Line], Counter[str]]:
    """Return what is a street among the features, and how many lines of each other kind there are."""
    found: list[Line] = []
    left_out: Counter[str] = Counter()
    for feature in features:
        if feature.shape != "LineString":
            continue
        kind = _kind(feature)
        if kind:
            found.append(Line(_street(feature, kind), feature))
        else:
            left_out[_no_street_of_its_own(feature) or feature.told.get("highway", "no highway")] += 1
    return found, left_out


def _no_street_of_its_own(feature: Feature) -> str:
    """Return the tag by which a way of OpenStreetMap is no street of its own; nothing where it is one."""
    told = defaults().left_out.items()
    return next((f"{tag}={feature.told[tag]}" for tag, words in told if feature.told.get(tag) in words), "")


def _kind(feature: Feature) -> str:
    """Return which of our kinds of street a line is; nothing where it is none."""
    kind = feature.told.get("kind", "")
    if kind and kind not in HALF_WIDTH:
        allowed = ", ".join(HALF_WIDTH)
        raise BadDocument(
            f"{feature.where}: kind {shown(kind)} is unknown; allowed is {allowed}{did_you_mean(kind, HALF_WIDTH)}"
        )
    if kind or _no_street_of_its_own(feature):
        return kind
    return defaults().kind_of_highway.get(feature.told.get("highway", ""), "")


def _street(feature: Feature, kind: str) -> Street:
    told, usual = feature.told, defaults().kinds[kind]
    lit = told.get("lit", usual.lit)
    if lit not in LIGHT:
        lit = {"yes": usual.lit, "no": "dim"}.get(lit, usual.lit)
    profile = told.get("profile", usual.profile)
    if profile not in PROFILES:
        raise BadDocument(
            f"{feature.where}: profile {shown(profile)} is unknown; allowed is {', '.join(PROFILES)}"
            f"{did_you_mean(profile, PROFILES)}"
        )
    said = "footfall" in told
    footfall = whole_number(feature, "footfall") if said else round(usual.footfall)
    if footfall <= 0:
        raise BadDocument(
            f"{feature.where}: footfall is {footfall}; expected passers-by per hour, such as 225"
        )
    certainty = told.get("certainty", "given" if said else ASSUMED)
    return Street(told.get("name") or UNNAMED, kind, lit, footfall, profile, certainty, ())


def whole_number(feature: Feature, name: str) -> int:
    """Return a whole number among a feature's properties; 0 where nothing is said."""
    text = feature.told.get(name, "0")
    try:
        return int(text)
    except ValueError:
        raise BadDocument(f"{feature.where}: {name} is {shown(text)}; expected a whole number") from None


def laid_in(frame: Frame, lines: list[Line]) -> list[Street]:
    """Return the streets in whole metres of a frame, without those shorter than a metre."""
    laid = [replace(line.row, vertices=in_whole_metres(frame, line.feature.points)) for line in lines]
    return [street for street in laid if len(street.vertices) > 1]


def houses_along(streets: list[Street]) -> Iterator[Block]:
    """Give strips of houses on both sides of every street, with the dwellings and jobs of its kind by the metre."""
    assumed = defaults()
    due = {"dwellings": 0.0, "residents": 0.0, "jobs": 0.0}
    given = dict.fromkeys(due, 0)
    for street in streets:
        usual = assumed.kinds[street.kind]
        if not usual.dwellings and not usual.jobs:
            continue
        for one, other in pieces(street.vertices):
            long = math.dist(one, other)
            due["dwellings"] += usual.dwellings * long
            due["residents"] += usual.dwellings * assumed.residents * long
            due["jobs"] += usual.jobs * long
            here = {name: round(due[name]) - given[name] for name in due}
            given = {name: given[name] + here[name] for name in here}
            outline = strip(one, other, HALF_WIDTH[street.kind] + assumed.deep)
            yield Block(f"houses on {street.name}", "housing", **here, certainty=ASSUMED, vertices=outline)


def pieces(line: Vertices) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Cut a line into straight pieces of some thirty metres and more, so that bends do not make a house each."""
    begin, walked = line[0], 0.0
    for one, other in pairwise(line):
        walked += math.dist(one, other)
        if walked >= HOUSES_APART and other != begin:
            yield begin, other
            begin, walked = other, 0.0
    if line[-1] != begin:
        yield begin, line[-1]


def strip(one: tuple[int, int], other: tuple[int, int], reach: float) -> Vertices:
    """Return the corners of a strip that reaches so far, m, to both sides of a line."""
    long = math.dist(one, other)
    aside_x, aside_y = (one[1] - other[1]) / long * reach, (other[0] - one[0]) / long * reach
    corners = ((one, 1), (other, 1), (other, -1), (one, -1))
    return tuple((round(x + side * aside_x), round(y + side * aside_y)) for (x, y), side in corners)
