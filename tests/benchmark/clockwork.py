"""Where the engine's time goes: by process, as a whole, with some processes only, and in calls from Python.

Whole ticks are timed in seconds of the processor's own, so that a busy machine does not count as a slow model; single
loops, too short for that clock, several times over the same day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial
from time import perf_counter, thread_time
from typing import Any

from tests.benchmark.twin.begin import officers_there_are
from tests.benchmark.twin.model import Twin

from marketsim.calls import Bound
from marketsim.compiled import loop
from marketsim.entities.city import City, read_city
from marketsim.entities.clock import NEW_HOUR, SECOND, SECONDS_PER_DAY, SECONDS_PER_HOUR, TICK, Clock, clock
from marketsim.entities.dealers import EMPTY
from marketsim.entities.ledger import KIND, KINDS
from marketsim.entities.ledger import TICK as TICK_OF_ROW
from marketsim.entities.people import NOWHERE
from marketsim.entities.world import Snapshot, World
from marketsim.frames import Memory
from marketsim.model.driver import Driver
from marketsim.model.market import Market
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK
from marketsim.parameters import Numbers, declared
from marketsim.policies import read_policy

START = date(2018, 3, 5)
SETTLING_DAYS = 15
Watch = Callable[[str, World], None]
Call = Callable[[], Any]


def settled_market(
    days: int = SETTLING_DAYS, scale: float = 1.0, city: City | None = None, numbers: Numbers | None = None
) -> Market:
    """A market that has run for some days, in our city and under the declared numbers or in and under others."""
    market = Market(
        numbers or declared(), read_policy("as_today"), city or read_city(), start=START, scale=scale
    )
    for _ in range(days):
        market.run_day()
    return market


def turns_per_tick(market: Market) -> float:
    """Agents that have a turn in a tick: people, dealers and officers always, residents once an hour."""
    world, today = market.world, market.today
    assert today is not None
    people = int((world.people.whereabouts != NOWHERE).sum())
    dealers = int((world.dealers.standing != EMPTY).sum())
    officers = int(officers_there_are(world, today).sum())
    return people + dealers + officers + len(world.residents) / today.ticks_per_hour


def seconds_per_tick(market: Market, days: int = 10) -> float:
    """Seconds a tick takes when the market drives itself, with midnights and observing shared out over the ticks."""
    began = thread_time()
    for _ in range(days):
        market.run_day()
    return (thread_time() - began) / (days * SECONDS_PER_DAY / market.tick_seconds)


def seconds_by_process(market: Market, tries: int = 3) -> dict[str, float]:
    """Seconds per tick of each process over a day, its loop called alone; of every call the shortest try.

    The call from Python is taken off; hourly and daily processes are shared out over the ticks. The market must be
    between two days; it is at a day's end afterwards and not to be used for more than looking.
    """
    morning = market.snapshot()
    least: dict[tuple[str, int], float] = {}
    for _ in range(tries):
        market.resume(morning)
        for name, tick, call in _calls_of_a_day(market):
            began = perf_counter()
            call()
            taken = perf_counter() - began
            least[name, tick] = min(taken, least.get((name, tick), taken))
    empty, ticks = seconds_of_a_call(), len({tick for _, tick in least})
    by_process: dict[str, float] = defaultdict(float)
    for (name, _), taken in least.items():
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
    schedule = (*EVERY_TICK, *EVERY_HOUR, *EVERY_DAY)
    bound = Bound([process(world, today, now) for process in schedule], Memory())
    calls = {process.__name__: partial(bound.call, place) for place, process in enumerate(schedule)}
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


class OnlySome(Driver):
    """A driver of only some of the processes."""

    def __init__(self, market: Market, names: Collection[str]) -> None:
        world, now, memory = market.world, market.now, Memory()
        assert market.today is not None
        super().__init__(world, now, memory)
        self.seconds = market.today.seconds
        self._often, self._hourly = (
            Bound([each(world, market.today, now) for each in processes if each.__name__ in names], memory)
            for processes in (EVERY_TICK, EVERY_HOUR)
        )


def a_day_of_the_engine(
    market: Market, morning: Snapshot, names: Collection[str] | None = None
) -> tuple[list[float], Counter[str]]:
    """Seconds of each hour when the market drives itself through the day after a morning, and what happened.

    The first tick, in which the day begins, is left out and so is the last, after which it is counted. With the names
    of processes only those are driven.
    """
    market.resume(morning)
    market.tick()
    assert market.today is not None
    first, left = market.world.tick, market.today.ticks - 2
    if names is not None:
        market.driver = OnlySome(market, names)
    taken = [
        _seconds_of(partial(market.ticks, ticks)) for ticks in hours_of(left, market.today.ticks_per_hour)
    ]
    rows = market.world.ledger.today()
    return taken, Counter(KINDS[row[KIND]] for row in rows.tolist() if row[TICK_OF_ROW] >= first)


def a_day_of_the_twin(market: Market) -> tuple[list[float], Counter[str]]:
    """The same of a twin that lives on from the market's present tick, the first one of a day."""
    assert market.today is not None
    twin, left = Twin(market.world, market.today, market.now), market.today.ticks - 2
    taken = [
        _seconds_of(partial(_let_live, twin, ticks)) for ticks in hours_of(left, market.today.ticks_per_hour)
    ]
    return taken, twin.happened


def hours_of(ticks: int, ticks_per_hour: int) -> Iterator[int]:
    """Some ticks in pieces of an hour."""
    while ticks > 0:
        yield min(ticks, ticks_per_hour)
        ticks -= ticks_per_hour


def shortest(tries: Collection[list[float]], ticks: int) -> float:
    """Seconds a tick takes if of every hour the shortest try counts, so that a busy machine matters less."""
    return sum(map(min, zip(*tries, strict=True))) / ticks


def _let_live(twin: Any, ticks: int) -> None:
    for _ in range(ticks):
        twin.step()


def _seconds_of(call: Call) -> float:
    began = thread_time()
    call()
    return thread_time() - began


@loop
def do_nothing(now: Clock) -> None:
    """What takes no longer than a call."""


def seconds_of_a_call(repeats: int = 1000, tries: int = 5) -> float:
    """Seconds that calling a loop from Python takes, between two looks at the clock, when there is nothing to do."""
    nothing = partial(Bound([(do_nothing, (clock(),))], Memory()).call, 0)
    taken = []
    for _ in range(tries):
        began = perf_counter()
        for _ in range(repeats):
            perf_counter()
            nothing()
        taken.append((perf_counter() - began) / repeats)
    return min(taken)
