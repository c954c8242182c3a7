"""The map as the browser draws it: the same blocks, streets, places and names as on the printed one."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any

import numpy as np

from marketsim.entities.city import PLACE_KINDS, City, read_city
from marketsim.entities.city.ground import HALF_WIDTH
from marketsim.entities.city.tables import blocks, streets, tracks, zones
from marketsim.study.cartography import ON_TOP
from marketsim.study.legend import GREAT_NAMES, LONG, MARGIN, MARK, NAME_SIZE, importance
from marketsim.study.lettering import place_name

POINTS_PER_METRE = 0.8
CLEARANCE = 16.0


@cache
def ground() -> bytes:
    """The whole map as JSON: metres east and north of the south-western corner."""
    city = read_city()
    document = {
        "name": city.name,
        "wide": city.columns * city.cell_edge,
        "high": city.rows * city.cell_edge,
        "edge": city.cell_edge,
        "cells": {
            "x": city.x.astype(int).tolist(),
            "y": city.y.astype(int).tolist(),
            "street": city.street.tolist(),
        },
        "street_names": list(city.street_names),
        "blocks": [{"kind": block.kind, "line": block.vertices} for block in blocks()],
        "tracks": list(tracks()),
        "streets": [
            {"kind": street.kind, "line": street.vertices, "wide": 2 * HALF_WIDTH[street.kind]}
            for street in sorted(streets(), key=lambda one: ON_TOP.index(one.kind))
        ],
        "zones": [{"name": zone.name, "kind": zone.kind, "line": zone.vertices} for zone in zones()],
        "places": marked_places(city),
        "names": _names(city),
        "quarters": [
            {"text": name, "x": x, "y": y, "angle": angle, "size": size}
            for name, x, y, angle, size in GREAT_NAMES
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def marked_places(city: City) -> list[dict[str, Any]]:
    """Rooms, shelters, stations and other places that the printed map marks, with their first and last days."""
    places = city.places
    return [
        {
            "name": name,
            "kind": PLACE_KINDS[places.kind[index]],
            "x": float(places.x[index]),
            "y": float(places.y[index]),
            "opened": _date(int(places.opened[index])),
            "closed": _date(int(places.closed[index])),
        }
        for index, name in enumerate(places.name)
        if PLACE_KINDS[places.kind[index]] in MARK
    ]


def _date(ordinal: int) -> str:
    """The date of a day; empty for none."""
    return dt.date.fromordinal(ordinal).isoformat() if ordinal else ""


def _names(city: City) -> list[dict[str, Any]]:
    """Where each street's name is written, the busiest streets first."""
    inside = (MARGIN, MARGIN, city.columns * city.cell_edge - MARGIN, city.rows * city.cell_edge - MARGIN)
    taken, written = np.zeros((0, 2)), []
    known: dict[str, list[tuple[float, float]]] = {}
    for street in sorted(streets(), key=importance):
        line, size = np.array(street.vertices, dtype=np.float64), NAME_SIZE[street.kind]
        if "(" in street.name:
            continue
        length = len(street.name) * size * 0.56 / POINTS_PER_METRE
        place = place_name(line, length, taken, inside, CLEARANCE)
        if place is None or any(
            np.hypot(place.x - x, place.y - y) < LONG for x, y in known.get(street.name, ())
        ):
            continue
        known.setdefault(street.name, []).append((place.x, place.y))
        written.append({"text": street.name, "x": place.x, "y": place.y, "angle": place.angle, "size": size,
                        "rank": ON_TOP.index(street.kind)})  # fmt: skip
        turn = np.radians(place.angle)
        reach = np.linspace(-length / 2, length / 2, 9)[:, np.newaxis]
        taken = np.concatenate([taken, np.array([place.x, place.y]) + reach * [np.cos(turn), np.sin(turn)]])
    return written
