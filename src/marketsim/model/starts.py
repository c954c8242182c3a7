"""Settled starts kept in the user's cache: worlds that begin alike settle once, whoever asks and in whatever process.

A start is named by everything that determines it, so a changed number, file or library gives another name. Files are
put in place whole, a damaged one counts as none, and those not used for longest make room for new ones.
"""

from __future__ import annotations

import io
import json
import logging
import os
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from llvmlite.binding import get_host_cpu_name

from marketsim.cache import private_folder, read_whole, write_whole
from marketsim.entities.world import Snapshot
from marketsim.machine_code import stamp
from marketsim.provenance import source_digest

MOST_STARTS = 1_000
MOST_BYTES = 2_000_000_000
LONGEST_WAIT = 60.0
"""Seconds for which a start is left to another process that is making it; one that dies lets go at once."""
SWIFTLY = 1
KIND = ".start"
SWITCHES = ("NPY_", "PYTHONHASHSEED")
ACCOUNTS, TICK, NEXT_NUMBER, COLUMN = "accounts", "tick", "next_number", "/"
log = logging.getLogger(__name__)

# Read on import: the program that was loaded, not what its files say once somebody has edited them.
SOURCE = source_digest()


def kept(determined: dict[str, Any], make: Callable[[], Snapshot]) -> Snapshot:
    """A start from the user's cache, or else made now and kept there.

    Parameters
    ----------
    determined : what determines the start besides the program and what it runs on, as plain data
    make : settles the market
    """
    folder, name = private_folder("starts"), _name(determined)
    path = folder / (name + KIND)
    start = read(path)
    if start is not None:
        return start
    from filelock import FileLock, Timeout

    with ExitStack() as held:
        try:
            # A few locks serve all starts, so that none is left behind by those long gone.
            held.enter_context(FileLock(folder / f"{name[:2]}.lock", timeout=LONGEST_WAIT))
        except (OSError, Timeout) as problem:
            log.info("settling whether or not another process does: %s", problem)
        start = read(path)
        if start is None:
            start = make()
            write(path, start)
            make_room(folder)
    return start


def read(path: Path) -> Snapshot | None:
    """The start kept in a file, or nothing where it is missing or damaged."""
    payload = read_whole(path)
    if payload is None:
        return None
    with np.load(io.BytesIO(zlib.decompress(payload)), allow_pickle=False) as arrays:
        columns: dict[str, dict[str, np.ndarray]] = {}
        for key in arrays.files:
            table, named, column = key.partition(COLUMN)
            if named:
                columns.setdefault(table, {})[column] = arrays[key]
        return Snapshot(columns, arrays[ACCOUNTS], int(arrays[TICK]), arrays[NEXT_NUMBER])


def write(path: Path, start: Snapshot) -> None:
    """Keep a start in a file, or not at all where that is impossible."""
    arrays: dict[str, Any] = {ACCOUNTS: start.accounts, TICK: start.tick, NEXT_NUMBER: start.next_number}
    for table, columns in start.columns.items():
        arrays |= {f"{table}{COLUMN}{name}": column for name, column in columns.items()}
    written = io.BytesIO()
    np.savez(written, **arrays)
    write_whole(path, zlib.compress(written.getvalue(), SWIFTLY))


def make_room(folder: Path, most: int = MOST_STARTS, most_bytes: int = MOST_BYTES) -> None:
    """Delete the files not used for longest, until those left are few and small enough."""
    try:
        found = [(path, path.lstat()) for path in folder.iterdir() if path.suffix != ".lock"]
    except OSError:
        return
    found.sort(key=lambda one: one[1].st_mtime, reverse=True)
    total = 0
    for place, (path, about) in enumerate(found):
        total += about.st_size
        if place >= most or total > most_bytes:
            path.unlink(missing_ok=True)


def _name(determined: dict[str, Any]) -> str:
    """The digest of all that determines a start, by processor and switches too, which ought not to matter."""
    switches = sorted((name, value) for name, value in os.environ.items() if name.startswith(SWITCHES))
    told = [determined, SOURCE, stamp(), get_host_cpu_name(), switches]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
