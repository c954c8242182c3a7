"""What a fresh process takes: to import, to answer ``--help``, to compile, to start again, and in memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from operator import itemgetter
from pathlib import Path
from time import perf_counter
from typing import Any

FIRST_TICK = """
import json, time
began = time.perf_counter()
from datetime import date
from marketsim.entities.city import read_city
from marketsim.model.market import Market
from marketsim.model.warming import compile_everything
from marketsim.parameters import declared
from marketsim.policies import read_policy
imported = time.perf_counter()
city = read_city()
read = time.perf_counter()
if __name__ == "__main__":
    compile_everything(2)
    compiled = time.perf_counter()
    market = Market(declared(), read_policy("as_today"), city, start=date(2018, 3, 5))
    settled = time.perf_counter()
    market.tick()
    ticked = time.perf_counter()
    print(json.dumps({"import": imported - began, "map": read - imported, "machine code": compiled - read,
                      "people": settled - compiled, "first tick": ticked - settled, "to first tick": ticked - began}))
"""
A_RUN = """
import json
from pathlib import Path
def most():
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
from marketsim.model.simulate import RunSpec, simulate
from marketsim.policies import read_policy
before = most()
simulate(RunSpec({"name": "as_today", **read_policy("as_today").document()}, days=10, settling_days=5))
print(json.dumps({"imported": before, "run": most()}))
"""
BY_LOOP = """
import json
from datetime import date
from time import process_time
from marketsim.entries import entry
from marketsim.entities.beginning import world_of
from marketsim.entities.city import read_city
from marketsim.entities.clock import clock
from marketsim.frames import Memory, kind
from marketsim.model.driver import Driver
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK
from marketsim.model.today import Today
from marketsim.parameters import declared
numbers, city, now = declared(), read_city(), clock()
world, today = world_of(numbers, city, 0, 0.05), Today(numbers, city, date(2018, 3, 5), 0, 300, 0)
taken = {}
for process in (*EVERY_TICK, *EVERY_HOUR, *EVERY_DAY):
    began = process_time()
    loop, arguments = process(world, today, now)
    entry(loop, tuple(map(kind, arguments)))
    taken[process.__name__] = process_time() - began
began = process_time()
driver = Driver(world, now, Memory())
driver.take_up(today)
driver.run(0)
taken["the driver"] = process_time() - began
print(json.dumps(taken))
"""


def places(cache: Path | None) -> dict[str, str]:
    """The environment of a process that uses this cache, or the user's."""
    return {**os.environ} if cache is None else {**os.environ, "XDG_CACHE_HOME": str(cache)}


def in_a_fresh_process(statements: str, cache: Path | None = None) -> dict[str, Any]:
    """What a fresh Python prints as JSON, with the user's cache or another one."""
    asked = subprocess.run(
        [sys.executable, "-c", statements], capture_output=True, text=True, check=True, env=places(cache)
    )
    answer: dict[str, Any] = json.loads(asked.stdout.splitlines()[-1])
    return answer


def cold_and_warm(tries: int = 3) -> tuple[dict[str, float], dict[str, float]]:
    """The seconds of a first start with an empty cache, and of the second one; of each the quickest try."""
    starts = []
    for _ in range(tries):
        with tempfile.TemporaryDirectory() as folder:
            starts.append([in_a_fresh_process(FIRST_TICK, Path(folder)) for _ in ("cold", "warm")])
    cold, warm = (min(each, key=itemgetter("to first tick")) for each in zip(*starts, strict=True))
    return cold, warm


def seconds_of_compiling() -> dict[str, float]:
    """Seconds of the processor that each loop takes to compile, one after the other in a process without a cache.

    A rule is compiled with the first loop of the schedule that calls it.
    """
    with tempfile.TemporaryDirectory() as folder:
        return in_a_fresh_process(BY_LOOP, Path(folder))


def seconds_to_answer(*asked: str, tries: int = 3, cache: Path | None = None) -> float:
    """The shortest time in which a fresh Python answers to these arguments, with the user's cache or another one."""
    taken = []
    for _ in range(tries):
        began = perf_counter()
        subprocess.run([sys.executable, *asked], capture_output=True, check=True, env=places(cache))
        taken.append(perf_counter() - began)
    return min(taken)


def memory_of_a_run() -> dict[str, float]:
    """The most memory that a process takes, MB, after importing and after a run of ten days."""
    return in_a_fresh_process(A_RUN)


def comparisons() -> dict[str, float]:
    """Seconds of ``marketsim compare`` as it is typed, its code compiled: with worlds to settle, and with kept starts.

    The start of Python and the writing of the report are among them.
    """
    with tempfile.TemporaryDirectory() as folder:
        in_a_fresh_process(FIRST_TICK, Path(folder))
        asked = ("-m", "marketsim", "compare", "--out")
        return {
            name: seconds_to_answer(*asked, f"{folder}/{name}", tries=1, cache=Path(folder))
            for name in ("anew", "from kept starts")
        }
