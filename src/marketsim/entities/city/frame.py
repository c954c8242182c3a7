"""Where the map lies on the globe: metres east and north of its south-western corner, by + − × ÷ alone."""

ORIGIN_LONGITUDE = 12.5455
ORIGIN_LATITUDE = 55.6655
METRES_PER_DEGREE_EAST = 62923.0
METRES_PER_DEGREE_NORTH = 111336.0
CELL_EDGE = 10.0
ROWS = 100
COLUMNS = 129


def in_metres(longitude: float, latitude: float) -> tuple[float, float]:
    """Return metres east and north of the origin for a WGS84 position in degrees."""
    return (
        (longitude - ORIGIN_LONGITUDE) * METRES_PER_DEGREE_EAST,
        (latitude - ORIGIN_LATITUDE) * METRES_PER_DEGREE_NORTH,
    )


def in_degrees(x: float, y: float) -> tuple[float, float]:
    """Return WGS84 longitude and latitude in degrees for metres east and north of the origin."""
    return (
        ORIGIN_LONGITUDE + x / METRES_PER_DEGREE_EAST,
        ORIGIN_LATITUDE + y / METRES_PER_DEGREE_NORTH,
    )
