"""What differs, by how much, how sure, and what the model cannot say: the report in plain sentences."""

from __future__ import annotations

import datetime as dt

from marketsim.entities.city.about import about
from marketsim.study.comparison import Contrast, Results
from marketsim.study.measure import unit_words, words
from marketsim.study.numerals import decimals, fixed, interval, percent
from marketsim.study.scenario import folder_of
from marketsim.study.summary import Row

MONTHS = "January February March April May June July August September October November December".split()
TRANSIENT_ENDS, SELECTION_BEGINS, SELECTION_ENDS = 60, 181, 365


def policy_words(policy: str) -> str:
    """Return a policy's name as it is read."""
    return words(policy)


def contrast_words(contrast: Contrast) -> str:
    """Return a contrast as it is read."""
    return f"{policy_words(contrast.treated)} against {policy_words(contrast.control)}"


def headlines(rows: list[Row]) -> list[Row]:
    """Return the headline measures of the first contrast; all of its measures where none is a headline."""
    first = [row for row in rows if row.contrast == rows[0].contrast]
    return [row for row in first if row.measure.headline] or first


def answer(rows: list[Row]) -> str:
    """Say in one breath which signs are established and which are not."""
    told, contrast = headlines(rows), rows[0].contrast
    sure = [row for row in told if row.paired.established]
    higher, lower = (
        [words(row.measure.name) for row in sure if (row.paired.difference.value > 0) is up]
        for up in (True, False)
    )
    same = [words(row.measure.name) for row in told if row.paired.same]
    unsure = [words(row.measure.name) for row in told if not row.paired.established and not row.paired.same]
    found = [f"{kind} {listed(names)}" for kind, names in (("higher", higher), ("lower", lower)) if names]
    beginning = f"Under {policy_words(contrast.treated)}, compared with {policy_words(contrast.control)},"
    sentences = [
        f"{beginning} the runs show {', and '.join(found)}."
        if found
        else f"{beginning} no headline measure differed by more than chance could explain."
    ]
    if unsure and found:
        sentences.append(
            f"For {listed(unsure)} these runs do not establish under which policy there is more."
        )
    if same:
        sentences.append(f"In every pair of runs {listed(same)} had the same value.")
    return " ".join(sentences)


def listed(names: list[str]) -> str:
    """Join names as a sentence does."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def in_numbers(row: Row) -> str:
    """Say by how much a measure differs, and how sure that is."""
    paired, contrast = row.paired, row.contrast
    change, reach = interval(paired.difference)
    places = decimals(paired.treated.value, paired.control.value)
    unit = f" {unit_words(row.measure.unit)}" if unit_words(row.measure.unit) else ""
    means = (
        f"{fixed(paired.treated.value, places)}{unit} under {policy_words(contrast.treated)}, "
        f"{fixed(paired.control.value, places)} under {policy_words(contrast.control)}"
    )
    relative = f", {percent(paired.relative)}" if paired.relative is not None else ""
    if paired.difference.replicates == 1:
        return f"{means}. One pair of runs says nothing about chance."
    if paired.same:
        return f"{means}; the same in every pair of runs."
    sure = "" if paired.established else " The sign is not established."
    return f"{means}. Difference {change}{relative}; 95 % interval {reach}.{sure}"


def setting(results: Results) -> str:
    """Say what was run."""
    comparison = results.comparison
    world, policies = comparison.world, [policy_words(policy) for policy in comparison.policies]
    named = listed(policies)
    counted = "day" if world.days == 1 else "days"
    return (
        f"{named[:1].upper()}{named[1:]} were each simulated {comparison.replicates} "
        f"{'time' if comparison.replicates == 1 else 'times'} for {world.days} {counted} from {in_words(world.start)}, "
        f"on the streets of {about(folder_of(world)).name}. The runs are paired: in each pair the same people have the "
        "same luck, and only the policy differs."
    )


def in_words(date: str) -> str:
    """Write a date as people do."""
    day = dt.date.fromisoformat(date)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def window(days: int) -> str:
    """Say which window the counted days show."""
    if days <= TRANSIENT_ENDS:
        return (
            f"Days 1–{days} show the transient: the first weeks after the switch. Which sellers remain in a market is "
            f"decided over months; that is read in days {SELECTION_BEGINS}–{SELECTION_ENDS}, which this comparison "
            "does not reach."
        )
    if days < SELECTION_ENDS:
        return (
            f"Days 1–{TRANSIENT_ENDS} after a switch are the transient; selection among sellers is read in days "
            f"{SELECTION_BEGINS}–{SELECTION_ENDS}, which this comparison of {days} days does not cover in full. "
            "Means here run over all counted days."
        )
    return (
        f"Means here run over all {days} counted days: the transient (days 1–{TRANSIENT_ENDS}) and the window "
        f"in which selection among sellers shows (days {SELECTION_BEGINS}–{SELECTION_ENDS}) together."
    )


CANNOT_SAY = (
    (
        "These are differences between simulated worlds, not a forecast for Copenhagen. The intervals cover chance "
        "within one set of assumptions; they do not cover that the assumptions may be wrong."
    ),
    (
        "Much that matters is not known: how many sell, how fast an arrested seller is replaced, how much violence "
        "pays, how an encounter changes trust. Each is declared with a range and an evidence grade "
        "(`marketsim parameters --evidence assumed`); another point in those ranges may turn a sign around."
    ),
    (
        "Police use of force is counted apart from violence, and what is counted is what happened in the model, "
        "whether or not anybody reported it."
    ),
    (
        "Use, overdoses and deaths at home or in the shelter are not modelled: a policy that drives use home hides its "
        "deaths."
    ),
)


def missing_runs(results: Results) -> str:
    """Say how many runs failed, if any did; a mean over survivors is never shown as if all had finished."""
    if results.complete:
        return ""
    failed = ", ".join(
        f"{policy} replicate {one}: {reason}" for (policy, one), reason in sorted(results.failed.items())[:3]
    )
    return (
        f"{len(results.comparison.identities) - len(results.records)} of {len(results.comparison.identities)} runs "
        f"did not finish; only replicates that finished under both policies are compared. {failed}"
    )
