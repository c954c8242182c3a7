"""Residents, workers and shop owners: what they mind, whom they trust and which ways they avoid (M15)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import halving


@njit
def crowding_of(people: float, bearable_crowd: float) -> float:
    """How many people stand somewhere beyond what bothers nobody.

    Parameters
    ----------
    people, bearable_crowd : float, people

    Source
    ------
    assumed-complaints
    """
    return max(0.0, people - bearable_crowd)


@njit
def nuisance_of(
    seen_finds: float,
    seen_crowding: float,
    seen_thefts: float,
    annoyed_by_litter: float,
    annoyed_by_crowd: float,
    annoyed_by_theft: float,
    seen_touting: float,
    annoyed_by_touting: float,
) -> float:
    """How annoying an hour was beyond use, selling and violence.

    Parameters
    ----------
    seen_finds : float, pieces
    seen_crowding : float, person h
    seen_thefts : float, thefts
    seen_touting : float, passers-by touted
    annoyed_by_litter, annoyed_by_crowd, annoyed_by_theft, annoyed_by_touting : float

    Source
    ------
    assumed-complaints
    """
    harassed = annoyed_by_theft * seen_thefts + annoyed_by_touting * seen_touting
    return annoyed_by_litter * seen_finds + annoyed_by_crowd * seen_crowding + harassed


@njit
def what_annoys_most(
    by_use: float, by_selling: float, by_violence: float, by_litter: float, by_crowd: float
) -> int:
    """Which of five nuisances is the worst, in the order in which they are given.

    Parameters
    ----------
    by_use, by_selling, by_violence, by_litter, by_crowd : float, annoyance

    Source
    ------
    assumed-complaints
    """
    worst = max(by_use, by_selling, by_violence, by_litter, by_crowd)
    if by_violence >= worst:
        return 2
    if by_use >= worst:
        return 0
    if by_selling >= worst:
        return 1
    return 3 if by_litter >= worst else 4


@njit
def minded(
    seen_bad: float, has_children: bool, at_own_shop: bool, children_matter: float, owners_matter: float
) -> float:
    """How annoying what is seen is to a household with children, or to somebody whose shop it happens at.

    Parameters
    ----------
    seen_bad : float
    has_children, at_own_shop : bool
    children_matter, owners_matter : float, 1 or more

    Source
    ------
    kammersgaard-2019; assumed-residents
    """
    worse = children_matter if has_children else 1.0
    if at_own_shop:
        worse = max(worse, owners_matter)
    return seen_bad * worse


@njit
def avoids_the_way(safety: float, fear: float, fear_empties: float, chance: float) -> bool:
    """Whether somebody takes another way than past a place where violence is remembered.

    Parameters
    ----------
    safety : float in [0, 1], perceived by this one
    fear : float, acts of violence remembered at the place
    fear_empties : float, halvings for each
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-complaints
    """
    return chance < (1.0 - safety) * (1.0 - halving(fear * fear_empties))


@njit
def fear_felt(fear: float, unsafe: float, usual_safety: float, safety_moves_footfall: float) -> float:
    """How much of what is remembered at a place keeps people away, given how unsafe they feel altogether.

    Parameters
    ----------
    fear : float, acts of violence remembered at the place
    unsafe : float in [0, 1], by which mean perceived safety falls short of 1
    usual_safety : float in [0, 1)
    safety_moves_footfall : float in [0, 1], 0 knocks it out

    Source
    ------
    assumed-complaints
    """
    return fear * (1.0 + safety_moves_footfall * (unsafe / (1.0 - usual_safety) - 1.0))


@njit
def safety_with_light(
    safety: float, light: float, lighting: float, dark: float, safety_by_light: float
) -> float:
    """Perceived safety after an hour where it is lighter after dark, or darker, than people are used to.

    Parameters
    ----------
    safety : float in [0, 1]
    light, lighting : float in [0, 1], now and as the map has it
    dark : float in [0, 1], share of the hour that is dark
    safety_by_light : float in [0, 1], 0 knocks it out

    Source
    ------
    safe-city-2021
    """
    return max(0.0, min(1.0, safety + safety_by_light * dark * (light - lighting)))


@njit
def resident_trust_later(
    trust: float,
    usual: float,
    seen_police: float,
    seen_bad: float,
    trust_by_police: float,
    trust_by_nuisance: float,
    trust_returns: float,
    hours: float,
) -> float:
    """A resident’s trust in the police after an hour in view of them, or of what they do not prevent.

    Parameters
    ----------
    trust, usual : float in [0, 1]
    seen_police : float, officer h
    seen_bad : float, annoyance
    trust_by_police, trust_by_nuisance : float
    trust_returns : float, days
    hours : float, h

    Source
    ------
    assumed-trust; skogan-2006
    """
    drifted = usual + (trust - usual) * halving(hours / (24.0 * trust_returns))
    return max(0.0, min(1.0, drifted + trust_by_police * seen_police - trust_by_nuisance * seen_bad))


@njit
def readiness_to_complain(complains: float, trust: float, usual: float, trust_complains: float) -> float:
    """How ready a resident is to complain, 1 being the average.

    Parameters
    ----------
    complains : float, the same at usual trust
    trust, usual : float in [0, 1]
    trust_complains : float in [-1, 1]

    Source
    ------
    assumed-complaints
    """
    return complains * max(0.0, 1.0 + trust_complains * (trust - usual))


@njit
def attention_after(complained: float, usual_complaints: float, heeded: float) -> float:
    """The share of their other duties that officers give up for the scene because of complaints.

    Parameters
    ----------
    complained, usual_complaints : float, complaints not yet forgotten
    heeded : float in [0, 1], 0 moves nobody

    Source
    ------
    assumed-capacity
    """
    return heeded * complained / (complained + usual_complaints)


@njit
def share_with_attention(street_share: float, attention: float) -> float:
    """The share of duty spent on the scene once complaints have moved priorities.

    Parameters
    ----------
    street_share, attention : float in [0, 1]

    Source
    ------
    assumed-capacity
    """
    return street_share + attention * (1.0 - street_share)
