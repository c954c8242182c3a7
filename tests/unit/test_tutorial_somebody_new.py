"""The kind of agent that a tutorial writes out line by line is put into a copy of the program and works there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from filecmp import dircmp
from pathlib import Path

import pytest
from pyarrow.parquet import read_table
from reader import CHANGE, FILE, PYTHON, Reader, Step, steps

from marketsim.__main__ import exit_code
from marketsim.provenance import PACKAGE

ENGINEER = "tutorials/somebody_new"
LOOK = """
from marketsim.study.verification.invariants import impossible

print(*model.agents_by_type[Collector].get("picked_up"))
assert impossible(model.market) == []
"""


class Engineer(Reader):
    """Changes a copy of the program as the page says, and asks the changed one."""

    def do(self, step: Step) -> None:
        """Do one thing; what is changed in a file is told by its old and its new lines."""
        if step.kind == CHANGE:
            file = self.folder / "marketsim" / re.findall(r"`([\w/]+\.py)`", step.before)[-1]
            file.write_text(changed(file.read_text("utf-8"), step.typed), "utf-8")
        elif step.kind == PYTHON:
            self.ask("-c", step.typed + LOOK)
        else:
            super().do(step)

    def write(self, name: str, text: str) -> None:
        """Write a new file, or add to the end of one that is there."""
        file = self.folder / "marketsim" / name
        before = file.read_text("utf-8") + "\n" if file.exists() else ""
        file.write_text(before + text, "utf-8")

    def type(self, line: str) -> None:
        """Type a command to the changed program; what takes minutes is tried elsewhere."""
        if "verification" not in line:
            self.ask("-m", *shlex.split(line))

    def ask(self, *words: str) -> None:
        """Ask the changed program."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        asked = [sys.executable, "-P", *words]
        done = subprocess.run(asked, env=environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        self.typed.append(done.stdout)


def changed(text: str, change: str) -> str:
    """The text with old lines replaced by new ones; parts of a change are told apart by a line with dots."""
    for part in change.split("…\n"):
        lines = part.splitlines()
        old = "\n".join(line[1:] for line in lines if line[0] in " -")
        new = "\n".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text


def touched(found: dircmp[str]) -> Iterator[str]:
    """Every file that is new or other than it was."""
    yield from (*found.right_only, *found.diff_files)
    for part in found.subdirs.values():
        yield from touched(part)


@pytest.fixture
def engineer(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Engineer:
    """Somebody with a copy of the program."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "marketsim", ignore=shutil.ignore_patterns("__pycache__"))
    return Engineer(tmp_path, capsys)


def test_the_new_agent_of_the_tutorial_fits_into_the_program_and_takes_ten_files(engineer: Engineer) -> None:
    for step in steps(ENGINEER):
        if step.kind in (FILE, CHANGE):
            engineer.do(step)
    engineer.ask("-c", "import marketsim.model.schedule, marketsim.model.mesa_model")
    engineer.ask("-m", "marketsim", "document", "state")
    assert "used equipment picked up so far" in engineer.typed[-1]
    differing = dircmp(PACKAGE, engineer.folder / "marketsim", ignore=["__pycache__"])
    assert len(list(touched(differing))) <= 10


@pytest.mark.slow
def test_the_new_agent_of_the_tutorial_works_and_changes_nothing_where_there_is_none(
    engineer: Engineer,
) -> None:
    assert exit_code("run as_today --days 2 --scale 0.1 --out plain".split()) == 0
    engineer.follow(ENGINEER)
    picked_up = [int(told) for told in engineer.typed[-1].split()]
    assert len(picked_up) == 5
    assert sum(picked_up) > 0
    plain, without, with_five = (
        read_table(f"{one}/days.parquet") for one in ("plain", "without", "with_five")
    )
    assert without.equals(plain)
    assert not with_five.equals(plain)
