"""Whom violence reaches beside buyers and rivals: passers-by, shops, staff, officers, and who hits back (M9)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def outsiders_met(passing: float, people_make_seen: float) -> float:
    """How often somebody who is not of the scene is close by, 0 to 1.

    Parameters
    ----------
    passing : float, people/h
    people_make_seen : float, people/h at which half of the most is reached

    Source
    ------
    assumed-violence
    """
    return passing / (passing + people_make_seen)


@njit
def dares_to_rob(force: float, chance: float) -> bool:
    """Whether somebody about to rob a dealer goes through with it; who is ready to use force is left alone.

    Parameters
    ----------
    force : float in [0, 1], the dealer's
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    goldstein-1985; assumed-violence
    """
    return chance >= force


@njit
def answers_fraud(
    aggression: float, reputation: float, calm: float, fraud_answered: float, chance: float
) -> bool:
    """Whether a person who was sold nothing or something worthless goes for the dealer.

    Parameters
    ----------
    aggression, reputation, calm : float in [0, 1], of the person, of the dealer, of the place
    fraud_answered : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    goldstein-1985; assumed-violence
    """
    return chance < fraud_answered * aggression * (1.0 - reputation) * (1.0 - calm)


@njit
def extorts(
    force: float, restraint: float, extortion_rate: float, calm: float, hours: float, chance: float
) -> bool:
    """Whether a dealer makes somebody in sight pay for being left in peace.

    Parameters
    ----------
    force, restraint, calm : float in [0, 1]
    extortion_rate : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    reuter-2009; assumed-violence
    """
    return chance < chance_within(extortion_rate * force * (1.0 - restraint) * (1.0 - calm), hours)


@njit
def turns_on_staff(
    aggression: float,
    trust_staff: float,
    staff_rate: float,
    trust_soothes: float,
    hours: float,
    chance: float,
) -> bool:
    """Whether somebody agitated or turned away attacks or threatens the staff at hand; trust in them soothes.

    Parameters
    ----------
    aggression, trust_staff : float in [0, 1]
    staff_rate : float, 1/h
    trust_soothes : float in [0, 1]
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-violence
    """
    return chance < chance_within(staff_rate * aggression * (1.0 - trust_soothes * trust_staff), hours)


@njit
def resists(temper: float, trust: float, resistance: float, chance: float) -> bool:
    """Whether somebody stopped, arrested or sent away attacks the officer or guard.

    Parameters
    ----------
    temper : float in [0, 1], readiness to attack or to use force
    trust : float in [0, 1], in whoever does it
    resistance : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-violence
    """
    return chance < resistance * temper * (1.0 - trust)


@njit
def force_is_used(resisted: bool, usual_force: float, force_against_resistance: float, chance: float) -> bool:
    """Whether officers use reportable force in an encounter; where they are resisted they do so more often.

    Parameters
    ----------
    resisted : bool
    usual_force, force_against_resistance : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-violence
    """
    return chance < (max(usual_force, force_against_resistance) if resisted else usual_force)
