"""How work grows with the scene: agents at the same density, cells, dealers and days, each doubled and doubled again.

Grid cities make room for more people where density is to stay; everything else is as declared. What is counted is
counted; times are the shortest of some days, and grow with the caches' patience as well as with the work.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tests.benchmark import clockwork, floors
from tests.unit.grid_city import grid, written

from marketsim.entities.city import City, read_city
from marketsim.model.market import Market
from marketsim.parameters import changed, declared
from marketsim.policies import read_policy
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


def curves() -> dict[str, Curve]:
    """Measure all of them; a minute or two."""
    with tempfile.TemporaryDirectory() as folder:
        cities = [_city(Path(folder) / str(streets), streets) for streets in STREETS]
        smallest = cities[0].cells
        return {
            "agents, at the same density": _curve(cities, lambda city: _market(city, city.cells / smallest)),
            "cells, with the same agents": _curve(cities, _market, by_cells=True),
            "dealers": _of_dealers(cities[1]),
            "days": _of_days(cities[1]),
        }


def _city(folder: Path, streets: int) -> City:
    folder.mkdir()
    made = import_city(written(folder / "streets.geojson", grid(streets, streets)), folder / "city")
    return read_city(folder=made.folder)


def _market(city: City, scale: float = 1.0, dealers: int | None = None) -> Market:
    told = {} if dealers is None else {"market.dealers": f"{dealers} dealers"}
    numbers = changed(declared(), levers={}, parameters=told)
    market = Market(numbers, read_policy("as_today"), city, start=clockwork.START, scale=scale)
    for _ in range(SETTLING_DAYS):
        market.run_day()
    return market


def _curve(cities: list[City], market_in: Callable[[City], Market], *, by_cells: bool = False) -> Curve:
    days = [_a_day(market_in(city)) for city in cities]
    sizes = [float(city.cells) for city in cities] if by_cells else [day["agents' turns"] for day in days]
    return Curve(tuple(sizes), {name: tuple(day[name] for day in days) for name in days[0]})


def _of_dealers(city: City) -> Curve:
    days = [_a_day(_market(city, dealers=dealers)) for dealers in DEALERS]
    return Curve(DEALERS, {name: tuple(day[name] for day in days) for name in days[0]})


def _of_days(city: City) -> Curve:
    market = _market(city)
    ticks = market.today.ticks if market.today else 0
    taken = tuple(clockwork.seconds_per_tick(market, days) * days * ticks for days in DAYS)
    return Curve(DAYS, {"s in all": taken})


def _a_day(market: Market) -> dict[str, float]:
    """What a day of a market needs and takes, in a tick."""
    seconds = min(clockwork.seconds_per_tick(market, days=1) for _ in range(TRIES))
    counted = floors.Counted()
    clockwork.watch_a_day(market, counted.watch)
    needs = counted.per_tick()
    return {
        "agents' turns": clockwork.turns_per_tick(market), "rows": needs["rows"], "draws": needs["draws"],
        "exponentials": needs["exponentials"], "far reads": needs["far reads"], "µs a tick": seconds * 1e6,
    }  # fmt: skip
