"""What is told of a result made again; every sentence of it stands here."""

from __future__ import annotations

from collections.abc import Mapping

from marketsim.study.measure import words
from marketsim.study.reproduce.parting import Parting
from marketsim.study.reproduce.verdict import IDENTICAL, Farthest, Verdict

ENGLISH: Mapping[str, str] = {
    "first": "{when} (day {day}, tick {tick})",
    "settling": "{when} (settling, {before} days before the counted ones, tick {tick})",
    "decision": "{process}: {about}",
    "rules": "it asks the rules {rules}",
    "agent": "{agent}",
    "value": "{table}.{attribute}: {there} there, {here} here",
    "rows": "{rows} rows of {table} differ in it",
    "also": "the same decision also changed {also}",
    "midnight": "the state after day {day} is the first that differs, in {columns}",
    "settled": "the settled world differs already, in {columns}",
    "far_day": "{measure} on day {place}: {there:.12g} there, {here:.12g} here",
    "far_mean": "{measure}, mean a day: {there:.12g} there, {here:.12g} here",
    "all_the_same": "every value of every day agrees to the last digit; the state at the end does not",
    "many": "{word}: {same} of {runs} runs are identical to the last bit",
}
MOST_COLUMNS = 6


def lines(verdict: Verdict, say: Mapping[str, str] = ENGLISH) -> list[tuple[str, str]]:
    """Return what is to be said of a run, each line under its heading; ``say`` is the catalogue of sentences."""
    told = [(verdict.word, f"{verdict.id} ({words(verdict.policy)}, replicate {verdict.replicate})")]
    if verdict.word == IDENTICAL:
        return [*told, *(("remark", remark) for remark in verdict.remarks)]
    if verdict.parting is not None:
        told += where(verdict.parting, say)
    elif verdict.midnight is not None:
        told.append(("first", by_midnight(verdict, say)))
    if verdict.farthest is not None:
        told.append(("furthest off", far(verdict.farthest, say)))
    elif verdict.compared == "days":
        told.append(("furthest off", say["all_the_same"]))
    return [*told, *(("remark", remark) for remark in verdict.remarks)]


def where(parting: Parting, say: Mapping[str, str] = ENGLISH) -> list[tuple[str, str]]:
    """Return where two histories part: when, which decision, who, and what."""
    if parting.day < 0:
        when = say["settling"].format(when=parting.when, before=-parting.day, tick=parting.tick)
    else:
        when = say["first"].format(when=parting.when, day=parting.day, tick=parting.tick)
    told = [("first", when), ("decision", say["decision"].format(**parting.document()))]
    if parting.rules:
        told.append(("", say["rules"].format(rules=", ".join(parting.rules))))
    told += [
        ("agent", say["agent"].format(agent=parting.agent)),
        ("value", say["value"].format(**parting.document())),
    ]
    if parting.rows > 1:
        told.append(("", say["rows"].format(rows=parting.rows, table=parting.table)))
    if parting.also:
        told.append(("", say["also"].format(also=", ".join(parting.also))))
    return told


def by_midnight(verdict: Verdict, say: Mapping[str, str] = ENGLISH) -> str:
    """Return what the checkpoints alone say of where two histories part."""
    more = len(verdict.columns) - MOST_COLUMNS
    columns = ", ".join(verdict.columns[:MOST_COLUMNS]) + (f" and {more} more" if more > 0 else "")
    if verdict.midnight is not None and verdict.midnight < 0:
        return say["settled"].format(columns=columns)
    return say["midnight"].format(day=verdict.midnight, columns=columns)


def far(farthest: Farthest, say: Mapping[str, str] = ENGLISH) -> str:
    """Return the value that is furthest off."""
    told = {**vars(farthest), "measure": words(farthest.measure)}
    return say["far_mean" if farthest.place is None else "far_day"].format(**told)


def of_many(word: str, verdicts: list[Verdict], say: Mapping[str, str] = ENGLISH) -> str:
    """Return one line for a comparison."""
    same = sum(verdict.word == IDENTICAL for verdict in verdicts)
    return say["many"].format(word=word, same=same, runs=len(verdicts))
