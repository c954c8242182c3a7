"""What residents make of what they see, and when they complain (M15)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


@njit
def annoyance_of(
    seen_use: float,
    seen_selling: float,
    seen_violence: float,
    annoyed_by_use: float,
    annoyed_by_selling: float,
    annoyed_by_violence: float,
) -> float:
    """How annoying what was seen in an hour is.

    Parameters
    ----------
    seen_use : float, uses
    seen_selling : float, dealer hours
    seen_violence : float, acts
    annoyed_by_use, annoyed_by_selling, annoyed_by_violence : float

    Source
    ------
    assumed-complaints; kammersgaard-2019
    """
    return annoyed_by_use * seen_use + annoyed_by_selling * seen_selling + annoyed_by_violence * seen_violence


@njit
def annoyance_later(annoyance: float, seen_bad: float, annoyance_half_life: float, hours: float) -> float:
    """Annoyance after an hour at the window or in the street.

    Parameters
    ----------
    annoyance, seen_bad : float
    annoyance_half_life : float, days
    hours : float, h

    Source
    ------
    assumed-complaints
    """
    return annoyance * halving(hours / (24.0 * annoyance_half_life)) + seen_bad


@njit
def complains_now(
    annoyance: float, weight: float, complains: float, complaint_rate: float, hours: float, chance: float
) -> bool:
    """Whether an annoyed resident, or one of those the resident stands for, complains within the time.

    Parameters
    ----------
    annoyance : float
    weight : float, residents this one stands for
    complains : float, 1 is average
    complaint_rate : float, 1/day
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-complaints
    """
    return chance < chance_within(complaint_rate / 24.0 * annoyance * weight * complains, hours)


@njit
def safety_later(
    safety: float,
    seen_scene: float,
    seen_violence: float,
    seen_police: float,
    fear_by_scene: float,
    fear_by_violence: float,
    safety_by_police: float,
    usual_safety: float,
    safety_returns: float,
    hours: float,
) -> float:
    """Perceived safety after an hour in view of the scene, of violence and of the police.

    Parameters
    ----------
    safety, usual_safety : float in [0, 1]
    seen_scene, seen_violence, seen_police : float, in view during the hour
    fear_by_scene, fear_by_violence, safety_by_police : float
    safety_returns : float, days
    hours : float, h

    Source
    ------
    safe-city-2021; assumed-complaints
    """
    drifted = usual_safety + (safety - usual_safety) * halving(hours / (24.0 * safety_returns))
    changed = (
        drifted
        - fear_by_scene * seen_scene
        - fear_by_violence * seen_violence
        + safety_by_police * seen_police
    )
    return max(0.0, min(1.0, changed))


@njit
def passers_by(footfall: float, share: float, fear: float, fear_empties: float) -> float:
    """How many people pass a place in an hour; those who feel unsafe avoid where violence is remembered.

    Parameters
    ----------
    footfall : float, people/h at the busiest hour
    share : float in [0, 1], this hour's share of the busiest one
    fear : float, acts of violence remembered at the place
    fear_empties : float, halvings for each, 0 knocks the effect out

    Source
    ------
    assumed-complaints
    """
    return footfall * share * halving(fear * fear_empties)
