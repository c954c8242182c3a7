"""What an observer with a register would conclude, who cannot see the other world: arrests against later violence."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Slope:
    """How much more violence goes with one arrest more, as an observer estimates it.

    Attributes
    ----------
    value, error : the slope and its standard error, acts an arrest
    freedom : degrees of freedom of the error
    """

    value: float
    error: float
    freedom: int

    @property
    def significant(self) -> bool:
        """Whether it differs from zero at 5 %."""
        from scipy.special import stdtrit

        if not self.error:
            return bool(self.value)
        return abs(self.value / self.error) > float(stdtrit(self.freedom, 0.975))

    @property
    def adverse(self) -> bool:
        """Whether the observer would write that enforcement raises violence."""
        return self.significant and self.value > 0


def least_squares(outcome: Values, *causes: Values) -> Slope | None:
    """Return the slope of the first cause, the others held constant, all ``float64[n]``; nothing where none is told."""
    design = np.column_stack([np.ones(len(outcome)), *causes])
    freedom = len(outcome) - design.shape[1]
    if freedom < 2 or np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    weights, *_ = np.linalg.lstsq(design, outcome, rcond=None)
    rest = outcome - design @ weights
    scatter = float(rest @ rest) / freedom
    error = math.sqrt(max(0.0, scatter * float(np.linalg.inv(design.T @ design)[1, 1])))
    return Slope(float(weights[1]), error, freedom)


def over_time(arrests: Values, violence: Values, lag: int = 1, controlled: bool = True) -> Slope | None:
    """Regress violence on the arrests of an earlier period, as longitudinal studies do.

    Parameters
    ----------
    arrests, violence : float64[periods], counts of one place
    controlled : whether the violence of the earlier period is held constant
    """
    earlier = violence[:-lag]
    return least_squares(violence[lag:], arrests[:-lag], *([earlier] if controlled else []))


def over_places(arrests: Values, violence: Values) -> Slope | None:
    """Regress violence on arrests over places, here ``float64[worlds]``, at one time, as cross-sectional studies do."""
    return least_squares(violence, arrests)


@dataclass(frozen=True)
class Written:
    """What the observer would have written in worlds of one kind of truth.

    Attributes
    ----------
    truth : whether the treatment surely raises, surely lowers, or cannot be told to change the outcome
    worlds : how many there are
    adverse, beneficial : in how many of them the observer's slope is surely above, below zero
    """

    truth: str
    worlds: int
    adverse: int
    beneficial: int

    def in_words(self) -> str:
        """Say it."""
        return (
            f"Of {self.worlds} worlds where the treatment {self.truth}, the observer calls it adverse in "
            f"{self.adverse} and beneficial in {self.beneficial}."
        )


def against_the_truth(observed: tuple[Values, Values], true: tuple[Values, Values]) -> list[Written]:
    """Sort worlds by the interval of their true effect and count what the observer would have written.

    Parameters
    ----------
    observed, true : lower and upper ends, float64[worlds] each, of the observer's slope and of the true effect
    """
    known = np.isfinite(observed[0]) & np.isfinite(true[0])
    kinds = {
        "raises it": true[0] > 0,
        "lowers it": true[1] < 0,
        "cannot be told to change it": (true[0] <= 0) & (true[1] >= 0),
    }
    return [
        Written(
            kind,
            int((known & chosen).sum()),
            int((known & chosen & (observed[0] > 0)).sum()),
            int((known & chosen & (observed[1] < 0)).sum()),
        )
        for kind, chosen in kinds.items()
    ]
