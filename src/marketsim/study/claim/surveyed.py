"""A model whose days also say how many events happened in a target area, in buffers around it and in a control.

It stands in place of the model where estimators of displacement are on trial: an evaluator sees these counts, all of
them or those in the register, and nothing else.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City, read_city
from marketsim.entities.city.zones import CONTROL, TARGET
from marketsim.entities.ledger import CAUSE, CELL, KIND, KINDS, POLICE_FORCE, RECORDED
from marketsim.entities.world import Snapshot
from marketsim.model.simulate import (
    Outcome,
    RunSpec,
    compile_everything,
    digest_of,
    is_compiled,
    market_of,
    settle,
)

__all__ = [
    "AREAS", "EVENTS", "WIDTHS", "Outcome", "RunSpec", "area_of", "compile_everything", "is_compiled", "name_of",
    "settle", "simulate",
]  # fmt: skip

EVENTS = ("violence", "sale")
WIDTHS = (50, 100, 200)
"""How wide the buffers are, m."""
AREAS = ("target", "buffer", "control")
SEEN = ("true", "recorded")


def name_of(event: str, seen: str, area: str, width: int) -> str:
    """Return what a count is called."""
    return f"{event} {seen} {area} {width} m"


def area_of(city: City, width: int) -> NDArray[np.int64]:
    """Return which of AREAS every cell lies in, ``int64[cells]``, 3 for none; the buffer is what lies near the target.

    Parameters
    ----------
    width : m, how far the buffer reaches, as the crow flies between the middles of cells
    """
    from scipy.spatial import cKDTree

    place = np.column_stack([city.x, city.y])
    target = (city.zone & TARGET) > 0
    away, _ = cKDTree(place[target]).query(place)
    buffer = ~target & (away <= width)
    control = ~target & ~buffer & ((city.zone & CONTROL) > 0)
    return np.select([target, buffer, control], [0, 1, 2], default=3).astype(np.int64)


def simulate(spec: RunSpec, after: Snapshot | None = None) -> Outcome:
    """Run the counted days, counting events by area."""
    market = market_of(spec, keep_events=True)
    market.resume(settle(spec) if after is None else after)
    city = read_city()
    areas = {width: area_of(city, width) for width in WIDTHS}
    counted: dict[str, list[float]] = {}
    for _ in range(spec.days):
        market.run_day()
        assert market.observer.kept is not None
        for name, number in counts(market.observer.kept.days.pop().rows, areas).items():
            counted.setdefault(name, []).append(float(number))
    days = {name: np.array(series) for name, series in market.observer.days.items()}
    days |= {name: np.array(series) for name, series in counted.items()}
    return Outcome(days, market.observer.cells, digest_of(days, market.observer.cells, market.world))


def counts(rows: NDArray[np.int64], areas: dict[int, NDArray[np.int64]]) -> dict[str, int]:
    """Count a day's events by kind, by whether the register has them, by area and by width of the buffer.

    Parameters
    ----------
    rows : int64[events, fields of the ledger]
    areas : width → int64[cells], as of ``area_of``
    """
    found: dict[str, int] = {}
    for event in EVENTS:
        these = rows[(rows[:, KIND] == KINDS.index(event)) & (rows[:, CAUSE] != POLICE_FORCE)]
        for seen, chosen in zip(SEEN, (these, these[these[:, RECORDED] > 0]), strict=True):
            for width, area in areas.items():
                number = np.bincount(area[chosen[:, CELL]], minlength=len(AREAS) + 1)
                found |= {
                    name_of(event, seen, name, width): int(number[place]) for place, name in enumerate(AREAS)
                }
    return found
