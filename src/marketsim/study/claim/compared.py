"""Two sides of a comparison in every world, and the interval of what lies between them, in units or in shares.

No world is judged by a share of its own count: where the control happens to be low such a share is large, and upward.
Whether the treated side lies beyond the control by more than a margin is asked of ``treated − (1 + margin) · control``,
on a scale on which counts scatter alike in quiet worlds and in busy ones; the effect over worlds is a ratio of sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.moderated import moderated, pooled, usual_scatter, variances
from marketsim.study.intervals import CONFIDENCE, Mean, mean_of, ratio_of

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Compared:
    """What a claim compares.

    Attributes
    ----------
    treated, control : float64[worlds, replicates], the same luck on both sides; NaN where a run is missing
    relative : whether differences and margins are shares of the control
    same : bool[worlds, replicates], which pairs are of two runs that came out the same to the bit; those that are
        exactly equal unless told
    """

    treated: Values
    control: Values
    relative: bool = False
    same: NDArray[np.bool_] | None = None

    @cached_property
    def number(self) -> NDArray[np.int64]:
        """How many pairs have finished: int64[worlds]."""
        return np.isfinite(self.treated - self.control).sum(axis=1)

    @cached_property
    def means(self) -> tuple[Values, Values]:
        """Means of the treated and of the control side over finished pairs: float64[worlds] each, NaN without any."""
        both = np.isfinite(self.treated - self.control)
        number = np.where(self.number > 0, self.number, np.nan)
        treated, control = (np.where(both, side, 0).sum(axis=1) for side in (self.treated, self.control))
        return treated / number, control / number

    @cached_property
    def estimate(self) -> Values:
        """The difference in every world, ``float64[worlds]``; NaN where there is nothing to take a share of."""
        treated, control = self.means
        return (treated - control) / self.whole if self.relative else treated - control

    @cached_property
    def whole(self) -> Values:
        """Of what shares are taken, ``float64[worlds]``: the control, or the treated side where that is zero.

        NaN where both are zero in runs that differ; nothing is known there of any share.
        """
        treated, control = self.means
        whole = np.abs(np.where(control == 0, treated, control))
        return np.where((whole == 0) & ~self.untouched, np.nan, np.where(whole == 0, 1.0, whole))

    @cached_property
    def untouched(self) -> NDArray[np.bool_]:
        """In which worlds every pair is of two identical runs: bool[worlds]."""
        pairs = self.treated - self.control
        alike = pairs == 0 if self.same is None else self.same
        return (self.number > 0) & np.where(np.isfinite(pairs), alike, True).all(axis=1)

    def effect(self, confidence: float = CONFIDENCE) -> Mean | None:
        """Return the mean over worlds, of shares as a ratio of sums; nothing where no world is known."""
        known = np.isfinite(self.estimate)
        if not known.any():
            return None
        treated, control = (side[known] for side in self.means)
        if self.relative and control.any():
            return ratio_of(treated - control, np.abs(control), confidence)
        return mean_of(self.estimate[known], confidence)

    def interval(self, confidence: float = CONFIDENCE, margin: float = 0.0) -> Interval:
        """Return how far the treated side lies from the control, with ends that are right for being held to a margin.

        Of differences in units the ends are the same whatever they are held to.
        """
        if not self.relative:
            return interval_of(self.treated - self.control, self.untouched, confidence)
        treated, control = (np.abs(side) for side in self.means)
        scale = np.sqrt((treated + (1 + margin) * control) / 2)
        scale = np.where(scale > 0, scale, 1.0)
        beyond = self.treated - self.control - margin * np.abs(self.control)
        found = interval_of(beyond / scale[:, None], self.untouched, confidence)
        if margin:
            found = found.open_where(np.isinf(self.interval(confidence).low))
        return found.rescaled(scale / self.whole, margin)


@dataclass(frozen=True)
class Interval:
    """The ends of a difference in every world.

    Attributes
    ----------
    low, high : float64[worlds]; NaN where a world has no pairs
    spread : float64[worlds], standard deviation of a paired difference from replicate to replicate
    helped : degrees of freedom by which the other worlds help each of them out
    """

    low: Values
    high: Values
    spread: Values
    helped: float

    def open_where(self, unknown: NDArray[np.bool_]) -> Interval:
        """Return it without ends where it is not known, ``bool[worlds]``, how the difference itself scatters."""
        low, high = np.where(unknown, -np.inf, self.low), np.where(unknown, np.inf, self.high)
        return Interval(low, high, self.spread, self.helped)

    def rescaled(self, unit: Values, margin: float) -> Interval:
        """Return it in another unit a world, ``float64[worlds]``, from where it was beyond a margin."""
        return Interval(margin + self.low * unit, margin + self.high * unit, self.spread * unit, self.helped)


def interval_of(pairs: Values, untouched: NDArray[np.bool_], confidence: float) -> Interval:
    """Return the interval of each world’s paired differences.

    With few replicates a world's own variance is hardly known; it is drawn towards that of all worlds (a moderated
    t interval). A world whose pairs are all of two identical runs has an interval of no width; that a rare event was
    counted equally often in two different runs is no such certainty.

    Parameters
    ----------
    pairs : array over (world, replicate), NaN where a run is missing
    untouched : in which worlds all pairs are of two identical runs, bool[worlds]
    """
    from scipy.special import stdtrit

    finished = np.isfinite(pairs)
    number = finished.sum(axis=1)
    middle = np.where(number > 0, np.where(finished, pairs, 0).sum(axis=1) / np.maximum(number, 1), np.nan)
    own, freedom = variances(pairs)
    own = np.where(untouched, np.nan, own)
    usual = usual_scatter(own, freedom)
    helped = min(usual.freedom, pooled(own, freedom)) if usual else 0.0
    if usual is None:
        own = np.where(middle == 0, np.nan, own)
    elif usual.freedom == 0:
        own = np.where(own == 0, np.nan, own)
    variance, freedom = moderated(own, freedom, usual)
    reach = stdtrit(freedom, 0.5 + confidence / 2) * np.sqrt(variance / np.maximum(number, 1))
    reach = np.where(np.isfinite(reach), reach, np.inf)
    reach = np.where(untouched, 0.0, reach)
    return Interval(middle - reach, middle + reach, np.where(untouched, 0.0, np.sqrt(variance)), helped)
