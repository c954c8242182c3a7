"""Who stays away, who goes to another scene and who comes back (M16)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def comes_today(
    attendance: float,
    perceived_risk: float,
    disappointed: float,
    stays_away: float,
    word_of_mouth: float,
    chance: float,
) -> bool:
    """Whether a person of the pool comes to the scene today.

    Newcomers and regulars react to what they saw and heard: risk of being stopped, and failing to buy.

    Parameters
    ----------
    attendance, perceived_risk, disappointed : float in [0, 1]
    stays_away, word_of_mouth : float, 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-displacement
    """
    drawn = attendance * max(0.0, 1.0 - stays_away * perceived_risk) * (1.0 - word_of_mouth * disappointed)
    return chance < drawn


@njit
def goes_to_another_scene(goes_elsewhere: float, scene_pull: float, chance: float) -> bool:
    """Whether somebody who stays away today goes to another scene rather than home.

    Parameters
    ----------
    goes_elsewhere, scene_pull : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-displacement
    """
    return chance < goes_elsewhere * scene_pull


@njit
def dealer_leaves(
    perceived_risk: float, earned: float, elsewhere: float, local: bool, leaving_rate: float, chance: float
) -> bool:
    """Whether a dealer moves to another scene: for fear of arrest and for want of custom; locals hesitate.

    Parameters
    ----------
    perceived_risk : float in [0, 1]
    earned, elsewhere : float, kr/day
    local : bool
    leaving_rate : float, 1/day, 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-displacement; aitken-2002
    """
    push = perceived_risk + max(0.0, 1.0 - max(0.0, earned) / elsewhere)
    if local:
        push = push * 0.5
    return chance < chance_within(leaving_rate * push, 1.0)


@njit
def dealer_returns(perceived_risk: float, return_rate: float, chance: float) -> bool:
    """Whether a dealer comes back from another scene.

    Parameters
    ----------
    perceived_risk : float in [0, 1]
    return_rate : float, 1/day
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-displacement
    """
    return chance < chance_within(return_rate * (1.0 - perceived_risk), 1.0)
