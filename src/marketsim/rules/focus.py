"""What is done about people who frighten others, and what other units make of the list (M12)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def response_to(support: float, attention: float, exclusion: float, detention: float, chance: float) -> int:
    """Which response a focus person gets, counted in their order from 1; 0 is to be listed and nothing else.

    Where the shares are more than all, the later ones come short.

    Parameters
    ----------
    support, attention, exclusion, detention : float in [0, 1], shares of the listed
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-focus
    """
    within = support
    if chance < within:
        return 1
    within += attention
    if chance < within:
        return 2
    within += exclusion
    if chance < within:
        return 3
    within += detention
    return 4 if chance < within else 0


@njit
def aggression_after(aggression: float, response_strength: float, calms: float) -> float:
    """How readily a focus person attacks others after a week’s response, which may also provoke.

    Parameters
    ----------
    aggression : float in [0, 1]
    response_strength : float, 0 knocks all responses out
    calms : float in [-1, 1], share by which the response lowers it

    Source
    ------
    assumed-focus
    """
    return max(0.0, min(1.0, aggression * (1.0 - response_strength * calms)))


@njit
def is_harassed(short_leash: float, leash_rate: float, hours: float, chance: float) -> bool:
    """Whether an officer who reads the list as a call to keep people on a short leash stops somebody listed.

    Parameters
    ----------
    short_leash : float in [0, 1]
    leash_rate : float, 1/h in view
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-focus
    """
    return chance < chance_within(short_leash * leash_rate, hours)
