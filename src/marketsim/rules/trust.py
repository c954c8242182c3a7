"""What encounters do to trust, and what trust makes people tell (M20, M10)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


@njit
def trust_after(trust: float, change: float, trust_strength: float) -> float:
    """Trust after an encounter, between 0 and 1.

    Parameters
    ----------
    trust : float in [0, 1]
    change : float, either sign
    trust_strength : float, 0 knocks all changes out

    Source
    ------
    assumed-trust
    """
    return max(0.0, min(1.0, trust + trust_strength * change))


@njit
def trusts_after(
    trust_officer: float,
    trust_police: float,
    change: float,
    by_local_officer: bool,
    spills_over: float,
    trust_strength: float,
) -> tuple[float, float]:
    """Trust in the local officer and in the police at large after an encounter with one of them.

    Whoever was met gains or loses it; a part spills over to the other.

    Parameters
    ----------
    trust_officer, trust_police : float in [0, 1]
    change : float, either sign
    by_local_officer : bool, whether it was the local officer who was met
    spills_over : float in [0, 1], share that passes to the other
    trust_strength : float, 0 knocks all changes out

    Source
    ------
    kammersgaard-2019; assumed-trust
    """
    of_officer = change if by_local_officer else change * spills_over
    of_police = change * spills_over if by_local_officer else change
    return (
        trust_after(trust_officer, of_officer, trust_strength),
        trust_after(trust_police, of_police, trust_strength),
    )


@njit
def trust_later(trust: float, usual: float, hours: float, returns_in: float) -> float:
    """Trust drifting back to what it usually is.

    Parameters
    ----------
    trust, usual : float in [0, 1]
    hours : float, h
    returns_in : float, days

    Source
    ------
    assumed-trust
    """
    return usual + (trust - usual) * halving(hours / (24.0 * returns_in))


@njit
def tells(
    trust: float, seriousness: int, fear: float, telling: float, silenced: float, chance: float
) -> bool:
    """Whether a victim tells an officer what happened.

    Parameters
    ----------
    trust, fear : float in [0, 1]
    seriousness : int, 1 to 3
    telling, silenced : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-trust
    """
    return chance < telling * trust * (1.0 - silenced * fear) * seriousness / 3.0


@njit
def is_talked_with(contacts: float, in_view: float, hours: float, chance: float) -> bool:
    """Whether an officer has a friendly talk with this one of the people in view.

    Parameters
    ----------
    contacts : float, 1/h
    in_view : float, people
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-trust
    """
    return chance < chance_within(contacts / in_view, hours)


@njit
def gives_a_tip(
    trust: float, fear: float, tipping: float, silenced: float, hours: float, chance: float
) -> bool:
    """Whether a person beside an officer tells of a violent dealer.

    Parameters
    ----------
    trust, fear : float in [0, 1]
    tipping : float, 1/h
    silenced : float in [0, 1]
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-trust
    """
    return chance < chance_within(tipping * trust * (1.0 - silenced * fear), hours)


@njit
def suspicion(local: bool, origin_bias: float, chance: float) -> float:
    """The lot by which a mistaken tip falls on somebody; the least is named, and outsiders draw lower lots.

    Parameters
    ----------
    local : bool, the dealer has ties to the place
    origin_bias : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    maher-dixon-1999; assumed-trust
    """
    return chance if local else chance * (1.0 - origin_bias)


@njit
def is_stale(days: float, stale_after: float) -> bool:
    """Whether what a tip is about lies so far back that it says little of today.

    Parameters
    ----------
    days, stale_after : float, days

    Source
    ------
    assumed-trust
    """
    return days > stale_after


@njit
def is_found_out(found_out: float, chance: float) -> bool:
    """Whether a dealer finds out who told on him.

    Parameters
    ----------
    found_out : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-trust
    """
    return chance < found_out


@njit
def is_punished(force: float, punishing: float, hours: float, chance: float) -> bool:
    """Whether a dealer punishes an informant in sight.

    Parameters
    ----------
    force : float in [0, 1]
    punishing : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-trust
    """
    return chance < chance_within(punishing * force, hours)


@njit
def names_a_rival(rival_tips: float, chance: float) -> bool:
    """Whether a dealer tells on a rival in the course of a day.

    Parameters
    ----------
    rival_tips : float, 1/day
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    felbab-brown-2013; assumed-trust
    """
    return chance < chance_within(rival_tips, 1.0)


@njit
def seen_change(whole: float, protects: bool, seen_by_others: float, by_protection: float) -> float:
    """Change of trust in somebody who sees what the police do to another; protection is for everybody who sees it.

    Parameters
    ----------
    whole : float, either sign, the change in whom it was done to
    protects : bool, somebody lately violent is arrested
    seen_by_others : float in [0, 1], 0 knocks the effect out
    by_protection : float, either sign

    Source
    ------
    maher-dixon-1999; assumed-trust
    """
    if seen_by_others <= 0.0:
        return 0.0
    return by_protection if protects else seen_by_others * whole
