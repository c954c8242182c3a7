"""A region of worlds: a few facts with their limits, how often something happens in it, and the same in words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from marketsim.parameters import declared
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.worlds import coordinates

if TYPE_CHECKING:
    import pandas as pd

Limits = dict[str, tuple[float, float]]
"""Parameter → lowest and highest value in its declared unit; only those that limit a region."""

Happens = NDArray[np.bool_]
"""``bool[worlds]``: in which of them it happens."""

FEWEST_CASES, FEWEST_WORLDS = 8, 32
SURE = 0.05
MOST_LOOKED_AT = 24
DIGITS = 3


@dataclass(frozen=True)
class Box:
    """A region in which something happens more, or less, often than elsewhere.

    Attributes
    ----------
    limits : parameter → (low, high) in its declared unit; only those that limit the box
    density : share of the worlds in it where it happens
    coverage : share of the worlds where it happens that are in it
    everywhere : share of all worlds where it happens
    worlds : how many are in it
    """

    limits: Limits
    density: float
    coverage: float
    everywhere: float
    worlds: int

    @property
    def where(self) -> str:
        """Say which worlds are in it."""
        return " and ".join(told(key, *limits) for key, limits in self.limits.items())

    def in_words(self, what: str) -> str:
        """Say where it happens."""
        return (
            f"{what} in {self.density:.0%} of the {self.worlds} worlds where {self.where} "
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


def can_be_told(happens: Happens, worlds: int = FEWEST_WORLDS, cases: int = FEWEST_CASES) -> bool:
    """Whether there are enough worlds in which it happens, and enough in which it does not."""
    number = int(happens.sum())
    return number >= cases and len(happens) - number >= cases and len(happens) >= worlds


def frame_of(experiment: Experiment) -> pd.DataFrame:
    """Return the worlds of an experiment, one a row, each fact as a number in its declared unit."""
    import pandas as pd

    keys = experiment.uncertain
    return pd.DataFrame(coordinates(experiment.worlds, keys), columns=keys)


def most_apart(worlds: pd.DataFrame, happens: Happens) -> pd.DataFrame:
    """Return the facts in which worlds where it happens differ most from the others, by Kolmogorov and Smirnov.

    A region is looked for among these: among hundreds of facts the search takes minutes and finds what chance made.
    """
    order = np.argsort(worlds.to_numpy(), axis=0, kind="stable")
    with_it, without = (
        np.cumsum(chosen[order], axis=0) / max(1, chosen.sum()) for chosen in (happens, ~happens)
    )
    apart = np.abs(with_it - without).max(axis=0)
    chosen = np.sort(np.argsort(-apart, kind="stable")[:MOST_LOOKED_AT])
    return worlds.iloc[:, chosen]


def inside(worlds: pd.DataFrame, limits: Limits) -> Happens:
    """Return which worlds lie within the limits."""
    found = np.ones(len(worlds), bool)
    for key, (low, high) in limits.items():
        found &= ((worlds[key] >= low) & (worlds[key] <= high)).to_numpy()
    return found


def box_within(worlds: pd.DataFrame, limits: Limits, happens: Happens) -> Box | None:
    """Return the region within limits; nothing where it is empty or nothing limits it."""
    here = inside(worlds, limits)
    if not limits or not here.any():
        return None
    return Box(
        limits,
        density=float(happens[here].mean()),
        coverage=float((happens & here).sum() / max(1, happens.sum())),
        everywhere=float(happens.mean()),
        worlds=int(here.sum()),
    )


def holds_elsewhere(
    search: Callable[[pd.DataFrame, Happens], Limits], worlds: pd.DataFrame, happens: Happens
) -> bool:
    """Whether a region that is looked for in one half of the worlds holds in the other half, both ways.

    Chance makes a region in any half, but not the same one in both.
    """
    from scipy.special import bdtrc

    cases = number = 0
    side = (
        np.random.default_rng(0).permutation(len(worlds)) % 2
    )  # every other one of an even sample is no even sample
    for half in (0, 1):
        here = side == half
        limits = search(worlds[here], happens[here])
        if limits:
            there = inside(worlds, limits) & ~here
            cases, number = cases + int(happens[there].sum()), number + int(there.sum())
    return cases > 0 and float(bdtrc(cases - 1, number, happens.mean())) < SURE


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
