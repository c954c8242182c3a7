"""Who quarrels over a spot, who gives way, and which spot a dealer takes (M7, M16)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


@njit
def strangeness(together: float, getting_used: float, familiar_peace: float) -> float:
    """How far two dealers are still of unknown strength to each other; familiar ones quarrel less.

    Parameters
    ----------
    together : float, h side by side
    getting_used : float, days
    familiar_peace : float in [0, 1], 0 knocks the effect out

    Source
    ------
    assumed-turf; reuter-2009
    """
    return 1.0 - familiar_peace * (1.0 - halving(together / (24.0 * getting_used)))


@njit
def stake(custom: float, other_custom: float) -> float:
    """What two dealers have to quarrel over: all, when they share the custom evenly; nothing, when one has none.

    Parameters
    ----------
    custom, other_custom : float, sales/day

    Source
    ------
    assumed-turf
    """
    return 2.0 * min(custom, other_custom) / (custom + other_custom + 1.0)


@njit
def quarrels(
    at_stake: float, strange: float, quarrel_rate: float, calm: float, hours: float, chance: float
) -> bool:
    """Whether two dealers on one spot quarrel over its custom.

    Parameters
    ----------
    at_stake : float in [0, 1]
    strange, calm : float in [0, 1]
    quarrel_rate : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    goldstein-1985; assumed-turf
    """
    return chance < chance_within(quarrel_rate * at_stake * strange * (1.0 - calm), hours)


@njit
def uses_force(force: float, perceived_risk: float, force_restrained: float, chance: float) -> bool:
    """Whether a dealer answers a quarrel with force rather than words; fear of arrest restrains.

    Parameters
    ----------
    force, perceived_risk : float in [0, 1]
    force_restrained : float, 0 knocks restraint out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-turf; assumed-deterrence
    """
    return chance < force * max(0.0, 1.0 - force_restrained * perceived_risk)


@njit
def wins(force: float, other_force: float, chance: float) -> bool:
    """Whether the first of two dealers gets the better of the other.

    Parameters
    ----------
    force, other_force : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-turf
    """
    return chance * (force + other_force) < force


@njit
def gives_way(force: float, other_force: float, yields: float, chance: float) -> bool:
    """Whether a threatened dealer leaves rather than fights back.

    Parameters
    ----------
    force : float in [0, 1], of the threatened
    other_force : float in [0, 1], of the one who threatens
    yields : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-turf
    """
    return chance < yields * (1.0 + other_force - force)


@njit
def spot_worth(
    custom: float,
    vacant: float,
    rivals: float,
    risk: float,
    overlooked: float,
    visibility: float,
    distance: float,
    custom_pull: float,
    vacancy_pull: float,
    rival_push: float,
    risk_push: float,
    overlooked_push: float,
    moving_bother: float,
) -> float:
    """How good a spot looks to a dealer: its custom, shared among those there, less risk, windows and the way.

    Parameters
    ----------
    custom : float, people in sight relative to the spot with most
    vacant : float, custom left behind relative to what a dealer wants
    rivals : float, dealers
    risk, overlooked, visibility : float in [0, 1]
    distance, moving_bother : float, m
    custom_pull, vacancy_pull, rival_push, risk_push, overlooked_push : float, weights

    Source
    ------
    assumed-turf; assumed-displacement
    """
    gain = (custom_pull * custom + vacancy_pull * vacant) / (1.0 + rival_push * rivals)
    return (
        gain - risk_push * risk - overlooked_push * overlooked * (1.0 - visibility) - distance / moving_bother
    )


@njit
def gets_a_batch(batch_days: float, chance: float) -> bool:
    """Whether the supplier brings a dealer a new batch today.

    Parameters
    ----------
    batch_days : float, days a batch lasts on average
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-market
    """
    return chance < chance_within(1.0 / batch_days, 1.0)


@njit
def batch_strength(batch_spread: float, chance: float) -> float:
    """Strength of a new batch; 1 is usual.

    Parameters
    ----------
    batch_spread : float in [0, 1)
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-market
    """
    return 1.0 + batch_spread * (2.0 * chance - 1.0)


@njit
def touts(
    visibility: float, rivals: float, perceived_risk: float, touting: float, hours: float, chance: float
) -> bool:
    """Whether a dealer calls out to or follows a passer-by: more among rivals, less for fear of arrest.

    Parameters
    ----------
    visibility, perceived_risk : float in [0, 1]
    rivals : float, dealers
    touting : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    cphpost-2012
    """
    return chance < chance_within(
        touting * visibility * rivals / (1.0 + rivals) * max(0.0, 1.0 - perceived_risk), hours
    )


@njit
def in_sight(gathered: float, distance: float, sight: float) -> float:
    """How many of those who gather at one place a dealer at another along the street can serve.

    Parameters
    ----------
    gathered : float, person h/day
    distance, sight : float, m

    Source
    ------
    assumed-turf
    """
    return gathered * max(0.0, 1.0 - distance / sight)


@njit
def stays_empty(vacancy_empty: float, chance: float) -> bool:
    """Whether the spot of an arrested dealer draws nobody, and the custom disperses.

    Parameters
    ----------
    vacancy_empty : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    reuter-2009; assumed-turf
    """
    return chance < vacancy_empty


@njit
def is_split(vacancy_split: float, chance: float) -> bool:
    """Whether dealers in sight split an arrested dealer's custom in peace; otherwise they and others contest it.

    Who contests custom is a stranger again to those beside, however long they stood together.

    Parameters
    ----------
    vacancy_split : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    reuter-2009; assumed-turf
    """
    return chance < vacancy_split
