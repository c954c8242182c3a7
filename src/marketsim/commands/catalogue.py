"""What there is: policies, numbers, sources and the map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from marketsim.commands.exits import DONE, FAILED_RUNS
from marketsim.commands.options import City, Json
from marketsim.commands.telling import answer, compile_if_needed, progress, show, tell


def policies(as_json: Json = False) -> None:
    """List the policies of the library, and what each represents."""
    from marketsim.study.catalogue import policies as every

    listed(every(), ("name", "about"), as_json)


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


def sources(as_json: Json = False) -> None:
    """List the publications that numbers and policies rest on."""
    from marketsim.parameters.tables import table_of_sources

    listed(table_of_sources(), ("key", "citation"), as_json)


def document(
    page: Annotated[
        str,
        typer.Argument(
            metavar="[PAGE]",
            help="One page: odd, schedule, rules, parameters … or verification, which takes minutes.",
        ),
    ] = "odd",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write every page here instead.")] = None,
    replicates: Annotated[
        int, typer.Option(min=2, help="Runs each check takes; for the page 'verification' only.")
    ] = 3,
    as_json: Json = False,
) -> int:
    """Describe the model from its code as Markdown: the ODD description and every table.

    The page 'verification' takes minutes: it runs what the model owes, and ends with 1 where something fails.
    """
    from marketsim.study.document import PAGES, VERIFICATION, write_pages
    from marketsim.study.document import page as one_page

    if page == VERIFICATION:
        return verified(replicates, out, as_json)
    if out is not None:
        written = write_pages(out)
        answer([str(path) for path in written]) if as_json else tell(out)
    elif as_json:
        answer({name: one_page(name) for name in PAGES})
    else:
        typer.echo(one_page(page), nl=False)
    return DONE


def verified(replicates: int, out: Path | None, as_json: bool) -> int:
    """Run what the model owes, tell what was found, and return the exit code."""
    from marketsim.study.verification.checks import CHECKS
    from marketsim.study.verification.report import verify, write_page

    compile_if_needed()
    with progress(sum(map(len, CHECKS.values()))) as show_how_far:
        verification = verify(replicates, show_how_far)
    if out is not None:
        tell(write_page(verification, out))
    if as_json:
        answer(verification.document())
    elif out is None:
        typer.echo(verification.page(), nl=False)
    return FAILED_RUNS if verification.failed else DONE


def map_(
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the map.")] = None,
    geojson: Annotated[Path | None, typer.Option(metavar="FILE", help="Export streets and places.")] = None,
    city: City = None,
    as_json: Json = False,
) -> None:
    """Draw the map of Inner Vesterbro or of another city, or export its streets and places."""
    from marketsim.study.maps import write_maps

    if png is None and geojson is None:
        png = Path(f"{city.resolve().name if city else 'inner-vesterbro'}.png")
    written = write_maps(png, geojson, city)
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
