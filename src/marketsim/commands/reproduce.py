"""``marketsim reproduce``: make a result again and say whether it is the same."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from marketsim.commands.exits import FAILED_RUNS
from marketsim.commands.options import Json
from marketsim.commands.telling import answer, compile_if_needed, progress, tell

MOST_RUNS = 5_000_000


def reproduce(
    result: Annotated[
        str,
        typer.Argument(
            metavar="MANIFEST|RUN_ID|REPORT",
            help="A manifest.json, its folder, an id such as ms1:8f3a1c22, or a report.html.",
        ),
    ],
    with_: Annotated[
        str | None,
        typer.Option("--with", metavar="PYTHON", help="A Python with the marketsim that made the result."),
    ] = None,
    runs: Annotated[
        int | None, typer.Option(help="Only so many of the runs of a comparison or a sweep, drawn by lot.")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Processes at once; as many as processors.")] = None,
    as_json: Json = False,
) -> None:
    """Run a result again: IDENTICAL, IDENTICAL TO 10 DIGITS, or DIFFERENT, and which decision differs first."""
    from marketsim.study.circumstances import processors
    from marketsim.study.executor import executor
    from marketsim.study.reproduce.again import all_made_again, made_again
    from marketsim.study.reproduce.originals import originals, some_of
    from marketsim.study.reproduce.programs import Program
    from marketsim.study.reproduce.verdict import DIFFERENT, IDENTICAL, worst
    from marketsim.study.reproduce.words import lines, of_many
    from marketsim.study.scenario import whole

    number = whole("--workers", processors() if workers is None else workers, 1, 1024)
    name, originally = originals(result)
    if runs is not None:
        originally = some_of(originally, whole("--runs", runs, 1, MOST_RUNS))
    with ExitStack() as stack:
        other = stack.enter_context(Program(with_)) if with_ else None
        compile_if_needed()
        if len(originally) == 1:
            days = sum(int(originally[0].asked[name]) for name in ("settling_days", "days"))
            with progress(days, "days") as told_days:
                verdicts = [made_again(originally[0], other, tell=told_days)]
        else:
            told = stack.enter_context(progress(len(originally)))
            verdicts = all_made_again(originally, executor(number), other, told)
    word = worst(verdicts)
    if as_json:
        answer({"id": name, "verdict": word, "runs": [verdict.document() for verdict in verdicts]})
    else:
        if len(verdicts) > 1:
            typer.echo(of_many(word, verdicts))
        shown = [one for one in verdicts if len(verdicts) == 1 or one.word != IDENTICAL]
        first = next((one for one in shown if one.parting or one.midnight is not None), None)
        for verdict in shown:
            for heading, line in lines(verdict)[: None if verdict in (first, verdicts[0]) else 1]:
                typer.echo(f"{heading:<13} {line}")
    tell(name)
    if word == DIFFERENT:
        raise typer.Exit(FAILED_RUNS)
