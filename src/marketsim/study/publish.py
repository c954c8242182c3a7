"""What a comparison leaves behind: the report, a table, figures and the manifests of every run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marketsim.measures import Measure
from marketsim.study.circumstances import circumstances
from marketsim.study.comparison import Comparison, Results
from marketsim.study.manifest import (
    AnyManifest,
    ManifestOfMany,
    citation,
    command_line,
    manifest_of,
    stood_on,
)
from marketsim.study.measure import words
from marketsim.study.report.maps import Ground
from marketsim.study.scenario import asked_of
from marketsim.study.store import RUNS, Folder
from marketsim.study.summary import Row, to_csv

REPORT, TABLE, FIGURES = "report.html", "summary.csv", "figures"


def published(manifest: AnyManifest | None) -> bool:
    """Whether a result's folder holds a comparison in which every run has finished."""
    return isinstance(manifest, ManifestOfMany) and not manifest.failed


def publish(
    results: Results,
    rows: list[Row],
    measures: tuple[Measure, ...],
    folder: Folder,
    typed: list[str],
    seconds: float,
    ground: Ground | None = None,
) -> None:
    """Write everything into the result's folder, the manifest last of all.

    Parameters
    ----------
    typed : list of str
        The policies as they were asked for; empty for the default comparison.
    seconds : float, s
        How long the comparison took.
    """
    from marketsim.study.report.page import report

    manifest = manifest_of_many(results, typed, seconds)
    files = {
        REPORT: report(results, rows, measures, manifest, ground).encode(),
        TABLE: to_csv(rows),
        **dict(figures(results, measures)),
        **dict(manifests(results)),
    }
    folder.finish(
        files, lambda sums: manifest.model_copy(update={"files": sums}).model_dump_json(indent=1).encode()
    )


def manifest_of_many(results: Results, typed: list[str], seconds: float) -> ManifestOfMany:
    """Write the manifest of a comparison."""
    comparison = results.comparison
    asked = {
        **asked_of(comparison.world),
        "policies": list(comparison.policies),
        "replicates": comparison.replicates,
        "contrasts": [[contrast.treated, contrast.control] for contrast in comparison.contrasts],
    }
    name = comparison.id
    return ManifestOfMany(
        id=name,
        comparison=comparison.digest,
        asked=asked,
        runs=[
            run(comparison, key, {"outcome": record.outcome})
            for key, record in sorted(results.records.items())
        ],
        policies={name: policy_of(comparison, name) for name in comparison.policies},
        ground=stood_on(comparison.identities[comparison.policies[0], 0].ground),
        failed=[run(comparison, key, {"reason": reason}) for key, reason in sorted(results.failed.items())],
        circumstances=circumstances(seconds),
        rerun=command_line("compare", typed, asked),
        cite=citation(name),
    )


def policy_of(comparison: Comparison, name: str) -> dict[str, Any]:
    """Return what a policy says, without its name."""
    document = comparison.identities[name, 0].asked["policy"]
    return {key: value for key, value in document.items() if key != "name"}


def run(comparison: Comparison, key: tuple[str, int], more: dict[str, Any]) -> dict[str, Any]:
    """Return one run's line in the manifest."""
    identity = comparison.identities[key]
    return {"id": identity.id, "policy": key[0], "replicate": key[1], "run": identity.run, **more}


def manifests(results: Results) -> Iterator[tuple[str, bytes]]:
    """Give the manifest of every run."""
    for key, record in results.records.items():
        identity = results.comparison.identities[key]
        manifest = manifest_of(
            identity,
            record.outcome,
            record.circumstances,
            results.comparison.typed[key[0]],
            means=record.means(),
        )
        yield f"{RUNS}/{key[0]}-{key[1]:03d}.json", manifest.model_dump_json(indent=1).encode()


def figures(results: Results, measures: tuple[Measure, ...]) -> Iterator[tuple[str, bytes]]:
    """Give every curve as a picture to be used elsewhere."""
    from marketsim.study.report.colours import looks
    from marketsim.study.report.curves import as_png, curve
    from marketsim.study.report.page import bands, shown

    look = looks(results.comparison.policies)
    told = bands(results.comparison.world.days, results.comparison.replicates)
    for measure in shown(results, measures):
        drawn = as_png(curve(results, measure, look), words(measure.name).capitalize(), look, told)
        yield f"{FIGURES}/{measure.name}.png", drawn
