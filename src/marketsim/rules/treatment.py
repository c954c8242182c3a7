"""Who accepts treatment, what is sought, who stays, and what it does to need and tolerance (M1, M17)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import halving


@njit
def accepts_treatment(
    acceptance: float, trust_staff: float, coerced: bool, coercion_accepts: float, chance: float
) -> bool:
    """Whether somebody who is offered treatment takes it up.

    Parameters
    ----------
    acceptance : float in [0, 1], of somebody who trusts staff fully; 0 knocks treatment out
    trust_staff : float in [0, 1]
    coerced : bool, whether refusal is threatened with something
    coercion_accepts : float in [-1, 1], what the threat adds to or takes from acceptance, relative to it
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-treatment
    """
    ready = acceptance * trust_staff
    if coerced:
        ready = ready * (1.0 + coercion_accepts)
    return chance < ready


@njit
def treatment_sought(
    heroin_share: float,
    cocaine_prescribed: bool,
    prefers_in_patient: float,
    prefers_heroin_assisted: float,
    chance: float,
) -> int:
    """Which treatment somebody who accepts one waits for.

    1 methadone, 2 heroin-assisted, 3 in-patient, 4 prescribed cocaine; those who use mostly cocaine ask for the
    last where it is to be had.

    Parameters
    ----------
    heroin_share : float in [0, 1]
    cocaine_prescribed : bool
    prefers_in_patient, prefers_heroin_assisted : float in [0, 1], shares of those who accept
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-treatment
    """
    if chance < prefers_in_patient:
        return 3
    if cocaine_prescribed and heroin_share < 0.5:
        return 4
    if chance < prefers_in_patient + prefers_heroin_assisted:
        return 2
    return 1


@njit
def drops_out(stays: float, coerced: bool, coercion_stays: float, chance: float) -> bool:
    """Whether somebody in treatment leaves it within a day before it is completed.

    Parameters
    ----------
    stays : float, days after which half have left
    coerced : bool, whether they came under a threat
    coercion_stays : float in [-1, 1], share of the leaving that coercion prevents, or adds where it is negative
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-treatment
    """
    leaving = 1.0 - halving(1.0 / stays)
    if coerced:
        leaving = leaving * (1.0 - coercion_stays)
    return chance < leaving


@njit
def gives_up_waiting(waiting_patience: float, chance: float) -> bool:
    """Whether somebody on the waiting list is lost to it within a day.

    Parameters
    ----------
    waiting_patience : float, days after which half have given up
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-treatment
    """
    return chance < 1.0 - halving(1.0 / waiting_patience)


@njit
def tolerance_in_treatment(tolerance: float, substitution: float, opioid_tolerance: float) -> float:
    """Tolerance of somebody who may receive a daily dose of an opioid, which keeps it up.

    Parameters
    ----------
    tolerance, opioid_tolerance : float in [0, 1]
    substitution : float in [0, 1), share of the need for heroin that treatment meets

    Source
    ------
    strang-2003; assumed-treatment
    """
    return max(tolerance, opioid_tolerance) if substitution > 0.0 else tolerance


@njit
def eased(cycle: float, prescribed: float) -> float:
    """The time to full need where part of the need for that drug is met by prescription.

    Parameters
    ----------
    cycle : float, h
    prescribed : float in [0, 1), share of the need that is met

    Source
    ------
    cphpost-2014; assumed-treatment
    """
    return cycle / (1.0 - prescribed)
