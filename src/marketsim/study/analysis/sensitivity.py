"""How much each uncertain fact moves an outcome; well-kept libraries do the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketsim.study.experiment import Experiment
from marketsim.study.experiment.sampling import SAMPLERS, extra, problem_of
from marketsim.study.experiment.worlds import coordinates, ranges_of

Values = NDArray[np.float64]
"""``float64[worlds]``: one number a world."""

MOST_BINS, WORLDS_A_BIN = 20, 32
"""With few worlds fewer bins: 200 worlds in 20 bins hide facts that they show in 6 (docs/decisions/0026)."""
SHUFFLES, SURE = 99, 95.0
OUTER_SHARE = 0.2
MOST_STEPS = 64
"""A fact that takes no more values than this was sampled on a lattice."""


@dataclass(frozen=True)
class Influence:
    """What one fact does to an outcome.

    Attributes
    ----------
    key : the parameter
    strength : how much it matters, by which facts are ranked; what it is, ``meaning`` says
    more : further numbers of the method, by name
    """

    key: str
    strength: float
    meaning: str
    more: dict[str, float]


def influences(experiment: Experiment, outcome: Values) -> list[Influence]:
    """Rank the uncertain facts by what they do to an outcome (one number a world), the strongest first.

    The design decides how: its own method where it was made for one, the share of the variance of ranks otherwise.
    """
    kind = experiment.document.design.kind
    if kind == "fixed" or len(experiment.worlds) < 3 or np.nanmin(outcome) == np.nanmax(outcome):
        return []
    if kind in ("saltelli", "morris") and not np.isfinite(outcome).all():
        return []  # these designs are read whole or not at all
    found = {
        "saltelli": of_saltelli,
        "morris": of_morris,
        "one_at_a_time": one_at_a_time,
    }.get(kind, of_any)(experiment, outcome)
    return sorted(found, key=lambda one: -one.strength)


def of_saltelli(experiment: Experiment, outcome: Values) -> list[Influence]:
    """Return Sobol' indices: the share of variance a fact explains alone, and together with others."""
    from scipy.stats import sobol_indices

    keys, size = experiment.uncertain, experiment.document.design.worlds or 1
    first, second, *mixed = outcome.reshape(-1, size)
    parts = {"f_A": first[None], "f_B": second[None], "f_AB": np.array(mixed)[:, None, :]}
    indices = sobol_indices(func=parts, n=size)
    return [
        Influence(key, float(total), "share of variance, with others", {"alone": float(alone)})
        for key, alone, total in zip(
            keys, indices.first_order.ravel(), indices.total_order.ravel(), strict=True
        )
    ]


def of_morris(experiment: Experiment, outcome: Values) -> list[Influence]:
    """Return Morris' elementary effects: their mean size, and how much they differ from place to place."""
    analyse = extra("SALib.analyze.morris", "analysis").analyze
    ranges = ranges_of(experiment.document)
    design = experiment.document.design
    shares = SAMPLERS["morris"].sample(design, ranges)
    told = analyse(problem_of(ranges), shares, outcome, num_levels=design.levels)
    return [
        Influence(key, float(size), "mean size of effects", {"mean": float(mean), "differing": float(sigma)})
        for key, size, mean, sigma in zip(
            told["names"], told["mu_star"], told["mu"], told["sigma"], strict=True
        )
    ]


def one_at_a_time(experiment: Experiment, outcome: Values) -> list[Influence]:
    """Return how far the outcome moves when one fact goes from the low to the high end of its range."""
    found = []
    for place, key in enumerate(experiment.uncertain):
        low, high = outcome[1 + 2 * place], outcome[2 + 2 * place]
        more = {"declared": float(outcome[0]), "low": float(low), "high": float(high)}
        found.append(Influence(key, float(abs(high - low)), "difference between the ends of its range", more))
    return [one for one in found if np.isfinite(one.strength)]


def between_ends(experiment: Experiment, outcome: Values) -> dict[str, tuple[float, float]]:
    """Return the mean outcome where each fact is low and where it is high, everything else as it comes.

    Low and high are the lowest and the highest fifth of the sampled values, on a lattice its lowest and highest step;
    beside the strength of a fact they show its direction.
    """
    points = coordinates(experiment.worlds, experiment.uncertain)
    finished = np.isfinite(outcome)
    points, outcome = points[finished], outcome[finished]
    found = {}
    for key, values in zip(experiment.uncertain, points.T, strict=True):
        steps = np.unique(values)
        low, high = (
            steps[[0, -1]]
            if len(steps) <= MOST_STEPS
            else np.quantile(values, (OUTER_SHARE, 1 - OUTER_SHARE))
        )
        found[key] = float(outcome[values <= low].mean()), float(outcome[values >= high].mean())
    return found


def of_any(experiment: Experiment, outcome: Values) -> list[Influence]:
    """Return the share of the variance of the outcome's ranks that each fact explains alone, from any sample.

    Worlds are sorted by the fact and put into a few bins; the variance of the bins' mean ranks is what it explains,
    less what chance would explain on average. Ranks, since a handful of extreme worlds would else decide. A fact is
    left out unless it explains more than the strongest of as many facts would by chance, as found by shuffling.

    Source: Plischke, Borgonovo and Smith (2013), European Journal of Operational Research 226, 536–550.
    """
    from scipy.stats import rankdata

    finished = np.isfinite(outcome)
    points = coordinates(experiment.worlds, experiment.uncertain)[finished]
    values = rankdata(outcome[finished])
    values -= values.mean()
    bins = min(MOST_BINS, max(2, len(values) // WORLDS_A_BIN))
    edges = np.linspace(0, len(values), bins + 1).astype(int)[:-1]
    sizes = np.diff([*edges, len(values)])[:, None]
    order = np.argsort(points, axis=0, kind="stable")

    def explained(outcome: Values) -> Values:
        means = np.add.reduceat(outcome[order], edges, axis=0) / sizes
        return np.asarray((sizes * means**2).sum(axis=0) / (outcome**2).sum())

    shuffler = np.random.default_rng(0)
    by_chance = [explained(shuffler.permutation(values)) for _ in range(SHUFFLES)]
    usual, strongest = float(np.mean(by_chance)), float(np.percentile(np.max(by_chance, axis=1), SURE))
    slopes = points - points.mean(axis=0)
    direction = np.sign(values @ slopes)
    return [
        Influence(
            key,
            float((share - usual) / (1 - usual)),
            "share of the variance of ranks, alone",
            {"direction": float(direction[column])},
        )
        for column, (key, share) in enumerate(zip(experiment.uncertain, explained(values), strict=True))
        if share > strongest
    ]
