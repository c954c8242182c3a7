"""How long a tick and how large a cell is are matters of computing: headline results must not depend on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import VESTERBRO, City, read_city
from marketsim.policies import read_policy
from marketsim.study.verification.finding import Finding, alike
from marketsim.study.verification.stage import after, series

DAYS, SETTLED = 8, 1
USUAL = 300
RUNS_PER_REPLICATE = 4
TICKS = (150, 600)
CELL_EDGES = (8, 20)
# how far ticks may differ beyond the error of chance, as a share: a dose still takes a tick for each of its stages
BY_TICK = {
    "uses": 0.06, "sales": 0.06, "uses_in_rooms": 0.08, "doses_sold": 0.06, "people_seen": 0.03, "theft": 0.08,
    "violence": 0.1, "complaints": 0.1, "visible_selling": 0.05, "contacts": 0.1, "price": 0.03,
}  # fmt: skip
# courtyards and the width of side streets come in whole cells, so that what is hidden or passed by moves a little
BY_CELL = {
    "uses": 0.05, "sales": 0.05, "uses_in_rooms": 0.08, "doses_sold": 0.05, "people_seen": 0.02, "theft": 0.08,
    "violence": 0.1, "complaints": 0.1, "visible_use": 0.08, "hidden_use": 0.08, "visible_selling": 0.05,
    "contacts": 0.1, "price": 0.02, "passers_by": 0.1,
}  # fmt: skip
CONTRAST = ("crackdown", "harm_reduction")
# the headline contrast, and the share of the level by which ticks may move it beyond chance
BY_CONTRAST = {"violence": 0.1, "visible_use": 0.05, "complaints": 0.1}
LONG_TICK = 600
Means = dict[str, NDArray[np.float64]]
"""Measure → ``float64[replicates]``."""


def daily_means(
    measures: Iterable[str],
    replicates: int,
    tick_seconds: int = USUAL,
    city: City | None = None,
    policy: str = "as_today",
) -> Means:
    """Return the mean day of each replicate, ``measure → float[replicates]``."""
    how = {"city": city, "tick_seconds": tick_seconds, "policy": read_policy(policy)}
    runs = [series(after(DAYS, **how, replicate=one)) for one in range(replicates)]
    return {name: np.array([run[name][SETTLED:].mean() for run in runs]) for name in measures}


def compared(told: str, allowed: Mapping[str, float], usual: Means, other: Means) -> Iterator[Finding]:
    """Hold the measures of other circumstances against those of the usual ones."""
    for name, share in allowed.items():
        yield alike(f"{name.replace('_', ' ')} a day, {told}", usual[name], other[name], share)


def by_tick(replicates: int, ticks: Iterable[int] = TICKS) -> Iterator[Finding]:
    """With shorter and longer ticks the days are the same."""
    replicates *= RUNS_PER_REPLICATE
    usual = daily_means(BY_TICK, replicates)
    for seconds in ticks:
        other = daily_means(BY_TICK, replicates, tick_seconds=seconds)
        yield from compared(f"ticks of {seconds / 60:g} min", BY_TICK, usual, other)


def contrast_by_tick(replicates: int) -> Iterator[Finding]:
    """With ticks twice as long a crackdown differs from harm reduction as it does with the usual ones."""
    replicates *= 2 * RUNS_PER_REPLICATE
    usual, longer = (
        [daily_means(BY_CONTRAST, replicates, seconds, policy=policy) for policy in CONTRAST]
        for seconds in (USUAL, LONG_TICK)
    )
    for name, share in BY_CONTRAST.items():
        what = f"{name.replace('_', ' ')} a day, crackdown − harm reduction, ticks of {LONG_TICK / 60:g} min"
        expected, found = (one[name] - other[name] for one, other in (usual, longer))
        yield alike(what, expected, found, share, of=float(usual[1][name].mean()))


def by_cell(replicates: int, edges: Iterable[int] = CELL_EDGES) -> Iterator[Finding]:
    """With smaller and larger cells the days are the same."""
    replicates *= RUNS_PER_REPLICATE
    usual = daily_means(BY_CELL, replicates)
    for edge in edges:
        other = daily_means(BY_CELL, replicates, city=read_city(VESTERBRO.in_cells_of(edge)))
        yield from compared(f"cells of {edge} m", BY_CELL, usual, other)
