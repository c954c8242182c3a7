"""The streets of a city as the model knows them: one row per cell on which one can stand."""

import hashlib
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import attributes, walking
from marketsim.entities.city.about import about
from marketsim.entities.city.checks import check
from marketsim.entities.city.frame import Frame
from marketsim.entities.city.ground import CLOSED_GROUND, KINDS, lay_ground
from marketsim.entities.city.places import Places, Scenes, read_places, read_scenes
from marketsim.entities.city.tables import FOLDER, streets
from marketsim.entities.city.zones import lay_quarters, lay_zones
from marketsim.parameters.errors import BadDocument

MOST_CELLS = 16_000
"""Walks between all pairs of so many take 800 MB."""


@dataclass(frozen=True, eq=False, repr=False)
class City:
    """The map. Columns are indexed by ``cell``, 0 … cells − 1, row by row from the south-west.

    Unless told otherwise each is an array over cells, ``[cells]``.

    folder : where it is written down; name, attribution : whose map it is
    rooms, rooms_before : for each of ROOMS the name of the place that it is, and of the one that it was, or nothing
    frame : where on the globe the cells lie and how large they are
    raster : uint8[rows, columns], kind of ground everywhere (GROUND); row 0 is the southernmost
    row, column : place of the cell in the raster
    x, y : centre of the cell in the local frame, m
    kind : which of KINDS; street : index into ``street_names`` or −1
    dwellings : dwellings overlooking the cell (assumed); shops : business fronts on it (assumed)
    lighting, seclusion, findability : 0 to 1 (assumed)
    footfall : passers-by per hour at the busiest hour (assumed); ``footfall_profile`` is a row of
        ``footfall_profiles``, float64[profiles, weekdays from Monday, hours], the share of that busiest hour
    sector : police sector; quarter : which of QUARTERS; zone : bit flags NON_ENFORCEMENT, TARGET, BUFFER, CONTROL
    residents, jobs : people who live or work at the cell's house fronts (assumed within the district's totals)
    distance : uint16[cells, cells], walk between two cells, dm
    way : uint8[cells, cells], which of the ways out of a cell to take toward another
    beside : uint16[cells + 1, ways], the cell to which each way out of a cell leads; the last row: how long it is, dm
    """

    name: str
    attribution: str
    rooms: tuple[str, ...]
    rooms_before: tuple[str, ...]
    folder: Path
    frame: Frame
    raster: NDArray[np.uint8]
    row: NDArray[np.int32]
    column: NDArray[np.int32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    kind: NDArray[np.int8]
    street: NDArray[np.int16]
    street_names: tuple[str, ...]
    dwellings: NDArray[np.int32]
    shops: NDArray[np.int32]
    lighting: NDArray[np.float64]
    seclusion: NDArray[np.float64]
    findability: NDArray[np.float64]
    footfall: NDArray[np.float64]
    footfall_profile: NDArray[np.int8]
    footfall_profiles: NDArray[np.float64]
    sector: NDArray[np.int8]
    quarter: NDArray[np.int8]
    zone: NDArray[np.uint8]
    residents: NDArray[np.int32]
    jobs: NDArray[np.int32]
    distance: NDArray[np.uint16]
    way: NDArray[np.uint8]
    beside: NDArray[np.uint16]
    places: Places
    scenes: Scenes
    digest: str

    def __repr__(self) -> str:
        return f"City({self.name!r}, {self.cells} cells, {self.digest[:8]})"

    @property
    def cells(self) -> int:
        """How many cells one can stand on."""
        return self.row.size

    @property
    def cell_edge(self) -> float:
        """Edge of a cell, m."""
        return self.frame.cell_edge

    @property
    def rows(self) -> int:
        """Rows of the raster, from the south."""
        return self.frame.rows

    @property
    def columns(self) -> int:
        """Columns of the raster, from the west."""
        return self.frame.columns

    def cell_at(self, x: float, y: float) -> int:
        """Return the cell nearest to a position in the local frame, m."""
        return int(np.argmin((self.x - x) ** 2 + (self.y - y) ** 2))

    def next_cell(self, here: Any, goal: Any) -> Any:
        """Return where to go first on the way from one cell to another; arrays give arrays."""
        return self.beside[here, self.way[here, goal]]

    def on_street(self, name: str) -> NDArray[np.intp]:
        """Return the cells of a street by its name, ``int64[cells of the street]``."""
        return np.nonzero(self.street == self.street_names.index(name))[0]


def read_city(frame: Frame | None = None, folder: Path = FOLDER) -> City:
    """Read the map of our own or of another city, in its own cells or in those of another frame over the same ground.

    The walking distances are made on the first reading and kept in the user's cache.
    """
    if folder != FOLDER:
        check(folder)
    return _read(frame or about(folder).frame, folder)


@cache
def _read(frame: Frame, folder: Path) -> City:
    ground, told = lay_ground(frame, folder), about(folder)
    if not (ground.kind < len(KINDS)).any():
        raise BadDocument(
            f"{folder}: none of its streets lies in its frame; compare streets.csv with city.toml"
        )
    walkable = walking.largest_piece(ground.kind < len(KINDS))
    ground.kind[(ground.kind < len(KINDS)) & ~walkable] = CLOSED_GROUND
    row, column = (place.astype(np.int32) for place in np.nonzero(walkable))
    x, y = ((place.astype(np.float64) + 0.5) * frame.cell_edge for place in (column, row))
    street_names = tuple(dict.fromkeys(street.name for street in streets(folder)))
    name_of_stretch = np.array(
        [street_names.index(street.name) for street in streets(folder)] + [-1], dtype=np.int16
    )
    dwellings, passing = attributes.overlooking(ground), attributes.footfall(ground)
    secluded = attributes.seclusion(ground, walkable)
    zone, sector = lay_zones(frame, folder)
    columns: dict[str, Any] = {
        "name": told.name,
        **asdict(frame),
        "raster": ground.kind,
        "row": row,
        "column": column,
        "x": x,
        "y": y,
        "kind": ground.kind[walkable].astype(np.int8),
        "street": name_of_stretch[ground.stretch[walkable]],
        "street_names": street_names,
        "dwellings": dwellings[walkable],
        "shops": attributes.shop_fronts(ground, walkable)[walkable],
        "lighting": attributes.lighting(ground)[walkable],
        "seclusion": secluded[walkable],
        "findability": attributes.findability(dwellings, passing, secluded)[walkable],
        "footfall": passing[walkable],
        "footfall_profile": attributes.footfall_profile(ground)[walkable],
        "footfall_profiles": attributes.footfall_profiles(folder),
        "sector": sector[walkable],
        "quarter": lay_quarters(frame, folder)[walkable],
        "zone": zone[walkable],
        "residents": attributes.spread_over_fronts(ground, walkable, "residents")[walkable],
        "jobs": attributes.spread_over_fronts(ground, walkable, "jobs")[walkable],
        "places": read_places(x, y, folder),
        "scenes": read_scenes(folder),
    }
    _refuse_the_empty_and_the_endless(folder, frame, columns)
    links = walking.link(walkable, frame.cell_edge)
    distance, way = walking.walks(links)
    beside = walking.beside(links)
    beside.flags.writeable = False
    for value in columns.values():
        _close(value)
    digest = _digest(columns if folder == FOLDER else {**columns, "written": _written(folder)})
    for name in asdict(frame):
        del columns[name]
    return City(
        **columns, attribution=told.attribution, rooms=told.rooms, rooms_before=told.rooms_before, folder=folder,
        frame=frame, distance=distance, way=way, beside=beside, digest=digest,
    )  # fmt: skip


def _refuse_the_empty_and_the_endless(folder: Path, frame: Frame, columns: dict[str, Any]) -> None:
    """Raise an error where nobody could live, or walks between all places would be too many to keep."""
    cells = columns["row"].size
    if cells > MOST_CELLS:
        raise BadDocument(
            f"{folder}: has {cells:,} cells of {frame.edge} m on which one can stand; allowed is {MOST_CELLS:,}, so "
            "take a part of it or larger cells"
        )
    for inhabited in ("residents", "jobs", "shops"):
        if not columns[inhabited].sum():
            raise BadDocument(f"{folder}: has no {inhabited} beside its streets; blocks.csv gives them")


def _written(folder: Path) -> list[tuple[str, str]]:
    """Return the digest of every table of a folder; our own city's are part of the program's source."""
    files = sorted(file for file in folder.iterdir() if file.suffix in (".csv", ".toml"))
    return [
        (file.name, hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()) for file in files
    ]


def _close(value: object) -> None:
    """Make arrays, and those inside places and scenes, read-only."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, Places | Scenes):
        for field in fields(value):
            _close(getattr(value, field.name))


def _digest(columns: dict[str, object]) -> str:
    """Return the SHA-256 of everything the map says, the same on every machine."""
    seen = hashlib.sha256()
    for name, value in columns.items():
        parts = vars(value).items() if isinstance(value, Places | Scenes) else ((name, value),)
        for part, content in parts:
            seen.update(f"{name}.{part}\n".encode())
            if isinstance(content, np.ndarray):
                little = content.astype(content.dtype.newbyteorder("<"))
                seen.update(f"{little.dtype.str}{little.shape}".encode())
                seen.update(little.tobytes())
            else:
                seen.update(repr(content).encode())
    return seen.hexdigest()
