"""What a sweep leaves for its readers: a page, tables, figures and the findings as data."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np

from marketsim.measures import Measure, declared
from marketsim.study.analysis.sensitivity import Influence, between_ends
from marketsim.study.circumstances import circumstances
from marketsim.study.comparison import Comparison, Results
from marketsim.study.experiment import Experiment
from marketsim.study.measure import words
from marketsim.study.report import displacement, places
from marketsim.study.report.colours import looks
from marketsim.study.report.curves import as_png, as_svg, curve, title_of
from marketsim.study.report.maps import ground_under, streets_symbol
from marketsim.study.report.page import bands, figure, key_of
from marketsim.study.scenario import World
from marketsim.study.store import Folder
from marketsim.study.summary import to_csv
from marketsim.study.sweep import figures
from marketsim.study.sweep.cautions import cautions, stopping, unreached
from marketsim.study.sweep.findings import Findings, document, findings, focus
from marketsim.study.sweep.manifest import manifest_of_sweep
from marketsim.study.sweep.page import page, section
from marketsim.study.sweep.results import Found, found
from marketsim.study.sweep.store import REPORT, SweepStore
from marketsim.study.sweep.table import by_world
from marketsim.study.sweep.words import hours

MOST_ARMS_DRAWN = 6
MOST_DOSES = 6


def publish(
    experiment: Experiment, store: SweepStore, window: tuple[int, int] | None = None
) -> dict[str, Any]:
    """Write the report beside the store, and return the findings as plain data.

    Parameters
    ----------
    window : (int, int), optional
        First and last counted day that are looked at, from 1; its report gets a folder of its own.
    """
    measures = declared()
    seen = found(experiment, store, window)
    told = findings(seen, measures)
    drawings = pictures(told)
    svgs = {heading: as_svg(drawing, heading, on_page=True) for heading, drawing in drawings.items()}
    pngs = {heading.lower().replace(" ", "_"): png_of(drawing) for heading, drawing in drawings.items()}
    days = ""
    if drawable(seen):
        results = results_of(seen, store)
        curves = curves_of(results, measures)
        days = days_and_places(results, curves, measures)
        look, bands_are = looks(results.comparison.policies), bands(experiment.document.days, seen.replicates)
        pngs |= {
            f"{one.name}_by_day": as_png(drawn, words(one.name).capitalize(), look, bands_are)
            for one, drawn in curves
        }
    manifest = manifest_of_sweep(seen, store)
    name, careful = manifest.id, cautions(experiment, store)
    warnings = [*careful, *told.failures, *told.notes]
    stopped = stopping(experiment, store.journal.about("stopped"))
    files = {
        "report.html": page(told, svgs, days, stopped, warnings, facts(seen, name), manifest).encode(),
        "summary.csv": to_csv(told.rows),
        "worlds.csv": table(by_world(seen, measures)),
        "findings.json": json.dumps(document(told) | {"id": name}, ensure_ascii=False, indent=1).encode(),
        **{
            f"figures/{number:02d}_{heading}.png": drawn
            for number, (heading, drawn) in enumerate(pngs.items(), 1)
        },
    }
    folder = Folder(store.path / (f"{REPORT}_days_{window[0]}-{window[1]}" if window else REPORT))
    folder.finish(
        files, lambda sums: manifest.model_copy(update={"files": sums}).model_dump_json(indent=1).encode()
    )
    return document(told) | {
        "id": name,
        "cite": manifest.cite,
        "warnings": [*careful, *unreached(experiment, store), *told.failures],
        "report": str(folder.path / "report.html"),
    }


def png_of(drawing: Any) -> bytes:
    """Return a figure as a picture to be used elsewhere."""
    file = io.BytesIO()
    drawing.savefig(file, format="png", dpi=160, facecolor="white")
    return file.getvalue()


def pictures(told: Findings) -> dict[str, Any]:
    """Draw what the design allows: heading → figure."""
    seen, drawn = told.found, {}
    if seen.experiment.document.design.levers and seen.values:
        for measure in told.headlines[:MOST_DOSES]:
            drawn[f"{measure.name.replace('_', ' ').capitalize()} by dose"] = figures.dose(seen, measure)
    for measure in focus(seen, told.headlines):
        ranked = told.influences.get(measure.name)
        if ranked:
            name = measure.name.replace("_", " ")
            drawn[f"What moves the difference in {name}"] = figures.strengths(ranked, measure)
            contrast = seen.experiment.contrasts[0]
            if seen.experiment.document.design.kind != "one_at_a_time":
                drawn[f"The difference in {name} at both ends of each fact"] = tornado_of(
                    seen, measure, ranked
                )
            drawn[f"The difference in {name} from world to world"] = figures.scatter(
                seen, contrast, measure, ranked[0].key
            )
    return drawn


def tornado_of(seen: Found, measure: Measure, ranked: list[Influence]) -> Any:
    """Draw the strongest facts' two ends from a sample of worlds, around the mean of all."""
    values = seen.by_world(seen.experiment.contrasts[0], measure.name)
    ends = between_ends(seen.experiment, values)
    middle = float(np.nanmean(values))
    return figures.tornado({one.key: ends[one.key] for one in ranked}, middle, measure)


def drawable(seen: Found) -> bool:
    """Whether days and places can be shown: one world, few arms, and something finished under each."""
    return (
        len(seen.experiment.worlds) == 1
        and len(seen.experiment.contrasts) > 0
        and len(seen.experiment.arms) <= MOST_ARMS_DRAWN
        and bool(seen.values)
    )


def curves_of(results: Results, measures: tuple[Measure, ...]) -> list[tuple[Measure, Any]]:
    """Draw each headline measure over the days."""
    look = looks(results.comparison.policies)
    return [(one, curve(results, one, look)) for one in results.measured(measures) if one.headline]


def days_and_places(
    results: Results, curves: list[tuple[Measure, Any]], measures: tuple[Measure, ...]
) -> str:
    """Return the sections that show how it goes day by day, and where it happens."""
    look, ground = looks(results.comparison.policies), ground_under()
    drawn = "".join(
        figure(one, as_svg(drawing, title_of(results, one), on_page=True)) for one, drawing in curves
    )
    key = key_of(look)
    told = bands(results.comparison.world.days, results.comparison.replicates)
    day_by_day = f'<p class="note">{told}</p><ul class="key">{key}</ul><div class="curves">{drawn}</div>'
    if not results.mapped(measures):
        return section("Day by day", day_by_day)
    symbols = (
        '<svg width="0" height="0" aria-hidden="true" focusable="false" style="position:absolute"><defs>'
        f"{streets_symbol(ground)}</defs></svg>"
    )
    mapped = places.maps(results, measures, ground)
    source = (
        f'<p class="note">Map: {ground.attribution}, simplified; terms at openstreetmap.org/copyright.</p>'
    )
    where = section("Where it happens", symbols + mapped + source)
    return where + displacement.section(results) + section("Day by day", day_by_day)


def results_of(seen: Found, store: SweepStore) -> Results:
    """Return the runs of a single world as the results of a comparison, which can be drawn."""
    experiment, asked = seen.experiment, seen.experiment.document
    world = World(
        experiment.levers, experiment.parameters, asked.start.isoformat(), asked.days, asked.settling_days,
        tick_seconds=asked.tick_seconds, scale=asked.scale,
    )  # fmt: skip
    names = tuple(arm.name for arm in experiment.arms)
    comparison = Comparison(names, experiment.contrasts, seen.replicates, world, {}, {}, {})
    records = {
        (names[place.arm], place.replicate): record
        for place, record in store.records()
        if place.replicate < seen.replicates
    }
    failed = {(names[one.arm], one.replicate): one.reason for one in seen.failed}
    return Results(comparison, records, failed)


def facts(seen: Found, name: str) -> dict[str, str]:
    """Return how it was made, each fact under its name."""
    asked, experiment = seen.experiment.document, seen.experiment
    changed = {**experiment.levers, **experiment.parameters}
    return {
        "Experiment": f"{experiment.name} ({experiment.path})",
        "Design": f"{asked.design.kind.replace('_', ' ')}: {len(experiment.arms)} arms × {len(experiment.worlds)} "
        f"worlds × {seen.replicates} replicates",
        "Runs": f"{seen.done} finished of {seen.planned}, {len(seen.failed)} failed",
        "Days": f"{asked.days} counted from {asked.start}, after {asked.settling_days} days of settling under "
        "as_today that all arms of a world and replicate share",
        "Crossed levers": ", ".join(asked.design.levers)
        or "none; those that are apply from the first counted day",
        "Uncertain facts": f"{len(experiment.uncertain)}",
        "Changed everywhere": ", ".join(f"{key} = {value}" for key, value in changed.items()) or "nothing",
        "Time of one processor": hours(seen.seconds / 3600),
        "Named": f"{name}; SHA-256 of every value that came out: {seen.digest}",
        "Again": f"marketsim sweep run {experiment.path}",
        "Made with": ", ".join(
            f"{key} {value}" for key, value in circumstances(0).items() if key != "seconds"
        ),
    }


def table(documents: list[dict[str, Any]]) -> bytes:
    """Write rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(documents[0]) if documents else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(documents)
    return text.getvalue().encode()
