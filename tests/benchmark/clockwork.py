"""Where the engine's time goes: by process, as a whole, and in calling loops from Python.

Whole ticks are timed in seconds of the processor's own, so that a busy machine does not count as a slow model; single
loops, too short for that clock, several times over the same day.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from time import perf_counter, thread_time
from typing import Any

import numpy as np

from marketsim.entities.city import read_city
from marketsim.entities.clock import NEW_HOUR, SECOND, SECONDS_PER_DAY, SECONDS_PER_HOUR, TICK
from marketsim.entities.dealers import EMPTY
from marketsim.entities.people import NOWHERE
from marketsim.entities.world import Snapshot, World
from marketsim.model.market import Market
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK
from marketsim.model.today import Today
from marketsim.parameters import declared
from marketsim.policies import read_policy

START = date(2018, 3, 5)
SETTLING_DAYS = 15
Watch = Callable[[str, World], None]
Call = Callable[[], Any]


def settled_market(days: int = SETTLING_DAYS, scale: float = 1.0) -> Market:
    """A market that has run for some days under the declared numbers."""
    market = Market(declared(), read_policy("as_today"), read_city(), start=START, scale=scale)
    for _ in range(days):
        market.run_day()
    return market


def turns_per_tick(market: Market) -> float:
    """Agents that have a turn in a tick: people, dealers and officers always, residents once an hour."""
    world, today = market.world, market.today
    assert today is not None
    people = int((world.people.whereabouts != NOWHERE).sum())
    dealers = int((world.dealers.standing != EMPTY).sum())
    return (
        people + dealers + len(officers_there_are(world, today)) + len(world.residents) / today.ticks_per_hour
    )


def officers_there_are(world: World, today: Today) -> list[int]:
    """Rows of officers whom the orders of the day can call; the others wait for a policy that wants more of them."""
    police, officers = today.police, world.officers
    posts = police.officers * np.maximum(1, police.teams)
    return np.flatnonzero(officers.shift < posts[officers.body]).tolist()


def seconds_per_tick(market: Market, days: int = 10) -> float:
    """Seconds a tick takes when the market drives itself, with midnights and observing shared out over the ticks."""
    began = thread_time()
    for _ in range(days):
        market.run_day()
    return (thread_time() - began) / (days * SECONDS_PER_DAY / market.tick_seconds)


def seconds_by_process(market: Market, tries: int = 3) -> dict[str, float]:
    """Seconds per tick of each process over a day, its loop called by hand; of every call the shortest try.

    Hourly and daily processes are shared out over the ticks. The market must be between two days; it is at a day's
    end afterwards and not to be used for more than looking.
    """
    morning = market.snapshot()
    shortest: dict[tuple[str, int], float] = {}
    for _ in range(tries):
        market.resume(morning)
        for name, tick, call in _calls_of_a_day(market):
            began = perf_counter()
            call()
            taken = perf_counter() - began
            shortest[name, tick] = min(taken, shortest.get((name, tick), taken))
    empty, ticks = _clock_itself(), len({tick for _, tick in shortest})
    by_process: dict[str, float] = defaultdict(float)
    for (name, _), taken in shortest.items():
        by_process[name] += max(0.0, taken - empty) / ticks
    return dict(by_process)


def watch_a_day(market: Market, watch: Watch) -> None:
    """Live a day with somebody looking at the world before each process; nothing is timed."""
    for name, _, call in _calls_of_a_day(market):
        watch(name, market.world)
        call()


def _calls_of_a_day(market: Market) -> Iterator[tuple[str, int, Call]]:
    """The loops of a day in the order of the schedule, but for its first tick, which is already over; then midnight."""
    market.tick()
    world, today, now = market.world, market.today, market.now
    assert today is not None
    bound = {
        process.__name__: process(world, today, now) for process in (*EVERY_TICK, *EVERY_HOUR, *EVERY_DAY)
    }
    calls = {name: partial(loop, *arguments) for name, (loop, arguments) in bound.items()}
    for loop, arguments in nothing_to_do(market).values():
        loop(*arguments)
    while now[SECOND] < SECONDS_PER_DAY:
        tick = int(now[TICK])
        now[NEW_HOUR] = now[SECOND] % SECONDS_PER_HOUR == 0
        for process in EVERY_TICK:
            yield process.__name__, tick, calls[process.__name__]
        if (now[SECOND] + today.seconds) % SECONDS_PER_HOUR == 0:
            for process in EVERY_HOUR:
                yield process.__name__, tick, calls[process.__name__]
        now[TICK] += 1
        now[SECOND] += today.seconds
    for process in EVERY_DAY:
        yield process.__name__, tick, calls[process.__name__]


def seconds_within_a_day(market: Market, morning: Snapshot) -> float:
    """Seconds a tick takes when the market drives itself through the day after a morning, midnight left out."""
    market.resume(morning)
    market.tick()
    assert market.today is not None
    left = market.today.ticks - 2
    began = thread_time()
    market.ticks(left)
    return (thread_time() - began) / left


def seconds_of_calls(market: Market, repeats: int = 50, tries: int = 5) -> dict[str, float]:
    """Seconds that calling each loop once from Python takes when there is nobody to deal with."""
    taken = {}
    for name, (loop, arguments) in nothing_to_do(market).items():
        loop(*arguments)
        shortest = 1.0
        for _ in range(tries):
            began = thread_time()
            for _ in range(repeats):
                loop(*arguments)
            shortest = min(shortest, (thread_time() - began) / repeats)
        taken[name] = shortest
    return taken


def nothing_to_do(market: Market) -> dict[str, tuple[Any, Any]]:
    """Every process bound to windows of no rows: the cost of the call alone; nothing of the market is changed."""
    world = copy.copy(market.world)
    nobody = slice(0, 0)
    for name in ("people", "dealers", "officers", "residents", "rooms", "street"):
        setattr(world, name, getattr(world, name).only(nobody))
    world.around = copy.copy(world.around)
    for name in ("officer_order", "people_order", "dealer_order"):
        if hasattr(world.around, name):
            setattr(world.around, name, getattr(world.around, name)[nobody])
    world.ledger = copy.copy(world.ledger)
    world.ledger.rows, world.ledger.filled = world.ledger.rows.copy()[:0], np.zeros_like(world.ledger.filled)
    world.accounts = world.accounts.copy()
    now = market.now.copy()
    today = market.today
    return {
        process.__name__: process(world, today, now) for process in (*EVERY_TICK, *EVERY_HOUR, *EVERY_DAY)
    }


def _clock_itself(repeats: int = 1000) -> float:
    """Seconds that two looks at the clock take."""
    began = perf_counter()
    for _ in range(repeats):
        perf_counter()
    return (perf_counter() - began) / repeats
