"""When people who use drugs sell to each other (MODEL §3.1)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def offers_to_sell(
    craving: float,
    perceived_risk: float,
    offer_rate: float,
    brokering_strength: float,
    hours: float,
    chance: float,
) -> bool:
    """Whether somebody short of money asks those who look for drugs close by; need drives it, fear holds it back.

    Parameters
    ----------
    craving : float, 1 is full need
    perceived_risk : float in [0, 1]
    offer_rate : float, 1/h
    brokering_strength : float, 0 knocks it out
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    small-2013; debeck-2007; assumed-market
    """
    need = min(1.0, craving)
    return chance < chance_within(offer_rate * brokering_strength * need * (1.0 - perceived_risk), hours)


@njit
def sells_methadone(doses: int, parts_with: float, chance: float) -> bool:
    """Whether somebody who sells offers own methadone rather than to broker.

    Parameters
    ----------
    doses : doses, in hand
    parts_with : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-market; fine-2018
    """
    return doses > 0 and chance < parts_with


@njit
def craving_without(craving: float, methadone_relief: float, worst_craving: float) -> float:
    """Need of somebody who has sold the dose of methadone that would have met a part of it.

    Parameters
    ----------
    craving, worst_craving : float, 1 is full need
    methadone_relief : float in [0, 1]

    Source
    ------
    assumed-market
    """
    return min(max(craving, worst_craving), craving + methadone_relief)
