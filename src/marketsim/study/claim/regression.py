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
    """What observers would have written in worlds of one kind of truth, each from one run.

    Attributes
    ----------
    truth : what the treatment does to the outcome
    worlds : how many there are
    observers : runs of them in which a slope can be told
    adverse, beneficial : how many observers find a slope that is significantly above, below zero
    """

    truth: str
    worlds: int
    observers: int
    adverse: int
    beneficial: int

    def in_words(self) -> str:
        """Say it."""
        seen = f"of {self.observers} observers in {self.worlds} worlds where the treatment {self.truth}"
        return f"{seen}, {self.adverse} call it adverse and {self.beneficial} beneficial"


def against_the_truth(written: Values, true: tuple[Values, Values], effect: float) -> list[Written]:
    """Sort worlds by the interval of their true effect and count what observers would have written.

    Parameters
    ----------
    written : float64[worlds, replicates], 1 where the observer calls it adverse, −1 beneficial, 0 neither; NaN untold
    true : lower and upper ends of the true effect, float64[worlds] each
    effect : the smallest that matters
    """
    low, high = true
    known = np.isfinite(written).any(axis=1) & np.isfinite(low) & np.isfinite(high)
    hardly = (low > -effect) & (high < effect)
    kinds = {
        "raises it": ~hardly & (low > 0),
        "lowers it": ~hardly & (high < 0),
        "surely changes it by less than what matters": hardly,
        "may do either or nothing, as far as these runs tell": ~hardly & (low <= 0) & (high >= 0),
    }
    return [counted(kind, written[known & chosen]) for kind, chosen in kinds.items()]


def counted(truth: str, written: Values) -> Written:
    """Count what observers wrote in some worlds, ``float64[worlds, replicates]``."""
    told = np.isfinite(written)
    return Written(
        truth, len(written), int(told.sum()), int((written == 1).sum()), int((written == -1).sum())
    )
