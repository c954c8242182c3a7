"""A city drafted from features: its streets, ground, zones and places, and a line for whatever had to be assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from marketsim.entities.beginning import HAUNTS
from marketsim.entities.city import VESTERBRO, Frame
from marketsim.entities.city.about import BOUNDS, MOST_ROWS, frame_from
from marketsim.entities.city.shapes import inside
from marketsim.entities.city.tables import Block, Street, Zone
from marketsim.parameters.errors import BadDocument, BadValue
from marketsim.parameters.names import ROOMS
from marketsim.study.cities.defaults import defaults
from marketsim.study.cities.features import Point, read_features
from marketsim.study.cities.outlines import blocks_in, zones_around, zones_in
from marketsim.study.cities.spots import Place, assumed_place, places_in, rooms_among
from marketsim.study.cities.streets import houses_along, laid_in, lines_in
from marketsim.study.cities.survey import frame_around, in_whole_metres, middle_of

GATHERING_ZONES = ("target", "buffer")
METRES_IN_A_KILOMETRE = 1000


@dataclass(frozen=True)
class Draft:
    """The tables of a city before they are written."""

    name: str
    attribution: str
    frame: Frame
    streets: list[Street]
    blocks: list[Block]
    zones: list[Zone]
    places: list[Place]


def drafted(file: Path, more: Path | None, name: str, cell_edge: int, centre: str) -> tuple[Draft, list[str]]:
    """Return a city's tables from one file or two, and what was missing and is assumed instead, one line each."""
    about, features = read_features(file)
    features += read_features(more)[1] if more else []
    lines, other_lines = lines_in(features)
    if not lines:
        raise BadDocument(
            f"{file}: has no streets; expected lines with a highway of OpenStreetMap or a kind of ours"
        )
    frame = _frame(file, about, [point for line in lines for point in line.feature.points], cell_edge)
    laid = laid_in(frame, lines)
    if not laid:
        raise BadDocument(f"{file}: has no street longer than a metre")
    blocks, other_outlines = blocks_in(frame, features)
    places, other_points = places_in(frame, features, (more or file).name)
    zones = zones_in(frame, features)
    told = list(_left_out(other_lines + other_outlines + other_points))
    told += _assumed_of_streets(laid, blocks)
    if not any(block.dwellings for block in blocks):
        blocks = [*houses_along(laid), *blocks]
    middle = _middle(frame, laid, places, centre)
    if not any(zone.name == "target" for zone in zones):
        zones += zones_around(middle)
        told.append(
            "no target zone: a square around the middle of the scene and a buffer around it are assumed"
        )
    if not _somebody_gathers(frame, zones, places):
        places.append(assumed_place("middle of the scene", "square", middle))
        told.append(
            f"none of {', '.join(HAUNTS)} in target or buffer: people are taken to gather in their middle"
        )
    told += _missing(places, zones)
    attribution = str(about.get("attribution") or about.get("copyright") or "")
    if not attribution:
        told.append(
            "nothing says whose map it is: write the attribution that its licence asks for into city.toml"
        )
    return Draft(name, attribution, frame, laid, blocks, zones, places), told


def _frame(file: Path, about: dict[str, Any], points: list[Point], cell_edge: int) -> Frame:
    """Return the frame that a file says, or one around its streets, in cells of the edge asked for."""
    smallest, largest = BOUNDS["cell_edge"]
    if cell_edge and (not smallest <= cell_edge <= largest or cell_edge % 2):
        raise BadValue(f"--cell {cell_edge}: expected an even number of metres from {smallest} to {largest}")
    given = about.get("frame")
    if isinstance(given, dict):
        frame = frame_from(given, str(file))
        return frame.in_cells_of(cell_edge) if cell_edge else frame
    frame = frame_around(points, cell_edge or VESTERBRO.edge, defaults().margin)
    if max(frame.shape) > MOST_ROWS:
        high, wide = (cells * frame.edge / METRES_IN_A_KILOMETRE for cells in frame.shape)
        raise BadDocument(
            f"{file}: its streets reach over {wide:,.0f} km × {high:,.0f} km; allowed are {MOST_ROWS:,} cells of "
            f"{frame.edge} m, so give a part of the city"
        )
    return frame


def _left_out(other: Counter[str]) -> Iterator[str]:
    if other:
        kinds = ", ".join(f"{many} × {kind}" for kind, many in other.most_common(6))
        yield f"{other.total():,} features are neither streets, places nor ground we know and are left out: {kinds}"


def _assumed_of_streets(streets: list[Street], blocks: list[Block]) -> Iterator[str]:
    assumed = sum(street.certainty == "assumed" for street in streets)
    if assumed:
        yield f"{assumed:,} of {len(streets):,} streets: light and passers-by are assumed by their kind"
    if not any(block.dwellings for block in blocks):
        yield "no blocks with dwellings: houses, dwellings and jobs are assumed along the streets by their kind"


def _middle(frame: Frame, streets: list[Street], places: list[Place], centre: str) -> tuple[int, int]:
    """Return where the middle of the scene is, m in the frame."""
    if centre:
        try:
            longitude, latitude = (float(part) for part in centre.split(","))
            ((x, y),) = in_whole_metres(frame, [(longitude, latitude)])
        except (ValueError, OverflowError):
            raise BadValue(
                f"--centre {centre}: expected LONGITUDE,LATITUDE such as 12.5623,55.6721"
            ) from None
        if not (0 <= x <= frame.columns * frame.edge and 0 <= y <= frame.rows * frame.edge):
            raise BadValue(f"--centre {centre}: lies outside the streets")
        return x, y
    exits = [place for place in places if place["kind"] == "station exit"]
    if exits:
        return int(exits[0]["x"]), int(exits[0]["y"])
    return middle_of(streets)


def _somebody_gathers(frame: Frame, zones: list[Zone], places: list[Place]) -> bool:
    """Whether there is a place where people of the scene gather in the target zone or the buffer."""
    ground = np.zeros(frame.shape, dtype=np.bool_)
    for zone in zones:
        if zone.name in GATHERING_ZONES:
            part, within = inside(zone.vertices, frame)
            ground[part] |= within
    cells = [
        (int(place["y"]) // frame.edge, int(place["x"]) // frame.edge)
        for place in places if place["kind"] in HAUNTS
    ]  # fmt: skip
    return any(
        0 <= row < frame.rows and 0 <= column < frame.columns and ground[row, column] for row, column in cells
    )


def _missing(places: list[Place], zones: list[Zone]) -> Iterator[str]:
    kinds = Counter(place["kind"] for place in places)
    rooms = rooms_among(places)
    if not rooms:
        yield "no consumption room: nobody uses in one, and levers of rooms are refused"
    else:
        yield f"levers call the rooms {', '.join(f'{room} ({name})' for room, name in rooms.items())}"
    offered = len(
        {place["name"] for place in places if place["kind"] == "consumption room" and not place["closed"]}
    )
    if offered > len(ROOMS):
        yield f"{offered} consumption rooms are given; the model runs {len(ROOMS)}"
    none = [kind for kind in ("health room", "drop-in", "clinic") if not kinds[kind]]
    if none:
        yield f"no {', '.join(none)}: none is ever open, and their levers are refused"
    if not kinds["shelter"]:
        yield "no shelter: those who would sleep there sleep on the street"
    if not kinds["station exit"]:
        yield "no station exit: people come and go at the ends of the largest streets"
    if not any(zone.name == "non-enforcement" for zone in zones):
        yield "no non-enforcement zone: possession is tolerated nowhere"
    if not any(zone.kind == "quarter" for zone in zones):
        yield "no quarters: levers of quarters hold for the whole city under the first name, 'west'"
