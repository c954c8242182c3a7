"""Places as a city's table wants them, from points with our words or with OpenStreetMap's."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from typing import Any

from marketsim.entities.city import PLACE_KINDS, Frame
from marketsim.parameters.errors import BadDocument, did_you_mean, shown
from marketsim.parameters.names import ROOMS
from marketsim.study.cities.defaults import defaults
from marketsim.study.cities.features import Feature

OF_OPENSTREETMAP = {
    ("railway", "subway_entrance"): "station exit", ("railway", "station"): "station exit",
    ("railway", "halt"): "station exit", ("railway", "train_station_entrance"): "station exit",
    ("amenity", "police"): "police station", ("amenity", "school"): "school", ("amenity", "kindergarten"): "school",
    ("amenity", "place_of_worship"): "church", ("amenity", "cafe"): "café", ("amenity", "bar"): "nightlife",
    ("amenity", "pub"): "nightlife", ("amenity", "nightclub"): "nightlife", ("amenity", "parking"): "car park",
    ("tourism", "hotel"): "hotel", ("tourism", "hostel"): "hotel", ("leisure", "playground"): "playground",
    ("place", "square"): "square", ("social_facility", "shelter"): "shelter",
}  # fmt: skip
NUMBERS = {"opens": 0.0, "closes": 24.0, "seats_injecting": 0.0, "seats_smoking": 0.0}
Place = dict[str, Any]


def places_in(frame: Frame, features: list[Feature], source: str) -> tuple[list[Place], Counter[str]]:
    """Return what is a place among the points, as rows of the table, and how many points say nothing we know."""
    found: list[Place] = []
    left_out: Counter[str] = Counter()
    for feature in features:
        if feature.shape != "Point":
            continue
        kind = _kind(feature)
        if kind:
            found.append(_place(frame, feature, kind, source))
        else:
            left_out["point"] += 1
    return found, left_out


def _kind(feature: Feature) -> str:
    kind = feature.told.get("kind", "")
    if kind and kind not in PLACE_KINDS:
        raise BadDocument(
            f"{feature.where}: kind {shown(kind)} is unknown; allowed is {', '.join(PLACE_KINDS)}"
            f"{did_you_mean(kind, PLACE_KINDS)}"
        )
    return kind or next(
        (ours for tag, ours in OF_OPENSTREETMAP.items() if feature.told.get(tag[0]) == tag[1]), ""
    )


def _place(frame: Frame, feature: Feature, kind: str, source: str) -> Place:
    told = feature.told
    x, y = (round(metres) for metres in frame.in_metres(*feature.points[0]))
    return {
        "name": told.get("name", kind), "kind": kind, "x": x, "y": y,
        "accuracy": _number(feature, "accuracy", defaults().accuracy),
        "opened": _day(feature, "opened"), "closed": _day(feature, "closed"),
        **{name: _number(feature, name, usual) for name, usual in NUMBERS.items()},
        "source": told.get("source", source),
    }  # fmt: skip


def assumed_place(name: str, kind: str, at: tuple[int, int]) -> Place:
    """Return a place that nobody gave, as a row that says so."""
    position = {"x": at[0], "y": at[1], "accuracy": defaults().accuracy}
    row = {"name": name, "kind": kind, **position, "opened": "", "closed": "", **NUMBERS}
    return {
        **row,
        "source": "assumed: nothing in the streets or places given says where people of the scene gather",
    }


def rooms_among(places: list[Place]) -> dict[str, str]:
    """Return which places the model's rooms are: the first two that have not closed, in the order given."""
    still = [place for place in places if place["kind"] == "consumption room" and not place["closed"]]
    return dict(zip(ROOMS, dict.fromkeys(place["name"] for place in still), strict=False))


def _number(feature: Feature, name: str, usual: float) -> float | int:
    text = feature.told.get(name, "")
    try:
        number = float(text) if text else usual
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise BadDocument(f"{feature.where}: {name} is {shown(text)}; expected a number such as {usual:g}")
    return int(number) if number == int(number) else number


def _day(feature: Feature, name: str) -> str:
    text = feature.told.get(name, "")
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise BadDocument(
            f"{feature.where}: {name} is {shown(text)}; expected a date such as 2016-08-15"
        ) from None
