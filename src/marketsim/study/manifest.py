"""The slip of paper that goes with a result: what determined it, where it was made, how to make it again."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from marketsim.study.circumstances import version_of
from marketsim.study.identity import Identity

SCHEMA_VERSION: Literal["1"] = "1"


class Told(BaseModel):
    """Plain data in which a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WhatDetermined(Told):
    """Everything that determines a run; two runs alike in this are alike to the last bit."""

    run: str = Field(description="SHA-256 over everything below that determines the outcome")
    spec: str = Field(description="SHA-256 over what was asked for")
    source: str = Field(description="SHA-256 over the source of the model")
    map: str = Field(description="SHA-256 over the map")
    asked: dict[str, Any] = Field(
        description="policy, changed levers and parameters, start, days, replicate …"
    )
    numbers: dict[str, Any] = Field(
        description="every lever and parameter in force before the policy's changes"
    )


class Manifest(Told):
    """One run: its names, what determined it, where it was made, and how to make it again."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str = Field(description="the short name to cite, such as ms1:8f3a1c22")
    identity: WhatDetermined
    outcome: str = Field(description="SHA-256 over the values that came out")
    circumstances: dict[str, Any]
    rerun: str = Field(description="the command line that makes it again")
    cite: str
    files: dict[str, str] = Field(
        default_factory=dict, description="file beside this one → SHA-256 of its bytes"
    )


class ManifestOfMany(Told):
    """A comparison: the runs it was made from, and the files it left."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str
    comparison: str = Field(description="SHA-256 over the runs below, in their order, and what was compared")
    asked: dict[str, Any]
    runs: list[dict[str, Any]] = Field(
        description="id, policy, replicate, run and outcome digest of each run"
    )
    failed: list[dict[str, Any]] = Field(default_factory=list, description="runs that failed, and why")
    circumstances: dict[str, Any]
    rerun: str
    cite: str
    files: dict[str, str] = Field(default_factory=dict)


def manifest_of(
    identity: Identity,
    outcome: str,
    circumstances: dict[str, Any],
    policy: str,
    files: dict[str, str] | None = None,
) -> Manifest:
    """Write the manifest of one run; ``policy`` is its policy's name or file as it was typed."""
    return Manifest(
        id=identity.id,
        identity=WhatDetermined(
            run=identity.run,
            spec=identity.spec,
            source=identity.ground.source,
            map=identity.ground.map,
            asked=identity.asked,
            numbers=identity.ground.numbers,
        ),
        outcome=outcome,
        circumstances=circumstances,
        rerun=command_line("run", [policy], identity.asked),
        cite=citation(identity.id),
        files=files or {},
    )


def command_line(command: str, policies: list[str], asked: dict[str, Any]) -> str:
    """Return the command that makes a result again, complete enough not to depend on any default."""
    words = ["marketsim", command, *policies, "--days", str(asked["days"]), "--from", str(asked["start"])]
    for option in ("replicate", "replicates"):
        if option in asked:
            words += [f"--{option}", str(asked[option])]
    for option, changes in (("--set", asked.get("levers", {})), ("--assume", asked.get("parameters", {}))):
        for name, value in changes.items():
            words += [option, f"{name}={value}"]
    if asked.get("scale", 1) != 1:
        words += ["--scale", f"{asked['scale']:g}"]
    return shlex.join(words)


def citation(name: str) -> str:
    """Return the line to put under a figure or into a reference list."""
    return f"marketsim {version_of('marketsim')}, {name}. Simulated, not observed."


def read_manifest(path: Path) -> Manifest | ManifestOfMany | None:
    """Read a manifest, or nothing when there is none that can be read."""
    try:
        text = path.read_bytes()
    except OSError:
        return None
    for kind in (Manifest, ManifestOfMany):
        try:
            return kind.model_validate_json(text)
        except ValueError:
            continue
    return None
