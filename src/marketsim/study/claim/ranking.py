"""Which policy is safe to choose over the accepted worlds, harm by harm and under any weights of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import Measure
from marketsim.study.analysis.robustness import net_benefit, regret, robustness
from marketsim.study.claim.quantities import Quantity, Window
from marketsim.study.claim.runs import Runs, world_means
from marketsim.study.intervals import mean_of

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
    """Return a measure under each policy in each world, ``float64[policies, worlds]``."""
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


def cost_per_harm_averted(cost: Values, harm: Values) -> tuple[float, float, float] | None:
    """Return what averting one unit of harm costs, as a median over worlds with its 5th and 95th percentile.

    Worlds in which the policy averts nothing have no such price; nothing where those are half of them or more.

    Parameters
    ----------
    cost, harm : float64[worlds], differences to the reference, a day
    """
    known = np.isfinite(cost) & np.isfinite(harm)
    averts = known & (harm < 0)
    if averts.sum() <= known.sum() / 2:
        return None
    low, middle, high = np.percentile(cost[averts] / -harm[averts], [5, 50, 95])
    return float(middle), float(low), float(high)


def ranking(
    runs: Runs, measures: list[Measure], window: Window, reference: str, weights: Mapping[str, float]
) -> dict[str, Any]:
    """Return how every policy does: harm by harm, under every weighting, its price, and its worth.

    Parameters
    ----------
    weights : measure → gain of one unit, by whoever decides; nobody's weights are built in
    """
    names = [arm.name for arm in runs.experiment.arms]
    place = names.index(reference)
    judged = ranked(runs, measures, window, reference)
    outcomes = {harm: outcome(runs, harm, window) for harm in sorted({one.harm for one in judged})}
    cost = outcome(runs, COST, window)
    prices = {
        name: {
            harm: price
            for harm, values in outcomes.items()
            if (price := cost_per_harm_averted(cost[arm] - cost[place], values[arm] - values[place]))
        }
        for arm, name in enumerate(names)
        if arm != place
    }
    return {
        "harms": [one.document() for one in judged],
        "best_under_weightings": flips(outcomes, names, place),
        "kr_per_harm_averted": {name: found for name, found in prices.items() if found},
        "worth": worth(runs, window, reference, weights),
    }


def worth(
    runs: Runs, window: Window, reference: str, weights: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """Return each policy’s net benefit against the reference, over worlds; nothing without weights."""
    if not weights:
        return {}
    names = [arm.name for arm in runs.experiment.arms]
    values = {measure: outcome(runs, measure, window) for measure in weights}
    found = {}
    for arm, name in enumerate(names):
        differences = {measure: one[arm] - one[names.index(reference)] for measure, one in values.items()}
        benefit = net_benefit(differences, dict(weights))
        benefit = benefit[np.isfinite(benefit)]
        if name != reference and len(benefit):
            mean = mean_of(benefit)
            found[name] = {"value": mean.value, "low": mean.low, "high": mean.high}
    return found
