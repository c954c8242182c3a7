"""What is said on the way: answers on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from marketsim.study.compare import Progress


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
        tell("compiling the model for this machine, once (about 15 s) …")
        make_ready()


@contextmanager
def progress(planned: int) -> Iterator[Callable[[Progress], None]]:
    """Show how far a comparison has come: a bar on a terminal, otherwise a JSON line whenever a run ends."""
    if not sys.stderr.isatty():
        yield lambda now: tell(json.dumps(vars(now)))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        "[progress.description]{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("runs", total=planned, failed="")
        yield lambda now: bar.update(
            task, completed=now.done, failed=f"{now.failed} failed" if now.failed else ""
        )
