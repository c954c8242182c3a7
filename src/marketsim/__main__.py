"""The command line: a thin skin over the commands, in which every mistake ends in one line and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated, NoReturn

import typer

from marketsim.commands import catalogue
from marketsim.commands.check import check
from marketsim.commands.city import city
from marketsim.commands.compare import compare
from marketsim.commands.dashboard import dashboard
from marketsim.commands.exits import DONE, EPILOG, GOES_ON, INPUT_OUTPUT, INTERRUPTED, complain, explained
from marketsim.commands.explain import explain
from marketsim.commands.export import export
from marketsim.commands.reproduce import reproduce
from marketsim.commands.run import run
from marketsim.commands.sweep import sweep

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    run,
    compare,
    dashboard,
    check,
    reproduce,
    explain,
    export,
    city,
    catalogue.policies,
    catalogue.parameters,
    catalogue.sources,
    catalogue.document,
):
    app.command()(command)
app.command(name="map")(catalogue.map_)
app.add_typer(sweep, name="sweep")


@app.callback(invoke_without_command=True)
def marketsim(
    context: typer.Context,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more about what happens.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """How does the way an open drug scene is policed change violence, nuisance, harm and displacement?"""  # noqa: D400
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="marketsim: %(message)s")
    if version:
        from marketsim.study.circumstances import version_of

        typer.echo(f"marketsim {version_of('marketsim')}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> NoReturn:
    """Run the command line; every mistake ends in one line and an exit code that says what kind it was."""
    sys.exit(exit_code())


def exit_code(arguments: list[str] | None = None) -> int:
    """Do what the arguments ask and return the exit code."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none is used; looking for some takes time
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


if __name__ == "__main__":
    main()
