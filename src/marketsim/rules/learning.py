"""What dealers change after what they lived through; who leaves the market and who enters (M8)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


@njit
def force_after(force: float, gained: float, lost: float, usual: float, force_learning: float) -> float:
    """Propensity to use force after a day on which force brought and cost something.

    A gain of a usual day’s earnings moves it up by ``force_learning``, a loss down.

    Parameters
    ----------
    force : float in [0, 1]
    gained, lost, usual : float, øre
    force_learning : float, 1/day

    Source
    ------
    assumed-learning
    """
    lesson = max(-1.0, min(1.0, (gained - lost) / usual))
    return max(0.0, min(1.0, force + force_learning * lesson))


@njit
def drifts_toward(own: float, model: float, earned: float, model_earned: float, imitation: float) -> float:
    """A practice after a day beside somebody who earns more with another one; nobody imitates a loss.

    Parameters
    ----------
    own, model : float in [0, 1]
    earned, model_earned : float, øre/day
    imitation : float, 1/day

    Source
    ------
    assumed-learning
    """
    made = max(0.0, earned)
    if model_earned <= made:
        return own
    return own + imitation * (1.0 - made / model_earned) * (model - own)


@njit
def visibility_after(
    visibility: float, perceived_risk: float, custom: float, usual_custom: float, visibility_learning: float
) -> float:
    """How openly a dealer sells after a day: more for want of custom, less for fear of arrest.

    Parameters
    ----------
    visibility, perceived_risk : float in [0, 1]
    custom, usual_custom : float, sales/day
    visibility_learning : float, 1/day

    Source
    ------
    assumed-learning
    """
    want = max(0.0, 1.0 - custom / usual_custom)
    return max(0.0, min(1.0, visibility + visibility_learning * (want - perceived_risk) * 0.5))


@njit
def leaves_the_market(
    earned: float, alternative: float, perceived_risk: float, exit_rate: float, chance: float
) -> bool:
    """Whether a dealer stops selling for good: sooner when it pays less than the alternative and frightens more.

    Parameters
    ----------
    earned, alternative : float, kr/day
    perceived_risk : float in [0, 1]
    exit_rate : float, 1/day
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-learning; reuter-kleiman-1986
    """
    worth = max(0.0, earned) * (1.0 - perceived_risk) / alternative
    return chance < chance_within(exit_rate * halving(2.0 * worth - 1.0), 1.0)


@njit
def newcomers_expected(earned: float, alternative: float, believed: float, entry_rate: float) -> float:
    """Newcomers a day to expect when dealers are seen to earn this much; none below the alternative.

    Parameters
    ----------
    earned, alternative : float, kr/day
    believed : float in [0, 1], mean risk of arrest as dealers tell it
    entry_rate : float, dealers/day

    Source
    ------
    assumed-learning; reuter-2009
    """
    return entry_rate * max(0.0, earned * (1.0 - believed) / alternative - 1.0)


@njit
def sells_today(perceived_risk: float, selling_deterred: float, chance: float) -> bool:
    """Whether a dealer goes out to sell today; perceived risk of arrest deters.

    Parameters
    ----------
    perceived_risk : float in [0, 1]
    selling_deterred : float, 0 knocks deterrence out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-deterrence
    """
    return chance >= selling_deterred * perceived_risk


@njit
def emboldened(force: float, cowed: float, feared: float, emboldening: float) -> float:
    """Propensity to use force after a day on which the most feared rival in sight is feared less than one is used to.

    Who was cowed by a violent rival may turn to force once the rival is gone; who never was does not.

    Parameters
    ----------
    force : float in [0, 1]
    cowed : float in [0, 1], fear one has got used to
    feared : float in [0, 1], fear of the most feared rival in sight today
    emboldening : float, 0 knocks it out

    Source
    ------
    rand-2025; assumed-learning
    """
    return min(1.0, force + emboldening * max(0.0, cowed - feared) * (1.0 - force))


@njit
def conceals_after(conceals: float, force: float, feared: float, hiding: float) -> float:
    """How far a dealer hides the use of force after seeing a feared one arrested; the peaceful have nothing to hide.

    Parameters
    ----------
    conceals : float in [0, 1]
    force : float in [0, 1]
    feared : float in [0, 1], how much others feared the arrested dealer
    hiding : float in [0, 1], 0 knocks it out

    Source
    ------
    dorn-south-1990; assumed-learning
    """
    return conceals + hiding * force * feared * (1.0 - conceals)
