"""Where somebody who holds drugs uses them, and whether in a hurry (M4)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import halving


@njit
def may_enter_rooms(excluded: bool, registered: bool, danish: bool) -> bool:
    """Whether the consumption rooms would let somebody in, were they open.

    Parameters
    ----------
    excluded, registered, danish : bool

    Source
    ------
    kammersgaard-2019
    """
    return not excluded and (registered or danish)


@njit
def is_believed_open(believed_open: float, believed_closed: float, hour: float) -> bool:
    """Whether somebody believes that the rooms are open now; belief may be wrong.

    Hours of closing beyond midnight count on: a room from 7 to 24 h closes at midnight.

    Parameters
    ----------
    believed_open, believed_closed, hour : float, h

    Source
    ------
    kammersgaard-2019
    """
    if believed_open <= believed_closed:
        return believed_open <= hour < believed_closed
    return hour >= believed_open or hour < believed_closed


@njit
def room_worth(
    walk: float,
    queue: float,
    craving: float,
    walk_tolerance: float,
    queue_patience: float,
    impatience: float,
) -> float:
    """How willing a person about to use is to go to one consumption room rather than to another or none.

    Willingness halves with every ``walk_tolerance`` of walking, sooner in withdrawal, and with every
    ``queue_patience`` people waiting.

    Parameters
    ----------
    walk, walk_tolerance : float, min
    queue, queue_patience : float, people
    craving : float, 1 is full need
    impatience : float

    Source
    ------
    assumed-place; pattern to reproduce: kinnard-2014
    """
    hurry = 1.0 + impatience * max(0.0, craving - 1.0)
    return halving(hurry * walk / walk_tolerance) * halving(queue / queue_patience)


@njit
def uses_in_the_room(worth: float, room_appeal: float, chance: float) -> bool:
    """Whether a person about to use goes to the consumption room that is worth most to them.

    Parameters
    ----------
    worth : float in [0, 1], of the best room
    room_appeal : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-place; pattern to reproduce: kinnard-2014
    """
    return chance < room_appeal * worth


@njit
def hides(perceived_risk: float, hidden_share: float, fear_hides: float, chance: float) -> bool:
    """Whether somebody who uses outside looks for a secluded place.

    Parameters
    ----------
    perceived_risk : float in [0, 1]
    hidden_share, fear_hides : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    aitken-2002; assumed-place
    """
    return chance < hidden_share + (1.0 - hidden_share) * fear_hides * perceived_risk


@njit
def shies_away(perceived_risk: float, presence: float, avoids_police: float, chance: float) -> bool:
    """Whether somebody who would use in the open goes out of sight of the officers felt there first.

    Parameters
    ----------
    perceived_risk, presence : float in [0, 1]
    avoids_police : float, 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    aitken-2002; maher-dixon-1999; assumed-place
    """
    return chance < avoids_police * perceived_risk * presence


@njit
def hideout_worth(
    seclusion: float,
    overlooked: float,
    findability: float,
    presence: float,
    walk: float,
    considerate: float,
    perceived_risk: float,
    hideout_walk: float,
    avoids_police: float,
    taste: float,
) -> float:
    """How good a place looks to somebody who wants not to be seen.

    The considerate also avoid windows and places where nobody would find them, and those who reckon with a stop
    avoid places where officers are in sight or were a while ago.

    Parameters
    ----------
    seclusion, overlooked, findability, presence, considerate, perceived_risk : float in [0, 1]
    walk, hideout_walk : float, m
    avoids_police : float, 0 knocks it out
    taste : float in [0, 1), this person’s liking for this place

    Source
    ------
    kammersgaard-2019; aitken-2002; assumed-place
    """
    worth = seclusion + considerate * (findability - overlooked) - walk / hideout_walk + taste
    return worth - avoids_police * perceived_risk * presence


@njit
def is_rushed(
    perceived_risk: float,
    presence: float,
    asked_away: bool,
    fear_rushes: float,
    asking_rushes: float,
    chance: float,
) -> bool:
    """Whether fear of the police, or having just been asked to move by them, hurries a use.

    Parameters
    ----------
    perceived_risk, presence : float in [0, 1]
    asked_away : bool, whether this dose has been put off by an officer
    fear_rushes, asking_rushes : float in [0, 1], 0 knocks each out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kinnard-2014; aitken-2002
    """
    calm = 1.0 - fear_rushes * min(1.0, perceived_risk + presence * perceived_risk)
    if asked_away:
        calm = calm * (1.0 - asking_rushes)
    return chance < 1.0 - calm


@njit
def time_to_prepare(preparing_time: float, ticks_per_hour: int, chance: float) -> int:
    """How long somebody who sits down outside prepares the dose, in whole ticks that are right on average.

    Parameters
    ----------
    preparing_time : float, min, 0 knocks it out
    ticks_per_hour : int
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-place
    """
    return int(preparing_time * ticks_per_hour / 60.0 + chance)
