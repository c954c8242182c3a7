"""Used equipment in the street: dropped, found, and taken away (M6)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


@njit
def drops_equipment(
    bin_walk: float,
    considerate: float,
    fear: float,
    bin_reach: float,
    fear_drops: float,
    careless: float,
    chance: float,
) -> bool:
    """Whether somebody who has used outside leaves the equipment lying.

    A bin, a room or a habit prevents it; who fears to be stopped with used equipment, or hurries, minds them less.

    Parameters
    ----------
    bin_walk, bin_reach : float, m
    considerate, fear, fear_drops, careless : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kinnard-2014; aitken-2002; assumed-litter
    """
    tidy = (1.0 - fear_drops * fear) * max(considerate, halving(bin_walk / bin_reach))
    return chance < careless * (1.0 - tidy)


@njit
def chances_to_find(passing: float, dwellings: float, household_trips: float, awake: bool) -> float:
    """How many people go past a piece in an hour.

    Parameters
    ----------
    passing : float, people/h in the street
    dwellings : float, looking onto the place
    household_trips : float, 1/h
    awake : bool, whether it is the time of day when households are about

    Source
    ------
    assumed-litter
    """
    return passing + dwellings * household_trips * awake


@njit
def is_found(passing: float, seclusion: float, find_rate: float, hours: float, chance: float) -> bool:
    """Whether one of those who go past a piece within the time finds it.

    Parameters
    ----------
    passing : float, people/h who go past
    seclusion : float in [0, 1], chance that one of them does not look there
    find_rate : float in [0, 1], 0 knocks it out
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-litter
    """
    return chance < chance_within(find_rate * passing * (1.0 - seclusion), hours)


@njit
def rounds_done(hour: float, rounds: float, first_round: float, last_round: float) -> int:
    """How many of the day’s rounds of cleaning are over by an hour; they are spread evenly.

    Parameters
    ----------
    hour, first_round, last_round : float, h
    rounds : float, rounds/day

    Source
    ------
    assumed-litter
    """
    if hour <= first_round:
        return 0
    return int(min(1.0, (hour - first_round) / (last_round - first_round)) * rounds)
