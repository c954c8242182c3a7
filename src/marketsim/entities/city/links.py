"""How far one gets in a tick: a walk along the links between cells."""

import numpy as np
from numba import njit


@njit(inline="always")
def walked(here, goal, stride, distance, way, beside):
    """The cell somebody has reached who walks ``stride`` decimetres from ``here`` toward ``goal``.

    The last row of ``beside`` holds the lengths of the ways. Written into the loops that call it, for handing over
    arrays would cost more than the walk.
    """
    left = np.int64(distance[goal, here])
    stop = left - stride
    if stop <= 0:
        here = goal
    while here != goal and left > stop:
        turn = way[here, goal]
        left -= np.int64(beside[-1, turn])
        here = beside[here, turn]
    return here
