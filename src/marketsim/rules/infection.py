"""When equipment is carried, shared and infects (M5)."""

from __future__ import annotations

from numba import njit


@njit
def sets_carried(
    most_carried: int, perceived_risk: float, equipment_invites_stop: float, fear_of_carrying: float
) -> int:
    """How many sets of clean equipment somebody is ready to carry.

    Where carried equipment invites a stop, those who reckon with one carry less of it.

    Parameters
    ----------
    most_carried : int, sets
    perceived_risk, equipment_invites_stop : float in [0, 1]
    fear_of_carrying : float, 0 knocks it out

    Source
    ------
    maher-dixon-1999; rhodes-2002; assumed-infection
    """
    given_up = min(1.0, fear_of_carrying * equipment_invites_stop * perceived_risk)
    return int(most_carried * (1.0 - given_up) + 0.5)


@njit
def drawn_to(stop_rate: float, equipment: bool, equipment_invites_stop: float) -> float:
    """The rate at which officers stop somebody who may be seen to carry equipment.

    Parameters
    ----------
    stop_rate : float, 1/h
    equipment : bool, whether any is carried
    equipment_invites_stop : float in [0, 1]

    Source
    ------
    maher-dixon-1999; rhodes-2002
    """
    return stop_rate * (1.0 + equipment_invites_stop) if equipment else stop_rate


@njit
def borrows(sharing: float, rushed: bool, rush_shares: float, chance: float) -> bool:
    """Whether somebody about to inject without clean equipment uses that of somebody near by.

    Parameters
    ----------
    sharing : float in [0, 1], 0 knocks it out
    rushed : bool
    rush_shares : float in [0, 1], part of the remaining restraint that hurry takes away
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kinnard-2014; rhodes-2002
    """
    readiness = sharing
    if rushed and sharing > 0.0:
        readiness = sharing + (1.0 - sharing) * rush_shares
    return chance < readiness


@njit
def catches(infectious: bool, susceptible: bool, transmission: float, chance: float) -> bool:
    """Whether shared equipment passes on an infection of the blood.

    Parameters
    ----------
    infectious, susceptible : bool
    transmission : float in [0, 1], 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-infection
    """
    return infectious and susceptible and chance < transmission
