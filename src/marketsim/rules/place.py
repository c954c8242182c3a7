"""Where somebody who holds drugs uses them, and whether in a hurry (M4)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import halving


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
def hideout_worth(
    seclusion: float,
    overlooked: float,
    findability: float,
    walk: float,
    considerate: float,
    hideout_walk: float,
    taste: float,
) -> float:
    """How good a place looks to somebody who wants not to be seen.

    The considerate also avoid windows and places where nobody would find them.

    Parameters
    ----------
    seclusion, overlooked, findability, considerate : float in [0, 1]
    walk, hideout_walk : float, m
    taste : float in [0, 1), this person’s liking for this place

    Source
    ------
    kammersgaard-2019; assumed-place
    """
    return seclusion + considerate * (findability - overlooked) - walk / hideout_walk + taste


@njit
def is_rushed(perceived_risk: float, presence: float, fear_rushes: float, chance: float) -> bool:
    """Whether fear of the police hurries a use.

    Parameters
    ----------
    perceived_risk, presence : float in [0, 1]
    fear_rushes : float in [0, 1], 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kinnard-2014; aitken-2002
    """
    return chance < fear_rushes * min(1.0, perceived_risk + presence * perceived_risk)
