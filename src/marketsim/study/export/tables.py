"""Every table of a result as CSV, and one that says what each column means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from marketsim.study.export.result import Result
from marketsim.study.manifest import Manifest
from marketsim.study.store import must_be_writable, write

SUMMARY, DAYS, COLUMNS = "summary.csv", "days.csv", "columns.csv"
MEANS = {
    "policy": ("", "what the city does"),
    "replicate": ("", "which luck, counted from 0"),
    "day": ("day", "counted day, from 0"),
    "date": ("", "calendar day"),
    "measure": ("", "what was measured; marketsim document says what it counts"),
    "unit": ("", "unit of the value"),
    "value": ("", "the value of that day"),
}


def write_csv(result: Result, folder: Path) -> list[Path]:
    """Write the tables of a result into a folder; return the files."""
    must_be_writable(folder, "--csv")
    meanings: list[dict[str, str]] = []
    written: list[Path] = []
    if isinstance(result.manifest, Manifest):
        for table in result.tables():
            rows, told = read(table)
            written.append(folder / f"{table.stem}.csv")
            write(written[-1], as_csv(rows))
            meanings += told
    else:
        written += [folder / DAYS, folder / SUMMARY]
        write(written[0], as_csv(result.days()))
        write(written[1], (result.folder / SUMMARY).read_bytes())
        meanings = [
            {"table": DAYS, "column": name, "unit": unit, "about": about}
            for name, (unit, about) in MEANS.items()
        ]
    write(folder / COLUMNS, as_csv(meanings))
    return [*written, folder / COLUMNS]


def read(table: Path) -> tuple[Iterable[Mapping[str, Any]], list[dict[str, str]]]:
    """Return the rows of a Parquet table, and what its columns mean."""
    import pyarrow.parquet as parquet

    content = parquet.read_table(table, page_checksum_verification=True, partitioning=None)
    told = [
        {
            "table": f"{table.stem}.csv",
            "column": field.name,
            "unit": _told(field, "unit") or MEANS.get(field.name, ("", ""))[0],
            "about": _told(field, "about") or MEANS.get(field.name, ("", ""))[1],
        }
        for field in content.schema
    ]
    rows = (row for batch in content.to_batches() for row in batch.to_pylist())
    return rows, told


def _told(field: Any, key: str) -> str:
    kept = (field.metadata or {}).get(key.encode(), b"")
    return str(kept.decode())


def as_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Write rows as CSV with a heading, numbers with all their digits, and nothing where there is no value."""
    text = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(text, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
    return text.getvalue().encode()
