"""Which policy is safe to choose over the accepted worlds, harm by harm and under any weights of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import Measure
from marketsim.study.analysis.robustness import regret, robustness
from marketsim.study.claim.quantities import Quantity, Window
from marketsim.study.claim.runs import Runs, world_means

Values = NDArray[np.float64]
WEIGHTINGS = 2000
COST = "police_cost"


@dataclass(frozen=True)
class Ranked:
    """How one policy does on one harm over the worlds.

    Attributes
    ----------
    mean : a day, over worlds
    regret, worst : by how much it is worse than the best policy of each world: the mean and the 90th percentile
    no_worse : share of worlds in which it is no worse than the reference
    best : share of worlds in which no policy does better
    """

    policy: str
    harm: str
    bearer: str
    mean: float
    regret: float
    worst: float
    no_worse: float
    best: float

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def harms(measures: tuple[Measure, ...]) -> list[Measure]:
    """Return the measures that are harms, borne by somebody."""
    return [one for one in measures if one.bearer and not one.cell]


def outcome(runs: Runs, measure: str, window: Window) -> Values:
    """Return a measure over (policy, world)."""
    return np.array([world_means(one) for one in runs.values[Quantity(measure, None, window)]])


def ranked(runs: Runs, measures: list[Measure], window: Window, reference: str) -> list[Ranked]:
    """Judge every policy on every harm, over the worlds in which all of them have finished."""
    names = [arm.name for arm in runs.experiment.arms]
    found = []
    for one in measures:
        values = outcome(runs, one.name, window)
        values = values[:, np.isfinite(values).all(axis=0)]
        best = (regret(values) == 0).mean(axis=1) if values.shape[1] else None
        for judged in robustness(values, names.index(reference)):
            assert best is not None
            found.append(
                Ranked(
                    names[judged.arm], one.name, one.bearer, float(values[judged.arm].mean()), judged.regret[0],
                    judged.regret[1], judged.good_enough, float(best[judged.arm]),
                )
            )  # fmt: skip
    return found


def flips(
    outcomes: Mapping[str, Values], names: list[str], reference: int, draw: int = 0
) -> dict[str, float]:
    """Return in what share of all weightings of the harms each policy comes out best.

    Each harm is taken relative to the reference policy's mean, so that no unit decides; weights are drawn evenly from
    all that add up to one. A policy that is best under every weighting needs no weights; where two share them, who
    weighs decides.

    Parameters
    ----------
    outcomes : harm → float64[policies, worlds]
    """
    usable = {
        name: values[:, np.isfinite(values).all(axis=0)].mean(axis=1) for name, values in outcomes.items()
    }
    relative = np.array([means / means[reference] for means in usable.values() if means[reference] > 0])
    if not len(relative):
        return {}
    weights = np.random.default_rng(draw).dirichlet(np.ones(len(relative)), size=WEIGHTINGS)
    best = (weights @ relative).argmin(axis=1)
    return {name: float((best == place).mean()) for place, name in enumerate(names)}


def cost_per_harm_averted(
    cost: Values, harm: Values, weights: float = 1.0
) -> tuple[float, float, float] | None:
    """Return what averting one unit of harm costs, as a median over worlds with its 5th and 95th percentile.

    Worlds in which the policy averts nothing have no such price; nothing where those are more than half.

    Parameters
    ----------
    cost, harm : float64[worlds], differences to the reference, a day
    weights : how many units of harm count as one
    """
    averts = harm < 0
    if averts.mean() <= 0.5:
        return None
    price = cost[averts] / (-harm[averts] * weights)
    low, middle, high = np.percentile(price, [5, 50, 95])
    return float(middle), float(low), float(high)
