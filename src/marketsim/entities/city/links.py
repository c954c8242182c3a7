"""How far one gets in a tick: a walk along the links between cells, remembered by where from and where to."""

from functools import lru_cache

import numpy as np
from numba import njit
from numpy.typing import NDArray

from marketsim.entities.city.city import City

STRIDES_IN_MEMORY = 2


def walks_of(city: City, stride: float) -> NDArray[np.uint16]:
    """Return where walks of one length end, as far as this process has seen them walked: ``uint16[goals, cells]``.

    People walk the same streets day after day, and following a walk from cell to cell took a fifth of a tick. A walk
    not known yet is 0, any other one more than its last cell. What is remembered changes no result and belongs to no
    world, so that all worlds of a process share it; only what has been walked takes memory.
    """
    return _remembered(city.digest, city.cells, stride)


@lru_cache(STRIDES_IN_MEMORY)
def _remembered(digest: str, cells: int, stride: float) -> NDArray[np.uint16]:  # noqa: ARG001 - they are the key
    return np.zeros((cells, cells), dtype=np.uint16)


@njit(inline="always")
def walked(here, goal, stride, distance, way, beside):
    """The cell somebody has reached who walks ``stride`` decimetres from ``here`` toward ``goal``.

    The last row of ``beside`` holds the lengths of the ways. Written into the loops that call it, for handing
    over arrays would cost more than the walk.
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


@njit(inline="always")
def walked_before(here, goal, stride, walks, distance, way, beside):
    """The same for a walk of the one length of which ``walks`` are remembered."""
    known = np.int64(walks[goal, here])
    if known == 0:
        known = walked(here, goal, stride, distance, way, beside) + 1
        walks[goal, here] = known
    return known - 1
