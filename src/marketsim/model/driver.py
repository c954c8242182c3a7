"""The driver takes a day's processes, bound once, through its ticks in one compiled call.

Calling thirty loops from Python costs more than some of them take. The driver is written by this module from the
order in ``schedule.py``, compiled once and kept like every loop; with ``NUMBA_DISABLE_JIT=1`` it is ordinary Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from marketsim.compiled import inside, loop
from marketsim.entities.clock import ALONE, NEW_HOUR, SECOND, SECONDS_PER_HOUR, TICK, Clock
from marketsim.entities.world import World
from marketsim.model.schedule import EVERY_HOUR, EVERY_TICK
from marketsim.model.today import Today

TEMPLATE = """
def a_day(now, ticks, seconds, {names}):
    for _ in range(ticks):
        now[NEW_HOUR] = now[SECOND] % SECONDS_PER_HOUR == 0
{every_tick}
        if (now[SECOND] + seconds) % SECONDS_PER_HOUR == 0:
{every_hour}
        if now[ALONE] == 0:
            now[TICK] += 1
            now[SECOND] += seconds
"""
CALL = """{indent}if now[ALONE] == 0 or now[ALONE] == {place}:
{indent}    {call}"""


class Driver:
    """All loops of a day with their arguments; ``run`` takes them through some ticks.

    Arrays that several processes share are passed once; numbers are passed as they are, so that a changed number
    never compiles anything anew.
    """

    def __init__(self, world: World, today: Today, now: Clock) -> None:
        self.world, self.now, self.seconds = world, now, today.seconds
        shared: dict[int, str] = {id(array): "" for array in world.shared_arrays()}
        shared[id(now)] = "now"
        self.arguments: list[Any] = []
        self.bound = {process.__name__: process(world, today, now) for process in (*EVERY_TICK, *EVERY_HOUR)}
        calls = tuple(
            (name, one_loop, tuple(self._name(argument, shared) for argument in given))
            for name, (one_loop, given) in self.bound.items()
        )
        self.a_day = compiled_day(calls, len(self.arguments))

    def _name(self, argument: Any, shared: dict[int, str]) -> str:
        """The name under which the driver passes an argument on."""
        known = shared.get(id(argument)) if isinstance(argument, np.ndarray) else None
        if known:
            return known
        name = f"a{len(self.arguments)}"
        self.arguments.append(argument)
        if known is not None:
            shared[id(argument)] = name
        return name

    def run(self, ticks: int) -> None:
        """Advance by some ticks within the day."""
        self.a_day(self.now, ticks, self.seconds, *self.arguments)
        self.world.tick = int(self.now[TICK])

    def one_at_a_time(self) -> Iterator[str]:
        """Take one tick process by process, giving the name of each once it has acted; the bits are the same."""
        try:
            for place, name in enumerate(self.bound, start=1):
                self.now[ALONE] = place
                self.a_day(self.now, 1, self.seconds, *self.arguments)
                yield name
        finally:
            self.now[ALONE] = 0
        self.now[TICK] += 1
        self.now[SECOND] += self.seconds
        self.world.tick = int(self.now[TICK])


@cache
def compiled_day(calls: tuple[tuple[str, Any, tuple[str, ...]], ...], arguments: int) -> Any:
    """The driver for these processes: the name, the loop and the names of the arguments of each, in order."""
    every_tick = len(EVERY_TICK)
    lines = [
        CALL.format(
            indent=" " * (8 if place < every_tick else 12),
            place=place + 1,
            call=f"{name}({', '.join(given)})",
        )
        for place, (name, _, given) in enumerate(calls)
    ]
    source = TEMPLATE.format(
        names=", ".join(f"a{number}" for number in range(arguments)),
        every_tick="\n".join(lines[:every_tick]),
        every_hour="\n".join(lines[every_tick:]),
    )
    names: dict[str, Any] = {
        "ALONE": ALONE, "NEW_HOUR": NEW_HOUR, "SECOND": SECOND, "SECONDS_PER_HOUR": SECONDS_PER_HOUR, "TICK": TICK,
        "__name__": __name__, **{name: inside(one_loop) for name, one_loop, _ in calls},
    }  # fmt: skip
    exec(compile(source, "<the schedule>", "exec"), names)
    return loop(names["a_day"])
