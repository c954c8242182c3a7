"""All claims at a glance: how many there are of each verdict, where harm reduction wins or loses, and a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marketsim.study.claim.arguments import NOT_YET, SAYS, Argument
from marketsim.study.claim.sentences import bare, called, effect, fates
from marketsim.study.claim.told import Interval, Verdict
from marketsim.study.claim.verdict import VERDICTS
from marketsim.study.document.markdown import table
from marketsim.study.numerals import NOT_KNOWN

COLUMNS = ("claim", "verdict", "effect", "matters from", "days", "holds · too small · fails · open")


def summary(cards: Sequence[Argument]) -> str:
    """Count the verdicts, and say plainly where harm reduction loses."""
    counted = [(name, sum(one.verdict == name for one in cards)) for name in (*VERDICTS, NOT_YET)]
    told = ", ".join(f"{number} {name}" for name, number in counted if number)
    parts = [
        f"Of {len(cards)} claims: {told}.",
        *(side(cards, says) for says in SAYS),
        in_a_list("Decided by their own worlds, but not yet among so many claims", alone(cards)),
        in_a_list(
            "Decided or not, on average over the accepted worlds these surely point the other way",
            opposed(cards),
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def side(cards: Sequence[Argument], says: str) -> str:
    """List the claims whose verdict says that harm reduction wins or loses, everywhere or in some worlds."""
    told = " ".join(f"({one.row}) {one.plainly}" for one in cards if one.harm_reduction == says)
    return f"Where harm reduction {says}: {told or 'no claim says so yet; those that are undecided may.'}"


def alone(cards: Sequence[Argument]) -> list[str]:
    """Name the claims that would be decided were they the only ones; among so many it takes more worlds."""
    return [
        f"{one.row}, {one.kept.alone}: {one.plainly}"
        for one in cards
        if one.kept and one.kept.alone != one.kept.verdict
    ]


def opposed(cards: Sequence[Argument]) -> list[str]:
    """Name the claims, however they are judged, whose average over the accepted worlds surely points the other way."""
    return [
        f"{one.row}: {one.plainly} ({effect(one.kept)})"
        for one in cards
        if one.kept and one.kept.claim.get("control") and points_away(one.kept)
    ]


def points_away(verdict: Verdict) -> bool:
    """Whether an average surely lies on the other side of zero than a claim says."""
    mean: Interval | None = verdict.here.effect if verdict.here else None
    if mean is None or mean.low is None or mean.high is None:
        return False
    return {
        "higher": mean.high < 0,
        "not lower": mean.high < 0,
        "lower": mean.low > 0,
        "not higher": mean.low > 0,
    }.get(str(verdict.claim["direction"]), False)


def in_a_list(heading: str, lines: list[str]) -> str:
    """Write lines under a heading; nothing where there are none."""
    return "\n".join([f"{heading}:\n", *(f"- {one}" for one in lines)]) if lines else ""


def at_a_glance(cards: Sequence[Argument]) -> str:
    """Write every claim in a line: its effect, and what becomes of it in how many of the worlds it is judged by."""
    return table(COLUMNS, [line(one, one.kept) for one in cards if one.kept])


def line(card: Argument, verdict: Verdict) -> tuple[str, ...]:
    """Write one claim in a line."""
    here, (first, last) = verdict.here, verdict.window
    found = Counter(fates(verdict, here) if here else {})
    counted = (
        here.held if here else 0,
        found["too_small"],
        found["other_way"] + found["fails"],
        found["open"],
    )
    return (
        f"{card.row} · {card.name}",
        called(verdict).lower(),
        bare(here.effect, verdict) if here and here.effect else NOT_KNOWN,
        str(verdict.claim["smallest_effect"]),
        f"{first}–{last}",
        " · ".join(map(str, counted)),
    )
