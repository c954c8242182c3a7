"""A result as a research object crate (RO-Crate 1.1): the files, and one that says what made them of what."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from marketsim.parameters.errors import Conflict
from marketsim.study.export.result import Result
from marketsim.study.manifest import SCHEMA_VERSION, Manifest
from marketsim.study.store import MANIFEST, must_be_writable, write

METADATA = "ro-crate-metadata.json"
CRATE = "https://w3id.org/ro/crate/1.1"
PROCESS_RUN = "https://w3id.org/ro/wfrun/process/0.5"
FORMATS = {
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".csv": "text/csv",
    ".html": "text/html",
    ".png": "image/png",
    ".npz": "application/zip",
}
WHAT = {
    "manifest.json": "What determined the result, where it was made, and how to make it again",
    "days.parquet": "Every measure of every counted day",
    "events.parquet": "Every event of the counted days",
    "people.parquet": "Every person at the end",
    "dealers.parquet": "Every dealer at the end",
    "cells.parquet": "What was counted in each cell of the map",
    "checkpoints.npz": "Sums of every column of the model at each midnight, to find where a re-run parts",
    "report.html": "The report of the comparison",
    "summary.csv": "Every paired difference with its interval",
}
RIGHTS = (
    "The figures belong to whoever made them. Positions derive from OpenStreetMap, © OpenStreetMap contributors, "
    "Open Database License 1.0."
)


def write_crate(result: Result, folder: Path) -> list[Path]:
    """Copy a result into an empty folder and describe it there; return the files written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Conflict(f"--ro-crate {folder}: is there already; name a new or an empty folder")
    must_be_writable(folder, "--ro-crate")
    names = [MANIFEST, *sorted(result.manifest.files)]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(result.folder / name, folder / name)
    described = crate_of(result, names, datetime.now(UTC).date().isoformat())
    write(folder / METADATA, json.dumps(described, indent=1, ensure_ascii=False).encode())
    return [folder / name for name in (METADATA, *names)]


def crate_of(result: Result, names: list[str], today: str) -> dict[str, Any]:
    """Return the description: a graph of the crate, its files, the program and the run that made them."""
    manifest = result.manifest
    files = [file_of(result, name) for name in names]
    made_by = {"@id": "#made"}
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"marketsim {manifest.id}",
        "description": about(manifest),
        "datePublished": today,
        "identifier": manifest.id,
        "license": {"@id": "#rights"},
        "creditText": manifest.cite,
        "conformsTo": {"@id": PROCESS_RUN},
        "hasPart": [{"@id": name} for name in names],
        "mentions": made_by,
    }
    descriptor = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": [{"@id": CRATE}, {"@id": PROCESS_RUN}],
    }
    action: dict[str, Any] = {
        "@id": "#made",
        "@type": "CreateAction",
        "name": manifest.rerun,
        "description": "Run again by this command, it gives the same values to the last bit on x86-64 Linux.",
        "instrument": {"@id": "#marketsim"},
        "object": [{"@id": "#asked"}],
        "result": [{"@id": name} for name in names],
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
    }
    asked = {
        "@id": "#asked",
        "@type": "PropertyValue",
        "name": "what was asked for",
        "value": json.dumps(manifest.identity.asked if isinstance(manifest, Manifest) else manifest.asked),
    }
    profile = {"@id": PROCESS_RUN, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    rights = {"@id": "#rights", "@type": "CreativeWork", "name": "Rights", "description": RIGHTS}
    return {
        "@context": f"{CRATE}/context",
        "@graph": [
            descriptor,
            root,
            *files,
            software_of(manifest.circumstances),
            action,
            asked,
            rights,
            profile,
        ],
    }


def about(manifest: Any) -> str:
    """Return a sentence on what the result is."""
    if isinstance(manifest, Manifest):
        policy, days = manifest.identity.asked["policy"]["name"], manifest.identity.asked["days"]
        return f"One simulated run of the policy {policy} over {days} days. Simulated, not observed."
    policies = ", ".join(manifest.asked["policies"])
    return (
        f"A simulated comparison of {policies} in {manifest.asked['replicates']} paired replicates over "
        f"{manifest.asked['days']} days. Simulated, not observed."
    )


def file_of(result: Result, name: str) -> dict[str, Any]:
    """Return the description of one file."""
    path = result.folder / name
    described: dict[str, Any] = {
        "@id": name,
        "@type": "File",
        "name": name,
        "contentSize": str(path.stat().st_size),
        "encodingFormat": FORMATS.get(path.suffix, "application/octet-stream"),
    }
    if name in WHAT:
        described["description"] = WHAT[name]
    if name == MANIFEST:
        described["schemaVersion"] = f"urn:marketsim:manifest:{SCHEMA_VERSION}"
    if name in result.manifest.files:
        described["sha256"] = result.manifest.files[name]
    return described


def software_of(circumstances: dict[str, Any]) -> dict[str, Any]:
    """Return the description of the program that made the result, with what it was made with."""
    told = metadata("marketsim")
    libraries = [f"{name} {version}" for name, version in circumstances.items() if isinstance(version, str)]
    return {
        "@id": "#marketsim",
        "@type": "SoftwareApplication",
        "name": "marketsim",
        "description": told["Summary"],
        "softwareVersion": circumstances.get("marketsim", told["Version"]),
        "license": "https://spdx.org/licenses/Apache-2.0",
        "softwareRequirements": ", ".join(libraries),
    }
