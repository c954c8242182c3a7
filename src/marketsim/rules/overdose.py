"""When a dose is too much, and whether help comes (M5)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def overdoses(
    potency: float,
    tolerance: float,
    injects: bool,
    rushed: bool,
    overdose_rate: float,
    protection: float,
    injecting_factor: float,
    rush_factor: float,
    chance: float,
) -> bool:
    """Whether a dose becomes an overdose.

    The hazard rises with strength, injecting and hurry, and falls with tolerance.

    Parameters
    ----------
    potency : float, 1 is what the person reckons with
    tolerance : float in [0, 1]
    injects, rushed : bool
    overdose_rate : float, 1/dose
    protection, injecting_factor, rush_factor : float
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    ministry-of-health-2015; assumed-overdose
    """
    hazard = overdose_rate * potency * potency * (1.0 - protection * tolerance)
    if injects:
        hazard = hazard * (1.0 + injecting_factor)
    if rushed:
        hazard = hazard * (1.0 + rush_factor)
    return chance < hazard


@njit
def help_comes(
    passing: float, findability: float, company: bool, help_window: float, company_helps: float
) -> float:
    """The chance that somebody gets help in time to a person who collapsed in the street.

    Parameters
    ----------
    passing : float, people/h
    findability : float in [0, 1]
    company : bool, whether somebody is close by
    help_window : float, h
    company_helps : float in [0, 1]

    Source
    ------
    assumed-overdose
    """
    alone = 1.0 - chance_within(passing * findability, help_window)
    if company:
        alone = alone * (1.0 - company_helps)
    return 1.0 - alone


@njit
def dies(helped: float, fatality: float, chance: float) -> bool:
    """Whether an overdose kills.

    Parameters
    ----------
    helped : float in [0, 1], chance of help in time
    fatality : float, chance of death without help
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-overdose
    """
    return chance < fatality * (1.0 - helped)
