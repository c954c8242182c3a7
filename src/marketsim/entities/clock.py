"""The clock: a small array that the driver advances and every loop reads."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Clock = NDArray[np.int64]
"""``int64[5]``, as ``clock`` makes it."""

TICK, SECOND, WEEKDAY, DAY, NEW_HOUR = range(5)
SECONDS_PER_HOUR = 3600
HOURS_PER_DAY = 24
SECONDS_PER_DAY = 86400
SATURDAY = 5


def clock() -> Clock:
    """A clock at the first tick: ``int64[tick, second of the day, weekday, day, whether an hour begins]``."""
    return np.zeros(5, dtype=np.int64)


@njit
def hour_of(second: int) -> float:
    """The hour of the day as a number, 13.5 at half past one."""
    return second / SECONDS_PER_HOUR


@njit
def is_between(hour: float, begins: float, ends: float) -> bool:
    """Whether an hour lies in a stretch of the day that may run past midnight."""
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends
