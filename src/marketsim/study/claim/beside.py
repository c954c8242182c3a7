"""What a trial finds beside its claims, in words: which policy is safe to choose, and how estimators and judge did."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from marketsim.study.document.markdown import table
from marketsim.study.measure import words
from marketsim.study.numerals import number

RANKING, AUDIT, PIPELINE, HISTORY = "ranking.json", "audit.json", "pipeline.json", "history.json"
ACCEPTED = "accepted"
MOST_NAMED, SELDOM, LEAST = 5, 0.02, 1e-9
ONE_WIDTH, ONE_FOLLOW_UP = 100, 120
"""Of the audit the page shows one width of buffer, m, and one follow-up, days; all of them are in the file."""
Row = dict[str, Any]


def beside(folder: Path) -> str:
    """Write what was kept beside the verdicts of a folder, as chapters of a page; nothing where nothing was."""
    told = [
        write(json.loads((folder / name).read_bytes()))
        for name, write in CHAPTERS.items()
        if (folder / name).is_file()
    ]
    return "\n".join(one for one in told if one)


def choice(rankings: list[Row]) -> str:
    """Say which policy is safe to choose in the accepted worlds, by each harm and under weights nobody has fixed."""
    accepted = [one for one in rankings if one["ensemble"] == ACCEPTED and one["harms"]]
    richest = {
        one["days"]: one for one in sorted(accepted, key=lambda one: len(one["best_under_weightings"]))
    }
    told = [chosen(richest[days]) for days in sorted(richest)]
    if not told:
        return ""
    return (
        "## Which policy is safe to choose\n\n"
        "In the same accepted worlds each policy is compared with the one that does best there; by how much it is "
        "worse is its *regret*. The best one is chosen by other replicates than those it is judged by, so that none is "
        "best by luck, and a regret may come out below zero. Which policies there were to choose from differs from one "
        "chapter to the next. What counts as a harm is a list (`study/claim/ranking.py`) in which acts of the police "
        "have many lines; so weights are drawn twice, evenly from all harms, and evenly from all who bear them before "
        "their harms are weighed. Take your own.\n\n" + "\n".join(told)
    )


def chosen(ranking: Row) -> str:
    """Say it for the policies of one pool."""
    lines = [harm(list(each)) for _, each in groupby(ranking["harms"], key=lambda one: str(one["harm"]))]
    return (
        f"### {ranking['days']} days, {ranking['worlds']} worlds\n\nUnder weights of all harms the best policy is "
        f"{best(ranking['best_under_weightings'])}; under weights of all who bear them "
        f"{best(ranking['best_under_weightings_by_bearer'])}.\n\n"
        + table(
            ("harm", "borne by", "least regret", "its regret", "in the worst tenth", "today’s regret"),
            sorted(lines, key=lambda one: str(one[1])),
        )
        + prices(ranking)
    )


def best(shares: dict[str, float]) -> str:
    """Name the policies that come out best, and under how many weightings."""
    named = sorted(shares.items(), key=lambda one: -one[1])[:MOST_NAMED]
    return ", ".join(f"{words(name)} ({share(one)})" for name, one in named if one >= SELDOM) or "none"


def harm(policies: list[Row]) -> tuple[str, ...]:
    """Return the line of one harm."""
    safe = min(policies, key=lambda one: float(one["regret"]))
    today = next((one for one in policies if one["policy"] == "as_today"), safe)
    return (
        words(safe["harm"]), words(safe["bearer"]), words(safe["policy"]), plain(safe["regret"]),
        plain(safe["worst"]), plain(today["regret"]),
    )  # fmt: skip


def plain(value: float) -> str:
    """Write a number; what is only an error of rounding is zero."""
    return number(value if abs(value) > LEAST else 0.0)


def prices(ranking: Row) -> str:
    """Say what averting violence costs, where a policy averts it in most worlds and costs something in nearly all."""
    told = [
        f"{words(policy)} {number(price[0])} kr ({number(price[1])} to {number(price[2])})"
        for policy, found in ranking["kr_per_harm_averted"].items()
        if (price := found.get("violence_against_people")) and price[1] > 0
    ]
    return (
        f"\nAverting one act of violence against people costs the police: {'; '.join(told)}.\n"
        if told
        else ""
    )


def evaluator(audits: list[Row]) -> str:
    """Say what an evaluator would have concluded about displacement, against what really moved."""
    shown = [one for one in audits if one["width"] == ONE_WIDTH and one["follow_up"] == ONE_FOLLOW_UP]
    lines = [
        (
            words(one["policy"]), one["event"], one["seen"], number(one["truth"]), number(one["bias"]),
            share(one["covered"]), share(one["found"]), share(one["wrong"]), share(one["quotient_right"]),
        )
        for one in shown
    ]  # fmt: skip
    head = (
        "policy", "events", "counted", "truth", "bias", "interval holds truth", "right sign", "wrong sign",
        "quotient right",
    )  # fmt: skip
    covered, right, wrong = (reach([one[name] for one in shown]) for name in ("covered", "found", "wrong"))
    return (
        "## What an evaluator would have concluded\n\nAgainst the other world, which only a model has: the weighted "
        f"displacement difference with a buffer of {ONE_WIDTH} m, {ONE_FOLLOW_UP} days after the change, of all events "
        "and of those in the register. The truth and the bias are events a day in target and buffer together. An "
        f"interval that says 95 % holds the truth in {covered} of evaluations; the sign is found in {right}, and a "
        f"wrong one surely in {wrong}.\n\n" + table(head, lines)
    )


def reach(shares: list[float]) -> str:
    """Write from where to where shares reach."""
    return f"{min(shares):.0%} to {max(shares):.0%}" if shares else "–"


def judge_tried(proofs: list[Row]) -> str:
    """Say how the judge did when like was compared with like."""
    honest = sum(bool(one["honest"]) for one in proofs)
    comparisons = sum(int(one["comparisons"]) for one in proofs)
    found, shares, upward = (
        sum(int(one[name]) for one in proofs) for name in ("significant", "in_shares", "upward")
    )
    covered = sum(float(one["covered"]) for one in proofs) / max(len(proofs), 1)
    doubtful = ", ".join(words(one["measure"]) for one in proofs if not one["honest"]) or "none"
    return (
        "## The judge on trial\n\n"
        f"The same policy against itself, 200 times over on each of {len(proofs)} measures: {found / comparisons:.1%} "
        f"of the comparisons are significant at 5 %, {shares / comparisons:.1%} where differences are shares, of which "
        f"{upward / max(shares, 1):.0%} point upward. On {honest} measures both numbers are within the bounds of "
        f"chance for each measure alone; on the others it is not to be trusted with so few runs: {doubtful}. Intervals "
        f"hold a planted difference in {covered:.1%} of comparisons.\n"
    )


def replayed(happenings: list[Row]) -> str:
    """Say what of the documented history the replay shows."""
    lines = [
        (
            one["date"],
            one["what"],
            words(one["measure"]),
            one["expected"],
            one["change"],
            one["verdict"],
            one["prediction"],
        )
        for one in happenings
    ]  # fmt: skip
    head = ("date", "what", "measure", "should be", "change a day", "replay", "prediction")
    counted = ", ".join(
        f"{number} {name}" for name, number in Counter(one["verdict"] for one in happenings).items()
    )
    return f"## History, replayed\n\nOf {len(happenings)} documented changes: {counted}.\n\n" + table(
        head, lines
    )


def share(value: float | None) -> str:
    """Write a share; a dash where it is not known."""
    return "–" if value is None else f"{value:.0%}"


CHAPTERS: dict[str, Callable[[list[Row]], str]] = {
    RANKING: choice, AUDIT: evaluator, PIPELINE: judge_tried, HISTORY: replayed,
}  # fmt: skip
"""What may be kept beside verdicts, and how it is written up."""
