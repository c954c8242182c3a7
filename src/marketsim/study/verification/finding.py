"""One line of the report: what was looked at, what should be, what was found, and how far the two may differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketsim.study.intervals import student
from marketsim.study.numerals import number

EXACT = "none: exact"
CONFIDENCE = 0.997
"""Of three standard errors, were they known exactly."""


@dataclass(frozen=True)
class Finding:
    """What one check came to.

    Attributes
    ----------
    what, expected, found, allowed : str
        As they are printed; ``allowed`` is the tolerance and where it comes from.
    passed : bool
    """

    what: str
    expected: str
    found: str
    allowed: str
    passed: bool


def none_of(what: str, found: list[str], looked_at: str) -> Finding:
    """Nothing of a kind may be found; what was found is told, the first two of it."""
    told = f"none in {looked_at}" if not found else f"{len(found)} in {looked_at}: {'; '.join(found[:2])}"
    return Finding(what, "none", told, EXACT, not found)


def the_same(what: str, expected: str, found: str) -> Finding:
    """Two digests or other words must be the same."""
    return Finding(what, expected[:12], found[:12], EXACT, expected == found)


def exactly(what: str, expected: float, found: float) -> Finding:
    """Two numbers must be equal."""
    return Finding(what, number(expected), number(found), EXACT, expected == found)


def at_least(what: str, least: float, found: float) -> Finding:
    """A number must reach another; without this a check of what is absent could pass in an empty world."""
    return Finding(what, f"at least {number(least)}", number(found), EXACT, found >= least)


def near(
    what: str,
    expected: float,
    found: float,
    error: float,
    freedom: int,
    share: float = 0.0,
    of: float | None = None,
) -> Finding:
    """Two numbers may differ by a share of what is expected, and by what chance explains at CONFIDENCE.

    Parameters
    ----------
    expected, found, error : float
        ``error`` is the standard error of the difference.
    freedom : int
        Degrees of freedom of the error: it is known the worse the fewer replicates there are.
    share : float
        What is allowed beyond chance, as a share of what is expected.
    of : float, optional
        Of what else it is a share: a difference near 0 is judged by the level of what differs.
    """
    by_chance = student(CONFIDENCE, freedom) * error
    beyond = share * abs(expected if of is None else of)
    whole = "" if of is None else f" of {number(of)}"
    told = f"{share:.0%}{whole} + {number(by_chance, 2)}" if share else number(by_chance, 2)
    passed = bool(abs(found - expected) <= beyond + by_chance)
    return Finding(what, number(expected), number(found), told, passed)


def alike(
    what: str, usual: NDArray[np.float64], other: NDArray[np.float64], share: float, of: float | None = None
) -> Finding:
    """The mean of ``float64[replicates]`` must be that of the same replicates under usual circumstances."""
    differences = other - usual
    error = float(differences.std(ddof=1) / np.sqrt(len(differences)))
    return near(what, float(usual.mean()), float(other.mean()), error, len(differences) - 1, share, of)
