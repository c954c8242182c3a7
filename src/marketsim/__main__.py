"""The command line: reads what is asked, hands it to the questions, and prints the answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from marketsim.study.compare import Progress

DONE, FAILED_RUNS, BAD_INPUT, INPUT_OUTPUT, INTERRUPTED = 0, 1, 2, 74, 130
GOES_ON = "interrupted; finished runs are kept, and the same command carries on"
EPILOG = (
    "Exit codes: 0 done, 1 finished with failed runs, 2 bad input, 74 input/output or disk full, "
    "130 interrupted."
)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Levers = Annotated[
    list[str] | None, typer.Option("--set", metavar="LEVER=VALUE", help="Set a lever, with unit.")
]
Assumed = Annotated[
    list[str] | None,
    typer.Option(
        "--assume", metavar="PARAMETER=VALUE", help="Assume another value of a parameter, with unit."
    ),
]
Start = Annotated[str, typer.Option("--from", metavar="DATE", help="First counted day.")]
Scale = Annotated[float, typer.Option("--scale", help="How many times the people of Vesterbro.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the result.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, nothing else.")]


@app.callback(invoke_without_command=True)
def marketsim(
    context: typer.Context,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more about what happens.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """How does the way an open drug scene is policed change violence, nuisance, harm and displacement?"""  # noqa: D400
    import logging

    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="marketsim: %(message)s")
    if version:
        from marketsim.study.circumstances import version_of

        print(f"marketsim {version_of('marketsim')}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def run(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="A policy of the library, or a TOML file.")],
    days: Annotated[int, typer.Option(help="Days that are counted.")] = 30,
    start: Start = "2018-03-05",
    replicate: Annotated[int, typer.Option(help="Which luck the world has, counted from 0.")] = 0,
    set_: Levers = None,
    assume: Assumed = None,
    scale: Scale = 1.0,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Run one policy once: a table of ten lines, the days as Parquet and a manifest."""
    from marketsim.measures import declared
    from marketsim.study import run as one_run
    from marketsim.study.manifest import Manifest
    from marketsim.study.scenario import scenario, world
    from marketsim.study.store import folder_for

    spec = scenario(policy, world(set_ or [], assume or [], start, days, scale), replicate)
    identity = one_run.identified(spec)
    folder, manifest = folder_for("run", identity.run, out)
    measures = declared()
    if isinstance(manifest, Manifest):
        tell(f"{identity.id} has been run before; reused")
        rows = one_run.from_parquet(folder)
    else:
        compile_if_needed()
        record = one_run.carry_out(identity)
        rows = one_run.rows(record, spec.start, measures)
        manifest = one_run.keep(folder, identity, record, rows, policy)
    if as_json:
        answer(
            manifest.model_dump(exclude={"identity", "schema_version"})
            | {"run": identity.run, "folder": str(folder.path), "days": rows}
        )
    else:
        from marketsim.study.terminal import of_run

        show(
            of_run(
                rows, measures, f"{spec.policy['name']}, {days} days from {spec.start}, replicate {replicate}"
            )
        )
        tell(manifest.cite)
    tell(folder.path)


@app.command()
def compare(
    policies: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[POLICY POLICY…]",
            help="All against the first; without any: crackdown, harm_reduction and as_today.",
        ),
    ] = None,
    days: Annotated[int, typer.Option(help="Days that are counted.")] = 60,
    start: Start = "2018-03-05",
    replicates: Annotated[int, typer.Option(help="Pairs of worlds with the same luck.")] = 20,
    workers: Annotated[int | None, typer.Option(help="Processes at once; as many as processors.")] = None,
    set_: Levers = None,
    assume: Assumed = None,
    scale: Scale = 1.0,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Compare policies in paired worlds: a table with intervals, and a report to open in a browser."""
    from time import perf_counter

    from marketsim.measures import declared
    from marketsim.study import compare as comparing
    from marketsim.study.circumstances import processors
    from marketsim.study.executor import executor
    from marketsim.study.publish import REPORT, publish, published
    from marketsim.study.scenario import LARGEST_REPLICATE, whole, world
    from marketsim.study.store import folder_for
    from marketsim.study.summary import summary

    began = perf_counter()
    whole("--replicates", replicates, 1, LARGEST_REPLICATE)
    hands = executor(whole("--workers", processors() if workers is None else workers, 1, 1024))
    planned = comparing.plan(
        tuple(policies or ()), replicates, world(set_ or [], assume or [], start, days, scale)
    )
    folder, manifest = folder_for("compare", planned.digest, out)
    if published(manifest):
        tell(f"{planned.id} has been compared before; reused")
    else:
        compile_if_needed()
    with progress(len(planned.identities)) as told:
        results = comparing.carry_out(planned, hands, folder, told)
    measures = declared()
    rows = summary(results, measures)
    if rows and not published(manifest):
        publish(results, rows, measures, folder, list(policies or ()), perf_counter() - began)
    if as_json:
        answer(
            {
                "id": planned.id,
                "comparison": planned.digest,
                "policies": list(planned.policies),
                "days": days,
                "from": start,
                "replicates": replicates,
                "folder": str(folder.path),
                "report": str(folder.path / REPORT) if rows else None,
                "failed": results.told_failures(),
                "differences": [row.document() for row in rows],
            }
        )
    elif rows:
        from marketsim.study.terminal import of_differences

        show(*of_differences(rows, width_of_terminal()))
    for line in results.failures_in_words():
        tell(f"marketsim: {line}")
    if rows:
        tell(folder.path if as_json else folder.path / REPORT)
    if not results.complete:
        raise typer.Exit(FAILED_RUNS)


@app.command()
def policies(as_json: Json = False) -> None:
    """List the policies of the library, and what each represents."""
    from marketsim.study.catalogue import policies as every

    listed(every(), ("name", "about"), as_json)


@app.command()
def parameters(
    evidence: Annotated[
        str | None, typer.Option(help="Only numbers of this grade: measured, literature, expert or assumed.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List every number: value, range, evidence and meaning."""
    from marketsim.parameters import declarations
    from marketsim.parameters.tables import table_of

    listed(table_of(declarations(), evidence), ("key", "kind", "value", "allowed", "grade", "about"), as_json)


@app.command()
def sources(as_json: Json = False) -> None:
    """List the publications that numbers and policies rest on."""
    from marketsim.parameters.tables import table_of_sources

    listed(table_of_sources(), ("key", "citation"), as_json)


@app.command(name="map")
def map_(
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the map.")] = None,
    geojson: Annotated[Path | None, typer.Option(metavar="FILE", help="Export streets and places.")] = None,
    as_json: Json = False,
) -> None:
    """Draw the map of Inner Vesterbro, or export its streets and places."""
    from marketsim.study.maps import write_maps

    if png is None and geojson is None:
        png = Path("inner-vesterbro.png")
    written = write_maps(png, geojson)
    if as_json:
        answer({kind: str(path) for kind, path in written.items()})
    for path in written.values():
        tell(path)


def listed(documents: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    """Print like things as one JSON document or as a table."""
    if as_json:
        answer(documents)
    else:
        from marketsim.study.terminal import of_documents

        show(of_documents(documents, columns))


def answer(document: Any) -> None:
    """Print the one JSON document that a script waits for."""
    print(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


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
    print(line, file=sys.stderr, flush=True)


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


def main() -> NoReturn:
    """Run the command line; every mistake ends in one line and an exit code that says what kind it was."""
    sys.exit(exit_code())


def exit_code(arguments: list[str] | None = None) -> int:
    """Do what the arguments ask and return the exit code."""
    try:
        ended = int(typer.main.get_command(app).main(arguments, "marketsim", standalone_mode=False) or DONE)
        return complain(GOES_ON, ended) if ended == INTERRUPTED else ended
    except (KeyboardInterrupt, typer.Abort):
        return complain(GOES_ON, INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INPUT_OUTPUT
    except OSError as problem:
        from marketsim.study.store import why

        return complain(f"{problem.filename or 'input/output'}: {why(problem)}", INPUT_OUTPUT)
    except Exception as problem:  # noqa: BLE001 - faults of the program are raised again
        return explained(problem)


def explained(problem: Exception) -> int:
    """Complain about one of our own errors; any other is a fault of the program and shown in full."""
    from marketsim.parameters.errors import MarketsimError
    from marketsim.study.run import RunFailed
    from marketsim.study.store import CannotKeep

    if hasattr(problem, "format_message"):  # a mistake in how the command was typed
        return complain(problem.format_message(), BAD_INPUT)
    if isinstance(problem, CannotKeep):
        return complain(problem, INPUT_OUTPUT)
    if isinstance(problem, MarketsimError):
        return complain(problem, BAD_INPUT)
    if isinstance(problem, RunFailed):
        import logging

        logging.getLogger(__name__).info(problem.details)
        return complain(f"the run failed: {problem}", FAILED_RUNS)
    raise problem


def complain(problem: object, code: int) -> int:
    """Say on one line what is wrong, and return the exit code."""
    tell("marketsim: " + " ".join(str(problem).split()))
    return code


if __name__ == "__main__":
    main()
