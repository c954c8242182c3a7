"""Whether a claim holds in one world: its interval against the smallest effect that matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.moderated import moderated, pooled, usual_scatter, variances

Values = NDArray[np.float64]
ENDLESS = 1e6
"""So many degrees of freedom are as good as any more."""


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
    """

    estimate: Values
    low: Values
    high: Values
    standing: NDArray[np.int64]
    spread: Values
    replicates: NDArray[np.int64]
    helped: float = 0.0
    unknown: int = 0

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


def intervals(
    pairs: Values, confidence: float, same: NDArray[np.bool_] | None = None
) -> tuple[Values, Values, Values, Values, float]:
    """Return mean, ends and spread of each world’s paired differences, and the worth of the others’ help.

    With few replicates a world's own variance is hardly known; it is drawn towards that of all worlds (a moderated
    t interval). A world whose pairs are all of two identical runs has an interval of no width; that a rare event was
    counted equally often in two different runs is no such certainty.

    Parameters
    ----------
    pairs : array over (world, replicate), NaN where a run is missing
    same : which pairs are of two runs that came out the same to the bit; those that are exactly zero unless told
    """
    from scipy.special import stdtrit

    finished = np.isfinite(pairs)
    number = finished.sum(axis=1)
    middle = np.where(number > 0, np.where(finished, pairs, 0).sum(axis=1) / np.maximum(number, 1), np.nan)
    untouched = (number > 0) & np.where(finished, pairs == 0 if same is None else same, True).all(axis=1)
    own, freedom = variances(pairs)
    own = np.where(untouched, np.nan, own)
    usual = usual_scatter(own, freedom)
    if usual is None:
        own = np.where(middle == 0, np.nan, own)
    variance, freedom = moderated(own, freedom, usual)
    reach = stdtrit(freedom, 0.5 + confidence / 2) * np.sqrt(variance / np.maximum(number, 1))
    reach = np.where(np.isfinite(reach), reach, np.inf)
    reach = np.where(untouched, 0.0, reach)
    known = np.isfinite(middle)
    low, high = np.where(known, middle - reach, np.nan), np.where(known, middle + reach, np.nan)
    helped = min(usual.freedom, pooled(own, freedom)) if usual else 0.0
    return middle, low, high, np.where(untouched, 0.0, np.sqrt(variance)), helped


def standings(
    direction: str, effect: float, estimate: Values, low: Values, high: Values
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
    estimate, low, high : float64[worlds], the difference and the ends of its interval
    """
    if direction in ("lower", "not higher"):
        mirrored = {"lower": "higher", "not higher": "not lower"}[direction]
        return standings(mirrored, effect, -estimate, -high, -low)
    if direction == "higher":
        holds, fails = (low > 0) & (estimate >= effect), high < max(effect, np.finfo(float).tiny)
    elif direction == "not lower":
        holds, fails = low > -effect, (high < 0) & (estimate <= -effect)
        if effect == 0:
            holds = low >= 0
    else:
        holds = (low >= -effect) & (high <= effect)
        fails = ((low > 0) & (estimate >= effect)) | ((high < 0) & (estimate <= -effect))
        fails &= ~holds
    known = np.isfinite(estimate)
    return np.select([known & holds, known & fails], [Standing.HOLDS, Standing.FAILS], Standing.OPEN).astype(
        np.int64
    )


def in_each_world(
    pairs: Values, direction: str, effect: float, confidence: float = 0.95,
    same: NDArray[np.bool_] | None = None,
) -> InWorlds:  # fmt: skip
    """Judge a claim in every world.

    Parameters
    ----------
    pairs : float64[worlds, replicates], paired differences, in the measure's unit or as shares of the control's mean
    direction : one of the claim's directions
    effect : the smallest that matters, in the same unit as ``pairs``
    same : which pairs are of two runs that came out the same to the bit; those that are exactly zero unless told
    """
    estimate, low, high, spread, helped = intervals(pairs, confidence, same)
    return InWorlds(
        estimate, low, high, standings(direction, effect, estimate, low, high), spread,
        np.isfinite(pairs).sum(axis=1), helped,
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
