"""What looking through Mesa takes beside the bare market: a day or a tick at a time, and making views."""

from __future__ import annotations

from dataclasses import dataclass
from time import thread_time

from tests.benchmark.clockwork import START, seconds_per_tick, settled_market

from marketsim.entities.clock import SECONDS_PER_DAY
from marketsim.model.mesa_model import MarketModel

VIEWS = 10_000
DAYS = 4
TRIES = 3


@dataclass
class Layers:
    """Seconds that Mesa's layers take.

    Attributes
    ----------
    bare : s per tick of the market alone
    daily : s per tick of a ``MarketModel`` that steps a day at a time and collects every measure
    tick_by_tick : s per tick of one that steps a tick at a time
    watched : the same with somebody who looks at ``model.agents`` after every tick
    views : s in which 10,000 agents come to be on the first look
    """

    bare: float
    daily: float
    tick_by_tick: float
    watched: float
    views: float


def measure_layers() -> Layers:
    """Measure them one after another; of each the shortest try."""
    market = settled_market(2)
    ticks = SECONDS_PER_DAY // market.tick_seconds
    bare = min(seconds_per_tick(market, DAYS) for _ in range(TRIES))
    by_day, by_tick = MarketModel(start=START, ticks_per_step=ticks), MarketModel(start=START)
    daily = min(_stepping(by_day, DAYS) / ticks for _ in range(TRIES))
    tick_by_tick = min(_stepping(by_tick, DAYS * ticks) for _ in range(TRIES))
    watched = min(_stepping(by_tick, ticks, look=True) for _ in range(TRIES))
    return Layers(bare, daily, tick_by_tick, watched, min(_seconds_of_views() for _ in range(TRIES)))


def _stepping(model: MarketModel, steps: int, *, look: bool = False) -> float:
    """Seconds a step takes; the first one, in which the model wakes up, is left out."""
    model.step()
    began = thread_time()
    for _ in range(steps):
        model.step()
        if look:
            len(model.agents)
    return (thread_time() - began) / steps


def _seconds_of_views() -> float:
    """Seconds in which the agents of a new model come to be, for 10,000 of them."""
    model = MarketModel(start=START)
    began = thread_time()
    made = len(model.agents)
    return (thread_time() - began) / made * VIEWS
