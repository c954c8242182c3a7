"""How much of an effect each named mechanism carries: Shapley shares over the subsets of them knocked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from marketsim.study.intervals import Mean, mean_of

Values = NDArray[np.float64]
Subset = frozenset[str]


@dataclass(frozen=True)
class Shares:
    """An effect taken apart, as means over worlds with their intervals.

    Attributes
    ----------
    whole : the effect with every mechanism at work
    left : what is left when all of them are knocked out; an artefact, an identity, or a path nobody named
    each : mechanism → its Shapley share; all of them and ``left`` add up to ``whole``
    alone : mechanism → the effect without this one
    worlds : how many worlds have all subsets
    """

    whole: Mean
    left: Mean
    each: dict[str, Mean]
    alone: dict[str, Mean]
    worlds: int


def subsets(mechanisms: Sequence[str]) -> list[Subset]:
    """Return every subset of mechanisms that can be knocked out together, none of them first."""
    return [
        frozenset(chosen) for size in range(len(mechanisms) + 1) for chosen in combinations(mechanisms, size)
    ]


def shapley(effects: Mapping[Subset, Values], mechanisms: Sequence[str]) -> dict[str, Values]:
    """Return each mechanism's share of the effect in every world: its mean contribution over all orders of joining.

    Parameters
    ----------
    effects : the mechanisms knocked out → float64[worlds], the effect in each; every subset must be there

    Source: Shapley (1953), Contributions to the Theory of Games II, 307–317.
    """
    number = len(mechanisms)
    shares = {}
    for one in mechanisms:
        others = [other for other in mechanisms if other != one]
        share = np.zeros_like(effects[frozenset()])
        for out in subsets(others):
            joined = number - 1 - len(out)
            weight = 1 / (number * comb(number - 1, joined))
            share = share + weight * (effects[out] - effects[out | {one}])
        shares[one] = share
    return shares


def taken_apart(effects: Mapping[Subset, Values], mechanisms: Sequence[str]) -> Shares | None:
    """Take effects, ``float64[worlds]``, apart over the worlds in which every subset has finished; or nothing."""
    whole = np.all([np.isfinite(effects[one]) for one in subsets(mechanisms)], axis=0)
    if whole.sum() < 2:
        return None
    kept = {out: values[whole] for out, values in effects.items()}
    every = frozenset(mechanisms)
    return Shares(
        whole=mean_of(kept[frozenset()]),
        left=mean_of(kept[every]),
        each={name: mean_of(share) for name, share in shapley(kept, mechanisms).items()},
        alone={name: mean_of(kept[frozenset({name})]) for name in mechanisms},
        worlds=int(whole.sum()),
    )


def variants(
    worlds: Sequence[Mapping[str, str]], mechanisms: Sequence[str], zero: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return each world with each subset knocked out, subset after subset: the design behind Shapley shares.

    Parameters
    ----------
    zero : strength → the text of its zero, with unit
    """
    return [
        {**world, **{name: zero[name] for name in sorted(out)}}
        for out in subsets(mechanisms)
        for world in worlds
    ]


def by_subset(effect: Values, worlds: int, mechanisms: Iterable[str]) -> dict[Subset, Values]:
    """Return the effects, ``float64[worlds]``, of a design made by ``variants``, by subset."""
    return {
        out: effect[place * worlds : (place + 1) * worlds]
        for place, out in enumerate(subsets(list(mechanisms)))
    }
