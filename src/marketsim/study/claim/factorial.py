"""What each part of a bundle of policies does, alone and with the others: effects read off a full factorial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from marketsim.study.intervals import Mean, mean_of

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """One effect of a factorial: of a lever alone, or of several beyond what each does alone."""

    levers: tuple[str, ...]
    effect: Mean


def effects(outcome: Values, levers: Sequence[str], deepest: int = 2) -> list[Part]:
    """Return the effects of going from the first to the second value of each lever, over worlds with an interval.

    Parameters
    ----------
    outcome : float64[2, 2, …, worlds], one axis of length two a lever, in the order of ``levers``
    deepest : up to how many levers together are looked at
    """
    found = []
    for size in range(1, deepest + 1):
        for chosen in combinations(range(len(levers)), size):
            contrast = np.zeros(outcome.shape[-1])
            for cell in product((0, 1), repeat=len(levers)):
                sign = np.prod([1 if cell[axis] else -1 for axis in chosen])
                contrast += sign * outcome[cell]
            contrast /= 2 ** (len(levers) - size)
            whole = contrast[np.isfinite(contrast)]
            if len(whole):
                found.append(Part(tuple(levers[axis] for axis in chosen), mean_of(whole)))
    return found
