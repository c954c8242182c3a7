"""Where in the space of what is not known something happens: boxes of facts, put in words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketsim.parameters import declared
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.sampling import extra
from marketsim.study.experiment.worlds import coordinates

FEWEST_CASES, FEWEST_WORLDS = 8, 32
SMALLEST_BOX = 0.05
SURE = 0.05
MOST_FACTS = 4
DIGITS = 3


@dataclass(frozen=True)
class Box:
    """A region in which something happens more often than elsewhere.

    Attributes
    ----------
    limits : parameter → (low, high) in its declared unit; only those that limit the box
    density : share of the worlds in it where it happens
    coverage : share of the worlds where it happens that are in it
    everywhere : share of all worlds where it happens
    worlds : how many are in it
    """

    limits: dict[str, tuple[float, float]]
    density: float
    coverage: float
    everywhere: float
    worlds: int

    def in_words(self, what: str) -> str:
        """Say where it happens."""
        where = " and ".join(told(key, *limits) for key, limits in self.limits.items())
        return (
            f"{what} in {self.density:.0%} of the {self.worlds} worlds where {where} "
            f"({self.everywhere:.0%} of all worlds; the region holds {self.coverage:.0%} of such worlds)."
        )


def told(key: str, low: float, high: float) -> str:
    """Say how one fact is limited, naming only the ends that limit it."""
    declaration = declared().declaration(key)
    name = key.replace("_", " ").replace(".", ": ")
    convert = declaration.form
    least = declaration.text(convert(float(f"{low:.{DIGITS}g}")))
    most = declaration.text(convert(float(f"{high:.{DIGITS}g}")))
    if low <= declaration.low:
        return f"{name} is at most {most}"
    if high >= declaration.high:
        return f"{name} is at least {least}"
    return f"{name} is between {least} and {most}"


def box_of(experiment: Experiment, happens: NDArray[np.bool_]) -> Box | None:
    """Find the box in which something happens most, by PRIM; nothing where there is too little to go by.

    Source: Friedman and Fisher (1999), Statistics and Computing 9, 123–143; as in ema-workbench. A limit that
    chance could have set (quasi-p ≥ 0.05) is left out, as Bryant and Lempert (2010) do.
    """
    cases = int(happens.sum())
    if cases < FEWEST_CASES or len(happens) - cases < FEWEST_CASES or len(happens) < FEWEST_WORLDS:
        return None
    prim = extra("ema_workbench.analysis.prim", "discovery")
    import pandas as pd

    keys = experiment.uncertain
    worlds = pd.DataFrame(coordinates(experiment.worlds, keys), columns=keys)
    with quietly():
        algorithm = prim.Prim(worlds, happens, threshold=max(0.5, happens.mean()), mass_min=SMALLEST_BOX)
        found = algorithm.find_box()
        limits = limits_of(found, worlds) if found is not None else {}
    if not limits:
        return None
    inside = np.ones(len(happens), bool)
    for key, (low, high) in limits.items():
        inside &= ((worlds[key] >= low) & (worlds[key] <= high)).to_numpy()
    if not inside.any() or not (happens & inside).any():
        return None
    return Box(
        limits,
        float(happens[inside].mean()),
        float((happens & inside).sum() / cases),
        float(happens.mean()),
        int(inside.sum()),
    )


def limits_of(found: object, worlds: object) -> dict[str, tuple[float, float]]:
    """Return the limits of the box that trades density for coverage best, without those set by chance."""
    path = found.peeling_trajectory  # type: ignore[attr-defined]
    balance = path["density"] * path["coverage"]
    step = int(balance[path["res_dim"] <= MOST_FACTS].idxmax())
    limits = found.box_lims[step]  # type: ignore[attr-defined]
    chance = found.qp[step]  # type: ignore[attr-defined]
    kept = {}
    for key in limits.columns:
        low, high = float(limits[key].iloc[0]), float(limits[key].iloc[1])
        sure_of_low, sure_of_high = (p < SURE for p in pair(chance.get(key)))
        column = worlds[key]  # type: ignore[index]
        declaration = declared().declaration(key)
        below = low if low > column.min() and sure_of_low else declaration.low
        above = high if high < column.max() and sure_of_high else declaration.high
        if below > declaration.low or above < declaration.high:
            kept[key] = (below, above)
    return kept


def pair(chance: list[float] | None) -> tuple[float, float]:
    """Return the quasi-p values of the two ends; an end that limits nothing has none."""
    low, high = chance or (1.0, 1.0)
    return (low if low >= 0 else 1.0, high if high >= 0 else 1.0)


@contextmanager
def quietly() -> Iterator[None]:
    """Keep a library from warning and logging about what is no fault of whoever reads the report."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before = logging.root.manager.disable
        logging.disable(logging.WARNING)
        try:
            yield
        finally:
            logging.disable(before)
