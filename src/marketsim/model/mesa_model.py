"""The market as a Mesa model, for notebooks, Mesa's data collector and its browser pages.

Mesa shows; it decides nothing. Its random numbers and its order of activation are not used, and it may be looked at
as often as one likes without changing a bit of what happens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from typing import Any

import mesa
import numpy as np
from mesa.agent import AgentSet
from mesa.space import SingleGrid

from marketsim.entities.clock import SECOND, SECONDS_PER_DAY, SECONDS_PER_HOUR
from marketsim.entities.street import Street
from marketsim.entities.world import World
from marketsim.measures import MEASURES
from marketsim.model.everybody import Views
from marketsim.model.simulate import REFERENCE, RunSpec, digest_of, market_of, settle
from marketsim.parameters import Numbers
from marketsim.parameters.errors import BadDay, BadValue, UnknownName, did_you_mean, shown
from marketsim.policies import Policy, check, in_force, read_policy

START = "2018-03-05"
OPEN_END = 36_500


class MarketModel(mesa.Model):
    """One replicate of a policy in a world, advanced by ``step()``.

    Parameters
    ----------
    policy : name of the library, TOML file, or a policy that was read
    replicate : which luck
    start : first day, ISO date
    ticks_per_step : ticks that one ``step()`` advances; 288 of the usual five minutes are a day
    levers, parameters : changed ones, ``key → text with unit``
    settling_days : days under the unchanged numbers before the first day
    tick_seconds : length of a tick, s
    scale : share of the population, 1 for all

    Attributes
    ----------
    market, world : what Mesa looks at
    grid : the raster of the map, with layers of what has gathered on the street
    datacollector : one row a day with every measure
    """

    def __init__(
        self, policy: str | Path | Policy = REFERENCE, replicate: int = 0, start: str | dt.date = START,
        ticks_per_step: int = 1, levers: Mapping[str, str] | None = None,
        parameters: Mapping[str, str] | None = None, settling_days: int = 0, tick_seconds: int = 300,
        scale: float = 1.0,
    ) -> None:  # fmt: skip
        super().__init__(rng=replicate)
        if ticks_per_step < 1:
            raise BadValue(f"ticks_per_step = {shown(ticks_per_step)}: expected 1 or more")
        if tick_seconds < 1 or SECONDS_PER_HOUR % tick_seconds:
            raise BadValue(f"tick_seconds = {shown(tick_seconds)}: expected a divisor of {SECONDS_PER_HOUR}")
        if not isinstance(policy, Policy):
            policy = read_policy(policy)
        spec = RunSpec(
            policy={"name": policy.name, **policy.document()}, levers=dict(levers or {}),
            parameters=dict(parameters or {}), start=_day(start).isoformat(), settling_days=settling_days,
            replicate=replicate, tick_seconds=tick_seconds, scale=scale,
        )  # fmt: skip
        check(policy, spec.numbers(), _day(start), OPEN_END, spec.levers)
        self.ticks_per_step = ticks_per_step
        self.market = market_of(spec)
        if settling_days:
            self.market.resume(settle(spec))
        self.market.day = 0
        self.datacollector = mesa.DataCollector(
            {"date": _date, **{measure.name: partial(_measure, name=measure.name) for measure in MEASURES}}
        )
        self._views: Views | None = None
        self._unique_ids = count(1)

    def step(self) -> None:
        """Advance by ``ticks_per_step`` ticks; whenever a day ends, its measures are collected."""
        left = self.ticks_per_step
        while left > 0:
            until_midnight = (SECONDS_PER_DAY - int(self.market.now[SECOND])) // self.market.tick_seconds
            going, day = min(left, until_midnight), self.market.day
            self.market.ticks(going)
            left -= going
            if self.market.day > day:
                self.datacollector.collect(self)
        if self._views is not None:
            self._keep_up()

    @property
    def world(self) -> World:
        """All state, owned by the market."""
        return self.market.world

    @property
    def tick(self) -> int:
        """Ticks since the very beginning, settling included."""
        return self.world.tick

    @property
    def date(self) -> dt.date:
        """The calendar day of the next tick."""
        return self.market.date

    @property
    def hour(self) -> float:
        """The hour of the day at the next tick, 13.5 at half past one."""
        return int(self.market.now[SECOND]) / SECONDS_PER_HOUR

    @property
    def numbers(self) -> Numbers:
        """The numbers in force."""
        market = self.market
        return in_force(market.policy, market.day, market.numbers, market.start)

    def measure(self, name: str) -> float:
        """Return a measure of the last whole day; not a number before the first one is over."""
        days = self.market.observer.days
        if name not in days:
            raise UnknownName(f"no measure is called '{shown(name)}'{did_you_mean(name, days)}")
        return days[name][-1] if days[name] else float("nan")

    @property
    def digest(self) -> str:
        """The digest of what was observed and of the present state, as ``simulate`` gives it."""
        observer = self.market.observer
        days = {name: np.array(series) for name, series in observer.days.items()}
        return digest_of(days, observer.cells, self.world)

    @property
    def agents(self) -> AgentSet:
        """Everybody there is: people, dealers, officers, residents, rooms and other places."""
        self._keep_up()
        return super().agents

    @property
    def agents_by_type(self) -> dict[type, AgentSet]:
        """The same by kind, such as ``model.agents_by_type[Person]``."""
        self._keep_up()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The kinds of agents."""
        self._keep_up()
        return super().agent_types

    @cached_property
    def grid(self) -> StreetGrid:
        """The raster of the map for Mesa's renderers."""
        return StreetGrid(self)

    def _keep_up(self) -> None:
        # Mesa 3.3 counts ids in a table of its class that would keep this model alive for ever.
        counting = getattr(mesa.Agent, "_ids", None)
        if counting is not None:
            counting[self] = self._unique_ids
        if self._views is None:
            self._views = Views(self)
        self._views.keep_up()
        if counting is not None:
            counting.pop(self)


class StreetGrid(SingleGrid):
    """The raster of the map as Mesa's renderers expect it; it holds nobody, it finds them where they are."""

    def __init__(self, model: MarketModel) -> None:
        city = model.world.city
        super().__init__(city.columns, city.rows, torus=False)
        self.model = model
        self.properties = {name: Layer(name, model) for name in Street.columns}

    @property
    def agents(self) -> AgentSet:
        """Everybody who is out in the area now."""
        return AgentSet((agent for agent in self.model.agents if agent.is_out), random=self.model.random)


class Layer:
    """One column of the street as a picture, painted when asked for."""

    def __init__(self, name: str, model: MarketModel) -> None:
        self.name, self.model = name, model

    @property
    def data(self) -> np.ma.MaskedArray[Any, Any]:
        """``[columns, rows]`` from the south-west; masked where one cannot stand."""
        city = self.model.world.city
        values = np.zeros((city.columns, city.rows))
        elsewhere = np.ones(values.shape, dtype=np.bool_)
        values[city.column, city.row] = getattr(self.model.world.street, self.name)
        elsewhere[city.column, city.row] = False
        return np.ma.MaskedArray(values, elsewhere)


def _measure(model: MarketModel, name: str) -> float:
    return model.measure(name)


def _date(model: MarketModel) -> str:
    """The day that has just ended."""
    return (model.date - dt.timedelta(days=1)).isoformat()


def _day(start: str | dt.date) -> dt.date:
    if isinstance(start, dt.date):
        return start
    try:
        return dt.date.fromisoformat(start)
    except (TypeError, ValueError):
        raise BadDay(f"start = {shown(start)}: expected a date such as {START}") from None
