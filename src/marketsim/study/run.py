"""One run: a policy in a world with one replicate's luck, its days as a table, and its manifest."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from marketsim.measures import Measure
from marketsim.study.days import Progress, days_told
from marketsim.study.engine import OURS, engine
from marketsim.study.executor import Delivered, Failed, Here, Work
from marketsim.study.identity import Ground, Identity, ground_of, identify
from marketsim.study.job import Job, perform
from marketsim.study.ledger import LEDGER_FILES
from marketsim.study.manifest import Manifest, manifest_of
from marketsim.study.record import Record, from_bytes
from marketsim.study.store import AlreadyThere, Folder

if TYPE_CHECKING:
    from marketsim.model.simulate import RunSpec

DAYS_FILE = "days.parquet"
Row = dict[str, Any]


class RunFailed(Exception):
    """A run that ended in an error of the model itself; its text says which, ``details`` where."""

    def __init__(self, reason: str, details: str) -> None:
        super().__init__(reason)
        self.details = details


def identified(spec: RunSpec, ground: Callable[[RunSpec], Ground] = ground_of) -> Identity:
    """Name a run before it is run."""
    return identify(spec, ground(spec))


def carry_out(
    identity: Identity,
    model: str = OURS,
    *,
    keep_events: bool = False,
    tell: Callable[[Progress], object] | None = None,
) -> Record:
    """Run it, here, telling after each day how far it is; its ledger is kept where events are."""
    job = Job("this run", model, [(identity.run, identity.asked)], keep_events=keep_events, checkpoints=True)
    task = perform
    if tell:
        task = partial(perform, at_midnight=days_told(engine(model).RunSpec.from_json(identity.asked), tell))
    for happening in Here().perform(task, [Work(job.name, job.document())]):
        if isinstance(happening, Delivered):
            return from_bytes(happening.data)
        if isinstance(happening, Failed):
            raise RunFailed(happening.reason, happening.details)
    raise RunFailed("the model gave no result", "")


def rows(record: Record, start: str, measures: tuple[Measure, ...]) -> list[Row]:
    """Return what happened as rows of (day, date, measure, unit, value), by measure and then by day."""
    first = dt.date.fromisoformat(start)
    present = [one for one in measures if not one.cell and one.name in record.days]
    return [
        {
            "day": day,
            "date": (first + dt.timedelta(days=day)).isoformat(),
            "measure": one.name,
            "unit": one.unit,
            "value": float(value),
        }
        for one in present
        for day, value in enumerate(record.days[one.name])
    ]


def to_parquet(table: list[Row]) -> bytes:
    """Write the rows as a Parquet file whose pages carry checksums."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    schema = pa.schema(
        [
            ("day", pa.int32()),
            ("date", pa.date32()),
            ("measure", pa.string()),
            ("unit", pa.string()),
            ("value", pa.float64()),
        ]
    )
    dated = [{**row, "date": dt.date.fromisoformat(row["date"])} for row in table]
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(dated, schema), file, write_page_checksum=True)
    return file.getvalue()


def from_parquet(folder: Folder) -> list[Row]:
    """Read the rows of a kept run."""
    import pyarrow.parquet as parquet

    table = parquet.read_table(folder.path / DAYS_FILE, page_checksum_verification=True, partitioning=None)
    return [{**row, "date": row["date"].isoformat()} for row in table.to_pylist()]


def has_ledger(manifest: Manifest) -> bool:
    """Whether a kept run has its ledger beside it."""
    return set(LEDGER_FILES) <= set(manifest.files)


def keep(folder: Folder, identity: Identity, record: Record, table: list[Row], policy: str) -> Manifest:
    """Write the days, the ledger if there is one, and the manifest of a run of the policy that was typed.

    A ledger may join a run kept without one, but only if it is the same run to the last bit.
    """
    kept = folder.manifest()
    if isinstance(kept, Manifest) and kept.outcome != record.outcome:
        raise AlreadyThere(
            f"{folder.path}: holds another outcome of this run; name an empty folder with --out"
        )
    made: list[Manifest] = []

    def manifest(files: dict[str, str]) -> bytes:
        told = manifest_of(identity, record.outcome, record.circumstances, policy, files, record.means())
        rerun = f"{told.rerun} --ledger" if has_ledger(told) else told.rerun
        made.append(told.model_copy(update={"rerun": rerun}))
        return made[0].model_dump_json(indent=1).encode()

    folder.finish({DAYS_FILE: to_parquet(table), **record.files}, manifest)
    return made[0]
