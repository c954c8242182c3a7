"""The slip of paper that goes with a sweep: enough to make any of its runs again without the experiment's file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from marketsim.study.circumstances import circumstances
from marketsim.study.identity import digest, short
from marketsim.study.manifest import ManifestOfSweep, WhatAllStoodOn, citation
from marketsim.study.sweep.plan import Place, Sweep
from marketsim.study.sweep.results import Found
from marketsim.study.sweep.store import SweepStore

LARGEST_ON_A_PAGE = 8_000_000
"""Bytes; the manifest of a larger sweep lies beside its report only."""


def manifest_of_sweep(seen: Found, store: SweepStore) -> ManifestOfSweep:
    """Write the manifest of a sweep's report: as it was planned, by the program that planned it, and what came out."""
    basis: dict[str, Any] = store.journal.about("basis")
    determined = digest_of_report(seen, basis, store.mixed())
    experiment = seen.experiment
    sweep = Sweep(experiment)
    spec = sweep.spec(Place(0, 0, 0))
    shared = spec.to_json() | {"parameters": experiment.parameters}
    as_declared = sweep.ground(replace(spec, parameters=experiment.parameters)).numbers
    return ManifestOfSweep(
        id=short(determined),
        sweep=determined,
        window=list(seen.window),
        asked={key: value for key, value in shared.items() if key not in ("policy", "replicate")},
        arms={arm.name: arm.document for arm in experiment.arms},
        worlds=list(experiment.worlds),
        ground=WhatAllStoodOn(source=basis["source"], map=basis["map"], numbers=as_declared | basis["numbers"]),
        mixed=store.mixed(),
        runs=[
            {
                "id": short(run), "arm": experiment.arms[place.arm].name, "world": place.world,
                "replicate": experiment.document.luck(place.replicate), "run": run, "outcome": outcome,
            }
            for place, (run, outcome) in sorted(seen.runs.items())
        ],
        circumstances=circumstances(0),
        rerun=f"marketsim sweep run {experiment.path}",
        cite=citation(short(determined)),
    )  # fmt: skip


def digest_of_report(seen: Found, basis: dict[str, Any], mixed: list[str]) -> str:
    """Return the digest of all that a report rests on: what was asked, every run that counts, the days looked at."""
    runs = [[*place, *digests] for place, digests in sorted(seen.runs.items())]
    return digest({"basis": basis, "runs": runs, "window": list(seen.window), "mixed": mixed})
