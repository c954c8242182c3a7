"""What is said on the way: answers on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Protocol

import typer


def answer(document: Any) -> None:
    """Print the one JSON document that a script waits for."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


def show(*tables: Any) -> None:
    """Print tables on standard output."""
    from rich.console import Console

    console = Console(width=width_of_terminal())
    for table in tables:
        console.print(table)
        console.print()


def width_of_terminal() -> int:
    """How many characters fit on a line; where there is no terminal, as many as a wide one has."""
    from shutil import get_terminal_size

    return get_terminal_size().columns if sys.stdout.isatty() else 120


def tell(line: object) -> None:
    """Say something beside the answer, on standard error."""
    typer.echo(line, err=True)


def compile_if_needed() -> None:
    """Compile the model before the first run on a machine, and say why that takes longer."""
    from marketsim.study.engine import make_ready, needs_compiling

    if needs_compiling():
        tell("compiling the model for this machine, once (about half a minute with the first settling) …")
        make_ready()


SELDOM = 10.0
"""Seconds between two lines about the days of one run, where there is no terminal."""


class HowFar(Protocol):
    """How far something long has come, in runs or days; more that it knows is told beside that."""

    @property
    def done(self) -> int:
        """How many have finished."""

    @property
    def failed(self) -> int:
        """How many ended in an error."""

    @property
    def planned(self) -> int:
        """How many there are to be."""


@contextmanager
def progress(planned: int, of: str = "runs") -> Iterator[Callable[[HowFar], None]]:
    """Show how far it has come: a bar on a terminal, otherwise a JSON line whenever there is news.

    Days pass more quickly than runs: where there is no terminal, most of them go without a line.
    """
    if not sys.stderr.isatty():
        yield in_lines(0.0 if of == "runs" else SELDOM)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        "[progress.description]{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[more]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(of, total=planned, more="")
        yield lambda now: bar.update(task, total=now.planned, completed=now.done, more=more(now))


def in_lines(seldom: float) -> Callable[[HowFar], None]:
    """Return what tells how far it has come in JSON lines, no two of them within so many seconds."""
    told_last = monotonic()

    def told(now: HowFar) -> None:
        nonlocal told_last
        if monotonic() - told_last >= seldom:
            told_last = monotonic()
            tell(json.dumps(vars(now)))

    return told


def more(now: HowFar) -> str:
    """Return what stands beside the bar: failures, and the interval's half-width against its target."""
    told = [f"{now.failed} failed"] if now.failed else []
    target = getattr(now, "target", None)
    if target:
        width = getattr(now, "half_width", None)
        told.append(f"half-width {'not known yet' if width is None else f'{width:.3g}'}, target {target:g}")
    return ", ".join(told)
