"""Where a map lies on the globe and how it is cut into cells: metres east and north of a corner, by + − × ÷ alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marketsim.parameters.errors import BadValue


@dataclass(frozen=True)
class Frame:
    """A raster of square cells laid over a piece of the globe.

    cell_edge : edge of a cell, whole and even metres, so that the middle of a cell is in whole metres
    rows, columns : cells from south to north and from west to east
    origin_longitude, origin_latitude : the south-western corner, WGS84, degrees
    metres_per_degree_east, metres_per_degree_north : how long a degree is there, m
    """

    cell_edge: float
    rows: int
    columns: int
    origin_longitude: float
    origin_latitude: float
    metres_per_degree_east: float
    metres_per_degree_north: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the raster."""
        return self.rows, self.columns

    @property
    def edge(self) -> int:
        """Edge of a cell, whole metres."""
        return int(self.cell_edge)

    def in_metres(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return metres east and north of the origin for a WGS84 position in degrees."""
        return (
            (longitude - self.origin_longitude) * self.metres_per_degree_east,
            (latitude - self.origin_latitude) * self.metres_per_degree_north,
        )

    def in_degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return WGS84 longitude and latitude in degrees for metres east and north of the origin."""
        return (
            self.origin_longitude + x / self.metres_per_degree_east,
            self.origin_latitude + y / self.metres_per_degree_north,
        )

    def in_cells_of(self, cell_edge: int) -> Frame:
        """Return the same ground in cells of another edge, even metres; the last cells may reach beyond it."""
        if cell_edge <= 0 or cell_edge % 2:
            raise BadValue(
                f"a cell of {cell_edge} m has no middle in whole metres; an even edge such as 10 m has"
            )
        high, wide = self.rows * self.edge, self.columns * self.edge
        return replace(
            self, cell_edge=float(cell_edge), rows=-(-high // cell_edge), columns=-(-wide // cell_edge)
        )

    def cells_in(self, metres: float) -> int:
        """Return how many cells make up a length, at least one."""
        return max(1, round(metres / self.cell_edge))
