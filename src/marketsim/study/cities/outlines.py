"""Blocks and zones as a city's tables want them, from outlines; and the zones a city has where none are given."""

from __future__ import annotations

from collections import Counter

from marketsim.entities.city import Frame
from marketsim.entities.city.ground import GROUND, LAID_AS
from marketsim.entities.city.tables import Block, Vertices, Zone
from marketsim.entities.city.zones import FLAGS
from marketsim.parameters.errors import BadDocument, did_you_mean, shown
from marketsim.parameters.names import QUARTERS
from marketsim.study.cities.defaults import defaults
from marketsim.study.cities.features import Feature
from marketsim.study.cities.streets import whole_number
from marketsim.study.cities.survey import in_whole_metres

BLOCKS = tuple(dict.fromkeys((*GROUND, *LAID_AS)))
NAMES = {"zone": tuple(FLAGS), "quarter": QUARTERS}
OF_OPENSTREETMAP = {
    ("leisure", "park"): "park", ("leisure", "garden"): "park", ("place", "square"): "square",
    ("highway", "pedestrian"): "square", ("landuse", "railway"): "rail", ("natural", "water"): "closed ground",
    ("landuse", "construction"): "construction site",
}  # fmt: skip
LEAST_CORNERS = 3


def blocks_in(frame: Frame, features: list[Feature]) -> tuple[list[Block], Counter[str]]:
    """Return what is ground among the outlines, and how many others there are that say nothing we know."""
    found: list[Block] = []
    left_out: Counter[str] = Counter()
    for feature in features:
        if feature.shape != "Polygon" or _kind_of_zone(feature):
            continue
        kind, outline = _ground(feature), in_whole_metres(frame, feature.points)
        if not kind or len(outline) < LEAST_CORNERS:
            left_out["outline"] += 1
            continue
        dwellings, residents, jobs = (
            whole_number(feature, name) for name in ("dwellings", "residents", "jobs")
        )
        told = feature.told.get("certainty", "given")
        found.append(Block(feature.told.get("name", kind), kind, dwellings, residents, jobs, told, outline))
    return found, left_out


def _ground(feature: Feature) -> str:
    kind = feature.told.get("block", "")
    if kind:
        return _known(feature, "block", kind, BLOCKS)
    return next((ours for tag, ours in OF_OPENSTREETMAP.items() if feature.told.get(tag[0]) == tag[1]), "")


def _kind_of_zone(feature: Feature) -> str:
    return next((kind for kind in (*NAMES, "sector") if kind in feature.told), "")


def zones_in(frame: Frame, features: list[Feature]) -> list[Zone]:
    """Return zones, quarters and police sectors among the outlines."""
    found = []
    for feature in features:
        kind = _kind_of_zone(feature)
        if feature.shape != "Polygon" or not kind:
            continue
        name = (
            feature.told[kind] if kind == "sector" else _known(feature, kind, feature.told[kind], NAMES[kind])
        )
        outline = in_whole_metres(frame, feature.points)
        if len(outline) < LEAST_CORNERS:
            raise BadDocument(
                f"{feature.where}: the outline of {kind} {shown(name)} has fewer than three corners"
            )
        found.append(Zone(name, kind, feature.told.get("about", "given"), outline))
    return found


def zones_around(middle: tuple[int, int]) -> list[Zone]:
    """Return a target zone and a buffer around the middle of the scene, m in the frame."""
    assumed = defaults()
    return [
        Zone(
            name,
            "zone",
            f"{reach:.0f} m around the middle of the scene; assumed",
            square(middle, round(reach)),
        )
        for name, reach in (("target", assumed.target), ("buffer", assumed.buffer))
    ]


def square(middle: tuple[int, int], reach: int) -> Vertices:
    """Return the corners of a square whose sides lie so far from its middle, m."""
    x, y = middle
    return (x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)


def _known(feature: Feature, what: str, word: str, allowed: tuple[str, ...]) -> str:
    if word not in allowed:
        raise BadDocument(
            f"{feature.where}: {what} {shown(word)} is unknown; allowed is {', '.join(allowed)}"
            f"{did_you_mean(word, allowed)}"
        )
    return word
