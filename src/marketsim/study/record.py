"""One finished run as bytes: what a worker sends home and what is kept; plain numbers, nothing executable."""

from __future__ import annotations

import json
import math
import zlib
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketsim.model.simulate import Outcome

DAYS, CELLS, RECORDED, FILES = "days", "cells", "recorded", "files"
CHECKSUM_BYTES, LENGTH_BYTES = 32, 8
EFFORT = 1
"""How hard the numbers are pressed together; more would save little and cost every run."""


class DamagedRecord(Exception):
    """Bytes that are not a whole record: the run they stood for is done again."""


@dataclass(frozen=True)
class Record:
    """One finished run: its name, what came out, and where it was made.

    Attributes
    ----------
    run : str
        The run's digest.
    days : measure → float64[days], one value a counted day
    cells : cell measure → float64[cells], totals over all counted days
    recorded : the same, of events in the police register
    moves : dealers' moves between areas by cause: from_area, to_area, cause, moves, dealers, metres
    files : name → bytes of a file that was asked for beside these, such as ``events.parquet``
    """

    run: str
    outcome: str
    circumstances: dict[str, Any]
    days: dict[str, np.ndarray]
    cells: dict[str, np.ndarray]
    files: dict[str, bytes] = field(default_factory=dict)
    recorded: dict[str, np.ndarray] = field(default_factory=dict)
    moves: tuple[dict[str, Any], ...] = ()

    def means(self) -> dict[str, float]:
        """Return the mean a day of each measure that was counted on every day."""
        return {
            name: math.fsum(values) / len(values)
            for name, values in self.days.items()
            if len(values) and np.isfinite(values).all()
        }


def record_of(
    run: str, outcome: Outcome, circumstances: dict[str, Any], files: dict[str, bytes] | None = None
) -> Record:
    """Make the record of a run that has just finished."""
    return Record(
        run, outcome.digest, circumstances, outcome.days, outcome.cells, files or {}, outcome.recorded,
        tuple(asdict(one) for one in outcome.moves),
    )  # fmt: skip


def to_bytes(record: Record) -> bytes:
    """Write a record: its checksum, and pressed together a line of JSON that says what follows, and the numbers."""
    days, cells, recorded = (
        {name: np.ascontiguousarray(values, "<f8").tobytes() for name, values in group.items()}
        for group in (record.days, record.cells, record.recorded)
    )
    groups = {DAYS: days, CELLS: cells, RECORDED: recorded, FILES: record.files}
    about = {
        "run": record.run,
        "outcome": record.outcome,
        "circumstances": record.circumstances,
        "moves": record.moves,
        **{kind: [[name, len(data)] for name, data in group.items()] for kind, group in groups.items()},
    }
    line = json.dumps(about).encode()
    parts = [data for group in groups.values() for data in group.values()]
    content = zlib.compress(b"".join([len(line).to_bytes(LENGTH_BYTES, "little"), line, *parts]), EFFORT)
    return sha256(content).digest() + content


def from_bytes(data: bytes) -> Record:
    """Read a record, or say that it is damaged."""
    checksum, content = data[:CHECKSUM_BYTES], data[CHECKSUM_BYTES:]
    if checksum != sha256(content).digest():
        raise DamagedRecord
    try:
        plain = zlib.decompress(content)
    except zlib.error:
        raise DamagedRecord from None  # whole, but written otherwise, as before this was the way
    begin = LENGTH_BYTES + int.from_bytes(plain[:LENGTH_BYTES], "little")
    about = json.loads(plain[LENGTH_BYTES:begin])
    found: dict[str, dict[str, bytes]] = {}
    for kind in (DAYS, CELLS, RECORDED, FILES):
        found[kind] = {}
        for name, length in about[kind]:
            found[kind][name] = plain[begin : begin + length]
            begin += length
    return Record(
        run=about["run"],
        outcome=about["outcome"],
        circumstances=about["circumstances"],
        days=numbers(found[DAYS]),
        cells=numbers(found[CELLS]),
        files=found[FILES],
        recorded=numbers(found[RECORDED]),
        moves=tuple(about["moves"]),
    )


def numbers(group: Mapping[str, bytes]) -> dict[str, np.ndarray]:
    """Return each row of bytes as the numbers that it is, ``float64[n]``."""
    return {name: np.frombuffer(data, "<f8").astype(np.float64) for name, data in group.items()}
