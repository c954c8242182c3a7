"""One finished run as bytes: what a worker sends home and what is kept; plain arrays, nothing executable."""

from __future__ import annotations

import io
import json
import math
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from marketsim.model.simulate import Outcome

DAYS, CELLS, FILES, ABOUT = "days/", "cells/", "files/", "about"
CHECKSUM_BYTES = 32


class DamagedRecord(Exception):
    """Bytes that are not a whole record: the run they stood for is done again."""


@dataclass(frozen=True)
class Record:
    """One finished run: its name, what came out, and where it was made.

    Attributes
    ----------
    run : str
        The run's digest.
    days : measure → float64 array, one value a counted day
    cells : cell measure → float64 array, one total a cell over all counted days
    files : name → bytes of a file that was asked for beside these, such as ``events.parquet``
    """

    run: str
    outcome: str
    circumstances: dict[str, Any]
    days: dict[str, np.ndarray]
    cells: dict[str, np.ndarray]
    files: dict[str, bytes] = field(default_factory=dict)

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
    return Record(run, outcome.digest, circumstances, outcome.days, outcome.cells, files or {})


def to_bytes(record: Record) -> bytes:
    """Write a record, its checksum in front."""
    about = {"run": record.run, "outcome": record.outcome, "circumstances": record.circumstances}
    arrays = {DAYS + name: np.asarray(values, "<f8") for name, values in record.days.items()}
    arrays |= {CELLS + name: np.asarray(values, "<f8") for name, values in record.cells.items()}
    arrays |= {FILES + name: np.frombuffer(data, np.uint8) for name, data in record.files.items()}
    arrays[ABOUT] = np.frombuffer(json.dumps(about).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return sha256(file.getvalue()).digest() + file.getvalue()


def from_bytes(data: bytes) -> Record:
    """Read a record, or say that it is damaged."""
    checksum, content = data[:CHECKSUM_BYTES], data[CHECKSUM_BYTES:]
    if checksum != sha256(content).digest():
        raise DamagedRecord
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    about = json.loads(arrays.pop(ABOUT).tobytes())
    return Record(
        run=about["run"],
        outcome=about["outcome"],
        circumstances=about["circumstances"],
        days={name.removeprefix(DAYS): arrays[name] for name in arrays if name.startswith(DAYS)},
        cells={name.removeprefix(CELLS): arrays[name] for name in arrays if name.startswith(CELLS)},
        files={name.removeprefix(FILES): arrays[name].tobytes() for name in arrays if name.startswith(FILES)},
    )
