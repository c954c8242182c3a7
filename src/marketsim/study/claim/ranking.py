"""Which policy is safe to choose over the accepted worlds, harm by harm and under any weights of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import Measure
from marketsim.study.analysis.robustness import WORST_SHARE, net_benefit, satisficing
from marketsim.study.claim.quantities import Quantity, Window
from marketsim.study.claim.runs import Runs, world_means
from marketsim.study.intervals import mean_of

Values = NDArray[np.float64]
WEIGHTINGS = 2000
COST = "police_cost"
LEDGER = (
    "violence_against_people", "violence_against_dealers", "violence_against_residents", "violence_against_businesses",
    "violence_against_staff", "violence_against_police", "police_force_against_people", "police_force_against_dealers",
    "thefts_from_residents", "thefts_from_businesses", "deaths", "overdoses", "infections", "rushed_uses", "rip_offs",
    "stops", "confiscations", "fines", "arrests_of_people", "arrests_of_dealers", "visible_use", "visible_selling",
    "touting", "litter_finds", "complaints", "residents_unsafe", COST,
)  # fmt: skip
"""The harms by which policies are ranked: none is a part of another, and more of each is worse."""


@dataclass(frozen=True)
class Ranked:
    """How one policy does on one harm over the worlds.

    Attributes
    ----------
    mean : a day, over worlds
    regret, worst : by how much it is worse than the best policy of each world, which the other replicates have
        chosen, so that nobody is best by luck: the mean and the 90th percentile
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
    """Return the harms by which policies are ranked, as far as they are measured."""
    return [one for one in measures if one.name in LEDGER and not one.cell]


def outcome(runs: Runs, measure: str, window: Window) -> Values:
    """Return a measure under each policy in each world, ``float64[policies, worlds]``."""
    return np.array([world_means(one) for one in runs.values[Quantity(measure, None, window)]])


def ranked(runs: Runs, measures: list[Measure], window: Window, reference: str) -> list[Ranked]:
    """Judge every policy on every harm, over the worlds in which all of them have finished."""
    names = [arm.name for arm in runs.experiment.arms]
    found = []
    for one in measures:
        values = runs.values[Quantity(one.name, None, window)]
        values = values[:, np.isfinite(values).all(axis=(0, 2))]
        if not values.shape[1]:
            continue
        usual, lost = values.mean(axis=2), regret(values)
        no_worse, best = (
            satisficing(usual, limit) for limit in (usual[names.index(reference)], usual.min(axis=0))
        )
        worst = np.percentile(lost, WORST_SHARE, axis=1)
        found += [
            Ranked(
                name, one.name, one.bearer, float(usual[arm].mean()), float(lost[arm].mean()), float(worst[arm]),
                float(no_worse[arm]), float(best[arm]),
            )
            for arm, name in enumerate(names)
        ]  # fmt: skip
    return found


def regret(values: Values) -> Values:
    """Return by how much each policy is worse in each world than the one that is best there by the other replicates.

    The best of many policies by the same runs would owe part of its lead to luck. With one replicate it does.

    Parameters
    ----------
    values : float64[policies, worlds, replicates], less is better

    Returns
    -------
    float64[policies, worlds]
    """
    replicates = range(values.shape[2])
    lost = []
    for held_out in replicates:
        others = [one for one in replicates if one != held_out] or [held_out]
        best = values[:, :, others].mean(axis=2).argmin(axis=0)
        here = values[:, :, held_out]
        lost.append(here - here[best, np.arange(values.shape[1])])
    return np.asarray(np.mean(lost, axis=0))


def flips(
    outcomes: Mapping[str, Values], names: list[str], reference: int, bearers: Mapping[str, str] | None = None,
    draw: int = 0,
) -> dict[str, float]:  # fmt: skip
    """Return in what share of all weightings of the harms each policy comes out best.

    Each harm is taken relative to the reference policy's mean, so that no unit decides; weights are drawn evenly from
    all that add up to one. A policy that is best under every weighting needs no weights; where two share them, who
    weighs decides.

    Parameters
    ----------
    outcomes : harm → float64[policies, worlds]
    bearers : harm → who bears it; with it each bearer's harms are weighed among themselves before bearers are, so that
        whose harms are told apart most finely does not decide
    """
    usable = {
        name: values[:, np.isfinite(values).all(axis=0)].mean(axis=1) for name, values in outcomes.items()
    }
    relative = {name: means / means[reference] for name, means in usable.items() if means[reference] > 0}
    if not relative:
        return {}
    weights = weightings([bearers[name] if bearers else name for name in relative], draw)
    best = (weights @ np.array([*relative.values()])).argmin(axis=1)
    return {name: float((best == place).mean()) for place, name in enumerate(names)}


def weightings(groups: list[str], draw: int) -> Values:
    """Draw weights evenly among groups and within each.

    Returns
    -------
    float64[weightings, harms], each adding up to one
    """
    luck = np.random.default_rng(draw)
    known = sorted(set(groups))
    among = luck.dirichlet(np.ones(len(known)), size=WEIGHTINGS)
    weights = np.empty((WEIGHTINGS, len(groups)))
    for place, group in enumerate(known):
        members = [harm for harm, one in enumerate(groups) if one == group]
        weights[:, members] = among[:, [place]] * luck.dirichlet(np.ones(len(members)), size=WEIGHTINGS)
    return weights


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
        "worlds": max((int(np.isfinite(one).all(axis=0).sum()) for one in outcomes.values()), default=0),
        "harms": [one.document() for one in judged],
        "best_under_weightings": flips(outcomes, names, place),
        "best_under_weightings_by_bearer": flips(
            outcomes, names, place, {one.harm: one.bearer for one in judged}
        ),
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
