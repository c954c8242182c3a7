"""Killing ``sweep run`` and its workers at random moments, and looking at what is left."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from marketsim.study.sweep.store import JOURNAL

DRIVER, WITH_ITS_WORKERS, WORKER = "the driver alone", "the driver with its workers", "a worker"
LIVES = ((DRIVER,), (WITH_ITS_WORKERS,), (WORKER, DRIVER), (WORKER, WITH_ITS_WORKERS))
"""Who is killed in one life of a driver; a worker once at most, as a job is given up after three."""
TOO_EARLY = 0.1
"""In which share of its lives a driver is killed before it has done anything."""


def done_in(folder: Path) -> int:
    """Return how many runs of a store are done, without touching it."""
    if not (folder / JOURNAL).is_file():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{folder / JOURNAL}?mode=ro", uri=True, timeout=60)) as rows:
            [(number,)] = rows.execute("SELECT count(*) FROM runs WHERE state = 'done'")
    except sqlite3.OperationalError:  # it is being made
        return 0
    return int(number)


def workers_of(driver: int) -> list[int]:
    """Return the processes in which a driver has its runs done."""
    children = Path(f"/proc/{driver}/task/{driver}/children").read_text().split()
    return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def wait_for(happens: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until something happens; a test fails in which it does not."""
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.01)


def kill(driver: subprocess.Popen[bytes], whom: str, luck: random.Random) -> None:
    """Kill at once, without any chance to tidy up."""
    if whom == WORKER:
        os.kill(luck.choice(workers_of(driver.pid)), signal.SIGKILL)
    else:
        {DRIVER: os.kill, WITH_ITS_WORKERS: os.killpg}[whom](driver.pid, signal.SIGKILL)


def killed(
    command: list[str], environment: Mapping[str, str], folder: Path, runs: int, times: int, within: float,
    luck: random.Random,
) -> dict[str, int]:  # fmt: skip
    """Kill so many times; return how many kills of each kind struck when some, but not all, were done since the last.

    Parameters
    ----------
    within : s, after a run has been done since the last kill
    """
    struck, kills = dict.fromkeys((DRIVER, WITH_ITS_WORKERS, WORKER), 0), 0
    while kills < times:
        driver = subprocess.Popen(
            command, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        early = luck.random() < TOO_EARLY
        for whom in (DRIVER,) if early else luck.choice(LIVES):
            before = done_in(folder)
            if not early:
                wait_for(lambda before=before: done_in(folder) > before)  # type: ignore[misc]
            time.sleep(luck.uniform(0, within))
            kill(driver, whom, luck)
            kills += 1
            struck[whom] += before < done_in(folder) < runs
        driver.wait()
    return struck
