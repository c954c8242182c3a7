"""The report of a sweep: the question, what was found and how sure that is, where it turns, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from marketsim.study.analysis.box import Box
from marketsim.study.analysis.robustness import Robustness
from marketsim.study.analysis.sensitivity import Influence
from marketsim.study.manifest import ManifestOfSweep
from marketsim.study.measure import words
from marketsim.study.numerals import number
from marketsim.study.report.frame import framed
from marketsim.study.report.prose import in_words, listed
from marketsim.study.report.tables import differences, ledger, table_of
from marketsim.study.sweep.findings import Findings
from marketsim.study.sweep.manifest import LARGEST_ON_A_PAGE
from marketsim.study.sweep.results import Found

HERE = Path(__file__).parent
MOST_FACTS = 15


def page(
    findings: Findings, pictures: dict[str, str], more: str, stopped: str, warnings: list[str],
    facts: dict[str, str], manifest: ManifestOfSweep,
) -> str:  # fmt: skip
    """Return the report as one HTML page.

    Parameters
    ----------
    pictures : heading → drawing as SVG
    more : sections on days and places, where there is one world
    stopped : what stopped it, where a rule was to decide
    warnings : what must be known before anything on the page is believed
    facts : how it was made, each under its name
    """
    found = findings.found
    return framed(
        HERE / "sections.html",
        title=found.experiment.document.question,
        setting=setting(found),
        warning="".join(f'<p class="warning" role="alert">{escape(one)}</p>' for one in warnings),
        answer="<ul>" + "".join(f"<li>{escape(one)}</li>" for one in findings.answers()) + "</ul>",
        stopped=f'<p class="window">{escape(stopped)}</p>' if stopped else "",
        sections="".join(sections(findings, pictures)) + more,
        interval=escape(interval_of(found)),
        tables=differences(findings.rows) if findings.rows else "",
        methods="<dl>"
        + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
        + "</dl>",
        manifest=escape(carried(manifest)),
        cite=manifest.cite,
    )


def carried(manifest: ManifestOfSweep) -> str:
    """Return the manifest as far as a page can carry it."""
    text = manifest.model_dump_json()
    return (
        text
        if len(text) <= LARGEST_ON_A_PAGE
        else "Too long for a page; it lies beside it, in manifest.json."
    )


def setting(found: Found) -> str:
    """Say what was run."""
    asked, experiment = found.experiment.document, found.experiment
    arms = [words(arm.name) for arm in experiment.arms]
    named = listed(arms) if len(arms) <= 4 else f"{len(arms)} arms, from {arms[0]} to {arms[-1]},"
    worlds = (
        "in the world as declared" if len(experiment.worlds) == 1 and not experiment.worlds[0]
        else f"in {len(experiment.worlds)} worlds"
    )  # fmt: skip
    times = "once" if found.replicates == 1 else f"{found.replicates} times"
    about = " ".join(asked.about.split())
    return (
        f"{about} {named[:1].upper()}{named[1:]} were each simulated {times} {worlds}, for {asked.days} days from "
        f"{in_words(asked.start.isoformat())}. Arms are paired: in the same world and replicate the same people "
        f"have the same luck. {counted(found)}"
    ).strip()


def counted(found: Found) -> str:
    """Say over which days the means are taken."""
    if found.window == (1, found.experiment.document.days):
        return "Means run over all counted days."
    return "Means run over counted days {}–{} alone.".format(*found.window)


def interval_of(found: Found) -> str:
    """Say over what the intervals are taken."""
    if len(found.experiment.worlds) == 1:
        return f"The interval is Student’s, of the mean paired difference over {found.replicates} replicates."
    return (
        f"The interval is Student’s, of the mean over {len(found.experiment.worlds)} worlds; single worlds spread "
        "far wider than it."
    )


def sections(findings: Findings, pictures: dict[str, str]) -> Iterator[str]:
    """Give the sections that the design allows."""
    if findings.boxes or findings.leaves:
        told = "".join(f"<p>{escape(one)}</p>" for one in findings.boxes)
        trees = "".join(table_of_regions(what, leaves) for what, leaves in findings.leaves.items())
        yield section("Where it turns", told + trees)
    for heading, drawing in pictures.items():
        yield section(heading, f"<figure>{drawing}</figure>")
    for measure, ranked in findings.influences.items():
        yield section(f"Which facts move {words(measure)}", table_of_facts(ranked))
    for measure, judged in findings.robust.items():
        yield section(f"Which choice is safe, by {words(measure)}", table_of_regret(findings.found, judged))
    if findings.enough:
        yield section("How often it is good enough", good_enough(findings))
    if findings.worth:
        yield section("What it is worth, with the weights given", worth(findings))
    harms = ledger(findings.rows) if findings.rows else ""
    if harms:
        yield section("Who bears it", harms)


def section(heading: str, content: str) -> str:
    """Return one section of the page."""
    name = "".join(letter for letter in heading.lower() if letter.isalpha())
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(heading)}</h2>{content}</section>'


def table_of_facts(ranked: list[Influence]) -> str:
    """Return the strongest facts as a table."""
    names = list(dict.fromkeys(name for one in ranked for name in one.more))
    meaning = ranked[0].meaning
    lines = (
        (one.key, [(meaning, number(one.strength)), *((name, number(one.more[name])) for name in names)])
        for one in ranked[:MOST_FACTS]
    )
    return table_of("The strongest facts", (meaning, *names), lines)


def table_of_regret(found: Found, judged: list[Robustness]) -> str:
    """Return how much worse than the best each arm is, over all worlds."""
    head = ("mean regret", "90th percentile", "largest", "no worse than the first arm")
    lines = (
        (
            words(found.experiment.arms[one.arm].name),
            zip(head, (*map(number, one.regret), f"{one.good_enough:.0%} of worlds"), strict=True),
        )
        for one in judged
    )
    return table_of("By how much each arm is worse than the best of each world", head, lines)


def table_of_regions(what: str, leaves: list[Box]) -> str:
    """Return into which regions the worlds fall by whether something happens, where it happens most first."""
    lines = (
        (one.where, [("it is so in", f"{one.density:.0%}"), ("worlds", str(one.worlds))]) for one in leaves
    )
    caption = f"{what}: so in {leaves[0].everywhere:.0%} of all worlds; by a tree of splits (CART), where …"
    return table_of(caption, ("it is so in", "worlds"), lines)


def good_enough(findings: Findings) -> str:
    """Return in which share of worlds each arm keeps within every limit that whoever asked has given."""
    limits = [
        f"{words(one.measure)} of at most {one.at_most:g} a day" if one.at_least is None
        else f"{words(one.measure)} of at least {one.at_least:g} a day"
        for one in findings.found.experiment.document.enough
    ]  # fmt: skip
    lines = (
        (words(arm), [("good enough", f"{share:.0%} of worlds")]) for arm, share in findings.enough.items()
    )
    told = f'<p class="note">Good enough is here: {escape(listed(limits))}.</p>'
    return told + table_of("How often", ("good enough",), lines)


def worth(findings: Findings) -> str:
    """Return each contrast's net benefit, after the weights that it rests on."""
    weights = [
        f"{one.worth:g} for one of {words(one.measure)}" for one in findings.found.experiment.document.weight
    ]
    pairs = "worlds" if len(findings.found.experiment.worlds) > 1 else "pairs of runs"
    lines = "".join(
        f"<li><b>{escape(words(name))}</b> {number(one.mean.value)} a day, 95 % interval {number(one.mean.low)} to "
        f"{number(one.mean.high)}; a gain in {one.gains:.0%} of {pairs}</li>"
        for name, one in findings.worth.items()
    )
    given = f"Weights are those of whoever asked, none is ours: {listed(weights)}. Above zero is a gain."
    return f'<p class="note">{escape(given)}</p><ul>{lines}</ul>'
