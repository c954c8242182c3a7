"""Which policy is safe to choose when nobody knows which world is ours: regret, and how often it is good enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
WORST_SHARE = 90.0


@dataclass(frozen=True)
class Robustness:
    """How one arm does over all worlds.

    Attributes
    ----------
    arm : its number
    regret : by how much it is worse than the best arm of each world: the mean, 90th percentile and most
    good_enough : share of worlds in which it is no worse than the reference arm
    """

    arm: int
    regret: tuple[float, float, float]
    good_enough: float


def regret(outcome: Values, less_is_better: bool = True) -> Values:
    """Return by how much each arm is worse than the best arm of the same world.

    Parameters
    ----------
    outcome : array over (arm, world)

    Source: Savage (1951), Journal of the American Statistical Association 46, 55–67.
    """
    loss = outcome if less_is_better else -outcome
    return np.asarray(loss - loss.min(axis=0))


def satisficing(outcome: Values, at_most: Values | float) -> Values:
    """Return the share of worlds in which each arm is good enough; ``outcome`` is an array over (arm, world).

    Source: Starr (1963), Operations Research 11, 145; Lempert et al. (2006), Management Science 52, 514–528.
    """
    return np.asarray((outcome <= at_most).mean(axis=1))


def meets(outcomes: dict[str, Values], limits: dict[str, tuple[float, float]]) -> Values:
    """Return the share of worlds in which each arm meets every limit at once, over worlds that all arms finished.

    Parameters
    ----------
    outcomes : measure → array over (arm, world)
    limits : measure → lowest and highest value that will do

    Source: as for :func:`satisficing`.
    """
    stacked = np.stack([outcomes[name] for name in limits])
    low, high = (np.array([one[end] for one in limits.values()])[:, None, None] for end in (0, 1))
    whole = np.isfinite(stacked).all(axis=(0, 1))
    met = np.logical_and.reduce((stacked >= low) & (stacked <= high), axis=0)[:, whole]
    return np.asarray(met.sum(axis=1) / whole.sum()) if whole.any() else np.full(len(met), np.nan)


def robustness(outcome: Values, reference: int = 0, less_is_better: bool = True) -> list[Robustness]:
    """Judge every arm of ``float64[arms, worlds]`` over the worlds in which all arms have finished."""
    whole = outcome[:, np.isfinite(outcome).all(axis=0)]
    if whole.shape[1] < 2 or whole.shape[0] < 2:
        return []
    lost = regret(whole, less_is_better)
    loss = whole if less_is_better else -whole
    enough = satisficing(loss, loss[reference])
    return [
        Robustness(
            arm,
            (float(lost[arm].mean()), float(np.percentile(lost[arm], WORST_SHARE)), float(lost[arm].max())),
            float(enough[arm]),
        )
        for arm in range(len(whole))
    ]


def net_benefit(differences: dict[str, Values], weights: dict[str, float]) -> Values:
    """Return what a change is worth with the weights of whoever decides, which nobody else can supply.

    Parameters
    ----------
    differences : measure → float64[n], paired differences, all over the same worlds or replicates
    weights : measure → gain of one unit

    Source: Stinnett and Mullahy (1998), Medical Decision Making 18 (2 Suppl), S68–S80.
    """
    return np.asarray(sum(weight * differences[measure] for measure, weight in weights.items()))
