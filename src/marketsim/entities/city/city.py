"""The streets of Inner Vesterbro as the model knows them: one row per cell on which one can stand."""

import hashlib
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import attributes, frame, walking
from marketsim.entities.city.ground import CLOSED_GROUND, KINDS, lay_ground
from marketsim.entities.city.places import Places, Scenes, read_places, read_scenes
from marketsim.entities.city.tables import streets
from marketsim.entities.city.zones import lay_quarters, lay_zones


@dataclass(frozen=True, eq=False, repr=False)
class City:
    """The map. Columns are indexed by ``cell``, 0 … cells − 1, row by row from the south-west.

    raster : kind of ground in every cell (GROUND); row 0 is the southernmost
    x, y : centre of the cell in the local frame, m
    kind : which of KINDS; street : index into ``street_names`` or −1
    dwellings : dwellings overlooking the cell (assumed); shops : business fronts on it (assumed)
    lighting, seclusion, findability : 0 to 1 (assumed)
    footfall : passers-by per hour at the busiest hour (assumed); ``footfall_profile`` is a row of
        ``footfall_profiles`` (profile, weekday from Monday, hour), the share of that busiest hour
    sector : police sector; quarter : which of QUARTERS; zone : bit flags NON_ENFORCEMENT, TARGET, BUFFER, CONTROL
    residents, jobs : people who live or work at the cell's house fronts (assumed within the district's totals)
    distance : walk between two cells, dm; way : which of the ways out of a cell to take toward another, and
        beside : the cell to which each way out of a cell leads
    """

    name: str
    cell_edge: float
    rows: int
    columns: int
    origin_longitude: float
    origin_latitude: float
    metres_per_degree_east: float
    metres_per_degree_north: float
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

    def cell_at(self, x: float, y: float) -> int:
        """Return the cell nearest to a position in the local frame, m."""
        return int(np.argmin((self.x - x) ** 2 + (self.y - y) ** 2))

    def next_cell(self, here: Any, goal: Any) -> Any:
        """Return where to go first on the way from one cell to another; arrays give arrays."""
        return self.beside[here, self.way[here, goal]]

    def on_street(self, name: str) -> NDArray[np.intp]:
        """Return the cells of a street by its name."""
        return np.nonzero(self.street == self.street_names.index(name))[0]


@cache
def read_city() -> City:
    """Read the map; the walking distances are made on the first reading and kept in the user's cache."""
    ground = lay_ground()
    walkable = walking.largest_piece(ground.kind < len(KINDS))
    ground.kind[(ground.kind < len(KINDS)) & ~walkable] = CLOSED_GROUND
    row, column = (place.astype(np.int32) for place in np.nonzero(walkable))
    x, y = ((place.astype(np.float64) + 0.5) * frame.CELL_EDGE for place in (column, row))
    street_names = tuple(dict.fromkeys(street.name for street in streets()))
    name_of_stretch = np.array(
        [street_names.index(street.name) for street in streets()] + [-1], dtype=np.int16
    )
    dwellings, passing = attributes.overlooking(ground), attributes.footfall(ground)
    secluded = attributes.seclusion(ground, walkable)
    zone, sector = lay_zones()
    columns = {
        "name": "Inner Vesterbro",
        "cell_edge": frame.CELL_EDGE,
        "rows": frame.ROWS,
        "columns": frame.COLUMNS,
        "origin_longitude": frame.ORIGIN_LONGITUDE,
        "origin_latitude": frame.ORIGIN_LATITUDE,
        "metres_per_degree_east": frame.METRES_PER_DEGREE_EAST,
        "metres_per_degree_north": frame.METRES_PER_DEGREE_NORTH,
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
        "footfall_profiles": attributes.footfall_profiles(),
        "sector": sector[walkable],
        "quarter": lay_quarters()[walkable],
        "zone": zone[walkable],
        "residents": attributes.spread_over_fronts(ground, walkable, "residents")[walkable],
        "jobs": attributes.spread_over_fronts(ground, walkable, "jobs")[walkable],
        "places": read_places(x, y),
        "scenes": read_scenes(),
    }
    links = walking.link(walkable)
    distance, way = walking.walks(links)
    beside = walking.beside(links)
    beside.flags.writeable = False
    for value in columns.values():
        _close(value)
    return City(**columns, distance=distance, way=way, beside=beside, digest=_digest(columns))  # type: ignore[arg-type]


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
