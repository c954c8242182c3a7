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
