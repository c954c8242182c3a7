"""``marketsim sweep``: plan an experiment, run it, look at it, and read what it found."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marketsim.commands.exits import FAILED_RUNS
from marketsim.commands.options import Json, Out
from marketsim.commands.telling import answer, compile_if_needed, progress, show, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketsim.study.experiment import Experiment
    from marketsim.study.sweep.drive import Progress
    from marketsim.study.sweep.store import SweepStore

sweep = typer.Typer(no_args_is_help=True, help="Run an experiment: many worlds, policies and replicates.")
Asked = Annotated[
    str, typer.Argument(metavar="EXPERIMENT", help="An experiment of the library, a folder or a TOML file.")
]
Mixed = Annotated[
    bool,
    typer.Option("--allow-mixed", help="Let results of changed source or numbers stand together; recorded."),
]


@sweep.command()
def plan(
    experiment: Asked,
    pilot: Annotated[int, typer.Option(help="Worlds run to time it; they count and are kept.")] = 3,
    allow_mixed: Mixed = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Say what it will take: runs, core-hours, disk, and how narrow the interval will be."""
    known = read(experiment)
    from marketsim.study.scenario import whole
    from marketsim.study.sweep.plan import Sweep
    from marketsim.study.sweep.quote import quote
    from marketsim.study.sweep.store import SweepStore, place_for
    from marketsim.study.terminal import of_documents

    whole("--pilot", pilot, 0, 1000)
    asked = Sweep(known)
    folder = place_for(asked.experiment.name, out)
    with SweepStore.made(folder) as store:
        store.check()
        store.plan(asked, allow_mixed)
        if pilot:
            compile_if_needed()
        with progress(store.journal.counts()["planned"]) as told:
            quoted = quote(asked, store, pilot, tell=told)
    if as_json:
        answer(quoted | {"folder": str(folder)})
    else:
        from marketsim.study.sweep.words import in_words

        show(of_documents(in_words(quoted), ("what", "how much")))
    tell(folder)


@sweep.command()
def run(
    experiment: Asked,
    workers: Annotated[int | None, typer.Option(help="Processes at once; as many as processors.")] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="WHERE", help="local, or the address of a Dask scheduler.")
    ] = None,
    allow_mixed: Mixed = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Run what has not been run yet; Ctrl-C stops it, and the same command carries on."""
    known = read(experiment)
    import signal

    from marketsim.study.manifest import citation
    from marketsim.study.reproduce.programs import keep_source
    from marketsim.study.sweep.drive import Drive
    from marketsim.study.sweep.hands import hands_of
    from marketsim.study.sweep.plan import Sweep
    from marketsim.study.sweep.store import SweepStore, place_for

    asked = Sweep(known)
    hands = hands_of(asked.experiment, workers, cluster)
    folder = place_for(asked.experiment.name, out)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with SweepStore.made(folder) as store:
        for line in prepared(store, asked, allow_mixed):
            tell(f"marketsim: {line}")
        compile_if_needed()
        keep_source()
        with progress(store.journal.counts()["planned"]) as told:
            ended = Drive(asked, store, told).carry_on(hands)
        cite = citation(store.id)
    finish(ended, folder, cite, as_json)


@sweep.command()
def status(experiment: Asked, out: Out = None, as_json: Json = False) -> None:
    """Show how far it has come, also while it runs in another terminal."""
    from marketsim.study.sweep.drive import state_of
    from marketsim.study.terminal import of_documents

    with opened(experiment, out) as store:
        state, folder = state_of(store), store.path
    if as_json:
        answer(state | {"folder": str(folder)})
        return
    numbers = ("planned", "done", "failed", "running", "spared", "drivers")
    show(of_documents([{"runs": name, "number": state[name]} for name in numbers], ("runs", "number")))
    for failure in state["failures"]:
        tell(f"{failure['runs']} failed: {failure['reason']}")
    for mixed in state["mixed"]:
        tell(f"mixed: {mixed}")
    tell(folder)


@sweep.command()
def retry(
    experiment: Asked,
    failed: Annotated[bool, typer.Option("--failed", help="Every run that has failed.")] = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Plan failed runs again; the next 'sweep run' does them."""
    from marketsim.parameters.errors import BadValue

    if not failed:
        raise BadValue("sweep retry: say which runs; expected --failed")
    with opened(experiment, out) as store:
        number, folder = store.journal.again(), store.path
    if as_json:
        answer({"planned_again": number, "folder": str(folder)})
    else:
        tell(f"{number} failed {'run is' if number == 1 else 'runs are'} planned again")
    tell(folder)


@sweep.command()
def report(
    experiment: Asked,
    days: Annotated[
        str | None,
        typer.Option(metavar="FIRST-LAST", help="Look at these counted days only, such as 181-365."),
    ] = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Write what has been found: a page, tables and figures."""
    asked = read(experiment)
    from marketsim.study.scenario import days_between
    from marketsim.study.sweep.publish import publish

    window = days_between("--days", days, asked.document.days) if days else None
    with opened(experiment, out, asked) as store:
        told = publish(asked, store, window)
    if as_json:
        answer(told)
    else:
        for line in told["answers"]:
            tell(line)
        warn(told["warnings"])
        tell(told["cite"])
    tell(told["report"])
    if told["failed"]:
        raise typer.Exit(FAILED_RUNS)


@sweep.command()
def export(
    experiment: Asked,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A name ending in .parquet or .csv.")],
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Write the days of every run into one file that pandas, DuckDB and R read."""
    asked = read(experiment)
    from marketsim.study.sweep.cautions import cautions, unreached
    from marketsim.study.sweep.export import export as written_by

    with opened(experiment, out, asked) as store:
        files = written_by(asked, store.path, file)
        careful = [*cautions(asked, store), *unreached(asked, store)]
    warn(careful)
    if as_json:
        answer({"files": [str(one) for one in files], "warnings": careful})
    for one in files:
        tell(one)


def read(experiment: str) -> Experiment:
    """Read an experiment; every mistake in it is told before anything is run."""
    from marketsim.study.experiment import Experiment

    return Experiment.read(experiment)


@contextmanager
def opened(experiment: str, out: Path | None, asked: Experiment | None = None) -> Iterator[SweepStore]:
    """Open the store of an experiment that has been planned or run; one that is read must hold what is asked."""
    from marketsim.study.experiment.reading import located, name_of
    from marketsim.study.sweep.store import SweepStore, place_for

    folder = place_for(name_of(located(experiment)), out)
    with SweepStore.read(folder, asked) if asked else SweepStore.found(folder) as store:
        yield store


def warn(lines: list[str]) -> None:
    """Say what must be known before the figures are believed."""
    for line in lines:
        tell(f"marketsim: {line}")


def prepared(store: SweepStore, asked: Any, allow_mixed: bool) -> Iterator[str]:
    """Check the store and put the experiment's runs into it, giving what there is to say about that."""
    damaged = store.check()
    if damaged:
        yield f"{damaged} stored runs were damaged and are done again"
    mixed = store.plan(asked, allow_mixed)
    if mixed:
        yield f"results are mixed, and the report will say so: {'; '.join(mixed[:3])}"


def finish(ended: Progress, folder: Path, cite: str, as_json: bool) -> None:
    """Say how it ended."""
    if as_json:
        told = {name: value for name, value in vars(ended).items() if name != "left"}
        answer(told | {"cite": cite, "folder": str(folder)})
    else:
        tell(f"{ended.done} of {ended.planned} runs done, {ended.failed} failed")
        tell(cite)
    tell(folder)
    if ended.failed:
        raise typer.Exit(FAILED_RUNS)
