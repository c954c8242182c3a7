"""A kept result, opened to be given away: its manifest, its folder, its tables and its records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from marketsim.measures import declared
from marketsim.parameters.errors import BadDocument
from marketsim.study.manifest import Manifest, ManifestOfMany, ManifestOfSweep
from marketsim.study.record import Record
from marketsim.study.reproduce.manifests import found
from marketsim.study.store import MANIFEST, RUNS, Folder

Row = dict[str, Any]


@dataclass(frozen=True)
class Result:
    """One result as it lies in its folder."""

    manifest: Manifest | ManifestOfMany
    folder: Path

    @classmethod
    def of(cls, given: str) -> Result:
        """Open a result by its manifest, its folder or its id; a page alone has nothing to give away."""
        manifest, folder = found(given)
        if not (folder / MANIFEST).is_file() and folder.name != RUNS:
            raise BadDocument(f"{given}: has no {MANIFEST} beside it; expected the folder of a result")
        if isinstance(manifest, ManifestOfSweep):
            raise BadDocument(f"{given}: is a sweep; 'marketsim sweep export' gives its days away")
        return cls(manifest, folder)

    def tables(self) -> list[Path]:
        """Return the tables that lie beside a run's manifest."""
        return sorted(self.folder / name for name in self.manifest.files if name.endswith(".parquet"))

    def records(self) -> Iterator[tuple[str, int, Record]]:
        """Give the policy, the replicate and the record of every run of a comparison."""
        assert isinstance(self.manifest, ManifestOfMany)
        for run in self.manifest.runs:
            record = Folder(self.folder).kept(run["run"])
            if record is None:
                raise BadDocument(
                    f"{self.folder}: {run['id']} is missing or damaged; run the same comparison again"
                )
            yield run["policy"], run["replicate"], record

    def days(self) -> Iterator[Row]:
        """Give the days of every run of a comparison, one row a measure and day."""
        units = {measure.name: measure.unit for measure in declared() if not measure.cell}
        first = dt.date.fromisoformat(self.manifest.asked["start"])  # type: ignore[union-attr]
        for policy, replicate, record in self.records():
            for name, values in record.days.items():
                for day, value in enumerate(np.asarray(values).tolist()):
                    yield {
                        "policy": policy, "replicate": replicate, "day": day,
                        "date": (first + dt.timedelta(days=day)).isoformat(), "measure": name,
                        "unit": units.get(name, ""), "value": value,
                    }  # fmt: skip
