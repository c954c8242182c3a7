"""What an officer in view does to the street around (M22)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import halving


@njit
def presence_left(hours: float, residual: float) -> float:
    """Share of the presence felt at a place that is left some time after the last officer has gone.

    Parameters
    ----------
    hours : float, h
    residual : float, h, its half-life

    Source
    ------
    assumed-presence; braga-2019
    """
    return halving(hours / residual)


@njit
def presence_filled(seen: int, seconds: float, dose: float) -> float:
    """Share by which officers in view fill up what is missing of the presence felt at a place.

    Parameters
    ----------
    seen : int, officers in view
    seconds : float, s per officer in view
    dose : float, h

    Source
    ------
    assumed-presence; braga-2019
    """
    return 1.0 - halving(seen * seconds / 3600.0 / dose)


@njit
def presence_after(felt: float, filled: float) -> float:
    """Presence felt at a place, 0 to 1, once officers in view have filled up part of what is missing.

    Parameters
    ----------
    felt : float in [0, 1], what is left of the presence felt before
    filled : float in [0, 1], by those in view

    Source
    ------
    assumed-presence; braga-2019
    """
    return felt + filled * (1.0 - felt)


@njit
def calm_of(
    calming: float, presence: float, passing: float, eyes_calm: float, people_make_seen: float
) -> float:
    """The share of offending that does not happen at a place because officers are felt there or people pass.

    Parameters
    ----------
    calming, eyes_calm : float in [0, 1], shares prevented in full view of officers and of very many people
    presence : float in [0, 1], of the police
    passing : float, people/h
    people_make_seen : float, people/h at which half of the second share is reached

    Source
    ------
    braga-2019; assumed-presence
    """
    eyes = eyes_calm * passing / (passing + people_make_seen)
    return 1.0 - (1.0 - calming * presence) * (1.0 - eyes)
