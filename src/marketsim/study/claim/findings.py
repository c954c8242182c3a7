"""What was found, written by the program: one paragraph an argument, for a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from marketsim.study.claim.arguments import NOT_YET, Argument
from marketsim.study.claim.sentences import (
    controls,
    driven,
    grade,
    path,
    sentence,
    strength,
    threshold,
    through,
    window,
    written,
)
from marketsim.study.claim.told import Interval
from marketsim.study.claim.verdict import VERDICTS

HEAD = """# What was found

This page is written by `marketsim check --findings`; every figure comes from stored verdicts, and nobody has
edited it. Each verdict is about simulated worlds. A claim is *supported* or *refuted* where it holds, or fails, in at
least 95 % of the accepted worlds (by the exact binomial test, with at most 5 % of such verdicts expected to be due to
chance), *contingent* where it holds in some worlds and fails in others, and *undecided* where the runs do not tell.
An *assumed* claim is something the model was given.
"""
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
    cards = list(arguments)
    parts = [HEAD, summary(cards)]
    for heading, group in groupby(
        sorted(cards, key=in_groups), key=lambda one: GROUPS.get(one.row[:1], OTHERS)
    ):
        parts.append(f"## {heading}\n")
        parts += [paragraph(one) for one in group]
    return "\n".join([*parts, beside] if beside else parts)


def in_groups(card: Argument) -> int:
    """Return where a claim's group stands; within it the order of the rows is kept."""
    return [*GROUPS, card.row[:1]].index(card.row[:1])


def summary(cards: list[Argument]) -> str:
    """Count the verdicts, and say plainly where harm reduction loses."""
    counted = [(name, sum(one.verdict == name for one in cards)) for name in (*VERDICTS, NOT_YET)]
    told = ", ".join(f"{number} {name}" for name, number in counted if number)
    sides = "\n\n".join(side(cards, says) for says in ("loses", "wins", "may do either"))
    return f"Of {len(cards)} claims: {told}.\n\n{sides}{alone(cards)}{opposed(cards)}\n"


def alone(cards: list[Argument]) -> str:
    """List the claims that would be decided were they the only ones; among so many it takes more worlds."""
    chosen = [(one, one.kept.alone) for one in cards if one.kept and one.kept.alone != one.kept.verdict]
    if not chosen:
        return ""
    told = "\n".join(f"- {one.row}, {verdict}: {one.statement}" for one, verdict in chosen)
    return f"\n\nDecided by their own worlds, but not yet among so many claims:\n\n{told}"


def opposed(cards: list[Argument]) -> str:
    """List the claims, however they are judged, whose average over the accepted worlds surely points the other way."""
    found = [
        (one, one.kept.here.effect) for one in cards if one.kept and one.kept.here and one.kept.here.effect
    ]
    chosen = [
        (one, mean)
        for one, mean in found
        if one.kept and one.kept.claim.get("control") and points_away(str(one.kept.claim["direction"]), mean)
    ]
    if not chosen:
        return ""
    told = "\n".join(
        f"- {one.row}: {one.statement} ({written(mean, one.kept)})" for one, mean in chosen if one.kept
    )
    return (
        f"\n\nDecided or not, on average over the accepted worlds these surely point the other way:\n\n{told}"
    )


def points_away(direction: str, mean: Interval) -> bool:
    """Whether an average surely lies on the other side of zero than a claim says."""
    if mean.low is None or mean.high is None:
        return False
    return {
        "higher": mean.high < 0,
        "not lower": mean.high < 0,
        "lower": mean.low > 0,
        "not higher": mean.low > 0,
    }.get(direction, False)


def side(cards: list[Argument], says: str) -> str:
    """List the claims whose verdict says that harm reduction wins, loses, or may do either."""
    chosen = [one for one in cards if one.harm_reduction == says]
    if not chosen:
        return f"Where harm reduction {says}: no claim says so yet; those that are undecided may."
    told = " ".join(f"({one.row}, {one.verdict}) {one.statement}" for one in chosen)
    return f"Where harm reduction {says}: {told}"


def paragraph(one: Argument) -> str:
    """Write one argument: statement, verdict, shares, failure region, path, controls, sources and the critic."""
    title = f"### {one.row} · {one.name}\n\n**{one.verdict}** — {one.statement}"
    verdict = one.kept
    if verdict is None:
        return f"{title} Experiment: `{one.experiment}`. Sources: {cited(one)}\n"
    told = [sentence(verdict), threshold(verdict), window(verdict)]
    others = [
        f"in {found.held} and fails in {found.failed} of {found.worlds} {name} worlds"
        for name, found in verdict.ensembles.items()
        if name != verdict.judged_in and found.worlds
    ]
    if others:
        told.append(f"It holds {' and holds '.join(others)}.")
    told += verdict.fails_where
    told += [
        path(verdict.shares, verdict),
        through(verdict.mediation, verdict),
        controls(verdict),
        strength(verdict),
    ]
    if not verdict.driven_by_assumptions and verdict.assumptions:
        told.append(driven(verdict).partition(". ")[2].lstrip())
    told += [f"Grade: {grade(verdict)}.", verdict.needs, *(f"Note: {note}." for note in verdict.notes)]
    if one.stale:
        told.append(f"**Stale**: {'; '.join(one.stale)}.")
    told.append(f"Experiment: `{one.experiment}`. Sources: {cited(one)}")
    if one.critic:
        told.append(f"A critic would say: “{one.critic}”")
    return f"{title} {' '.join(part for part in told if part)}\n"


def cited(one: Argument) -> str:
    """Name the sources as the bibliography does."""
    return ", ".join(f"`{key}`" for key in one.source) + "."
