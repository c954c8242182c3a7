"""Turns and lots: who is served first, and on whom it falls, is drawn and never a matter of place in a table."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit
def take_turn(
    order: NDArray[np.int64], drawn: NDArray[np.float64], waiting: int, row: int, turn: float
) -> int:
    """Let one more stand in the row, before everybody with a later turn; returns how many wait now.

    Called only for those who wait (some dozens a tick), so passing arrays costs nothing here.

    Parameters
    ----------
    order, drawn : int64[n], float64[n], table rows of those waiting and their turns; the first ``waiting`` are in use
    waiting : how many wait already
    row, turn : who joins, and the turn drawn; the least is first
    """
    position = waiting
    while position > 0 and drawn[position - 1] > turn:
        drawn[position] = drawn[position - 1]
        order[position] = order[position - 1]
        position -= 1
    drawn[position] = turn
    order[position] = row
    return waiting + 1


@njit
def on_whom_it_falls(chosen: int, least: float, row: int, lot: float) -> tuple[int, float]:
    """Let one more draw a lot: the row with the least lot so far, and that lot.

    Begin with nobody (−1) and 1, which no lot reaches.

    Parameters
    ----------
    chosen, least : the row that has drawn the least lot so far, and the lot
    row, lot : who draws, and the lot drawn, in [0, 1)
    """
    if lot < least:
        return row, lot
    return chosen, least
