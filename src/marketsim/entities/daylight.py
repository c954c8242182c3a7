"""How much of each hour is dark, by the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.tables import FOLDER, rows
from marketsim.entities.clock import HOURS_PER_DAY

SUNDAY = 6
MONTHS = 12
FIRST_OF_SUMMER_TIME, LAST_OF_SUMMER_TIME = 3, 10


@cache
def _sun(folder: Path) -> tuple[tuple[float, float], ...]:
    """Sunrise and sunset in winter time on the first of each month, h, from an almanac, to about three minutes."""
    return tuple((float(row["sunrise"]), float(row["sunset"])) for row in rows("daylight", folder))


def dark_by_hour(day: date, folder: Path = FOLDER) -> NDArray[np.float64]:
    """Return the share of each hour of a day that is dark in the city of a folder: ``float64[24]``."""
    sunrise, sunset = sun(day, folder)
    begins = np.arange(HOURS_PER_DAY, dtype=np.float64)
    light = np.minimum(begins + 1, sunset) - np.maximum(begins, sunrise)
    dark: NDArray[np.float64] = 1.0 - np.clip(light, 0.0, 1.0)
    return dark


def sun(day: date, folder: Path = FOLDER) -> tuple[float, float]:
    """Return the hours of sunrise and sunset by the clocks of that day, between those of the firsts of two months."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    passed = (day - first).days / (following - first).days
    summer = is_summer_time(day)
    before, after = (_sun(folder)[month % MONTHS] for month in (first.month - 1, first.month))
    rise, down = (one + passed * (other - one) + summer for one, other in zip(before, after, strict=True))
    return rise, down


def is_summer_time(day: date) -> bool:
    """Whether clocks show summer time: from the last Sunday of March to the day before the last one of October."""
    return _last_sunday(day.year, FIRST_OF_SUMMER_TIME) <= day < _last_sunday(day.year, LAST_OF_SUMMER_TIME)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)
