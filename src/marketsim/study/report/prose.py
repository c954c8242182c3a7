"""What differs, by how much, how sure, and what the model cannot say: the report in plain sentences."""

from __future__ import annotations

from marketsim.study.compare import Contrast, Results
from marketsim.study.measure import unit_words, words
from marketsim.study.numerals import fixed, interval, percent
from marketsim.study.numerals import decimals as decimals_of
from marketsim.study.summary import Row

TRANSIENT_ENDS, SELECTION_BEGINS, SELECTION_ENDS = 60, 181, 365
MOST_SENTENCES = 6


def policy_words(policy: str) -> str:
    """Return a policy's name as it is read."""
    return words(policy)


def contrast_words(contrast: Contrast) -> str:
    """Return a contrast as it is read."""
    return f"{policy_words(contrast.treated)} against {policy_words(contrast.control)}"


def answer(rows: list[Row]) -> tuple[list[str], list[str]]:
    """Return sentences on the headline measures of the first contrast: those with a sign, those without."""
    if not rows:
        return [], []
    first = rows[0].contrast
    headline = [row for row in rows if row.contrast == first and row.measure.headline] or [
        row for row in rows if row.contrast == first]
    sure = [differs(row) for row in headline if row.paired.established]
    unsure = [open_question(row) for row in headline if not row.paired.established]
    return sure[:MOST_SENTENCES], unsure[:MOST_SENTENCES]


def differs(row: Row) -> str:
    """Say by how much a measure differs, and how sure that is."""
    paired, contrast = row.paired, row.contrast
    change, reach = interval(paired.difference)
    places = decimals_of(paired.treated.value, paired.control.value)
    direction = "higher" if paired.difference.value > 0 else "lower"
    relative = f", {percent(paired.relative)}" if paired.relative is not None else ""
    return (
        f"{words(row.measure.name).capitalize()}: {direction} under {policy_words(contrast.treated)} "
        f"({fixed(paired.treated.value, places)} against {fixed(paired.control.value, places)} {unit_words(row.measure.unit)}"
        f"{relative}). The difference is {change}, and with 95 % confidence between {reach}."
    )


def open_question(row: Row) -> str:
    """Say that the sign of a difference is not known."""
    paired = row.paired
    if paired.difference.low == paired.difference.high == 0:
        return f"{words(row.measure.name).capitalize()} is the same in every pair of runs."
    change, reach = interval(paired.difference)
    if paired.difference.replicates == 1:
        return (f"{words(row.measure.name).capitalize()} differs by {change} {unit_words(row.measure.unit)} in the one pair that "
                "was run; one pair says nothing about chance.")
    return (f"{words(row.measure.name).capitalize()}: the sign is not established "
            f"({change} {unit_words(row.measure.unit)}, interval {reach}).")


def setting(results: Results) -> str:
    """Say what was run."""
    comparison = results.comparison
    world, policies = comparison.world, [policy_words(policy) for policy in comparison.policies]
    listed = f"{', '.join(policies[:-1])} and {policies[-1]}"
    counted = "day" if world.days == 1 else "days"
    return (
        f"{listed[:1].upper()}{listed[1:]} were each simulated {comparison.replicates} "
        f"{'time' if comparison.replicates == 1 else 'times'} for {world.days} {counted} from {world.start}, "
        f"on the streets of Inner Vesterbro. The runs are paired: in each pair the same people have the same luck, "
        "and only the policy differs."
    )


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
    return (f"Means here run over all {days} counted days: the transient (days 1–{TRANSIENT_ENDS}) and the window "
            f"in which selection among sellers shows (days {SELECTION_BEGINS}–{SELECTION_ENDS}) together.")


CANNOT_SAY = (
    "These are differences between simulated worlds, not a forecast for Copenhagen. The intervals cover chance within "
    "one set of assumptions; they do not cover that the assumptions may be wrong.",
    "Much that matters is not known: how many sell, how fast an arrested seller is replaced, how much violence pays, "
    "how an encounter changes trust. Each is declared with a range and an evidence grade "
    "(`marketsim parameters --evidence assumed`); another point in those ranges may turn a sign around.",
    "Police use of force is counted apart from violence, and what is counted is what happened in the model, "
    "whether or not anybody reported it.",
)


def missing_runs(results: Results) -> str:
    """Say how many runs failed, if any did; a mean over survivors is never shown as if all had finished."""
    if results.complete:
        return ""
    failed = ", ".join(f"{policy} replicate {one}: {reason}" for (policy, one), reason in
                       sorted(results.failed.items())[:3])
    return (f"{len(results.comparison.identities) - len(results.records)} of {len(results.comparison.identities)} runs "
            f"did not finish; only replicates that finished under both policies are compared. {failed}")
