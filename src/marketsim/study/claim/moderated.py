"""How much a paired difference scatters in one world, when few replicates must be helped out by the other worlds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
NEWTON_STEPS = 50
HAS_A_MEAN = 2.0
"""Half the degrees of freedom above which the mean of such variances is known well enough to go by."""


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

    How far variances differ is read off their logarithms; their size off their mean, which stays right where
    differences are not normal. A variance of exactly zero comes of counting in whole numbers and tells nothing of how
    far variances differ.

    Parameters
    ----------
    variance, freedom : float64[worlds], the variance within each world and its degrees of freedom

    Source: Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3 (1), article 3.
    """
    from scipy.special import digamma, polygamma

    known = np.isfinite(variance) & np.isfinite(freedom)
    counted = known & (variance > 0)
    if not counted.any():
        return None
    each = freedom[counted]
    logs = np.log(variance[counted]) - digamma(each / 2) + np.log(each / 2)
    middle = float(logs.mean())
    if len(logs) < 2:
        return Scatter(math.exp(middle), 0.0)
    usual = float((variance[known] * freedom[known]).sum() / pooled(variance, freedom))
    extra = float(((logs - middle) ** 2).sum() / (len(logs) - 1) - polygamma(1, each / 2).mean())
    if extra <= 0:
        return Scatter(usual, math.inf)
    half = trigamma_inverse(extra)
    if half > HAS_A_MEAN:
        return Scatter(usual * (half - 1) / half, 2 * half)
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
    """Return each world's variance, ``float64[worlds]``, drawn towards the usual one, and its degrees of freedom then.

    Where few replicates happen to give the same count there is no variance to draw from, and the usual one stands. All
    worlds together know no more than their own degrees of freedom, so that none is given more.

    Source: Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3 (1), article 3.
    """
    if usual is None or usual.freedom == 0:
        return variance, freedom
    most = pooled(variance, freedom)
    if math.isinf(usual.freedom):
        return np.where(np.isfinite(variance), usual.variance, np.nan), np.where(
            np.isfinite(freedom), most, np.nan
        )
    own = np.where(variance == 0, usual.variance, variance)
    total = freedom + usual.freedom
    return (freedom * own + usual.freedom * usual.variance) / total, np.minimum(total, most)


def pooled(variance: Values, freedom: Values) -> float:
    """Return the degrees of freedom of all worlds together, of ``float64[worlds]`` each."""
    known = np.isfinite(variance) & np.isfinite(freedom)
    return float(freedom[known].sum())
