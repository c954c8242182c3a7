"""How an officer judges a use in public, and what officers come to believe (M11)."""

from __future__ import annotations

from numba import njit


@njit
def harm_weighed(
    passing: float,
    overlooked: float,
    findability: float,
    premises: bool,
    awake: float,
    weight_of_being_seen: float,
    weight_of_being_found: float,
    weight_of_damage: float,
    people_make_seen: float,
) -> float:
    """The harm an officer sees in a use: seen by others, not found in time, damage to somebody’s premises.

    At night few look out of the windows.

    Parameters
    ----------
    passing, people_make_seen : float, people/h
    overlooked, findability : float in [0, 1]
    premises : bool
    awake : float in [0, 1], share of residents who are awake at this hour
    weight_of_being_seen, weight_of_being_found, weight_of_damage : float

    Source
    ------
    kammersgaard-2019
    """
    seen = max(overlooked * awake, passing / (passing + people_make_seen))
    harm = weight_of_being_seen * seen + weight_of_being_found * (1.0 - findability)
    if premises:
        harm = harm + weight_of_damage
    return harm


@njit
def lets_finish(harm: float, room_open: bool, bearable: float, without_a_room: float) -> bool:
    """Whether the officer lets a person finish; more is borne of who has no room to go to at this hour.

    Parameters
    ----------
    harm, bearable, without_a_room : float
    room_open : bool, whether a consumption room is open that would let the person in

    Source
    ------
    kammersgaard-2019; assumed-discretion
    """
    if room_open:
        return harm <= bearable
    return harm <= bearable + without_a_room


@njit
def refers_to_a_room(room_open: bool, refers: float, chance: float) -> bool:
    """Whether an officer who does not let a person finish tells of an open room instead of only asking to move.

    Parameters
    ----------
    room_open : bool, whether a consumption room is open that would let the person in
    refers : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019
    """
    return room_open and chance < refers


@njit
def heeds_a_referral(
    worth: float, trust: float, room_appeal: float, referral_heeded: float, chance: float
) -> bool:
    """Whether somebody who was told of an open room goes there.

    Parameters
    ----------
    worth : float in [0, 1], of that room to the person
    trust : float in [0, 1], in the officer who says so
    room_appeal : float in [0, 1]
    referral_heeded : float in [0, 1], 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-discretion
    """
    return chance < referral_heeded * trust * room_appeal * worth


@njit
def judges_by_harm(discretion: float, commitment: float, chance: float) -> bool:
    """Whether this officer judges this use by its harm rather than by the letter of the orders.

    Parameters
    ----------
    discretion, commitment : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019
    """
    return chance < discretion * commitment


@njit
def belief_after(belief: float, evidence: float, weight: float) -> float:
    """Belief after one more piece of evidence.

    Parameters
    ----------
    belief, evidence, weight : float in [0, 1]

    Source
    ------
    assumed-discretion
    """
    return belief + weight * (evidence - belief)


@njit
def considerate_after(considerate: float, explanation_works: float) -> float:
    """The habit of using out of residents’ sight but where others find one, after an officer explained why.

    Parameters
    ----------
    considerate : float in [0, 1]
    explanation_works : float in [0, 1], share of what is missing

    Source
    ------
    kammersgaard-2019; assumed-discretion
    """
    return considerate + explanation_works * (1.0 - considerate)


@njit
def knowledge_after(known_to: float, learnt: float) -> float:
    """How well a police body knows that somebody sells, after seeing more of it; nobody knows more than all.

    Parameters
    ----------
    known_to : float in [0, 1]
    learnt : float in [0, 1], share of what is still unknown

    Source
    ------
    assumed-discretion
    """
    return known_to + learnt * (1.0 - known_to)


@njit
def spares(belief: float, spares_peaceful: float, commitment: float, chance: float) -> bool:
    """Whether an officer who believes a dealer peaceful leaves it at words.

    Parameters
    ----------
    belief : float in [0, 1], that the dealer is violent
    spares_peaceful, commitment : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    dorn-south-1990; kammersgaard-2019
    """
    return chance < spares_peaceful * commitment * (1.0 - belief)
