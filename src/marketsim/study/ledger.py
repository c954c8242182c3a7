"""A run's ledger as Parquet files: events, people, dealers and cells, each column with its unit and meaning."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marketsim.measures.ledger import Column

LEDGER_FILES = ("events.parquet", "people.parquet", "dealers.parquet", "cells.parquet")


def to_files(tables: Mapping[str, tuple[Column, ...]]) -> dict[str, bytes]:
    """Write each table as a file whose pages carry checksums."""
    return {f"{name}.parquet": to_parquet(columns) for name, columns in tables.items()}


def to_parquet(columns: tuple[Column, ...]) -> bytes:
    """Write one table; unit and meaning stand in the metadata of each field."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    arrays = [to_arrow(column) for column in columns]
    fields = [
        pa.field(column.name, array.type, metadata={"unit": column.unit, "about": column.about})
        for column, array in zip(columns, arrays, strict=True)
    ]
    file = io.BytesIO()
    parquet.write_table(
        pa.Table.from_arrays(arrays, schema=pa.schema(fields)), file, write_page_checksum=True
    )
    return file.getvalue()


def to_arrow(column: Column) -> Any:
    """Turn a column into an Arrow array, words spelt out and missing values null."""
    import pyarrow as pa

    if not column.words:
        return pa.array(column.values, mask=column.missing)
    codes = pa.array(column.values.astype("int32"), mask=column.missing)
    return pa.DictionaryArray.from_arrays(codes, pa.array(column.words)).cast(pa.string())
