"""When people go to those who help them, and those who help come upon them (M4, M5, M17)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


@njit
def goes_to_a_facility(
    visit_rate: float, visit_strength: float, walk: float, walk_tolerance: float, hours: float, chance: float
) -> bool:
    """Whether somebody with nothing else to do sets out for a facility that is open.

    Willingness halves with every ``walk_tolerance`` of walking.

    Parameters
    ----------
    visit_rate : float, 1/h
    visit_strength : float, 0 knocks visits out
    walk, walk_tolerance : float, min
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    maendenes-hjem; assumed-services
    """
    return chance < chance_within(visit_rate * visit_strength * halving(walk / walk_tolerance), hours)


@njit
def chance_at_the_door(visit_rate: float, visit_strength: float, hours: float) -> float:
    """How likely somebody goes to a facility that lies at their feet: nobody goes more readily to one farther away.

    Parameters
    ----------
    visit_rate : float, 1/h
    visit_strength : float, 0 knocks visits out
    hours : float, h

    Returns
    -------
    float in [0, 1]

    Source
    ------
    maendenes-hjem; assumed-services
    """
    return chance_within(visit_rate * visit_strength, hours)


@njit
def uses_near_the_health_room(
    walk: float, walk_tolerance: float, health_room_appeal: float, chance: float
) -> bool:
    """Whether somebody who does not use in a room goes to where nurses are close by.

    Parameters
    ----------
    walk, walk_tolerance : float, min
    health_room_appeal : float in [0, 1], 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-place
    """
    return chance < health_room_appeal * halving(walk / walk_tolerance)


@njit
def is_approached(contacts: float, in_view: float, hours: float, chance: float) -> bool:
    """Whether an outreach worker comes to speak with this one of the people close by.

    Parameters
    ----------
    contacts : float, 1/h, 0 knocks them out
    in_view : float, people
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-outreach
    """
    return chance < chance_within(contacts / in_view, hours)


@njit
def leaves_early(craving: float, uses_at: float, holds: bool, starts_seeking: float) -> bool:
    """Whether need drives somebody out of a facility before the visit would end.

    Parameters
    ----------
    craving, uses_at, starts_seeking : float, 1 is full need
    holds : bool, whether there is a dose in the pocket

    Source
    ------
    assumed-services
    """
    return craving >= uses_at if holds else craving >= starts_seeking
