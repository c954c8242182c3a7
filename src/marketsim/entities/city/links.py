"""How long a link between two neighbouring cells is, known from the way it goes."""

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
