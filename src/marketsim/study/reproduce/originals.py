"""What is to be made again: found by a manifest, a folder, a run id or a report, with all that is kept of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np

from marketsim.parameters.errors import BadDocument, UnknownName, did_you_mean, shown
from marketsim.study.manifest import Manifest, ManifestOfMany, WhatAllStoodOn, opened, read_manifest
from marketsim.study.reproduce.checkpoints import CHECKPOINTS_FILE, Checkpoints, DamagedCheckpoints
from marketsim.study.run import DAYS_FILE
from marketsim.study.scenario import SETTLING_DAYS, TICK_SECONDS
from marketsim.study.store import MANIFEST, RESULTS, RUNS, Folder
from marketsim.study.sweep.store import SweepStore
from marketsim.study.sweep.store import known as is_a_sweep

AN_ID = re.compile(r"(ms1:)?[0-9a-f]{8,64}")
PAGES = (".html", ".htm")
OF_A_SWEEP = (
    "is a sweep; run and report it anew with 'marketsim sweep run EXPERIMENT --out NEW' and "
    "'marketsim sweep report EXPERIMENT --out NEW', and compare the SHA-256 at the end of both reports"
)


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
    return manifest.id, list(_of_many(manifest, folder, given))


def found(given: str) -> tuple[Manifest | ManifestOfMany, Path]:
    """Return a manifest, and the folder in which what it speaks of may lie."""
    path = Path(given)
    if AN_ID.fullmatch(given) and not path.exists():
        return _by_id(given)
    if path.is_dir():
        if is_a_sweep(path):
            raise BadDocument(f"{shown(given)}: {OF_A_SWEEP}")
        path = path / MANIFEST
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise BadDocument(
            f"{shown(given)}: does not exist; expected a manifest.json, its folder, a report.html, "
            "or an id such as ms1:8f3a1c22"
        ) from None
    except UnicodeDecodeError:
        raise BadDocument(f"{path}: is no text; expected a manifest.json or a report.html") from None
    if path.suffix.lower() in PAGES:
        text = manifest_in(text, str(path))
    return opened(text, str(path)), path.parent


def _by_id(given: str) -> tuple[Manifest | ManifestOfMany, Path]:
    wanted = given.removeprefix("ms1:")
    known: dict[str, Path] = {}
    for file in kept_manifests():
        manifest = read_manifest(file)
        if manifest is None:
            continue
        full = manifest.identity.run if isinstance(manifest, Manifest) else manifest.comparison
        if full.startswith(wanted):
            return manifest, file.parent
        known[manifest.id] = file
    for folder in filter(is_a_sweep, sorted(RESULTS.glob("*"))):
        with SweepStore.found(folder) as sweep:
            if sweep.id.removeprefix("ms1:").startswith(wanted[:8]):
                raise BadDocument(f"{shown(given)}: {OF_A_SWEEP}")
    raise UnknownName(
        f"no result under {RESULTS} is called '{shown(given)}'{did_you_mean(given, known)}; "
        "name its manifest.json or its report.html"
    )


def kept_manifests(results: Path = RESULTS) -> Iterator[Path]:
    """Give the manifests of every result kept here, and of the runs inside them."""
    yield from sorted(results.glob(f"*/{MANIFEST}"))
    yield from sorted(results.glob(f"*/{RUNS}/*.json"))


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


class _Manifests(HTMLParser):
    """Finds the manifest on a report's page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.texts = False, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a text where preformatted words begin."""
        if tag == "pre":
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """End the text."""
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        """Keep what stands inside."""
        if self.inside:
            self.texts[-1] += data


def manifest_in(page: str, where: str) -> str:
    """Return the manifest that a report carries."""
    reader = _Manifests()
    reader.feed(page)
    text = next((text for text in reader.texts if '"schema_version"' in text), None)
    if text is None and "marketsim sweep run " in page:
        raise BadDocument(f"{where}: {OF_A_SWEEP}")
    if text is None:
        raise BadDocument(f"{where}: carries no manifest; expected the report.html of a comparison")
    return text
