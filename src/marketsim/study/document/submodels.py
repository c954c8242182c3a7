"""The pages of the rules and of the dice: one decision, one function, and who says so."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import FunctionType, ModuleType
from typing import Any

from marketsim import rules
from marketsim.provenance import PACKAGE, source_files
from marketsim.study.document.markdown import cited, first_line, sentence, table, title, words

HEADING = re.compile(r"^(\w+)\n-{3,}\n(.*?)(?=^\w+\n-{3,}\n|\Z)", re.MULTILINE | re.DOTALL)
STREAM = re.compile(r'^\w+ = stream\(\s*"([^"]+)"', re.MULTILINE)
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def chapters() -> Iterator[ModuleType]:
    """Every chapter of the rules."""
    for each in iter_modules(rules.__path__):
        yield import_module(f"{rules.__name__}.{each.name}")


def rules_of(chapter: ModuleType) -> list[FunctionType]:
    """The rules of a chapter as plain functions, in the order in which they were written."""
    plain: list[Any] = [getattr(value, "py_func", value) for value in vars(chapter).values()]
    return [each for each in plain if isinstance(each, FunctionType) and each.__module__ == chapter.__name__]


def submodels() -> str:
    """Return every rule by chapter: what it answers, what it takes, and its source."""
    return title("How people decide") + "".join(
        f"\n## {first_line(chapter.__doc__).removesuffix('.')}\n\n`{chapter.__name__.replace('.', '/')}.py`\n\n"
        + table(("rule", "answers", "takes", "source"), (_row(rule) for rule in rules_of(chapter)))
        for chapter in chapters()
    )


def decisions() -> list[tuple[str, str]]:
    """Every decision that draws a number, and the file in which it does."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in source_files(kinds={".py"}))
    return [
        (name, path.relative_to(PACKAGE).as_posix()) for path, text in texts for name in STREAM.findall(text)
    ]


def chance() -> str:
    """Return every decision that draws a number of its own."""
    drawn = table(("decision", "drawn in"), ((name, f"`{file}`") for name, file in decisions()))
    return f"{title('Where chance enters')}\n{words('chance')}\n{drawn}"


def _row(rule: FunctionType) -> tuple[str, ...]:
    parts = dict(HEADING.findall(inspect.getdoc(rule) or ""))
    takes = "; ".join(line.strip() for line in parts.get("Parameters", "").splitlines() if line.strip())
    named = KEY.findall(parts.get("Source", ""))
    return sentence(rule.__name__), first_line(rule.__doc__), takes, cited(named)
