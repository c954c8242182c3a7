"""The slip of paper that goes with a result: what determined it, where it was made, how to make it again."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from marketsim.parameters.errors import BadDocument
from marketsim.study.circumstances import version_of
from marketsim.study.identity import Ground, Identity

SCHEMA_VERSION: Literal["2"] = "2"
OLDER = ("1",)
SCHEMA = Path(__file__).parents[1] / "schemas" / f"manifest-{SCHEMA_VERSION}.json"
"""The published schema, made from the documents below; it travels with the package."""


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


class WhatAllStoodOn(Told):
    """What every run of a comparison stood on besides its policy and its replicate."""

    source: str = Field(description="SHA-256 over the source of the model")
    map: str = Field(description="SHA-256 over the map")
    numbers: dict[str, Any] = Field(
        description="every lever and parameter in force before a policy's changes"
    )


class Slip(Told):
    """What stands on the slip of any result: its name, where it was made, how to make it again and how to cite it."""

    schema_version: Literal["2"] = SCHEMA_VERSION
    id: str = Field(description="the short name to cite, such as ms1:8f3a1c22")
    circumstances: dict[str, Any] = Field(
        description="where and with what it was made or reported; no part of identity"
    )
    rerun: str = Field(description="the command line that makes it again")
    cite: str = Field(description="the line to cite it by")
    files: dict[str, str] = Field(
        default_factory=dict, description="file beside this one → SHA-256 of its bytes"
    )


class Manifest(Slip):
    """One run: its names, what determined it, where it was made, and how to make it again."""

    identity: WhatDetermined
    outcome: str = Field(description="SHA-256 over the values that came out")
    means: dict[str, float] = Field(
        default_factory=dict, description="measure → mean a day over the counted days, to compare by hand"
    )

    @property
    def determined(self) -> str:
        """The digest of what determines the result."""
        return self.identity.run


class ManifestOfMany(Slip):
    """A comparison: the runs it was made from, and the files it left."""

    comparison: str = Field(description="SHA-256 over the runs below, in their order, and what was compared")
    asked: dict[str, Any] = Field(description="policies, changed levers and parameters, start, days …")
    policies: dict[str, dict[str, Any]] = Field(
        default_factory=dict, description="policy → what it says; so a report alone can be made again"
    )
    ground: WhatAllStoodOn | None = None
    runs: list[dict[str, Any]] = Field(
        description="id, policy, replicate, run and outcome digest of each run"
    )
    failed: list[dict[str, Any]] = Field(default_factory=list, description="runs that failed, and why")

    @property
    def determined(self) -> str:
        """The digest of what determines the result."""
        return self.comparison


class ManifestOfSweep(Slip):
    """A sweep: what its arms and its worlds change, and what came out of every run."""

    sweep: str = Field(
        description="SHA-256 over what determined its runs, what came out of each, and the days looked at"
    )
    window: list[int] = Field(
        default_factory=list, description="first and last counted day that its report looks at, from 1"
    )
    asked: dict[str, Any] = Field(description="what all runs share: changed levers, start, days …")
    arms: dict[str, dict[str, Any]] = Field(description="arm → its policy, with the levers crossed with it")
    worlds: list[dict[str, str]] = Field(description="the parameters that each world changes")
    ground: WhatAllStoodOn
    mixed: list[str] = Field(description="what differed between runs that stand together; nothing as a rule")
    runs: list[dict[str, Any]] = Field(
        description="arm, world and replicate, with the id and the run and outcome digests, of each run"
    )

    @property
    def determined(self) -> str:
        """The digest of what determines the result."""
        return self.sweep


AnyManifest = Manifest | ManifestOfMany | ManifestOfSweep
ANY: TypeAdapter[AnyManifest] = TypeAdapter(AnyManifest)


def manifest_of(
    identity: Identity,
    outcome: str,
    circumstances: dict[str, Any],
    policy: str,
    files: dict[str, str] | None = None,
    means: dict[str, float] | None = None,
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
        means=means or {},
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
    if asked.get("city"):
        words += ["--city", str(asked["city"])]
    return shlex.join(words)


def citation(name: str) -> str:
    """Return the line to put under a figure or into a reference list."""
    return f"marketsim {version_of('marketsim')}, {name}. Simulated, not observed."


def stood_on(ground: Ground) -> WhatAllStoodOn:
    """Return what a comparison's runs stood on, for its manifest."""
    return WhatAllStoodOn(source=ground.source, map=ground.map, numbers=ground.numbers)


def schema() -> dict[str, Any]:
    """Return the JSON schema of a manifest, of one run, of many or of a sweep."""
    made = ANY.json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:marketsim:manifest:{SCHEMA_VERSION}",
        "title": f"marketsim manifest, version {SCHEMA_VERSION}",
        **made,
    }


def read_manifest(path: Path) -> AnyManifest | None:
    """Read a manifest, or nothing when there is none that can be read."""
    try:
        return opened(path.read_bytes(), str(path))
    except (OSError, BadDocument):
        return None


def opened(text: bytes | str, where: str) -> AnyManifest:
    """Open a manifest of this version or an older one; any other is refused, and the line says why."""
    try:
        document = json.loads(text)
    except ValueError:
        raise BadDocument(f"{where}: is no manifest; expected the manifest.json of a result") from None
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version not in (*OLDER, SCHEMA_VERSION):
        known = ", ".join((*OLDER, SCHEMA_VERSION))
        raise BadDocument(
            f"{where}: is a manifest of version {version!r}; this marketsim {version_of('marketsim')} "
            f"opens {known}, so ask a newer one"
            if isinstance(version, str)
            else f"{where}: is no manifest; expected the manifest.json of a result"
        )
    try:
        return ANY.validate_python({**document, "schema_version": SCHEMA_VERSION})
    except ValueError:
        raise BadDocument(
            f"{where}: says it is a manifest of version {version}, but is not shaped like one"
        ) from None


if __name__ == "__main__":
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
