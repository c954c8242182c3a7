"""What an officer's hour goes to, which call is answered first, and how long work waits (M14)."""

from __future__ import annotations

from numba import njit


@njit
def task_of_the_hour(
    street_share: float,
    calls: float,
    dealing: float,
    public_use: float,
    pickpockets: float,
    nightlife: float,
    chance: float,
) -> int:
    """Which share of duty an officer's hour belongs to, counted in their order from 0; 6 is none of them.

    Where the shares are more than all of duty, the later ones come short.

    Parameters
    ----------
    street_share, calls, dealing, public_use, pickpockets, nightlife : float in [0, 1], shares of duty
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    cphpost-2012; assumed-capacity
    """
    within = street_share
    if chance < within:
        return 0
    within += calls
    if chance < within:
        return 1
    within += dealing
    if chance < within:
        return 2
    within += public_use
    if chance < within:
        return 3
    within += pickpockets
    if chance < within:
        return 4
    within += nightlife
    return 5 if chance < within else 6


@njit
def urgency(alarms: int, complaints: int, alarm_weight: float) -> float:
    """How much a place from which people called asks for a car.

    Parameters
    ----------
    alarms, complaints : int, calls that wait
    alarm_weight : float, complaints

    Source
    ------
    assumed-capacity
    """
    return alarm_weight * alarms + complaints


@njit
def has_lapsed(waited: float, longest: float) -> bool:
    """Whether work has waited so long that it is not done any more.

    Parameters
    ----------
    waited, longest : float, h

    Source
    ------
    cphpost-2012; assumed-capacity
    """
    return waited > longest
