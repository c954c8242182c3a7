"""Whether a claim holds in one world: its interval against the smallest effect that matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.compared import Compared
from marketsim.study.intervals import CONFIDENCE, Mean

Values = NDArray[np.float64]
ENDLESS = 1e6
"""So many degrees of freedom are as good as any more."""
SURE = 35.0
"""An effect of so many standard errors is always seen; far beyond it the noncentral t distribution is not known."""


class Standing(IntEnum):
    """What the runs of one world say about a claim."""

    OPEN = 0
    HOLDS = 1
    FAILS = 2


@dataclass(frozen=True)
class InWorlds:
    """A claim judged in every world.

    Attributes
    ----------
    estimate, low, high : float64[worlds], the difference and its interval; NaN where a world has no pairs
    standing : int64[worlds], one of Standing
    spread : float64[worlds], standard deviation of a paired difference from replicate to replicate
    replicates : int64[worlds], pairs that finished
    helped : degrees of freedom by which the other worlds help each of them out
    unknown : worlds that were run and have no estimate: nothing happened there of which the measure is a share
    effect : the mean over worlds; of shares, the share that all worlds' differences are of all their controls
    """

    estimate: Values
    low: Values
    high: Values
    standing: NDArray[np.int64]
    spread: Values
    replicates: NDArray[np.int64]
    helped: float = 0.0
    unknown: int = 0
    effect: Mean | None = None

    @property
    def held(self) -> int:
        """In how many worlds the claim holds."""
        return int((self.standing == Standing.HOLDS).sum())

    @property
    def failed(self) -> int:
        """In how many worlds it fails."""
        return int((self.standing == Standing.FAILS).sum())

    @property
    def judged(self) -> int:
        """In how many worlds there is anything to judge by."""
        return int(np.isfinite(self.estimate).sum())

    @property
    def higher(self) -> int:
        """In how many worlds the difference is above zero, the interval leaving zero out."""
        return int((self.low > 0).sum())

    @property
    def lower(self) -> int:
        """In how many worlds the difference is below zero, the interval leaving zero out."""
        return int((self.high < 0).sum())


def standings(
    direction: str, effect: float, estimate: Values, ends: Callable[[float], tuple[Values, Values]]
) -> NDArray[np.int64]:
    """Judge each world: a claim holds, fails, or is left open by its interval.

    ==============  =====================================================  ==========================================
    direction       holds                                                  fails
    ==============  =====================================================  ==========================================
    higher          interval above 0 and estimate at least the effect      interval below the effect
    lower           the mirror image
    not lower       interval above −effect                                 interval below 0 and estimate at most −effect
    not higher      the mirror image
    no difference   interval within ± effect                               interval outside 0, estimate outside ± effect
    ==============  =====================================================  ==========================================

    Parameters
    ----------
    effect : at least 0, in the unit of the measure
    estimate : float64[worlds], the difference
    ends : margin → both ends of the interval that is to be held against it, float64[worlds] each
    """
    if direction in ("lower", "not higher"):
        mirrored = {"lower": "higher", "not higher": "not lower"}[direction]
        return standings(mirrored, effect, -estimate, lambda margin: mirrored_ends(*ends(-margin)))
    low, high = ends(0.0)
    if direction == "higher":
        holds, fails = (low > 0) & (estimate >= effect), ends(effect)[1] < max(effect, np.finfo(float).tiny)
    elif direction == "not lower":
        holds = ends(-effect)[0] > -effect if effect else low >= 0
        fails = (high < 0) & (estimate <= -effect)
    else:
        holds = (ends(-effect)[0] >= -effect) & (ends(effect)[1] <= effect)
        fails = ((low > 0) & (estimate >= effect)) | ((high < 0) & (estimate <= -effect))
        fails &= ~holds
    known = np.isfinite(estimate)
    return np.select([known & holds, known & fails], [Standing.HOLDS, Standing.FAILS], Standing.OPEN).astype(
        np.int64
    )


def mirrored_ends(low: Values, high: Values) -> tuple[Values, Values]:
    """Return the ends, ``float64[worlds]`` each, of the same interval seen the other way round."""
    return -high, -low


def in_each_world(
    compared: Compared, direction: str, effect: float, confidence: float = CONFIDENCE
) -> InWorlds:
    """Judge a claim in every world.

    Parameters
    ----------
    direction : one of the claim's directions
    effect : the smallest that matters, in the measure's unit or as a share of the control
    """

    def ends(margin: float) -> tuple[Values, Values]:
        found = compared.interval(confidence, margin)
        return found.low, found.high

    whole = compared.interval(confidence)
    standing = standings(direction, effect, compared.estimate, ends)
    return InWorlds(
        compared.estimate, whole.low, whole.high, standing, whole.spread, compared.number, whole.helped,
        effect=compared.effect(),
    )  # fmt: skip


def power(
    effect: float, spread: float, replicates: int, confidence: float = 0.95, helped: float = 0.0,
    direction: str = "higher",
) -> float:  # fmt: skip
    """Return the chance that so many replicates show in one world what is claimed.

    Of a claim that something is higher or lower: that they leave zero out where the true difference is ``effect``. Of
    one that it is not, or that there is no difference: that they stay within ``effect`` where there is none.

    Parameters
    ----------
    spread : standard deviation of a paired difference from replicate to replicate
    helped : degrees of freedom that other worlds add
    """
    from scipy.special import nctdtr, stdtr, stdtrit

    if replicates < 2:
        return 0.0
    if spread == 0:
        return 1.0
    freedom = min(replicates - 1 + helped, ENDLESS)
    reach = float(stdtrit(freedom, 0.5 + confidence / 2))
    shift = abs(effect) / (spread / replicates**0.5)
    if direction.startswith("no"):
        within = float(stdtr(freedom, shift - reach))
        return max(0.0, 2 * within - 1) if direction == "no difference" else within
    if shift > SURE:
        return 1.0
    return float(1 - nctdtr(freedom, shift, reach) + nctdtr(freedom, shift, -reach))


def replicates_for(
    effect: float, spread: float, wanted: float = 0.9, confidence: float = 0.95, helped: float = 0.0,
    direction: str = "higher",
) -> int | None:  # fmt: skip
    """Return how many replicates a world would need for that power; nothing where a hundred thousand are too few."""
    number = 2
    while number < 100_000:
        if power(effect, spread, number, confidence, helped, direction) >= wanted:
            return number
        number = max(number + 1, int(number * 1.05))
    return None
