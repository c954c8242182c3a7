"""Before the first run on a machine, all loops are compiled by several processes at once."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from numba.core.dispatcher import Dispatcher

from marketsim import arithmetic, chance, rules
from marketsim.asked_once import asking_once
from marketsim.cache import forget_older_files, require_private
from marketsim.entities.beginning import world_of
from marketsim.entities.city import VESTERBRO, read_city
from marketsim.entities.clock import Clock, clock
from marketsim.entities.world import World
from marketsim.entries import entry
from marketsim.frames import Memory, kind
from marketsim.machine_code import folder
from marketsim.model.driver import Driver
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK
from marketsim.model.today import Today
from marketsim.only_inside import OnlyInside
from marketsim.parameters import declared
from marketsim.provenance import code_digest
from marketsim.settled import settle_types

OfKinds = tuple[Any, tuple[Any, ...]]
"""A loop, and what kind each of its arguments is."""

SCHEDULE = (*EVERY_TICK, *EVERY_HOUR, *EVERY_DAY)
SMALL = 0.05
MOST_PROCESSES = 4
"""How many compile at once; each takes some 450 MB."""
RARELY = (20_000, 50, 1_000)
"""Objects made between looks for lost cycles, and looks between those at older objects."""
COARSE = VESTERBRO.in_cells_of(20)
DONE = "complete"
SOURCES_KEPT = 32


def is_compiled() -> bool:
    """Whether the machine code of the present source is on disk, so that a run starts at once."""
    return _mark().exists()


def _mark() -> Path:
    """The file that says: every loop of the present source has been compiled."""
    return folder() / f"{DONE}-{code_digest()[:24]}"


def compile_everything(processes: int | None = None) -> None:
    """Compile every loop of the schedule, sharing them out among processes, and the driver.

    Without a number of processes there is one for each processor, up to MOST_PROCESSES.
    """
    if is_compiled():
        return
    processes = processes or min(MOST_PROCESSES, os.cpu_count() or 1)
    if processes > 1:
        _compile_side_by_side(processes)
    for each in _loops():
        entry(*each)
    world, today, now = _a_small_world()
    driver = Driver(world, now, Memory())
    driver.take_up(today)
    driver.run(0)
    require_private(folder())
    _mark().touch()
    forget_older_files(folder(), DONE, kept=SOURCES_KEPT)


def _compile_side_by_side(processes: int) -> None:
    """Have processes compile all loops while this one makes a world to see kinds of arguments in."""
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _do_nothing_else)
    try:
        measured = pool.submit(_measure_walks)
        list(pool.map(_compile_one, _loops()))
        measured.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # they take half a second to end


def _measure_walks() -> None:
    """Once on a machine."""
    read_city()


def _compile_one(loop: OfKinds) -> None:
    """Compile one loop, in a process that does nothing else."""
    entry(*loop)


def _do_nothing_else() -> None:
    """From now on this process only compiles: no ways into rules from Python, and hardly a look for lost cycles.

    Each saves a sixth of the time; the second costs a hundred megabytes.
    """
    gc.freeze()
    gc.set_threshold(*RARELY)
    for chapter in (rules, chance, arithmetic):
        for rule in _compiled_functions(chapter):
            rule.targetoptions |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
            rule._compiler.pipeline_class = OnlyInside
    with asking_once():
        settle_types()


@cache
def _loops() -> list[OfKinds]:
    """The loops that a run needs: the longest first, so that all processes end together."""
    world, today, now = _a_small_world()
    calls = (process(world, today, now) for process in SCHEDULE)
    return sorted(
        ((each, tuple(map(kind, arguments))) for each, arguments in calls), key=_length, reverse=True
    )


def _length(loop: OfKinds) -> int:
    compiled, _ = loop
    return len(compiled.py_func.__code__.co_code)


@cache
def _a_small_world() -> tuple[World, Today, Clock]:
    """A world of the same types as any other, quick to make."""
    numbers, city, now = declared(), read_city(COARSE), clock()
    return world_of(numbers, city, 0, SMALL), Today(numbers, city, date(2018, 3, 5), 0, 300, 0), now


def _compiled_functions(chapter: ModuleType) -> Iterator[Any]:
    """All compiled functions of a module and of the modules inside it."""
    parts = (
        import_module(f"{chapter.__name__}.{each.name}")
        for each in iter_modules(getattr(chapter, "__path__", ()))
    )
    for module in (chapter, *parts):
        yield from (value for value in vars(module).values() if isinstance(value, Dispatcher))
