"""What belonging to a crew changes: peace within, feuds without, a stash on credit (M23)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def strangeness_in_crews(
    strange: float, crewmates: bool, led: bool, crew_peace: float, succession_quarrel: float
) -> float:
    """How readily two dealers quarrel, given their crews: a leader keeps peace within, an open succession does not.

    Parameters
    ----------
    strange : float in [0, 1], how far they are of unknown strength to each other
    crewmates, led : bool, whether they are of one crew, and whether somebody leads it
    crew_peace : float in [0, 1], 0 knocks it out
    succession_quarrel : float, 1 as between strangers

    Source
    ------
    assumed-crews; rand-2025
    """
    if not crewmates:
        return strange
    if led:
        return strange * (1.0 - crew_peace)
    return succession_quarrel


@njit
def wages_feud(force: float, feud: float, feud_rate: float, calm: float, hours: float, chance: float) -> bool:
    """Whether a dealer attacks one of a crew with which the own crew has a feud, only because of it.

    Parameters
    ----------
    force, feud, calm : float in [0, 1]
    feud_rate : float, 1/h, 0 knocks feuds out
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    moeller-hesse-2013; assumed-crews
    """
    return chance < chance_within(feud_rate * force * feud * (1.0 - calm), hours)


@njit
def feud_after(feud: float, feud_spread: float) -> float:
    """How hot the feud between two crews is after one more act between their dealers.

    Parameters
    ----------
    feud : float in [0, 1]
    feud_spread : float in [0, 1], share of what is missing

    Source
    ------
    assumed-crews
    """
    return feud + feud_spread * (1.0 - feud)


@njit
def follows_another(succession_days: float, chance: float) -> bool:
    """Whether a crew without leader agrees on another one today.

    Parameters
    ----------
    succession_days : float, days it takes on average
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-crews
    """
    return chance < chance_within(1.0 / succession_days, 1.0)


@njit
def consignment_comes(consignment_days: float, chance: float) -> bool:
    """Whether the supplier brings a crew a consignment today.

    Parameters
    ----------
    consignment_days : float, days between consignments on average
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-crews
    """
    return chance < chance_within(1.0 / consignment_days, 1.0)


@njit
def pressed_by(owed: float, held: float, stock_value: float) -> float:
    """How hard a supplier presses a debtor: not while stock stands for the debt, fully from a whole stock beyond on.

    Parameters
    ----------
    owed, held : float, øre
    stock_value : float, øre, what a whole stock costs

    Source
    ------
    reuter-2009; assumed-crews
    """
    return min(1.0, max(0.0, owed - held) / stock_value)
