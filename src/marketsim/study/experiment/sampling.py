"""How worlds are drawn from what is uncertain; well-kept libraries do the drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.parameters import Declaration
from marketsim.parameters.errors import MarketsimError
from marketsim.study.experiment.document import Design

DIGITS = 6
"""Significant digits of a sampled number, so that it can be read and written."""


class MissingExtra(MarketsimError):
    """A library that only some analyses need is not installed."""


@dataclass(frozen=True)
class Range:
    """An uncertain parameter and the range it is drawn from, ``low`` to ``high`` in its declared unit."""

    key: str
    declaration: Declaration
    low: float
    high: float

    def at(self, share: float) -> str:
        """Return the value at a share (0 to 1) of the way through the range, as text with unit."""
        if self.declaration.form is float:
            exact = self.low + share * (self.high - self.low)
            return self.declaration.text(min(max(float(f"{exact:.{DIGITS}g}"), self.low), self.high))
        steps = int(self.high - self.low) + 1
        number = int(self.low) + min(int(share * steps), steps - 1)
        return self.declaration.text(self.declaration.form(number))

    def numbers(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the texts at these shares, ``float64[worlds]``, say as numbers in the declared unit."""
        if self.declaration.form is float:
            exact = self.low + shares * (self.high - self.low)
            return np.asarray(np.clip(rounded(exact), self.low, self.high))
        steps = int(self.high - self.low) + 1
        return np.asarray(int(self.low) + np.minimum(np.floor(shares * steps), steps - 1))


@dataclass(frozen=True)
class Sampler:
    """How many worlds a kind of design makes of so many parameters, and which.

    Attributes
    ----------
    number : design, parameters → worlds
    sample : design, ranges → float64[worlds, parameters], shares of the ranges from 0 to 1
    """

    number: Callable[[Design, int], int]
    sample: Callable[[Design, tuple[Range, ...]], NDArray[np.float64]]


def rounded(exact: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return numbers, ``float64[worlds]``, with ``DIGITS`` significant digits."""
    size = np.abs(exact)
    places = DIGITS - 1 - np.floor(np.log10(np.where(size > 0, size, 1.0)))
    up, down = 10.0 ** np.maximum(places, 0), 10.0 ** np.maximum(-places, 0)
    return np.asarray(np.rint(exact * up / down) / up * down)


def latin_hypercube(design: Design, ranges: tuple[Range, ...]) -> NDArray[np.float64]:
    """Draw worlds so that each slice of each range is used once: ``float64[worlds, parameters]``."""
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(len(ranges), rng=luck(design)).random(design.worlds or 1))


def sobol(design: Design, ranges: tuple[Range, ...]) -> NDArray[np.float64]:
    """Draw worlds evenly through the whole space: ``float64[worlds, parameters]``."""
    from scipy.stats import qmc

    return np.asarray(qmc.Sobol(len(ranges), rng=luck(design)).random(design.worlds or 1))


def saltelli(design: Design, ranges: tuple[Range, ...]) -> NDArray[np.float64]:
    """Draw two even samples A and B, and A with one column of B at a time: A, B, AB of each parameter.

    Returns ``float64[(2 + parameters) · worlds, parameters]``.

    Source: Saltelli et al. (2010), Computer Physics Communications 181, 259–270; as in scipy.stats.sobol_indices.
    """
    from scipy.stats import qmc

    size = len(ranges)
    both = np.asarray(qmc.Sobol(2 * size, rng=luck(design)).random(design.worlds or 1))
    first, second = both[:, :size], both[:, size:]
    mixed = np.repeat(first[None], size, axis=0)
    for column in range(size):
        mixed[column, :, column] = second[:, column]
    return np.concatenate([first, second, *mixed])


def morris(design: Design, ranges: tuple[Range, ...]) -> NDArray[np.float64]:
    """Draw paths through a lattice that change one parameter at a time: ``float64[worlds, parameters]``."""
    sampler = extra("SALib.sample.morris", "analysis")
    problem = problem_of(ranges)
    return np.asarray(sampler.sample(problem, design.trajectories, design.levels, None, True, design.draw))


def one_at_a_time(ranges: tuple[Range, ...]) -> tuple[dict[str, str], ...]:
    """Return the declared world, and then each parameter alone at the low and at the high end of its range."""
    return ({}, *({one.key: one.at(end)} for one in ranges for end in (0.0, 1.0)))


def luck(design: Design) -> np.random.Generator:
    """Return the design's own generator; it draws worlds and never what happens in them."""
    return np.random.default_rng(design.draw)


def problem_of(ranges: tuple[Range, ...]) -> dict[str, Any]:
    """Describe the parameters as SALib wants them, each as a share of its range."""
    return {
        "num_vars": len(ranges),
        "names": [one.key for one in ranges],
        "bounds": [[0.0, 1.0]] * len(ranges),
    }


def extra(module: str, name: str) -> Any:
    """Return a module of an optional library, or say how to install it."""
    import warnings
    from importlib import import_module

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return import_module(module)
    except ImportError:
        raise MissingExtra(
            f"{module.partition('.')[0]} is not installed; it comes with: python3 -m pip install 'marketsim[{name}]'"
        ) from None


SAMPLERS = {
    "latin_hypercube": Sampler(lambda design, _: design.worlds or 1, latin_hypercube),
    "sobol": Sampler(lambda design, _: design.worlds or 1, sobol),
    "saltelli": Sampler(lambda design, size: (design.worlds or 1) * (size + 2), saltelli),
    "morris": Sampler(lambda design, size: (design.trajectories or 2) * (size + 1), morris),
}
