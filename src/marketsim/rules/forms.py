"""In which form dealers sell, and who is let in (M24)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def is_let_in(familiarity: float, vetting: float) -> bool:
    """Whether a dealer sells to this buyer other than at an open spot.

    Parameters
    ----------
    familiarity, vetting : float in [0, 1]

    Source
    ------
    dorn-south-1990; assumed-market
    """
    return familiarity >= vetting


@njit
def form_worth(sales: float, perceived_risk: float, exposure: float) -> float:
    """What a form of sale is worth to a dealer: sales that are not spoilt by fear of arrest.

    Parameters
    ----------
    sales : float, sales/day
    perceived_risk : float in [0, 1]
    exposure : float, how risky the form is relative to an open spot

    Source
    ------
    dorn-south-1990; assumed-market
    """
    return sales * max(0.0, 1.0 - exposure * perceived_risk)


@njit
def changes_form(
    own_worth: float, other_worth: float, form_strength: float, form_rate: float, chance: float
) -> bool:
    """Whether a dealer takes up another form of sale today; only one that is worth more.

    Parameters
    ----------
    own_worth, other_worth : float, sales/day
    form_strength : float, 0 knocks it out
    form_rate : float, 1/day
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    dorn-south-1990; assumed-market
    """
    if other_worth <= own_worth:
        return False
    return chance < chance_within(form_strength * form_rate * (1.0 - own_worth / other_worth), 1.0)


@njit
def draw_of_closed(closed: bool, perceived_risk: float, prefers_closed: float) -> float:
    """How much more attractive a dealer is to a buyer who fears being stopped because nobody sees the sale.

    Parameters
    ----------
    closed : bool
    perceived_risk : float in [0, 1]
    prefers_closed : float, 0 knocks it out

    Source
    ------
    assumed-market
    """
    return prefers_closed * perceived_risk if closed else 0.0
