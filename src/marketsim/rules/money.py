"""Where money comes from on the street, and when need turns into theft or robbery (M2)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, log


@njit
def comes_within(rate: float, strength: float, hours: float, chance: float) -> bool:
    """Whether something that happens at a rate happens within the time.

    Parameters
    ----------
    rate : float, 1/h
    strength : float, 0 knocks it out
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-money
    """
    return chance < chance_within(rate * strength, hours)


@njit
def strolls_on(strolls: float, hours: float, chance: float) -> bool:
    """Whether somebody raising money goes on to try another place.

    Parameters
    ----------
    strolls : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-money
    """
    return chance < chance_within(strolls, hours)


@njit
def amount(mean: float, chance: float) -> int:
    """An amount of money in øre; small amounts are common and large ones rare (exponential).

    Parameters
    ----------
    mean : float, kr
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-money
    """
    return int(100.0 * mean * -log(1.0 - chance))


@njit
def steals(
    craving: float,
    offending: float,
    perceived_risk: float,
    theft_rate: float,
    theft_strength: float,
    calm: float,
    hours: float,
    chance: float,
) -> bool:
    """Whether somebody in need and without money steals now.

    Need drives it, propensity is heavy-tailed, perceived risk and an officer in sight hold it back.

    Parameters
    ----------
    craving : float, 1 is full need
    offending : float, 1 is average
    perceived_risk, calm : float in [0, 1]
    theft_rate : float, 1/h
    theft_strength : float, 0 knocks theft out
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    goldstein-1985; assumed-money
    """
    restraint = (1.0 - min(1.0, perceived_risk)) * (1.0 - calm)
    return chance < chance_within(theft_rate * theft_strength * offending * craving * restraint, hours)


@njit
def robs(
    craving: float,
    offending: float,
    robbery_rate: float,
    robbery_strength: float,
    calm: float,
    hours: float,
    chance: float,
) -> bool:
    """Whether somebody in need and without money robs a person near by.

    Parameters
    ----------
    craving : float, 1 is full need
    offending : float, 1 is average
    robbery_rate : float, 1/h
    robbery_strength : float, 0 knocks robbery out
    calm : float in [0, 1]
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    goldstein-1985; assumed-money
    """
    return chance < chance_within(robbery_rate * robbery_strength * offending * craving * (1.0 - calm), hours)
