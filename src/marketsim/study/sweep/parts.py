"""Finished runs on disk: Parquet files that hold several runs each, written whole and checked bit by bit."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np

from marketsim.study.record import CELLS, DAYS, DamagedRecord, Record
from marketsim.study.store import write

NAMED_BY = 20


def to_parquet(records: list[Record]) -> bytes:
    """Write runs as a Parquet file: one row a run, one list of numbers a measure; what a run lacks is null."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    names = {DAYS: set[str](), CELLS: set[str]()}
    for record in records:
        names[DAYS] |= set(record.days)
        names[CELLS] |= set(record.cells)
    columns = {
        "run": pa.array([record.run for record in records]),
        "outcome": pa.array([record.outcome for record in records]),
        "circumstances": pa.array([json.dumps(record.circumstances) for record in records]),
    }
    for kind, kept in names.items():
        for name in sorted(kept):
            values = [(record.days if kind == DAYS else record.cells).get(name) for record in records]
            columns[f"{kind}/{name}"] = pa.array(values, pa.list_(pa.float64()))
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file, compression="zstd", write_page_checksum=True)
    return file.getvalue()


def from_parquet(data: bytes) -> list[Record]:
    """Read the runs of a part, whose bytes have been checked."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    table = parquet.read_table(pa.BufferReader(data))
    about = {name: table[name].to_pylist() for name in ("run", "outcome", "circumstances")}
    records = [
        Record(run, outcome, json.loads(circumstances), {}, {})
        for run, outcome, circumstances in zip(*about.values(), strict=True)
    ]
    for name in table.column_names:
        for kind in (DAYS, CELLS):
            if name.startswith(f"{kind}/"):
                for record, values in zip(records, table[name], strict=True):
                    if values.is_valid:
                        kept = record.days if kind == DAYS else record.cells
                        kept[name.removeprefix(f"{kind}/")] = np.asarray(values.values, np.float64)
    return records


def write_part(folder: Path, records: Iterable[Record]) -> tuple[str, str, int]:
    """Write a part; return its name, the SHA-256 of its bytes and how many they are."""
    data = to_parquet(list(records))
    total = sha256(data).hexdigest()
    name = f"part-{total[:NAMED_BY]}.parquet"
    write(folder / name, data)
    return name, total, len(data)


def read_part(path: Path, total: str) -> list[Record]:
    """Read a part, or say that it is damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        raise DamagedRecord from None
    if sha256(data).hexdigest() != total:
        raise DamagedRecord
    return from_parquet(data)
