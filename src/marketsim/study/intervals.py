"""How sure a difference is: paired differences, Student's interval, and what pairing has saved."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Mean:
    """A mean over replicates with its interval; with one replicate there is no interval.

    Attributes
    ----------
    value, low, high : the mean and the ends of its interval, in the unit of the measure
    replicates : how many it is the mean of
    """

    value: float
    low: float
    high: float
    replicates: int


@dataclass(frozen=True)
class PairedDifference:
    """What one policy changes against another, with the same luck in both worlds.

    Attributes
    ----------
    treated, control : Mean
    difference : Mean
        Of treated minus control, pair by pair.
    relative : float or None
        The difference as a share of the control's mean; none where that mean is zero.
    pairing_saved : float or None
        Variance of the difference of unpaired worlds over that of paired ones; how many times more replicates
        would have been needed without pairing. None where the pairs do not vary at all.
    """

    treated: Mean
    control: Mean
    difference: Mean
    relative: float | None
    pairing_saved: float | None

    @property
    def established(self) -> bool:
        """Whether the sign is: the interval does not reach zero."""
        return self.difference.low > 0 or self.difference.high < 0

    @property
    def same(self) -> bool:
        """Whether the two policies had the same value in every pair."""
        return self.difference.low == self.difference.high == 0


def mean_of(values: np.ndarray, confidence: float = CONFIDENCE) -> Mean:
    """Return the mean of ``float64[replicates]`` with Student's interval."""
    values = np.asarray(values, np.float64)
    number, middle = len(values), math.fsum(values) / len(values)
    if number == 1:
        return Mean(middle, -math.inf, math.inf, 1)
    half = student(confidence, number - 1) * math.sqrt(variance(values) / number)
    return Mean(middle, middle - half, middle + half, number)


def ratio_of(part: np.ndarray, whole: np.ndarray, confidence: float = CONFIDENCE) -> Mean:
    """Return the ratio of two sums over ``float64[n]``, with an interval from what each part leaves unexplained.

    Source: Cochran (1977), Sampling Techniques, 3rd edition, chapter 6.
    """
    part, whole = np.asarray(part, np.float64), np.asarray(whole, np.float64)
    usual = math.fsum(whole) / len(whole)
    ratio = math.fsum(part) / math.fsum(whole)
    rest = mean_of((part - ratio * whole) / usual, confidence)
    return Mean(ratio, ratio + rest.low, ratio + rest.high, rest.replicates)


def paired_difference(
    treated: np.ndarray, control: np.ndarray, confidence: float = CONFIDENCE
) -> PairedDifference:
    """Compare two policies, ``float64[replicates]`` each; ``treated[i]`` and ``control[i]`` had the same luck."""
    treated, control = np.asarray(treated, np.float64), np.asarray(control, np.float64)
    if treated.shape != control.shape or treated.ndim != 1 or not treated.size:
        raise ValueError("paired replicates are two equally long rows of values")
    pairs = treated - control
    middle = mean_of(control, confidence)
    difference = mean_of(pairs, confidence)
    together = variance(pairs) if len(pairs) > 1 else 0.0
    apart = variance(treated) + variance(control) if len(pairs) > 1 else 0.0
    return PairedDifference(
        treated=mean_of(treated, confidence),
        control=middle,
        difference=difference,
        relative=difference.value / abs(middle.value) if middle.value else None,
        pairing_saved=apart / together if together > 0 else None,
    )


def variance(values: np.ndarray) -> float:
    """Return the sample variance of ``float64[replicates]``, summed exactly so that their order does not matter."""
    middle = math.fsum(values) / len(values)
    return math.fsum((values - middle) ** 2) / (len(values) - 1)


def student(confidence: float, freedom: int) -> float:
    """Return how many standard errors Student's interval reaches on either side."""
    from scipy.special import stdtrit  # scipy.stats would take another 0.6 s to import

    return float(stdtrit(freedom, 0.5 + confidence / 2))
