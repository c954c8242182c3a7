"""How long a link between two neighbouring cells is, known from the way it goes, and how far one gets in a tick."""

import numpy as np
from numba import njit

from marketsim.entities.city.walking import AHEAD, ASLANT, KNIGHT, LINKS

FIRST_ASLANT = [length for *_, length in LINKS].index(ASLANT)
FIRST_KNIGHT = [length for *_, length in LINKS].index(KNIGHT)


@njit
def link_length(way: int) -> int:
    """The length of a link, dm, by its place among LINKS.

    A walker who adds up links need not look up the distance of every cell on the way.
    """
    if way < FIRST_ASLANT:
        return AHEAD
    if way < FIRST_KNIGHT:
        return ASLANT
    return KNIGHT


@njit(inline="always")
def walked(here, goal, stride, distance, way, beside):
    """The cell somebody has reached who walks ``stride`` decimetres from ``here`` toward ``goal``.

    Written into the loops that call it, for handing over arrays would cost more than the walk.
    """
    left = np.int64(distance[goal, here])
    stop = left - stride
    if stop <= 0:
        here = goal
    while here != goal and left > stop:
        turn = way[here, goal]
        left -= link_length(turn)
        here = beside[here, turn]
    return here
