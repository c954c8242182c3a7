"""Somebody who follows a tutorial: types every command and every line of Python in it, in the order of the page."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from markdown_it import MarkdownIt

from marketsim.__main__ import exit_code

HOUSE = Path(__file__).parents[2]
DOCS = HOUSE / "docs"
COMMAND, PYTHON, FILE, CHANGE = "command", "python", "file", "change"
NOT_TYPED = ("text", "pycon", "r")
"""What a page shows without asking anybody to type it here; ``pycon`` is compared with its answers by doctest."""
NAMED_FILE = re.compile(r"`([\w/]+\.(?:toml|py))`[^`]*:$")
ELSEWHERE = {
    "python3 -m pip install": ".ci/run",
    "marketsim dashboard": "tests/browser/test_opening_page.py",
    "marketsim document verification": "tests/unit/test_verification.py",
}
"""What takes an installation, a browser or minutes → where it is tried."""
EXTRAS = ("duckdb", "mesa.visualization", "solara")
"""What Python on a page may import that the plain test environment has not."""


class Step(NamedTuple):
    """Something a reader does: what kind of thing, what is typed, and the text just before it."""

    kind: str
    typed: str
    before: str = ""


def steps(page: str) -> Iterator[Step]:
    """Everything that a page asks its reader to do, commands in the middle of a sentence among it."""
    before = ""
    for token in MarkdownIt().parse((DOCS / f"{page}.md").read_text(encoding="utf-8")):
        if token.type == "inline":
            before = token.content
            codes = [one.content for one in token.children or () if one.type == "code_inline"]
            yield from (Step(COMMAND, code) for code in codes if is_whole(code))
        elif token.type == "fence" and token.info == "console":
            for line in token.content.splitlines():
                assert line.startswith("$ "), f"{page}: {line}"
                yield Step(COMMAND, line.removeprefix("$ "))
        elif token.type == "fence" and token.info == "toml":
            yield Step(FILE, token.content, before)
        elif token.type == "fence" and token.info == "python":
            yield Step(FILE if NAMED_FILE.search(before) else PYTHON, token.content, before)
        elif token.type == "fence" and token.info == "diff":
            yield Step(CHANGE, token.content, before)
        elif token.type == "fence":
            assert token.info in NOT_TYPED, f"{page}: a block of {token.info or 'nothing'}"


def is_whole(code: str) -> bool:
    """Whether code in a sentence is a command to type, and not the name of one."""
    return code.startswith("marketsim ") and len(code.split()) > 2


def needs_an_extra(code: str) -> bool:
    """Whether a block of Python imports what the plain test environment has not."""
    return any(re.search(rf"^(import|from) {re.escape(name)}\b", code, re.MULTILINE) for name in EXTRAS)


class Reader:
    """Follows pages in an empty folder.

    Attributes
    ----------
    has_extras : whether Python that needs an extra is run, too
    names : what has been given a name in Python so far
    typed : the commands that have been run
    """

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], has_extras: bool = False) -> None:
        self.folder, self.capsys, self.has_extras = folder, capsys, has_extras
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.typed: list[str] = []

    def follow(self, page: str) -> None:
        """Do all that a page asks for."""
        for step in steps(page):
            self.do(step)

    def do(self, step: Step) -> None:
        """Do one thing."""
        if step.kind == COMMAND:
            self.type(step.typed)
        elif step.kind == PYTHON and (self.has_extras or not needs_an_extra(step.typed)):
            exec(compile(step.typed, "tutorial", "exec"), self.names)
        elif step.kind == FILE and (file := NAMED_FILE.search(step.before)):
            self.write(file[1], step.typed)

    def write(self, name: str, text: str) -> None:
        """Write a file as the page shows it."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def type(self, line: str) -> None:
        """Type a command, which has to end well."""
        if tried := next((where for words, where in ELSEWHERE.items() if line.startswith(words)), None):
            assert (HOUSE / tried).is_file(), tried
            return
        program, *words = shlex.split(line, comments=True)
        if program == "marketsim":
            self.capsys.readouterr()
            assert exit_code(words) == 0, f"{line}\n{self.capsys.readouterr().err}"
        else:
            subprocess.run(line, shell=True, check=True, cwd=self.folder)  # noqa: S602 - as the page says
        self.typed.append(line)
