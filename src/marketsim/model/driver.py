"""The driver takes a day's processes, bound once, through its ticks in one compiled call.

Calling all loops from Python costs more than some of them take. With ``NUMBA_DISABLE_JIT=1`` it is ordinary Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marketsim.calls import Bound
from marketsim.compiled import loop
from marketsim.entities.clock import NEW_HOUR, SECOND, SECONDS_PER_HOUR, TICK, Clock
from marketsim.entities.world import World
from marketsim.frames import Calls, Memory, call
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK
from marketsim.model.today import Today


class Driver:
    """The processes of days, hours and ticks with their arguments; ``run`` takes those of a day through some ticks.

    ``memory`` knows where the arrays of the world lie that last longer than the day.
    """

    def __init__(self, world: World, now: Clock, memory: Memory) -> None:
        self.world, self.now = world, now
        self._daily = [Bound([], memory) for _ in EVERY_DAY]
        self._often, self._hourly, self._clockwork = (Bound([], memory) for _ in range(3))

    def begin(self, today: Today) -> Iterator[str]:
        """Do what is done once a day, giving the name of each process once it has acted."""
        for bound, process in zip(self._daily, EVERY_DAY, strict=True):
            bound.take([process(self.world, today, self.now)])
            bound.call(0)
            yield process.__name__

    def take_up(self, today: Today) -> None:
        """Bind what is done each hour and each tick to what is so today, or for the rest of it."""
        self.seconds = today.seconds
        self._often.take([process(self.world, today, self.now) for process in EVERY_TICK])
        self._hourly.take([process(self.world, today, self.now) for process in EVERY_HOUR])

    def run(self, ticks: int) -> None:
        """Advance by some ticks within the day."""
        self._clockwork.take([(_run, (self.now, ticks, self.seconds, self._often.calls, self._hourly.calls))])
        self._clockwork.call(0)
        self.world.tick = int(self.now[TICK])

    def one_at_a_time(self) -> Iterator[str]:
        """Take one tick process by process, giving the name of each once it has acted; the bits are the same."""
        now = self.now
        now[NEW_HOUR] = now[SECOND] % SECONDS_PER_HOUR == 0
        yield from _each(self._often, EVERY_TICK)
        if (now[SECOND] + self.seconds) % SECONDS_PER_HOUR == 0:
            yield from _each(self._hourly, EVERY_HOUR)
        now[TICK] += 1
        now[SECOND] += self.seconds
        self.world.tick = int(now[TICK])


def _each(bound: Bound, processes: tuple[Any, ...]) -> Iterator[str]:
    for place, process in enumerate(processes):
        bound.call(place)
        yield process.__name__


@loop
def _run(now: Clock, ticks: int, seconds: int, often: Calls, hourly: Calls) -> None:
    for _ in range(ticks):
        now[NEW_HOUR] = now[SECOND] % SECONDS_PER_HOUR == 0
        for place in range(len(often)):
            call(often, place)
        if (now[SECOND] + seconds) % SECONDS_PER_HOUR == 0:
            for place in range(len(hourly)):
                call(hourly, place)
        now[TICK] += 1
        now[SECOND] += seconds
