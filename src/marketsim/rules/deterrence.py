"""How perceived risk rises with what is seen and fades with time (M21)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import halving


@njit
def risk_after(perceived_risk: float, lesson: float) -> float:
    """Perceived risk after a lesson; nobody believes in more than certainty.

    Parameters
    ----------
    perceived_risk, lesson : float in [0, 1]

    Source
    ------
    assumed-deterrence
    """
    return perceived_risk + lesson * (1.0 - perceived_risk)


@njit
def fading(hours: float, half_life: float) -> float:
    """Share of a memory left after some time.

    Parameters
    ----------
    hours : float, h
    half_life : float, days

    Source
    ------
    assumed-deterrence
    """
    return halving(hours / (24.0 * half_life))
