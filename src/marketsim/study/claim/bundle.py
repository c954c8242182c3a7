"""What each part of a bundle does: the effects of crossed levers, at equal hours and at equal arrests, in words."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.factorial import Part, effects
from marketsim.study.claim.quantities import Quantity
from marketsim.study.claim.runs import Runs, at_equal, world_means
from marketsim.study.experiment import Experiment
from marketsim.study.intervals import Mean
from marketsim.study.measure import words
from marketsim.study.numerals import interval

Values = NDArray[np.float64]
DOSE = "police.arrests_sellers"
"""The lever on whose line arrests are made equal."""
ARRESTS = "arrests_of_dealers"
FEWEST = 2


def crossed(experiment: Experiment) -> list[str]:
    """Return the levers that are crossed with two values each; nothing where others are crossed as well."""
    levers = experiment.document.design.levers
    if len(experiment.policies) > 1 or len(levers) < FEWEST or any(len(one) != 2 for one in levers.values()):
        return []
    return list(levers)


def in_words(experiment: Experiment, runs: Runs, quantity: Quantity) -> list[str]:
    """Say what each part of the bundle does to a quantity."""
    levers = crossed(experiment)
    if not levers or not runs.outcomes:
        return []
    outcome = cells(runs, quantity, levers)
    told = [sentence("At equal orders otherwise", quantity, effects(outcome, levers))]
    dose = next((place for place, one in enumerate(levers) if one.startswith(DOSE)), None)
    arrests = Quantity(ARRESTS, None, quantity.window)
    if dose is not None and arrests in runs.values:
        equal = at_equal_arrests(outcome, cells(runs, arrests, levers), dose)
        others = [one for one in levers if not one.startswith(DOSE)]
        told.append(sentence("At equal arrests", quantity, effects(equal, others)))
    return [one for one in told if one]


def cells(runs: Runs, quantity: Quantity, levers: list[str]) -> Values:
    """Return a quantity by the value of each lever and by world: float64[2, 2, …, worlds]."""
    arms = runs.experiment.arms
    values = [
        list(dict.fromkeys(arm.levers[lever] for arm in arms if lever in arm.levers)) for lever in levers
    ]
    by_levers = {tuple(arm.levers.get(lever) for lever in levers): number for number, arm in enumerate(arms)}
    found = np.full((*[2] * len(levers), len(runs.experiment.worlds)), np.nan)
    for cell in product((0, 1), repeat=len(levers)):
        number = by_levers[tuple(values[axis][side] for axis, side in enumerate(cell))]
        found[cell] = world_means(runs.values[quantity][number])
    return found


def at_equal_arrests(outcome: Values, arrests: Values, dose: int) -> Values:
    """Return the outcome of every cell where its arrests are the mean of all cells of its world.

    Parameters
    ----------
    outcome, arrests : float64[2, 2, …, worlds]
    dose : the axis of the lever that changes how many are arrested
    """
    target = np.mean(arrests, axis=tuple(range(arrests.ndim - 1)))
    doses = np.moveaxis(arrests, dose, 0)
    outcomes = np.moveaxis(outcome, dose, 0)
    found = np.empty(outcomes.shape[1:])
    for cell in product((0, 1), repeat=outcomes.ndim - 2):
        low, high = ((side[0][cell][:, None], side[1][cell][:, None]) for side in (outcomes, doses))
        found[cell] = at_equal(low, high, target[:, None])[:, 0]
    return found


def sentence(beginning: str, quantity: Quantity, parts: list[Part]) -> str:
    """Say which parts and pairs of parts surely change the quantity; nothing where none is known."""
    if not parts:
        return ""
    sure = [part for part in parts if part.effect.low > 0 or part.effect.high < 0]
    told = "; ".join(f"{name(part)} {written(part.effect)}" for part in sure)
    number = min(part.effect.replicates for part in parts)
    return (
        f"{beginning}, over {number} worlds, {words(quantity.measure)} is surely changed by: {told or 'no part'} "
        f"({len(parts) - len(sure)} of {len(parts)} parts and pairs of parts leave it open)."
    )


def name(part: Part) -> str:
    """Return what a part, or a pair of them together, is called."""
    return " with ".join(words(lever.partition(".")[2]) for lever in part.levers)


def written(effect: Mean) -> str:
    """Write an effect with its interval."""
    change, reach = interval(effect)
    return f"{change} ({reach})"
