"""Where in the space of what is not known something happens: one box of facts, found by PRIM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketsim.parameters import declared
from marketsim.study.analysis.box import (
    FEWEST_CASES,
    FEWEST_WORLDS,
    SURE,
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

SMALLEST_BOX = 0.05
MOST_FACTS = 4


def box_of(experiment: Experiment, happens: Happens) -> Box | None:
    """Find the box in which something happens most, by PRIM; nothing where there is too little to go by.

    A box that is found in one half of the worlds must hold in the other, or it is chance's.

    Source: Friedman and Fisher (1999), Statistics and Computing 9, 123–143; as in ema-workbench. A limit that
    chance could have set (quasi-p ≥ 0.05) is left out, as Bryant and Lempert (2010) do.
    """
    if not can_be_told(happens):
        return None
    worlds = frame_of(experiment)
    limits = peeled(worlds, happens)
    if not limits or not holds_elsewhere(peeled, worlds, happens):
        return None
    box = box_within(worlds, limits, happens)
    return box if box and box.density > 0 else None


def peeled(worlds: pd.DataFrame, happens: Happens) -> Limits:
    """Return the limits of the box that PRIM peels off these worlds."""
    if not can_be_told(happens, FEWEST_WORLDS // 2, FEWEST_CASES // 2):
        return {}
    prim = extra("ema_workbench.analysis.prim", "discovery")
    chosen = most_apart(worlds, happens).reset_index(drop=True)
    with quietly():
        algorithm = prim.Prim(chosen, happens, threshold=max(0.5, happens.mean()), mass_min=SMALLEST_BOX)
        found = algorithm.find_box()
        return limits_of(found, chosen) if found is not None else {}


def limits_of(found: object, worlds: pd.DataFrame) -> Limits:
    """Return the limits of the box that trades density for coverage best, without those set by chance."""
    path = found.peeling_trajectory  # type: ignore[attr-defined]
    step = int((path["density"] * path["coverage"]).idxmax())
    limits = found.box_lims[step]  # type: ignore[attr-defined]
    chance = {key: pair(both) for key, both in found.qp[step].items()}  # type: ignore[attr-defined]
    kept = {}
    for key in sorted(chance, key=lambda key: min(chance[key]))[:MOST_FACTS]:
        low, high = float(limits[key].iloc[0]), float(limits[key].iloc[1])
        sure_of_low, sure_of_high = (p < SURE for p in chance[key])
        column, declaration = worlds[key], declared().declaration(key)
        below = low if low > column.min() and sure_of_low else declaration.low
        above = high if high < column.max() and sure_of_high else declaration.high
        if below > declaration.low or above < declaration.high:
            kept[key] = (below, above)
    return kept


def pair(chance: list[float]) -> tuple[float, float]:
    """Return the quasi-p values of the two ends; an end that limits nothing has none."""
    low, high = chance
    return (low if low >= 0 else 1.0, high if high >= 0 else 1.0)
