"""The programs that made results here, kept so that they can be asked again after they have been changed."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Self

from marketsim.cache import forget_older_files, private_folder
from marketsim.parameters.errors import MarketsimError
from marketsim.provenance import CHAPTERS, PACKAGE, digest_of, source_digest, source_files
from marketsim.study.reproduce.checkpoints import Checkpoints
from marketsim.study.reproduce.witness import Act, acts_from_bytes, to_bytes

if TYPE_CHECKING:
    from marketsim.entities.world import Snapshot
    from marketsim.model.simulate import RunSpec

KEPT = 30
NAME = "source"
WITNESS = "marketsim.study.reproduce.witness"


class CannotAsk(MarketsimError):
    """The program that made a result cannot be asked; what is known without it is told all the same."""


@cache
def keep_source() -> None:
    """Keep the source of the model that runs here, in a private folder under its digest.

    Only what has been run here comes to lie there: source that travels with results is never run unasked.
    """
    place = _place(source_digest())
    if place.exists():
        os.utime(place)
        return
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in source_files():
            archive.write(file, file.relative_to(PACKAGE).as_posix())
    unfinished.replace(place)
    forget_older_files(place.parent, NAME, KEPT)


def _place(digest: str) -> Path:
    return private_folder("sources") / f"{NAME}-{digest}.zip"


class Program:
    """Another marketsim as a witness: a Python in which it is installed, or a folder with its source.

    It is started at once, so that it can make itself ready meanwhile, and ends with the ``with`` that holds it.

    Parameters
    ----------
    python : the interpreter
    folder : where its source lies, if it is not installed
    """

    def __init__(self, python: str, folder: Path | None = None) -> None:
        self.desk = Path(mkdtemp(prefix="marketsim-"))
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        if folder is not None:
            environment["PYTHONPATH"] = str(folder)
        try:
            self.process = subprocess.Popen(
                [python, "-m", WITNESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True, env=environment, cwd=self.desk,
            )  # fmt: skip
        except OSError as problem:
            shutil.rmtree(self.desk, ignore_errors=True)
            raise CannotAsk(f"--with {python}: {(problem.strerror or str(problem)).lower()}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()
        shutil.rmtree(self.desk, ignore_errors=True)

    def midnights(self, spec: RunSpec, days: int) -> Checkpoints:
        """Return sums of the world as it was made, and after each of so many days, settling first."""
        return Checkpoints.from_bytes(self._ask("midnights", spec, None, days=days))

    def steps(self, spec: RunSpec, day: int, morning: Snapshot | None) -> Checkpoints:
        """Return sums after the morning of a day and after each of its ticks, from where the day began."""
        return Checkpoints.from_bytes(self._ask("steps", spec, morning, day=day))

    def acts(self, spec: RunSpec, day: int, morning: Snapshot | None, step: int) -> list[Act]:
        """Return what each process did in a step of a day."""
        return acts_from_bytes(self._ask("acts", spec, morning, day=day, step=step))

    def _ask(self, asks: str, spec: RunSpec, morning: Snapshot | None, **more: int) -> bytes:
        kept, answer = self.desk / "morning.npz", self.desk / "answer.npz"
        if morning is not None:
            kept.write_bytes(to_bytes(morning))
        request = {
            "asks": asks, "spec": spec.to_json(), "morning": str(kept) if morning is not None else "",
            "answer": str(answer), **more,
        }  # fmt: skip
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            told = self.process.stdout.readline()
            problem = json.loads(told)["problem"] if told else self._last_words()
        except (OSError, ValueError, KeyError) as fault:
            problem = self._last_words() or str(fault)
        if problem:
            raise CannotAsk(f"the program that made the result cannot be asked: {problem}")
        return answer.read_bytes()

    def _last_words(self) -> str:
        """Return the last line of what the program said when it died."""
        self.process.kill()
        _, said = self.process.communicate()
        return (said.strip().splitlines() or ["it ended without a word"])[-1]


@contextmanager
def brought_back(digest: str) -> Iterator[Program | None]:
    """Give the program with this source digest as it was, if it has been run here before.

    What decides results is taken from the archive, everything around it from the marketsim installed here.
    """
    try:
        archive = zipfile.ZipFile(_place(digest))
    except (OSError, zipfile.BadZipFile):
        yield None
        return
    with archive, TemporaryDirectory(prefix="marketsim-") as folder:
        package = Path(folder) / PACKAGE.name
        shutil.copytree(
            PACKAGE, package, ignore=lambda at, _: CHAPTERS if Path(at) == PACKAGE else ["__pycache__"]
        )
        archive.extractall(package)
        if digest_of(package) != digest:
            yield None
            return
        with Program(sys.executable, Path(folder)) as program:
            yield program


def changed_since(digest: str) -> list[str]:
    """Return what differs between the source that made a result and that of here: file and function."""
    try:
        with zipfile.ZipFile(_place(digest)) as archive:
            there = {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile):
        return []
    here = {file.relative_to(PACKAGE).as_posix(): file.read_bytes() for file in source_files()}
    return [
        told
        for name in sorted({*here, *there})
        if here.get(name) != there.get(name)
        for told in _changed_in(name, there.get(name, b""), here.get(name, b""))
    ]


def _changed_in(name: str, there: bytes, here: bytes) -> list[str]:
    """Return the functions of a file that differ; the file itself where that cannot be said."""
    try:
        then, now = _parts(there), _parts(here)
    except (SyntaxError, ValueError):
        return [name]
    differ = [part for part in {**then, **now} if then.get(part) != now.get(part)]
    return [f"{name}: {part}" if part else name for part in differ]


def _parts(source: bytes) -> dict[str, str]:
    """Return the code of each function and class of a file, and of the rest under an empty name."""
    parts: dict[str, str] = {"": ""}
    for node in ast.parse(source).body:
        name = getattr(node, "name", "")
        parts[name] = parts.get(name, "") + ast.dump(node)
    return parts
