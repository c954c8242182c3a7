"""Who stays away, who goes to another scene and who comes back (M16)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


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
def is_kept_away(attendance: float, chance: float) -> bool:
    """Whether somebody who stays away today would have come, had nothing kept them: neither fear nor want of drugs.

    Parameters
    ----------
    attendance : float in [0, 1]
    chance : float in [0, 1), the number by which it was decided that the person stays away

    Source
    ------
    assumed-displacement
    """
    return chance < attendance


@njit
def goes_to_another_scene(goes_elsewhere: float, scene_pull: float, chance: float) -> bool:
    """Whether somebody who is kept away today goes to another scene rather than home.

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
def dealer_returns(
    perceived_risk: float, scene_open: float, scene_policing: float, return_rate: float, chance: float
) -> bool:
    """Whether a dealer comes back from another scene: sooner when it is policed, at once when it is closed.

    Parameters
    ----------
    perceived_risk : float in [0, 1], of arrest here
    scene_open, scene_policing : float in [0, 1], of the other scene
    return_rate : float, 1/day
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-displacement
    """
    drawn_back = chance_within(return_rate * (1.0 - perceived_risk) * (1.0 + scene_policing), 1.0)
    return chance < max(1.0 - scene_open, drawn_back)


@njit
def draw_of_a_scene(
    attractiveness: float, scene_open: float, scene_policing: float, travel: float, travel_bother: float
) -> float:
    """How strongly a neighbouring scene draws: halved by every so much travel, and less the more it is policed.

    Parameters
    ----------
    attractiveness : float
    scene_open, scene_policing : float in [0, 1]
    travel, travel_bother : float, min

    Source
    ------
    assumed-elsewhere; assumed-displacement
    """
    return attractiveness * scene_open * (1.0 - scene_policing) * halving(travel / travel_bother)


@njit
def gives_up_a_closed_scene(scene_open: float, arrival_days: float, chance: float) -> bool:
    """Whether a seller gives up today a scene that is closed or is being closed.

    Parameters
    ----------
    scene_open : float in [0, 1]
    arrival_days : float, days
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    moeller-2009; assumed-elsewhere
    """
    return chance < chance_within((1.0 - scene_open) / arrival_days, 1.0)


@njit
def comes_here_instead(arrives_here: float, chance: float) -> bool:
    """Whether a seller who gives up a closed scene takes up selling here.

    Parameters
    ----------
    arrives_here : float in [0, 1], 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    moeller-2009; assumed-elsewhere
    """
    return chance < arrives_here
