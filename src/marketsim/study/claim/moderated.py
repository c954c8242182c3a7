"""How much a paired difference scatters in one world, when few replicates must be helped out by the other worlds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
NEWTON_STEPS = 50
SURE_FREEDOM = 1e8
SMALLEST = 1e-5


@dataclass(frozen=True)
class Scatter:
    """What all worlds together say about the variance of a difference from replicate to replicate.

    Attributes
    ----------
    variance : the usual one
    freedom : how many degrees of freedom that knowledge is worth; infinite where all worlds scatter alike
    """

    variance: float
    freedom: float


def variances(pairs: Values) -> tuple[Values, Values]:
    """Return each world's sample variance and degrees of freedom; NaN where fewer than two pairs finished.

    Parameters
    ----------
    pairs : paired differences as an array over (world, replicate), NaN where a run is missing
    """
    finished = np.isfinite(pairs)
    number = finished.sum(axis=1)
    middle = np.where(finished, pairs, 0).sum(axis=1) / np.maximum(number, 1)
    squares = np.where(finished, (pairs - middle[:, None]) ** 2, 0).sum(axis=1)
    freedom = np.where(number > 1, number - 1, np.nan).astype(np.float64)
    return squares / freedom, freedom


def usual_scatter(variance: Values, freedom: Values) -> Scatter | None:
    """Estimate the distribution from which the worlds' variances come; nothing where no world has one.

    Source: Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3 (1), article 3.
    """
    counted = np.isfinite(variance) & np.isfinite(freedom)
    if not counted.any() or not (variance[counted] > 0).any():
        return None
    seen, known = variance[counted], freedom[counted]
    seen = np.maximum(seen, SMALLEST * float(np.median(seen[seen > 0])))
    from scipy.special import digamma, polygamma

    logs = np.log(seen) - digamma(known / 2) + np.log(known / 2)
    middle = float(logs.mean())
    if len(logs) < 2:
        return Scatter(math.exp(middle), 0.0)
    extra = float(((logs - middle) ** 2).sum() / (len(logs) - 1) - polygamma(1, known / 2).mean())
    if extra <= 0:
        return Scatter(math.exp(middle), math.inf)
    half = trigamma_inverse(extra)
    return Scatter(math.exp(middle + float(digamma(half)) - math.log(half)), 2 * half)


def trigamma_inverse(value: float) -> float:
    """Return the number whose trigamma function is the value."""
    from scipy.special import polygamma

    guess = 0.5 + 1 / value
    for _ in range(NEWTON_STEPS):
        now = float(polygamma(1, guess))
        step = now * (1 - now / value) / float(polygamma(2, guess))
        guess += step
        if abs(step) < 1e-10 * guess:
            break
    return guess


def moderated(variance: Values, freedom: Values, usual: Scatter | None) -> tuple[Values, Values]:
    """Return each world's variance drawn towards the usual one, and the degrees of freedom it then has.

    Source: Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3 (1), article 3.
    """
    if usual is None or usual.freedom == 0:
        return variance, freedom
    if math.isinf(usual.freedom):
        sure = np.where(np.isfinite(freedom), SURE_FREEDOM, np.nan)
        return np.where(np.isfinite(variance), usual.variance, np.nan), sure
    total = freedom + usual.freedom
    return (freedom * variance + usual.freedom * usual.variance) / total, total
