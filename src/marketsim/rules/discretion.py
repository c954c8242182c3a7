"""How an officer judges a use in public, and what officers come to believe (M11)."""

from __future__ import annotations

from numba import njit


@njit
def harm_weighed(
    passing: float,
    overlooked: float,
    findability: float,
    premises: bool,
    weight_of_being_seen: float,
    weight_of_being_found: float,
    weight_of_damage: float,
    people_make_seen: float,
) -> float:
    """The harm an officer sees in a use: seen by others, not found in time, damage to somebody’s premises.

    Parameters
    ----------
    passing, people_make_seen : float, people/h
    overlooked, findability : float in [0, 1]
    premises : bool
    weight_of_being_seen, weight_of_being_found, weight_of_damage : float

    Source
    ------
    kammersgaard-2019
    """
    seen = max(overlooked, passing / (passing + people_make_seen))
    harm = weight_of_being_seen * seen + weight_of_being_found * (1.0 - findability)
    if premises:
        harm = harm + weight_of_damage
    return harm


@njit
def lets_finish(harm: float, bearable: float) -> bool:
    """Whether the officer lets a person finish.

    Parameters
    ----------
    harm, bearable : float

    Source
    ------
    kammersgaard-2019
    """
    return harm <= bearable


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
