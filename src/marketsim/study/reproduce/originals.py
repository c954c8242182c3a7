"""What is to be made again, with all that is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from marketsim.parameters.errors import BadDocument
from marketsim.study.manifest import (
    Manifest,
    ManifestOfMany,
    ManifestOfSweep,
    WhatAllStoodOn,
    read_manifest,
)
from marketsim.study.reproduce.checkpoints import CHECKPOINTS_FILE, Checkpoints, DamagedCheckpoints
from marketsim.study.reproduce.manifests import found
from marketsim.study.run import DAYS_FILE
from marketsim.study.scenario import SETTLING_DAYS, TICK_SECONDS
from marketsim.study.store import RUNS, Folder
from marketsim.study.sweep.store import SweepStore
from marketsim.study.sweep.store import known as is_a_sweep


@dataclass(frozen=True)
class Original:
    """One run as it was.

    Attributes
    ----------
    id : the short name it is cited by
    asked : what was asked for, as plain data
    ground : the program, its map and its numbers
    outcome : SHA-256 over the values that came out
    means : measure → mean a day, where nothing more is at hand
    days, cells : measure → float64[days] and float64[cells], where they are kept beside the manifest
    checkpoints : sums of every midnight, where they are
    circumstances : where and with what it was made
    """

    id: str
    asked: dict[str, Any]
    ground: WhatAllStoodOn
    outcome: str
    means: dict[str, float] = field(default_factory=dict)
    days: dict[str, np.ndarray] = field(default_factory=dict)
    cells: dict[str, np.ndarray] = field(default_factory=dict)
    checkpoints: Checkpoints | None = None
    circumstances: dict[str, Any] = field(default_factory=dict)

    @property
    def policy(self) -> str:
        """The name of its policy."""
        return str(self.asked["policy"]["name"])


def originals(given: str) -> tuple[str, list[Original]]:
    """Return the id of a result, and its runs.

    Parameters
    ----------
    given : a manifest, a folder with one, a report.html, or an id such as ``ms1:8f3a1c22`` of a result kept here
    """
    manifest, folder = found(given)
    if isinstance(manifest, Manifest):
        return manifest.id, [_of_one(manifest, folder)]
    if isinstance(manifest, ManifestOfSweep):
        return manifest.id, list(_of_a_sweep(manifest, folder))
    return manifest.id, list(_of_many(manifest, folder, given))


def some_of(runs: list[Original], number: int) -> list[Original]:
    """Return so many of the runs, in their order, the same ones whenever as many are asked for."""
    if number >= len(runs):
        return runs
    chosen = np.random.Generator(np.random.PCG64(number)).choice(len(runs), number, replace=False)
    return [runs[place] for place in sorted(chosen)]


def _of_one(manifest: Manifest, folder: Path) -> Original:
    told = manifest.identity
    ground = WhatAllStoodOn(source=told.source, map=told.map, numbers=told.numbers)
    original = Original(
        manifest.id, told.asked, ground, manifest.outcome, manifest.means, circumstances=manifest.circumstances
    )  # fmt: skip
    return _with_what_is_kept(original, folder, told.run)


def _of_many(manifest: ManifestOfMany, folder: Path, given: str) -> Iterator[Original]:
    for run in manifest.runs:
        beside = read_manifest(folder / RUNS / f"{run['policy']}-{run['replicate']:03d}.json")
        if manifest.ground is None or run["policy"] not in manifest.policies:
            if not isinstance(beside, Manifest):
                raise BadDocument(
                    f"{given}: was written by an older version, which did not say in one place what its policies "
                    f"were; reproduce the manifests in its folder {RUNS}"
                )
            yield _of_one(beside, folder / RUNS)
            continue
        world = {key: manifest.asked[key] for key in ("levers", "parameters", "start", "days")}
        asked = {
            **world,
            "settling_days": manifest.asked.get("settling_days", SETTLING_DAYS),
            "tick_seconds": manifest.asked.get("tick_seconds", TICK_SECONDS),
            "scale": manifest.asked.get("scale", 1.0),
            **{key: manifest.asked[key] for key in ("city",) if key in manifest.asked},
            "policy": {"name": run["policy"], **manifest.policies[run["policy"]]},
            "replicate": run["replicate"],
        }
        means = beside.means if isinstance(beside, Manifest) else {}
        original = Original(
            run["id"], asked, manifest.ground, run["outcome"], means, circumstances=manifest.circumstances
        )
        yield _with_what_is_kept(original, folder / RUNS, run["run"])


def _of_a_sweep(manifest: ManifestOfSweep, folder: Path) -> Iterator[Original]:
    """Give the runs of a sweep, with their days where the report still lies in its store."""
    with ExitStack() as stack:
        store = stack.enter_context(SweepStore.found(folder.parent)) if is_a_sweep(folder.parent) else None
        for run in manifest.runs:
            world = manifest.worlds[run["world"]]
            asked = {
                **manifest.asked,
                "parameters": {**manifest.asked["parameters"], **world},
                "policy": manifest.arms[run["arm"]],
                "replicate": run["replicate"],
            }
            ground = manifest.ground.model_copy(update={"numbers": {**manifest.ground.numbers, **world}})
            record = store.record(run["run"]) if store else None
            yield Original(
                run["id"], asked, ground, run["outcome"], days=dict(record.days) if record else {},
                circumstances=manifest.circumstances,
            )  # fmt: skip


def _with_what_is_kept(original: Original, folder: Path, run: str) -> Original:
    """Return the original with its values and checkpoints, as far as they lie in the folder and are whole."""
    days: dict[str, np.ndarray] = {}
    cells: dict[str, np.ndarray] = {}
    data: bytes | None = None
    record = Folder(folder.parent if folder.name == RUNS else folder).kept(run)
    if record is not None:
        days, cells, data = record.days, record.cells, record.files.get(CHECKPOINTS_FILE)
    elif (folder / DAYS_FILE).exists():
        days = _days_in(folder / DAYS_FILE)
    if data is None and (folder / CHECKPOINTS_FILE).exists():
        data = (folder / CHECKPOINTS_FILE).read_bytes()
    try:
        checkpoints = Checkpoints.from_bytes(data) if data else None
    except DamagedCheckpoints:
        checkpoints = None
    known = vars(original) | {"days": days, "cells": cells, "checkpoints": checkpoints}
    return Original(**known)


def _days_in(file: Path) -> dict[str, np.ndarray]:
    import pyarrow.parquet as parquet

    try:
        table = parquet.read_table(file, partitioning=None).to_pydict()
    except (OSError, ValueError):
        return {}
    values: dict[str, list[float]] = {}
    for measure, value in zip(table["measure"], table["value"], strict=True):
        values.setdefault(measure, []).append(value)
    return {measure: np.array(series) for measure, series in values.items()}
