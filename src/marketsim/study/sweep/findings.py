"""What a sweep found, gathered once for the page, the tables and the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import Measure
from marketsim.study.analysis.box import Box
from marketsim.study.analysis.discovery import box_of
from marketsim.study.analysis.failures import failures_in_words
from marketsim.study.analysis.robustness import Robustness, meets, net_benefit, robustness
from marketsim.study.analysis.sensitivity import Influence, influences
from marketsim.study.analysis.splits import leaves_of
from marketsim.study.comparison import Contrast
from marketsim.study.experiment.claims import Claim
from marketsim.study.experiment.document import Stop
from marketsim.study.experiment.sampling import MissingExtra
from marketsim.study.intervals import Mean, mean_of
from marketsim.study.measure import words
from marketsim.study.report.prose import contrast_words, in_numbers
from marketsim.study.summary import Row
from marketsim.study.sweep.results import Found
from marketsim.study.sweep.table import counted, finite, rows, signs

MOST_ANSWERS = 12
NOTHING = (
    "No single fact stands out in what moves the difference in {}: with {} worlds, chance alone would make the "
    "strongest of so many facts look as strong."
)
CHOSEN = (
    "These worlds were chosen among those drawn (design.only): in how many of them something holds says nothing of all "
    "that were drawn."
)
HARMS = ("violence", "nuisance", "health")
"""Themes whose headline measures are better when they are lower."""


@dataclass(frozen=True)
class Worth:
    """What a change is worth with somebody's weights: its ``mean`` a day, and in what share of pairs it ``gains``."""

    mean: Mean
    gains: float


@dataclass(frozen=True)
class Findings:
    """Everything that is told about a sweep.

    Attributes
    ----------
    influences : measure → which facts move the first contrast's difference
    boxes : sentences on where the sign turns
    leaves : what happens → the regions into which all worlds fall by it
    robust : measure → how each arm does over all worlds
    enough : arm → share of worlds in which it is good enough by the given limits
    worth : contrast → net benefit with the given weights
    notes : what could not be looked into, and why
    """

    found: Found
    rows: list[Row]
    headlines: list[Measure]
    influences: dict[str, list[Influence]]
    boxes: list[str]
    leaves: dict[str, list[Box]]
    robust: dict[str, list[Robustness]]
    enough: dict[str, float]
    worth: dict[str, Worth]
    failures: list[str]
    notes: list[str]

    def answers(self) -> list[str]:
        """Return the answer in a few sentences, each with its interval.

        Of many contrasts only those whose sign is established are told one by one; the table has them all.
        """
        told = [row for row in self.rows if row.measure in self.named(row.contrast)]
        if len(told) <= MOST_ANSWERS:
            return [self.sentence(row) for row in told]
        sure = [row for row in told if row.paired.established]
        summary = f"The sign is established in {len(sure)} of {len(told)} comparisons."
        return [summary, *(self.sentence(row) for row in sure[:MOST_ANSWERS])]

    def sentence(self, row: Row) -> str:
        """Say what one comparison found."""
        beginning = f"{contrast_words(row.contrast).capitalize()}, {words(row.measure.name)}"
        return f"{beginning}: {in_numbers(row)}{self.signs(row.contrast, row.measure.name)}"

    def named(self, contrast: Contrast) -> list[Measure]:
        """Return the measures that the question is about under a contrast; the headlines where it names none."""
        document = self.found.experiment.document
        asked: list[Claim | Stop] = [*document.claim, *([document.stop] if document.stop else [])]
        wanted = {
            one.measure
            for one in asked
            if (one.treatment, one.control) == (contrast.treated, contrast.control)
        }
        every = [row.measure for row in self.rows if row.contrast == contrast]
        if wanted:
            return [one for one in every if one.name in wanted]
        return self.headlines[:1] if asked or len(self.found.experiment.contrasts) > 3 else self.headlines

    def signs(self, contrast: Contrast, measure: str) -> str:
        """Say in how many worlds each sign is found, and how often surely, where there are several worlds."""
        if len(self.found.experiment.worlds) == 1:
            return ""
        one = signs(self.found, contrast, measure)
        surely = self.found.replicates > 1
        higher, lower = (
            f" ({sure} surely)" if surely else "" for sure in (one.surely_higher, one.surely_lower)
        )
        equal = f", the same in {one.same}" if one.same else ""
        total = one.higher + one.lower + one.same
        return f" Higher in {one.higher} of {total} worlds{higher}, lower in {one.lower}{lower}{equal}."


def findings(found: Found, measures: tuple[Measure, ...]) -> Findings:
    """Look into everything that the design allows."""
    told = rows(found, measures)
    present = found.measured(measures)
    headlines = [one for one in present if one.headline] or present[:1]
    notes = [CHOSEN] if found.experiment.document.design.only else []
    first = found.experiment.contrasts[0] if found.experiment.contrasts and found.values else None
    ranked, boxes, leaves = {}, list[str](), dict[str, list[Box]]()
    if first is not None and len(found.experiment.worlds) > 1:
        for measure in focus(found, headlines):
            try:
                ranked[measure.name] = influences(found.experiment, found.by_world(first, measure.name))
                if not ranked[measure.name]:
                    notes.append(nothing(found, measure))
                for what, happens in turns(found, first, measure):
                    box = box_of(found.experiment, happens)
                    boxes += [box.in_words(what)] if box else []
                    leaves |= {what: parts} if (parts := leaves_of(found.experiment, happens)) else {}
            except MissingExtra as missing:
                notes.append(str(missing))
    return Findings(
        found=found,
        rows=told,
        headlines=headlines,
        influences={name: one for name, one in ranked.items() if one},
        boxes=boxes,
        leaves=leaves,
        robust=robust(found, headlines),
        enough=enough(found),
        worth=worth(found),
        failures=failures_in_words(found),
        notes=list(dict.fromkeys(notes)),
    )


def nothing(found: Found, measure: Measure) -> str:
    """Say why no fact is ranked."""
    kind = found.experiment.document.design.kind
    if kind in ("saltelli", "morris"):
        return f"Indices of a design of kind {kind} are read from all worlds or none; some have not finished."
    return NOTHING.format(words(measure.name), len(found.experiment.worlds))


def focus(found: Found, headlines: list[Measure]) -> list[Measure]:
    """Return the measures whose causes are looked for: those of the claims, or the first headline."""
    document = found.experiment.document
    wanted = {one.measure for one in document.claim} | ({document.stop.measure} if document.stop else set())
    return [one for one in headlines if one.name in wanted] or headlines[:1]


def turns(found: Found, contrast: Contrast, measure: Measure) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Give, in words and as ``bool[worlds]``, where the difference is above, and where below, what matters.

    Nothing is given where a world has not finished, or where it happens in no world or in all of them.
    """
    smallest = next(
        (
            one.effect
            for one in found.experiment.document.claim
            if (one.measure, one.treatment, one.control) == (measure.name, contrast.treated, contrast.control)
            and not one.relative
        ),
        0.0,
    )
    values = found.by_world(contrast, measure.name)
    if not np.isfinite(values).all():
        return
    by = f" by more than {smallest:g}" if smallest else ""
    for name, happens in (("higher", values > smallest), ("lower", values < -smallest)):
        what = f"{words(measure.name).capitalize()} is {name}{by} under {words(contrast.treated)}"
        if happens.any() and not happens.all():
            yield what, happens


def robust(found: Found, headlines: list[Measure]) -> dict[str, list[Robustness]]:
    """Judge every arm over the worlds, for each headline harm."""
    if len(found.experiment.worlds) < 2 or len(found.experiment.arms) < 2:
        return {}
    harms = [one.name for one in headlines if one.theme in HARMS]
    judged = {name: robustness(over_replicates(found, name)) for name in harms}
    return {name: one for name, one in judged.items() if one}


def over_replicates(found: Found, measure: str) -> NDArray[np.float64]:
    """Return a measure's mean over the replicates that finished, as an array over (arm, world); NaN where none did."""
    values = found.values[measure]
    counted = np.isfinite(values)
    outcome = np.where(counted, values, 0).sum(axis=2) / np.maximum(counted.sum(axis=2), 1)
    return np.where(counted.any(axis=2), outcome, np.nan)


def enough(found: Found) -> dict[str, float]:
    """Return in which share of worlds each arm is good enough by somebody's limits; nothing without limits."""
    limits = {
        one.measure: (
            -np.inf if one.at_least is None else one.at_least,
            np.inf if one.at_most is None else one.at_most,
        )
        for one in found.experiment.document.enough
    }
    if not limits or not limits.keys() <= found.values.keys():
        return {}
    shares_met = meets({name: over_replicates(found, name) for name in limits}, limits)
    arms = found.experiment.arms
    return {arm.name: float(share) for arm, share in zip(arms, shares_met, strict=True) if np.isfinite(share)}


def worth(found: Found) -> dict[str, Worth]:
    """Return each contrast's net benefit with the weights of whoever asks; nothing without weights."""
    weights = {one.measure: one.worth for one in found.experiment.document.weight}
    if not weights or not weights.keys() <= found.values.keys():
        return {}
    told = {}
    for contrast in found.experiment.contrasts:
        pairs = {name: found.pairs(contrast, name).ravel() for name in weights}
        if len(found.experiment.worlds) > 1:
            pairs = {name: found.by_world(contrast, name) for name in weights}
        benefit = net_benefit(pairs, weights)
        benefit = benefit[np.isfinite(benefit)]
        if len(benefit):
            told[contrast.name] = Worth(mean_of(benefit), float((benefit > 0).mean()))
    return told


def document(findings: Findings) -> dict[str, Any]:
    """Return the findings as plain data."""
    found = findings.found
    return {
        "question": found.experiment.document.question,
        "digest": found.digest,
        "planned": found.planned,
        "done": found.done,
        "failed": len(found.failed),
        "missing": found.missing,
        "replicates": found.replicates,
        "days": found.window,
        "answers": findings.answers(),
        "differences": [row.document() | counted(found, row) for row in findings.rows],
        "influences": {
            name: [{"parameter": one.key, "strength": one.strength, **one.more} for one in ranked]
            for name, ranked in findings.influences.items()
        },
        "boxes": findings.boxes,
        "regions": {
            what: [
                {"where": one.where, "limits": one.limits, "share": one.density, "worlds": one.worlds}
                for one in parts
            ]
            for what, parts in findings.leaves.items()
        },
        "regret": {
            name: [
                {
                    "arm": found.experiment.arms[one.arm].name,
                    **dict(zip(("mean", "percentile_90", "largest"), one.regret, strict=True)),
                    "no_worse_than_first": one.good_enough,
                }
                for one in judged
            ]
            for name, judged in findings.robust.items()
        },
        "good_enough": findings.enough,
        "net_benefit": {
            name: {
                "mean": one.mean.value,
                "low": finite(one.mean.low),
                "high": finite(one.mean.high),
                "gains": one.gains,
            }
            for name, one in findings.worth.items()
        },
        "failures": findings.failures,
        "notes": findings.notes,
    }
