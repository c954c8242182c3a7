"""When the sun rises and sets where a city lies, on the first of every month, to some minutes."""

from __future__ import annotations

import math

FIRSTS = (1, 32, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)
"""Days of the year on which months begin."""

TILT = 23.44
HORIZON = -0.833
DEGREES_PER_HOUR = 15.0
YEAR = 365.0


def sunrise_and_sunset(longitude: float, latitude: float) -> list[tuple[float, float]]:
    """Return the hours of both for each month, by the winter time of the whole-hour zone nearest to a longitude.

    Where the sun does not rise or set on a day, both fall on noon or lie twelve hours from it.
    """
    phi, zone = math.radians(latitude), round(longitude / DEGREES_PER_HOUR)
    hours = []
    for day in FIRSTS:
        declination = math.radians(-TILT * math.cos(2 * math.pi * (day + 10) / YEAR))
        season = 2 * math.pi * (day - 81) / YEAR
        late = 9.87 * math.sin(2 * season) - 7.53 * math.cos(season) - 1.5 * math.sin(season)  # min
        noon = 12 + zone - longitude / DEGREES_PER_HOUR - late / 60
        up = (math.sin(math.radians(HORIZON)) - math.sin(phi) * math.sin(declination)) / (
            math.cos(phi) * math.cos(declination)
        )
        half = math.degrees(math.acos(min(1.0, max(-1.0, up)))) / DEGREES_PER_HOUR
        hours.append((round(max(0.0, noon - half), 2), round(min(24.0, noon + half), 2)))
    return hours
