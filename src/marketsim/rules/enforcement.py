"""Stops, finds, arrests and the choice of whom a case is built on (M13, M14)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, log


@njit
def is_stopped(stop_rate: float, in_view: float, hours: float, chance: float) -> bool:
    """Whether an officer stops this one of the people in view.

    Parameters
    ----------
    stop_rate : float, 1/h
    in_view : float, people
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-enforcement
    """
    return chance < chance_within(stop_rate / in_view, hours)


@njit
def is_stopped_for_evidence(
    buyers_per_case: float,
    stops_buyers: float,
    buyers: float,
    hours: float,
    chance: float,
) -> bool:
    """Whether the officer on a case stops this one of the people who have just bought from the dealer.

    Parameters
    ----------
    buyers_per_case : float, 1/h, stops on a case
    stops_buyers : float in [0, 1]
    buyers : float, people in sight who hold what they bought from the dealer
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    talkingdrugs-2024; assumed-enforcement
    """
    return chance < chance_within(buyers_per_case * stops_buyers / buyers, hours)


@njit
def is_attended_to(moves_on: float, seclusion: float, hours: float, chance: float) -> bool:
    """Whether an officer in view attends to a use outside; what is secluded is easily missed.

    Parameters
    ----------
    moves_on : float, 1/h
    seclusion : float in [0, 1]
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; assumed-enforcement
    """
    return chance < chance_within(moves_on * (1.0 - seclusion), hours)


@njit
def confiscates(
    punishable: bool, by_right: bool, confiscates_in_zone: float, confiscates_outside: float, chance: float
) -> bool:
    """Whether an officer who finds drugs takes them.

    Tolerance is a privilege that an officer may ignore; a right is not.

    Parameters
    ----------
    punishable, by_right : bool
    confiscates_in_zone, confiscates_outside : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    kammersgaard-2019; talkingdrugs-2024
    """
    if by_right:
        return False
    if punishable:
        return chance < confiscates_outside
    return chance < confiscates_in_zone


@njit
def sees_a_deal(visibility: float, sees_a_sale: float, hours: float, chance: float) -> bool:
    """Whether an officer in view of a dealer sees a sale well enough to act.

    Parameters
    ----------
    visibility : float in [0, 1]
    sees_a_sale : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-enforcement
    """
    return chance < chance_within(sees_a_sale * visibility, hours)


@njit
def case_worth(
    belief: float,
    visibility: float,
    turnover: float,
    evidence: float,
    in_crew: bool,
    leads: bool,
    target_violent: float,
    target_visible: float,
    target_big: float,
    target_easy: float,
    target_crews: float,
    target_leaders: float,
    target_random: float,
    chance: float,
) -> float:
    """How much a dealer attracts a case; where the other weights are small, chance decides.

    Parameters
    ----------
    belief, visibility, turnover, evidence : float in [0, 1]
    in_crew, leads : bool, whether the dealer sells in a crew, and leads it
    target_violent, target_visible, target_big, target_easy : float in [0, 1]
    target_crews, target_leaders, target_random : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    dorn-south-1990; assumed-enforcement
    """
    return (
        target_violent * belief
        + target_visible * visibility
        + target_big * turnover
        + target_easy * evidence
        + target_crews * in_crew
        + target_leaders * leads
        + target_random * chance
    )


@njit
def is_recognised(recognised: float, hours: float, chance: float) -> bool:
    """Whether an officer in view of somebody sought for violence recognises them.

    Parameters
    ----------
    recognised : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-enforcement
    """
    return chance < chance_within(recognised, hours)


@njit
def is_arrested_for(seriousness: int, arrests_offenders: float, chance: float) -> bool:
    """Whether an officer who meets the known offender of a violent act makes the arrest.

    Parameters
    ----------
    seriousness : int, 1 to 3
    arrests_offenders : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-enforcement
    """
    return chance < arrests_offenders * seriousness / 3.0


@njit
def beat_worth(known: float, wanders: float, chance: float) -> float:
    """How much a beat attracts an officer; each is chosen in proportion to what is known of it.

    The largest of ``log(chance) / weight`` is a draw in proportion to the weights (Efraimidis and Spirakis 2006).

    Parameters
    ----------
    known : float, weighted sales, acts and complaints remembered of the place
    wanders : float, weight of a place of which nothing is known
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-capacity
    """
    return log(1.0 - chance) / (wanders + known)
