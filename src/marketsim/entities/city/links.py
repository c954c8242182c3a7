"""How long a link between two neighbouring cells is, known from the way it goes, and how far one gets in a tick."""

import numpy as np
from numba import njit

from marketsim.entities.city.walking import AHEAD, ASLANT, KNIGHT


@njit
def link_length(up: int, right: int) -> int:
    """The length of a link, dm, that goes ``up`` rows and ``right`` columns, one of them at most two.

    A walker who adds up links need not look up the distance of every cell on the way.
    """
    if up == 0 or right == 0:
        return AHEAD
    if up * up == right * right:
        return ASLANT
    return KNIGHT


@njit(inline="always")
def walked(here, goal, stride, row, column, distance, next_cell):
    """The cell somebody has reached who walks ``stride`` decimetres from ``here`` toward ``goal``.

    Written into the loops that call it, for handing over arrays would cost more than the walk.
    """
    left = np.int64(distance[goal, here])
    stop = left - stride
    if stop <= 0:
        here = goal
    while here != goal and left > stop:
        onward = next_cell[here, goal]
        left -= link_length(row[here] - row[onward], column[here] - column[onward])
        here = onward
    return here
