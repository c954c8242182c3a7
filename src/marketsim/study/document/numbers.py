"""The pages of the numbers: what nobody knows exactly, and what a city chooses."""

from __future__ import annotations

import sys
from itertools import groupby

from marketsim.parameters import declarations
from marketsim.parameters.declaration import Declaration
from marketsim.parameters.topics import TOPICS
from marketsim.study.document.markdown import cited, first_line, table, title

COLUMNS = ("name", "declared", "allowed", "per", "meaning", "source", "grade")


def parameters() -> str:
    """Return every fact with value, range, meaning, source and evidence grade, by topic."""
    return _page("Parameters", "parameter", "What is not known exactly; `--assume` takes these.")


def levers() -> str:
    """Return everything a city chooses, by topic."""
    return _page("Levers", "lever", "What a city chooses; `--set` and policies take these.")


def _page(heading: str, kind: str, about: str) -> str:
    chosen = [one for one in declarations() if one.kind == kind]
    topics = {topic.__name__: first_line(sys.modules[topic.__module__].__doc__) for topic in TOPICS}
    abouts = dict(zip(_in_order(), topics.values(), strict=True))
    return f"{title(heading)}\n{about}\n" + "".join(
        f"\n## {topic}\n\n{abouts[topic]}\n\n{table(COLUMNS, map(_row, those))}"
        for topic, those in groupby(chosen, key=lambda one: one.topic)
    )


def _in_order() -> list[str]:
    """The topics as the declarations name them, each once."""
    return list(dict.fromkeys(one.topic for one in declarations()))


def _row(one: Declaration) -> tuple[str, ...]:
    return (
        f"`{one.key}`", one.value, one.allowed, ", ".join(one.per), one.about, cited(one.source), one.grade,
    )  # fmt: skip
