"""Did it move next door? Where dealers really went under each policy, and what an evaluation would make of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.measures.displacement import (
    AREAS,
    Pattern,
    Quotient,
    areas_of,
    displacement_difference,
    displacement_quotient,
    distances_to_nearest,
    pattern_of,
)
from marketsim.study.comparison import Contrast, Results
from marketsim.study.intervals import Mean, mean_of

SEEN = (("sales", False), ("outdoor_use", False), ("violence", False), ("violence", True))
"""Events by cell of which it is asked, and whether only those in the police register are meant."""

TOLD_BY_ONE = 1.96
WITHIN = "within an area"

Counts = NDArray[np.float64]
"""``float64[cells]``."""


@dataclass(frozen=True)
class Estimate:
    """What evaluations of one kind of event would say, taking the control policy's world for before.

    Attributes
    ----------
    measure, recorded : which events, and whether only those in the register
    control, treated : area → events a day
    quotient : of all pairs together
    difference : WDD a day, over pairs
    register_error : what one evaluation would state as the standard error of its own difference
    told_by_one : share of pairs in which one evaluation would call its difference significant
    """

    measure: str
    recorded: bool
    control: dict[str, float]
    treated: dict[str, float]
    quotient: Quotient
    difference: Mean
    register_error: float
    told_by_one: float


@dataclass(frozen=True)
class Spread:
    """How events of one kind lie on the map under two policies, all pairs together.

    Attributes
    ----------
    counts : int64[cells] twice, events on each cell under control and treated
    centre_moved : m, how far the middle of the events lies from the control's
    new_hot_spots : float64[hot spots], m, from each hot spot to the nearest of the control's
    """

    measure: str
    recorded: bool
    control: Pattern
    treated: Pattern
    counts: tuple[NDArray[np.int64], NDArray[np.int64]]
    centre_moved: float
    new_hot_spots: NDArray[np.float64]


@dataclass(frozen=True)
class Displaced:
    """What is known of displacement under a contrast.

    Attributes
    ----------
    routes : (from, to) → policy → dealers' moves a day
    causes : cause → policy → dealers' moves a day
    between : moves a day from one area to another, treated less control, over pairs
    """

    contrast: Contrast
    policies: tuple[str, ...]
    routes: dict[tuple[str, str], dict[str, float]]
    causes: dict[str, dict[str, float]]
    between: Mean
    estimates: list[Estimate]
    spreads: list[Spread]


def displaced(results: Results, contrast: Contrast, city: City) -> Displaced | None:
    """Look into displacement; nothing where runs kept no cells, or those of another map."""
    pairs = results.paired(contrast.treated, contrast.control)
    records = [
        results.records[policy, one] for one in pairs for policy in (contrast.treated, contrast.control)
    ]
    if not records or any(len(cells) != city.cells for one in records for cells in one.cells.values()):
        return None
    seen = [
        (name, register) for name, register in SEEN if all(name in group_of(one, register) for one in records)
    ]
    if not seen:
        return None
    policies = tuple(policy for policy in results.comparison.policies if results.paired(policy))
    return Displaced(
        contrast, policies, routes(results, policies), causes(results, policies), between(results, contrast, pairs),
        [estimate(results, contrast, pairs, one, city) for one in seen],
        [spread(results, contrast, pairs, one, city) for one in seen],
    )  # fmt: skip


def group_of(record: object, register: bool) -> dict[str, Counts]:
    """Return a run's events by cell: all of them, or those in the register."""
    found: dict[str, Counts] = getattr(record, "recorded" if register else "cells")
    return found


def routes(results: Results, policies: tuple[str, ...]) -> dict[tuple[str, str], dict[str, float]]:
    """Return from where to where dealers moved, a day and policy; the busiest way first, those within an area last."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for policy in policies:
        days = len(results.paired(policy)) * results.comparison.world.days
        for one in moves_under(results, policy):
            ends = one["from_area"], one["to_area"]
            key = (WITHIN, WITHIN) if ends[0] == ends[1] else ends
            found.setdefault(key, dict.fromkeys(policies, 0.0))[policy] += one["moves"] / days
    return dict(sorted(found.items(), key=lambda item: (item[0][0] == WITHIN, -sum(item[1].values()))))


def causes(results: Results, policies: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Return why dealers moved, a day and policy; the commonest reason first."""
    found: dict[str, dict[str, float]] = {}
    for policy in policies:
        days = len(results.paired(policy)) * results.comparison.world.days
        for one in moves_under(results, policy):
            found.setdefault(one["cause"], dict.fromkeys(policies, 0.0))[policy] += one["moves"] / days
    return dict(sorted(found.items(), key=lambda item: -sum(item[1].values())))


def moves_under(results: Results, policy: str) -> Iterable[dict[str, Any]]:
    """Give every pair of areas between which dealers moved, by cause, in each run of a policy."""
    for one in results.paired(policy):
        yield from results.records[policy, one].moves


def between(results: Results, contrast: Contrast, pairs: list[int]) -> Mean:
    """Return by how many moves a day from one area to another the two policies differ."""

    def moved(policy: str, replicate: int) -> float:
        rows = results.records[policy, replicate].moves
        return sum(one["moves"] for one in rows if one["from_area"] != one["to_area"])

    days = results.comparison.world.days
    return mean_of(
        np.array([(moved(contrast.treated, one) - moved(contrast.control, one)) / days for one in pairs])
    )


def estimate(
    results: Results, contrast: Contrast, pairs: list[int], seen: tuple[str, bool], city: City
) -> Estimate:
    """Evaluate each pair as if its control had been the time before, and all of them together."""
    measure, register = seen
    area, days = areas_of(city.zone), results.comparison.world.days

    def in_areas(policy: str) -> Counts:
        cells = (group_of(results.records[policy, one], register)[measure] for one in pairs)
        return np.array([np.bincount(area, weights=one, minlength=len(AREAS)) for one in cells])

    control, treated = in_areas(contrast.control), in_areas(contrast.treated)
    singly = [
        displacement_difference(
            *((float(before[number]), float(after[number])) for number in (0, 2, 1)), time=(days, days)
        )
        for before, after in zip(control, treated, strict=True)
    ]
    target, buffer, other = (
        (float(control[:, number].sum()), float(treated[:, number].sum())) for number in (0, 1, 2)
    )
    by_area = len(pairs) * days
    return Estimate(
        measure,
        register,
        dict(zip(AREAS, (control.sum(axis=0) / by_area).tolist(), strict=True)),
        dict(zip(AREAS, (treated.sum(axis=0) / by_area).tolist(), strict=True)),
        displacement_quotient(target, buffer, other),
        mean_of(np.array([one.estimate for one in singly])),
        float(np.mean([one.standard_error for one in singly])),
        float(np.mean([abs(one.z) > TOLD_BY_ONE for one in singly])),
    )


def spread(
    results: Results, contrast: Contrast, pairs: list[int], seen: tuple[str, bool], city: City
) -> Spread:
    """Compare where events lie under the two policies."""
    measure, register = seen

    def total(policy: str) -> NDArray[np.int64]:
        found = np.sum([group_of(results.records[policy, one], register)[measure] for one in pairs], axis=0)
        return np.rint(found).astype(np.int64)

    counts = total(contrast.control), total(contrast.treated)
    control, treated = (pattern_of(np.repeat(np.arange(city.cells), one), city) for one in counts)
    moved = (
        math.hypot(control.ellipse.x - treated.ellipse.x, control.ellipse.y - treated.ellipse.y)
        if control.ellipse and treated.ellipse
        else math.nan
    )
    apart = distances_to_nearest(treated.hot_spots, control.hot_spots)
    return Spread(measure, register, control, treated, counts, moved, apart)
