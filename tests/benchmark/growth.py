"""How work grows with the scene: agents at the same density, cells, dealers and days, each doubled and doubled again.

Grid cities make room for more people where density is to stay; everything else is as declared. What is counted is
counted; times are the shortest of some days, and grow with the caches' patience as well as with the work.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from tests.benchmark import clockwork, floors
from tests.unit.grid_city import grid, written

from marketsim.entities.city import City, read_city
from marketsim.entities.clock import SECONDS_PER_DAY
from marketsim.model.market import Market
from marketsim.parameters import Numbers, changed, declared
from marketsim.study.cities.folder import import_city

SETTLING_DAYS = 2
TRIES = 3
STREETS = (6, 8, 11, 15)
"""Streets each way of four grid cities, each of twice the cells of the one before, as near as grids come."""
DEALERS = (30, 60, 120)
DAYS = (2, 4, 8, 16)


@dataclass(frozen=True)
class Curve:
    """One thing doubled and doubled again, and what grew with it.

    Attributes
    ----------
    sizes : what was doubled
    found : what was counted or timed, by its name, for each size
    """

    sizes: tuple[float, ...]
    found: dict[str, tuple[float, ...]]

    def exponent(self, name: str) -> float:
        """The slope of the line through the logarithms: 1 where it doubles with the size, 0 where it stays."""
        slope, _ = np.polyfit(np.log(self.sizes), np.log(self.found[name]), 1)
        return float(slope)


@dataclass
class Population:
    """A day of some population.

    Attributes
    ----------
    turns : agents that have a turn in a tick
    tick : s
    needs : how many of each thing the counted loops need in a tick
    happened : how many things the ledger wrote down in the day
    """

    turns: float
    tick: float
    needs: dict[str, float]
    happened: int


def population_of(market: Market) -> Population:
    """Let the people of a market live some days."""
    taken = min(clockwork.seconds_per_tick(market, days=1) for _ in range(TRIES))
    counted = floors.Counted()
    clockwork.watch_a_day(market, counted.watch)
    turns, happened = clockwork.turns_per_tick(market), len(market.world.ledger.today())
    return Population(turns, taken, counted.per_tick(), happened)


def curves() -> dict[str, Curve]:
    """Measure all of them; a minute or two."""
    settled = partial(clockwork.settled_market, SETTLING_DAYS)
    with tempfile.TemporaryDirectory() as folder:
        cities = [_city(Path(folder) / str(streets), streets) for streets in STREETS]
        cells = [city.cells for city in cities]
        as_dense = [population_of(settled(city.cells / cells[0], city)) for city in cities]
        as_many = [population_of(settled(city=city)) for city in cities]
        selling = [population_of(settled(city=cities[1], numbers=_with(dealers))) for dealers in DEALERS]
        return {
            "agents, at the same density": _curve([each.turns for each in as_dense], as_dense),
            "cells, with the same agents": _curve(cells, as_many),
            "dealers": _curve(DEALERS, selling),
            "days": _of_days(settled(city=cities[1])),
        }


def _city(folder: Path, streets: int) -> City:
    folder.mkdir()
    made = import_city(written(folder / "streets.geojson", grid(streets, streets)), folder / "city")
    return read_city(folder=made.folder)


def _with(dealers: int) -> Numbers:
    return changed(declared(), parameters={"market.dealers": f"{dealers} dealers"})


def _curve(sizes: Sequence[float], found: list[Population]) -> Curve:
    needed = {thing: tuple(each.needs[thing] for each in found) for thing in floors.THINGS}
    taken = {"µs a tick": tuple(each.tick * 1e6 for each in found)}
    return Curve(tuple(sizes), {"agents' turns": tuple(each.turns for each in found)} | needed | taken)


def _of_days(market: Market) -> Curve:
    ticks = SECONDS_PER_DAY / market.tick_seconds
    taken = tuple(clockwork.seconds_per_tick(market, days) * days * ticks for days in DAYS)
    return Curve(DAYS, {"s in all": taken})
