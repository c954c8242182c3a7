"""The report put together: one page with everything in it, every word of others' made harmless."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from marketsim.entities.city.about import about
from marketsim.measures import Measure
from marketsim.study.measure import words
from marketsim.study.report import displacement, places
from marketsim.study.report.colours import Look, looks
from marketsim.study.report.curves import SPREAD, as_svg, curve, title_of, window_of
from marketsim.study.report.frame import framed
from marketsim.study.report.maps import Ground, ground_under, streets_symbol
from marketsim.study.report.prose import (
    answer,
    contrast_words,
    headlines,
    in_numbers,
    missing_runs,
    policy_words,
    setting,
    window,
)
from marketsim.study.report.tables import differences, ledger
from marketsim.study.scenario import folder_of

if TYPE_CHECKING:
    from marketsim.study.comparison import Results
    from marketsim.study.manifest import ManifestOfMany
    from marketsim.study.summary import Row

HERE = Path(__file__).parent
MOST_CURVES = 12
HIDDEN = (
    '<svg width="0" height="0" aria-hidden="true" focusable="false" style="position:absolute">'
    "<defs>{}</defs></svg>\n"
)


def report(
    results: Results,
    rows: list[Row],
    measures: tuple[Measure, ...],
    manifest: ManifestOfMany,
    ground: Ground | None = None,
) -> str:
    """Return the report of a comparison as one HTML page."""
    comparison = results.comparison
    ground = ground or ground_under(folder_of(comparison.world))
    look = looks(comparison.policies)
    curves = [
        (measure, as_svg(curve(results, measure, look), title_of(results, measure), on_page=True))
        for measure in shown(results, measures)
    ]
    harms = ledger(rows) if rows else ""
    return framed(
        HERE / "sections.html",
        title=contrast_words(comparison.contrasts[0]).capitalize(),
        city=about(folder_of(comparison.world)).name,
        symbols=HIDDEN.format(streets_symbol(ground)),
        setting=setting(results),
        warning=f'<p class="warning" role="alert">{escape(told)}</p>'
        if (told := missing_runs(results))
        else "",
        answer=answers(rows),
        window=escape(window(comparison.world.days)),
        maps=places.maps(results, measures, ground),
        displacement=displacement.section(results),
        bands=escape(bands(comparison.world.days, comparison.replicates)),
        key=key_of(look),
        curves="".join(figure(measure, drawing) for measure, drawing in curves),
        ledger=f'<section aria-labelledby="harms"><h2 id="harms">Who bears it</h2>{harms}</section>'
        if harms
        else "",
        tables=differences(rows),
        pairs=comparison.replicates,
        count=len(results.measured(measures)),
        methods=methods(results, manifest),
        manifest=escape(manifest.model_dump_json(indent=1)),
        cite=manifest.cite,
        attribution=f"Map: {ground.attribution}, simplified; terms at openstreetmap.org/copyright.",
    )


def shown(results: Results, measures: tuple[Measure, ...]) -> list[Measure]:
    """Return the measures drawn over time: the headline ones, or the first few where none is."""
    present = results.measured(measures)
    return ([one for one in present if one.headline] or present)[:MOST_CURVES]


def answers(rows: list[Row]) -> str:
    """Return the answer: a sentence, and then each headline measure in numbers."""
    told = "".join(
        f'<li class="{"sure" if row.paired.established else "unsure"}">'
        f"<b>{escape(words(row.measure.name).capitalize())}</b> {escape(in_numbers(row))}</li>"
        for row in headlines(rows)
    )
    return f'<p class="lead">{escape(answer(rows))}</p><ul>{told}</ul>'


def bands(days: int, replicates: int) -> str:
    """Say what the bands of the curves are."""
    window = window_of(days)
    points = f"Each point is the mean of that day and the {window - 1} before it." if window > 1 else ""
    if replicates == 1:
        return f"One run of each policy. {points}"
    low, high = SPREAD
    return (
        f"Line: mean of {replicates} runs. Darker band: 95 % interval of that mean. Lighter band: spread of single "
        f"runs, from the {low:.0f}th to the {high:.0f}th percentile. {points}"
    )


def key_of(look: dict[str, Look]) -> str:
    """Return the key of the curves: whose line is which, and what the two bands are."""
    tones = (("interval of the mean", 0.45), ("spread of single runs", 0.15))
    patches = "".join(
        f'<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect width="36" height="12" fill="currentColor" '
        f'opacity="{tone}"/></svg>{name}</li>'
        for name, tone in tones
    )
    return "".join(stroke(policy, one) for policy, one in look.items()) + patches


def stroke(policy: str, look: Look) -> str:
    """Return one line of the key."""
    dash = {"-": "", "--": "5 3", "-.": "6 2 1.5 2", ":": "1.5 2.5"}[look.dash]
    return (
        f'<li><svg viewBox="0 0 36 12" aria-hidden="true"><rect width="36" height="12" fill="{look.colour}" '
        f'opacity=".25"/><line x1="0" y1="6" x2="36" y2="6" stroke="{look.colour}" stroke-width="2.4" '
        f'stroke-dasharray="{dash}"/></svg>{escape(policy_words(policy))}</li>'
    )


def figure(measure: Measure, drawing: str) -> str:
    """Return one curve with its caption."""
    return (
        f"<figure><h3>{escape(words(measure.name).capitalize())}</h3>{drawing}"
        f"<figcaption>{escape(measure.about)}</figcaption></figure>"
    )


def methods(results: Results, manifest: ManifestOfMany) -> str:
    """Return how the comparison was made and how it is made again."""
    world = results.comparison.world
    changed = {**world.levers, **world.parameters}
    facts = {
        "Runs": f"{len(results.records)} finished of {len(results.comparison.identities)}",
        "Days": f"{world.days} counted from {world.start}, after {world.settling_days} days of settling under as_today "
        "that all policies of a replicate share",
        "Tick": f"{world.tick_seconds} s",
        "People": f"{world.scale:g} × the declared numbers",
        "Changed": ", ".join(f"{name} = {value}" for name, value in changed.items()) or "nothing",
        "Named": manifest.id,
        "Again": manifest.rerun,
        "Made with": ", ".join(f"{name} {value}" for name, value in manifest.circumstances.items()),
    }
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
    return f"<dl>{listed}</dl>"
