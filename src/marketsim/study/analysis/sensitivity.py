"""How much each uncertain fact moves an outcome; well-kept libraries do the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.study.experiment import Experiment
from marketsim.study.experiment.sampling import SAMPLERS, extra, problem_of
from marketsim.study.experiment.worlds import coordinates, ranges_of

Values = NDArray[np.float64]
BINS = 20


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

    The design decides how: its own method where it was made for one, the share of variance otherwise.
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


def of_any(experiment: Experiment, outcome: Values) -> list[Influence]:
    """Return the share of variance each fact explains alone, from any sample of worlds.

    Worlds are sorted by the fact and put into bins; the variance of the bins' means is what it explains. What
    chance alone would explain with so many worlds is taken off.

    Source: Plischke, Borgonovo and Smith (2013), European Journal of Operational Research 226, 536–550.
    """
    finished = np.isfinite(outcome)
    points = coordinates(experiment.worlds, experiment.uncertain)[finished]
    values = outcome[finished]
    bins = min(BINS, max(2, len(values) // 8))
    by_chance = (bins - 1) / max(1, len(values) - 1)
    found = []
    for column, key in enumerate(experiment.uncertain):
        rows = np.array_split(values[np.argsort(points[:, column], kind="stable")], bins)
        sizes = np.array([len(one) for one in rows])
        means = np.array([one.mean() for one in rows])
        explained = float(
            (sizes * (means - values.mean()) ** 2).sum() / ((values - values.mean()) ** 2).sum()
        )
        corrected = (explained - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0
        direction = (
            float(np.sign(np.polyfit(points[:, column], values, 1)[0])) if np.ptp(points[:, column]) else 0.0
        )
        found.append(
            Influence(key, max(0.0, corrected), "share of variance, alone", {"direction": direction})
        )
    return found


def document(found: list[Influence]) -> list[dict[str, Any]]:
    """Return influences as plain data."""
    return [
        {"parameter": one.key, "strength": one.strength, "meaning": one.meaning, **one.more} for one in found
    ]
