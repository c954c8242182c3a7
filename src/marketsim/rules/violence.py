"""Debts, revenge, outbursts and how serious it gets (M9)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def demands(
    collection_rate: float, pressed: float, debt_pressure: float, hours: float, chance: float
) -> bool:
    """Whether a dealer who sees a debtor asks for an overdue debt now; sooner when the supplier presses.

    Parameters
    ----------
    collection_rate : float, 1/h
    pressed : float in [0, 1], how hard the supplier presses the dealer
    debt_pressure : float
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    reuter-2009; assumed-violence
    """
    return chance < chance_within(collection_rate * (1.0 + debt_pressure * pressed), hours)


@njit
def takes_revenge(force: float, revenge_rate: float, calm: float, hours: float, chance: float) -> bool:
    """Whether a dealer with an open score attacks the other side in sight.

    Parameters
    ----------
    force, calm : float in [0, 1]
    revenge_rate : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    goldstein-1985; assumed-violence
    """
    return chance < chance_within(revenge_rate * force * (1.0 - calm), hours)


@njit
def reputation_after(reputation: float, reputation_gain: float) -> float:
    """How much others fear a dealer after one more violent act of theirs.

    Parameters
    ----------
    reputation : float in [0, 1]
    reputation_gain : float in [0, 1], share of what is missing

    Source
    ------
    assumed-violence
    """
    return reputation + reputation_gain * (1.0 - reputation)


@njit
def forgets_a_score(grudge_days: float, chance: float) -> bool:
    """Whether a dealer lets an open score rest from this day on.

    Parameters
    ----------
    grudge_days : float, days a score stays open on average
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-violence
    """
    return chance < chance_within(1.0 / grudge_days, 1.0)


@njit
def is_agitated(withdrawn: bool, last_was_cocaine: bool, since_use: int, lasts: float) -> bool:
    """Whether somebody is agitated: by withdrawal, or for a while after a dose of cocaine.

    Parameters
    ----------
    withdrawn, last_was_cocaine : bool
    since_use, lasts : int and float, ticks

    Source
    ------
    goldstein-1985; assumed-violence
    """
    return withdrawn or (last_was_cocaine and since_use < lasts)


@njit
def lashes_out(
    aggression: float,
    agitated: bool,
    company: float,
    outburst_rate: float,
    calm: float,
    provoked: float,
    hours: float,
    chance: float,
) -> bool:
    """Whether somebody intoxicated or in withdrawal attacks a person near by.

    An officer in sight calms, and in a crowd may provoke.

    Parameters
    ----------
    aggression, calm, provoked : float in [0, 1]
    agitated : bool
    company : float, people near by
    outburst_rate : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    goldstein-1985; assumed-violence
    """
    if not agitated or company <= 0.0:
        return False
    return chance < chance_within(outburst_rate * aggression * (1.0 - calm) * (1.0 + provoked), hours)


@njit
def is_attacked_by_a_buyer(
    sex_buyer_rate: float, calm: float, passing: float, hours: float, chance: float
) -> bool:
    """Whether a sex buyer attacks somebody who sells sex after dark; passers-by protect.

    Parameters
    ----------
    sex_buyer_rate : float, 1/h
    calm : float in [0, 1]
    passing : float, people/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    bt-2022; assumed-violence
    """
    return chance < chance_within(sex_buyer_rate * (1.0 - calm) / (1.0 + passing), hours)


@njit
def severity(
    force: float, threat_share: float, serious_share: float, armed_restraint: float, chance: float
) -> int:
    """How serious an act is: 1 a threat, 2 an assault, 3 serious injury.

    Parameters
    ----------
    force, armed_restraint : float in [0, 1]
    threat_share, serious_share : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-violence
    """
    if chance < threat_share:
        return 1
    if chance > 1.0 - serious_share * force * (1.0 - armed_restraint):
        return 3
    return 2


@njit
def is_cancelled(debt_lost: float, chance: float) -> bool:
    """Whether a debt dies with the arrest of the creditor.

    Parameters
    ----------
    debt_lost : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    reuter-2009; assumed-violence
    """
    return chance < debt_lost


@njit
def is_inherited(debt_inherited: float, chance: float) -> bool:
    """Whether a debt that outlives the creditor's arrest is inherited with new credit; otherwise it is collected now.

    Parameters
    ----------
    debt_inherited : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    reuter-2009; assumed-violence
    """
    return chance < debt_inherited
