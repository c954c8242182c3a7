"""How craving and tolerance change with time and with each dose (M1)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import halving


@njit
def craving_later(
    craving: float, dependence: float, cycle: float, need_strength: float, worst_craving: float, hours: float
) -> float:
    """Craving after some time without a dose.

    It rises evenly, reaching full need after one ``cycle`` in a fully dependent person.

    Parameters
    ----------
    craving, worst_craving : float, 1 is full need
    dependence : float in [0, 1]
    cycle : float, h
    need_strength : float, 0 knocks need out
    hours : float, h

    Source
    ------
    assumed-need
    """
    return min(worst_craving, craving + need_strength * dependence * hours / cycle)


@njit
def cycle(cocaine: bool, substitution: float, heroin_cycle: float, cocaine_cycle: float) -> float:
    """The time from a dose to full need of the next, in hours.

    Substitution treatment stretches the need for heroin and does nothing about cocaine.

    Parameters
    ----------
    cocaine : bool, whether cocaine is what is wanted
    substitution : float in [0, 1), share of the need for heroin that treatment meets
    heroin_cycle, cocaine_cycle : float, h

    Source
    ------
    assumed-need; cphpost-2014
    """
    if cocaine:
        return cocaine_cycle
    return heroin_cycle / (1.0 - substitution)


@njit
def craving_after_dose(craving: float, relief: float) -> float:
    """Craving left when a dose has been used.

    Parameters
    ----------
    craving, relief : float, 1 is full need

    Source
    ------
    assumed-need
    """
    return max(0.0, craving - relief)


@njit
def tolerance_later(tolerance: float, hours: float, tolerance_half_life: float) -> float:
    """Tolerance left after abstinence; what custody takes away makes release dangerous.

    Parameters
    ----------
    tolerance : float in [0, 1]
    hours : float, h
    tolerance_half_life : float, days

    Source
    ------
    assumed-overdose
    """
    return tolerance * halving(hours / (24.0 * tolerance_half_life))


@njit
def tolerance_after_dose(tolerance: float, tolerance_gain: float) -> float:
    """Tolerance after a dose of heroin.

    Parameters
    ----------
    tolerance : float in [0, 1]
    tolerance_gain : float, share of what is missing

    Source
    ------
    assumed-overdose
    """
    return tolerance + tolerance_gain * (1.0 - tolerance)


@njit
def wants_cocaine(heroin_share: float, chance: float) -> bool:
    """Whether the next dose wanted is cocaine.

    Parameters
    ----------
    heroin_share : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    toth-2016
    """
    return chance >= heroin_share


@njit
def is_in_withdrawal(craving: float) -> bool:
    """Whether need has passed fullness and become withdrawal.

    Parameters
    ----------
    craving : float, 1 is full need

    Source
    ------
    assumed-need
    """
    return craving > 1.0
