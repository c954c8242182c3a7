"""When a dose is too much, and whether help comes (M5)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving


@njit
def overdoses(
    potency: float,
    tolerance: float,
    injects: bool,
    rushed: bool,
    overdose_rate: float,
    protection: float,
    injecting_factor: float,
    rush_factor: float,
    chance: float,
) -> bool:
    """Whether a dose becomes an overdose.

    The hazard rises with strength, injecting and hurry, and falls with tolerance.

    Parameters
    ----------
    potency : float, 1 is what the person reckons with
    tolerance : float in [0, 1]
    injects, rushed : bool
    overdose_rate : float, 1/dose
    protection, injecting_factor, rush_factor : float
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    ministry-of-health-2015; assumed-overdose
    """
    hazard = overdose_rate * potency * potency * (1.0 - protection * tolerance)
    if injects:
        hazard = hazard * (1.0 + injecting_factor)
    if rushed:
        hazard = hazard * (1.0 + rush_factor)
    return chance < hazard


@njit
def help_comes(
    passing: float, findability: float, company: bool, help_window: float, company_helps: float
) -> float:
    """The chance that somebody gets help in time to a person who collapsed in the street.

    Parameters
    ----------
    passing : float, people/h
    findability : float in [0, 1]
    company : bool, whether somebody is close by
    help_window : float, h
    company_helps : float in [0, 1]

    Source
    ------
    assumed-overdose
    """
    alone = 1.0 - chance_within(passing * findability, help_window)
    if company:
        alone = alone * (1.0 - company_helps)
    return 1.0 - alone


@njit
def dies(helped: float, fatality: float, chance: float) -> bool:
    """Whether an overdose kills.

    Parameters
    ----------
    helped : float in [0, 1], chance of help in time
    fatality : float, chance of death without help
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-overdose
    """
    return chance < fatality * (1.0 - helped)


@njit
def strength_felt(
    potency: float,
    mixed: bool,
    mixing: float,
    tainted: bool,
    bad_batch_strength: float,
    warned: bool,
    warning_heeded: float,
) -> float:
    """Strength of a dose as the body feels it, relative to what the person reckons with.

    Another drug that still works adds to it, and a bad batch does; whoever heeds a warning takes less of one.

    Parameters
    ----------
    potency : float, 1 is what the person reckons with
    mixed, tainted, warned : bool
    mixing, bad_batch_strength : float, rise of the strength
    warning_heeded : float in [0, 1], 0 knocks warnings out

    Source
    ------
    assumed-overdose
    """
    felt = potency
    if mixed:
        felt = felt * (1.0 + mixing)
    if tainted:
        avoided = warning_heeded if warned else 0.0
        felt = felt * (1.0 + bad_batch_strength * (1.0 - avoided))
    return felt


@njit
def is_mixed(other_drug: bool, since: float, mixing_window: float) -> bool:
    """Whether a dose is taken on top of another drug that still works.

    Parameters
    ----------
    other_drug : bool, whether the dose before was of another drug
    since, mixing_window : float, h

    Source
    ------
    toth-2016; assumed-overdose
    """
    return other_drug and since < mixing_window


@njit
def naloxone_is_at_hand(
    kit: bool, passing: float, findability: float, help_window: float, passers_carry: float
) -> float:
    """The chance that somebody with naloxone is there in time.

    Parameters
    ----------
    kit : bool, whether company has some, or the person with company to give it
    passing : float, people/h
    findability, passers_carry : float in [0, 1]
    help_window : float, h

    Source
    ------
    walley-2013
    """
    if kit:
        return 1.0
    return chance_within(passing * findability * passers_carry, help_window)


@njit
def saved(helped: float, aid_saves: float, at_hand: float, opioid: bool, naloxone_works: float) -> float:
    """The chance that help of either kind saves a life.

    Parameters
    ----------
    helped, at_hand : float in [0, 1], chance of help, and of naloxone, in time
    aid_saves : float in [0, 1]
    opioid : bool, naloxone does nothing against other drugs
    naloxone_works : float in [0, 1], 0 knocks it out

    Source
    ------
    walley-2013; assumed-overdose
    """
    lost = 1.0 - helped * aid_saves
    if opioid:
        lost = lost * (1.0 - at_hand * naloxone_works)
    return 1.0 - lost


@njit
def company_worth(crowd: int, perceived_risk: float, keeps_company: float) -> float:
    """How much company adds to the worth of a secluded place, to people who know what using alone may cost.

    Parameters
    ----------
    crowd : int, people there
    perceived_risk : float in [0, 1], fear isolates
    keeps_company : float, 0 knocks it out

    Source
    ------
    rhodes-2002; assumed-overdose
    """
    return keeps_company * (1.0 - perceived_risk) if crowd > 0 else 0.0


@njit
def takes_naloxone_along(offered: float, trust_staff: float, chance: float) -> bool:
    """Whether somebody who meets staff goes on with naloxone in the pocket.

    Parameters
    ----------
    offered : float in [0, 1], how readily this service hands it out
    trust_staff : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    walley-2013
    """
    return chance < offered * trust_staff


@njit
def believes_a_warning(warns: float, trust_staff: float, chance: float) -> bool:
    """Whether a warning of a bad batch is given and believed; it reaches those who trust the messenger.

    Parameters
    ----------
    warns : float in [0, 1], how readily this service mentions it
    trust_staff : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-overdose
    """
    return chance < warns * trust_staff


@njit
def loses_naloxone(naloxone_kept: float, chance: float) -> bool:
    """Whether the naloxone somebody carries is lost, given away or left at home within a day.

    Parameters
    ----------
    naloxone_kept : float, days after which half have none
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-outreach
    """
    return chance < 1.0 - halving(1.0 / naloxone_kept)
