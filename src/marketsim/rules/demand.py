"""Who takes up and who gives up buying here (M21)."""

from __future__ import annotations

from numba import njit


@njit
def thwarted_after(thwarted: float, disappointed: float, taking_stock: float) -> float:
    """How often somebody fails to buy, as averaged after one more day.

    Parameters
    ----------
    thwarted, disappointed : float in [0, 1]
    taking_stock : float, days, at least one

    Source
    ------
    assumed-buying
    """
    return thwarted + (disappointed - thwarted) / max(1.0, taking_stock)


@njit
def quits_the_scene(
    outflow: float,
    thwarted: float,
    perceived_risk: float,
    quitting_for_want: float,
    quitting_for_risk: float,
    chance: float,
) -> bool:
    """Whether somebody leaves the scene for good today; failing to buy and fear of being stopped make it likelier.

    Parameters
    ----------
    outflow : float, 1/day
    thwarted, perceived_risk : float in [0, 1]
    quitting_for_want, quitting_for_risk : float, 0 knocks the response out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    gallet-2014; assumed-buying; assumed-deterrence
    """
    return chance < outflow * (1.0 + quitting_for_want * thwarted + quitting_for_risk * perceived_risk)


@njit
def people_expected(inflow: float, thwarted: float, dearer: float, joining_response: float) -> float:
    """Newcomers to expect today; word of failed searches and dear drugs keeps them away.

    Parameters
    ----------
    inflow : float, people/day
    thwarted : float in [0, 1], mean over the scene
    dearer : float, share by which dealers ask more than usual
    joining_response : float, 0 knocks it out

    Source
    ------
    gallet-2014; assumed-buying
    """
    return inflow * max(0.0, 1.0 - joining_response * (thwarted + dearer))
