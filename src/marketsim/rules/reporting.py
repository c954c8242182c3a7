"""What is told, by whom, and what the police write down of it (M10)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def heard(trust: float, danish: bool, language_barrier: float) -> float:
    """How readily a person tells an officer anything: trust, less what language and residence stand in the way.

    Parameters
    ----------
    trust : float in [0, 1]
    danish : bool, speaks Danish and is entitled to services
    language_barrier : float in [0, 1]

    Source
    ------
    toth-2016; assumed-reporting
    """
    return trust if danish else trust * (1.0 - language_barrier)


@njit
def is_phoned_in(
    passing: float, seclusion: float, seriousness: int, witness_phones: float, chance: float
) -> bool:
    """Whether one of the passers-by who could see an act of violence calls the police.

    Parameters
    ----------
    passing : float, people who pass while it lasts
    seclusion : float in [0, 1]
    seriousness : int, 1 to 3
    witness_phones : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-reporting
    """
    return chance < chance_within(witness_phones * passing * (1.0 - seclusion), seriousness / 3.0)


@njit
def dealer_tells(seriousness: int, dealers_tell: float, chance: float) -> bool:
    """Whether a dealer who is a victim tells the police.

    Parameters
    ----------
    seriousness : int, 1 to 3
    dealers_tell : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-reporting
    """
    return chance < dealers_tell * seriousness / 3.0


@njit
def tells_of_a_loss(trust: float, fear: float, losses_told: float, silenced: float, chance: float) -> bool:
    """Whether a person tells an officer of having been cheated.

    Parameters
    ----------
    trust, fear : float in [0, 1]
    losses_told, silenced : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-reporting
    """
    return chance < losses_told * trust * (1.0 - silenced * fear)


@njit
def outsider_tells(
    seriousness: int, fear: float, outsiders_tell: float, silenced: float, chance: float
) -> bool:
    """Whether a passer-by, a shop or staff who are victims tell the police; fear of the offender silences.

    Parameters
    ----------
    seriousness : int, 1 to 3
    fear, outsiders_tell, silenced : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-reporting
    """
    return chance < outsiders_tell * seriousness / 3.0 * (1.0 - silenced * fear)
