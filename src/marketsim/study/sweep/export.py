"""A sweep's runs for other programs: one Parquet dataset or one CSV file, and a table of the worlds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from marketsim.parameters.errors import BadValue, CannotKeep
from marketsim.study.experiment import Experiment
from marketsim.study.store import why
from marketsim.study.sweep.frames import day_by_day

if TYPE_CHECKING:
    import pandas as pd

RUNS_AT_ONCE = 200
ENDINGS = (".parquet", ".csv")


def export(experiment: Experiment, store: Path, file: Path) -> list[Path]:
    """Write the days of every finished run, and beside them the worlds; return the files written."""
    if file.suffix not in ENDINGS:
        raise BadValue(f"{file}: expected a name ending in {' or '.join(ENDINGS)}")
    worlds = file.with_name(f"{file.stem}-worlds.csv")
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        frames = batches(experiment, store)
        if file.suffix == ".csv":
            for number, frame in enumerate(frames):
                frame.to_csv(unfinished, mode="a" if number else "w", header=not number, index=False)
        else:
            write_parquet(frames, unfinished)
        unfinished.replace(file)
        world_frame(experiment).to_csv(worlds, index_label="world")
    except OSError as problem:
        raise CannotKeep(f"{file}: {why(problem)}") from problem
    finally:
        unfinished.unlink(missing_ok=True)
    return [file, worlds]


def batches(experiment: Experiment, store: Path) -> Iterator[pd.DataFrame]:
    """Give the days of many runs at a time, so that memory does not grow with the sweep."""
    import pandas as pd

    runs = day_by_day(experiment, store)
    while some := list(islice(runs, RUNS_AT_ONCE)):
        yield pd.concat([pd.DataFrame(columns) for columns in some], ignore_index=True)


def write_parquet(frames: Iterator[pd.DataFrame], file: Path) -> None:
    """Write frames into one Parquet file, one row group each."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    writer = None
    try:
        for frame in frames:
            table = pa.Table.from_pandas(frame, preserve_index=False)
            writer = writer or parquet.ParquetWriter(file, table.schema, write_page_checksum=True)
            writer.write_table(table.cast(writer.schema))
        if writer is None:
            parquet.write_table(pa.table({"run": pa.array([], pa.string())}), file)
    finally:
        if writer is not None:
            writer.close()


def world_frame(experiment: Experiment) -> pd.DataFrame:
    """Return the worlds, one a row."""
    import pandas as pd

    return pd.DataFrame(list(experiment.worlds), index=range(len(experiment.worlds)))
