"""How long things take that differ from one time to the next."""

from __future__ import annotations

from numba import njit


@njit
def length_around(mean: float, chance: float) -> float:
    """A length drawn around its mean, evenly from half of it to one and a half.

    Parameters
    ----------
    mean : float, any unit of time
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-people
    """
    return mean * (0.5 + chance)
