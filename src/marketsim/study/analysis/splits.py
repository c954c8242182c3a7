"""Into which regions the worlds fall by whether something happens: a small tree of splits, found by CART."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketsim.parameters import declared
from marketsim.study.analysis.box import (
    FEWEST_CASES,
    FEWEST_WORLDS,
    Box,
    Happens,
    Limits,
    box_within,
    can_be_told,
    frame_of,
    holds_elsewhere,
    most_apart,
    quietly,
)
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.sampling import extra

if TYPE_CHECKING:
    import pandas as pd

SMALLEST_LEAF = 0.05
MOST_SPLITS, MOST_LEAVES = 3, 6


def leaves_of(experiment: Experiment, happens: Happens) -> list[Box]:
    """Divide all worlds into a few regions, those where it happens most often first; none where chance could do it.

    PRIM gives one region that is as full as can be; this gives all of them, so that it is seen what lies outside.

    Source: Breiman, Friedman, Olshen and Stone (1984), Classification and Regression Trees; as in ema-workbench.
    """
    if not can_be_told(happens):
        return []
    worlds = frame_of(experiment)
    if not holds_elsewhere(densest, worlds, happens):
        return []
    found = [box_within(worlds, limits, happens) for limits in grown(worlds, happens)]
    return sorted((box for box in found if box), key=lambda box: -box.density)


def densest(worlds: pd.DataFrame, happens: Happens) -> Limits:
    """Return the limits of the leaf in which it happens most often."""
    if not can_be_told(happens, FEWEST_WORLDS // 2, FEWEST_CASES // 2):
        return {}
    boxes = [box_within(worlds, limits, happens) for limits in grown(worlds, happens)]
    return max((box for box in boxes if box), key=lambda box: box.density).limits if any(boxes) else {}


def grown(worlds: pd.DataFrame, happens: Happens) -> list[Limits]:
    """Return the limits of every leaf of the tree."""
    cart = extra("ema_workbench.analysis.cart", "discovery")
    tree = extra("sklearn.tree", "discovery")
    chosen = most_apart(worlds, happens).reset_index(drop=True)
    with quietly():
        algorithm = cart.CART(chosen, happens, mass_min=SMALLEST_LEAF)
        algorithm.clf = tree.DecisionTreeClassifier(  # its own has no limit of size, and breaks ties by chance
            min_samples_leaf=max(1, int(SMALLEST_LEAF * len(chosen))),
            max_depth=MOST_SPLITS, max_leaf_nodes=MOST_LEAVES, random_state=0,
        ).fit(algorithm._x, happens)  # fmt: skip
        if algorithm.clf.get_n_leaves() == 1:
            return []
        return [limits_of(box, chosen) for box in algorithm.boxes]


def limits_of(box: pd.DataFrame, worlds: pd.DataFrame) -> Limits:
    """Return which facts limit a leaf, and how; an end where no world is left out limits nothing."""
    kept = {}
    for key in box.columns:
        declaration, column = declared().declaration(key), worlds[key]
        low, high = float(box[key].iloc[0]), float(box[key].iloc[1])
        below = low if low > column.min() else declaration.low
        above = high if high < column.max() else declaration.high
        if below > declaration.low or above < declaration.high:
            kept[key] = (below, above)
    return kept
