"""What there is: policies, numbers, sources and the map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from marketsim.commands.options import Json
from marketsim.commands.telling import answer, show, tell


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
        str, typer.Argument(metavar="[PAGE]", help="One page: odd, schedule, rules, parameters …")
    ] = "odd",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write every page here instead.")] = None,
    as_json: Json = False,
) -> None:
    """Describe the model from its code: the ODD description and every table, as Markdown."""
    from marketsim.study.document import PAGES, write_pages
    from marketsim.study.document import page as one_page

    if out is not None:
        written = write_pages(out)
        answer([str(path) for path in written]) if as_json else tell(out)
    elif as_json:
        answer({name: one_page(name) for name in PAGES})
    else:
        typer.echo(one_page(page), nl=False)


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
