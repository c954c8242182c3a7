"""What a folder says of its city: its name, whose map it is, where it lies, and which places the model's rooms are."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from marketsim.entities.city.frame import Frame
from marketsim.entities.city.tables import FOLDER
from marketsim.parameters.errors import BadDocument, did_you_mean, shown
from marketsim.parameters.names import ROOMS
from marketsim.parameters.read import read_toml

FILE = "city.toml"
MOST_ROWS = 2_000
SHORTEST_DEGREE, LONGEST_DEGREE = 1_000.0, 112_000.0
BOUNDS = {
    "cell_edge": (2, 100), "rows": (1, MOST_ROWS), "columns": (1, MOST_ROWS), "origin_longitude": (-180, 180),
    "origin_latitude": (-85, 85), "metres_per_degree_east": (SHORTEST_DEGREE, LONGEST_DEGREE),
    "metres_per_degree_north": (SHORTEST_DEGREE, LONGEST_DEGREE),
}  # fmt: skip


@dataclass(frozen=True)
class About:
    """What stands in ``city.toml``.

    rooms : for each of ROOMS the name of the place that it is, or nothing; the names of levers are only names
    rooms_before : for each of ROOMS the name of the place whose room it was before it stood there, or nothing
    """

    name: str
    attribution: str
    frame: Frame
    rooms: tuple[str, ...]
    rooms_before: tuple[str, ...]


@cache
def about(folder: Path = FOLDER) -> About:
    """Return what a folder says of its city."""
    file = folder / FILE
    if not file.is_file():
        raise BadDocument(
            f"{folder}: is no city; expected a folder with {FILE}, such as 'marketsim city' writes"
        )
    told = read_toml(file)
    _only(told, ("name", "attribution", "frame", "rooms", "rooms_before"), str(file))
    frame, rooms, before = told.get("frame"), told.get("rooms", {}), told.get("rooms_before", {})
    if not (isinstance(frame, dict) and isinstance(rooms, dict) and isinstance(before, dict)):
        raise BadDocument(f"{file}: expected [frame], and [rooms] and [rooms_before] where there are any")
    _only(rooms, ROOMS, f"{file}: rooms")
    _only(before, tuple(rooms), f"{file}: rooms_before")
    for name, value in (*told.items(), *rooms.items(), *before.items()):
        if name not in ("frame", "rooms", "rooms_before") and not isinstance(value, str):
            raise BadDocument(f"{file}: {name} is {shown(value)}; expected words")
    if not told.get("name"):
        raise BadDocument(f"{file}: name is missing; expected the name of the city")
    return About(
        told["name"],
        told.get("attribution", ""),
        frame_from(frame, str(file)),
        tuple(rooms.get(room, "") for room in ROOMS),
        tuple(before.get(room, "") for room in ROOMS),
    )


def _only(told: dict[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for key in told:
        if key not in allowed:
            raise BadDocument(
                f"{where}: '{shown(key)}' is unknown; allowed is {', '.join(allowed)}{did_you_mean(key, allowed)}"
            )


def frame_from(told: dict[str, Any], where: str) -> Frame:
    """Return a frame from plain data, with an error of one line where it cannot be one."""
    names = tuple(field.name for field in fields(Frame))
    _only(told, names, f"{where}: frame")
    for name in names:
        value, (low, high) = told.get(name), BOUNDS[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise BadDocument(
                f"{where}: frame.{name} is {shown(value)}; expected a number from {low} to {high}"
            )
    whole = ("rows", "columns", "cell_edge")
    for name in whole:
        if told[name] != int(told[name]) or (name == "cell_edge" and told[name] % 2):
            raise BadDocument(
                f"{where}: frame.{name} is {told[name]}; expected a whole number, of a cell's edge even"
            )
    read: dict[str, Any] = {name: float(told[name]) for name in names}
    return Frame(**read | {name: int(told[name]) for name in ("rows", "columns")})


VESTERBRO = about().frame
"""Inner Vesterbro from the Central Station to Enghave Plads."""
