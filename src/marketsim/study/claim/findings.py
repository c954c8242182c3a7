"""What was found, written by the program: one paragraph an argument, for a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from marketsim.study.claim.arguments import Argument
from marketsim.study.claim.patterns import patterns
from marketsim.study.claim.sentences import called, in_words, moved_by, threshold
from marketsim.study.claim.summary import at_a_glance, summary
from marketsim.study.claim.support import controls, grade, path, strength
from marketsim.study.claim.told import Verdict

HEAD = """# What was found

This page is written by `marketsim check --findings`; every figure comes from stored verdicts, and nobody has edited it.
It is about simulated worlds and is no forecast. The declared world of the README's table is one of many; here many are
asked, and where the two differ this page says more.

A **world** is one choice of every number that nobody knows exactly. *Prior* worlds are drawn from the whole declared
ranges, *sceptical* ones from ranges that favour enforcement, and *accepted* ones are those prior worlds that reproduce
what is known of the scene: {patterns}.
Nothing that is known, and so no such pattern, is about violence. Each world is run under all policies with several
**replicates**: the same people, other luck.

In a world a claim **holds** where the interval of its replicates lies on the side it names and their mean comes to what
matters (a claim of *no* rise or fall: where the interval excludes one that matters); it fails where the effect is
surely **too small** or surely goes the **other way**; else the runs leave it **open**.

Over worlds a claim is *supported* or *refuted* where it holds, or fails, in at least 95 % of the accepted worlds (by
the exact binomial test; of all such verdicts at most 5 % are expected to be due to chance), *contingent* where it holds
in some and fails in others, more of each than chance would show: in its sign where it goes both ways, else in its size;
*undecided* where the runs do not tell; *assumed* where the model was given it.

**Power** is how likely the runs of one world would have told the smallest effect that matters. A **placebo** is the
control under another name. A **path** is shown by knocking out the mechanisms that a claim names, or by holding them to
their course in the control. Days 1–60 are a transient: which sellers remain is decided over months.
"""
GLANCE = "Shares are of the control, and the last column counts accepted worlds.\n"
GROUPS = {
    "W": "Enforcement and violence",
    "D": "Whom to target",
    "H": "Harm reduction",
    "F": "Against harm reduction",
    "P": "Closing and dispersing markets",
}
OTHERS = "Other claims"


def findings(arguments: Iterable[Argument], beside: str = "") -> str:
    """Write the page.

    Parameters
    ----------
    beside : what was found beside the claims
    """
    cards = sorted(arguments, key=in_groups)
    known = ", ".join(one.name for one in patterns().pattern)
    parts = [HEAD.format(patterns=known), summary(cards), "", "## At a glance\n", GLANCE, at_a_glance(cards)]
    for heading, group in groupby(cards, key=lambda one: GROUPS.get(one.row[:1], OTHERS)):
        parts.append(f"## {heading}\n")
        parts += [paragraph(one) for one in group]
    return "\n".join([*parts, beside] if beside else parts)


def in_groups(card: Argument) -> int:
    """Return where a claim's group stands; within it the order of the rows is kept."""
    return [*GROUPS, card.row[:1]].index(card.row[:1])


def paragraph(one: Argument) -> str:
    """Write one argument: statement, verdict, shares, failure region, path, controls, sources and the critic."""
    verdict = one.kept
    called_so = called(verdict).lower() if verdict else one.verdict
    told = [f"### {one.row} · {one.name}\n\n**{called_so}** — {one.plainly}"]
    if verdict:
        told += [
            in_words(verdict),
            threshold(verdict),
            elsewhere(verdict),
            *verdict.fails_where,
            path(verdict),
            controls(verdict),
            strength(verdict),
            "" if verdict.driven_by_assumptions else moved_by(verdict),
            f"Grade: {grade(verdict)}.",
            verdict.needs,
            *(f"Note: {note.rstrip('.')}." for note in verdict.notes),
        ]
    if one.stale:
        told.append(f"**Stale**: {'; '.join(one.stale)}.")
    told.append(f"Experiment: `{one.experiment}`. Sources: {cited(one)}")
    if one.critic:
        told.append(f"A critic would say: “{one.critic}”")
    return f"{' '.join(part for part in told if part)}\n"


def elsewhere(verdict: Verdict) -> str:
    """Say in how many worlds of other ensembles a claim holds and fails."""
    others = [
        f"in {found.held} and fails in {found.failed} of {found.worlds} {name} worlds"
        for name, found in verdict.ensembles.items()
        if name != verdict.judged_in and found.worlds
    ]
    return f"It holds {' and holds '.join(others)}." if others else ""


def cited(one: Argument) -> str:
    """Name the sources as the bibliography does."""
    return ", ".join(f"`{key}`" for key in one.source) + "."
