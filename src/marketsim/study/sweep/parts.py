"""Finished runs on disk: Parquet files that hold several runs each, written whole and checked bit by bit."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np

from marketsim.study.record import CELLS, DAYS, RECORDED, DamagedRecord, Record
from marketsim.study.store import write

NAMED_BY = 20
KINDS, MOVES = (DAYS, CELLS, RECORDED), "moves"


def to_parquet(records: list[Record]) -> bytes:
    """Write runs as a Parquet file: one row a run, one list of numbers a measure; what a run lacks is null."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    columns = {
        "run": pa.array([record.run for record in records]),
        "outcome": pa.array([record.outcome for record in records]),
        "circumstances": pa.array([json.dumps(record.circumstances) for record in records]),
        MOVES: pa.array([json.dumps(record.moves) for record in records]),
    }
    for kind in KINDS:
        groups = [getattr(record, kind) for record in records]
        for name in sorted({name for group in groups for name in group}):
            values = [group.get(name) for group in groups]
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
    moves = table[MOVES].to_pylist() if MOVES in table.column_names else ["[]"] * len(table)
    records = [
        Record(run, outcome, json.loads(circumstances), {}, {}, moves=tuple(json.loads(moved)))
        for run, outcome, circumstances, moved in zip(*about.values(), moves, strict=True)
    ]
    for name in table.column_names:
        kind, _, measure = name.partition("/")
        if kind in KINDS and measure:
            for record, values in zip(records, table[name], strict=True):
                if values.is_valid:
                    getattr(record, kind)[measure] = np.asarray(values.values, np.float64)
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
