"""``marketsim export``: a result for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marketsim.commands.options import Json
from marketsim.commands.telling import answer, tell


def export(
    result: Annotated[
        str,
        typer.Argument(metavar="RESULT", help="A manifest.json, its folder, or an id such as ms1:8f3a1c22."),
    ],
    csv: Annotated[Path | None, typer.Option(metavar="DIR", help="Every table as CSV.")] = None,
    geojson: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What was counted in each cell of the map.")
    ] = None,
    ro_crate: Annotated[
        Path | None, typer.Option("--ro-crate", metavar="DIR", help="All files, described as an RO-Crate.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a kept result for spreadsheets, maps and archives."""
    from marketsim.parameters.errors import BadValue
    from marketsim.study.export.crate import write_crate
    from marketsim.study.export.places import write_geojson
    from marketsim.study.export.result import Result
    from marketsim.study.export.tables import write_csv

    if csv is None and geojson is None and ro_crate is None:
        raise BadValue("export: say as what; expected --csv DIR, --geojson FILE or --ro-crate DIR")
    opened = Result.of(result)
    written: list[Path] = []
    if csv is not None:
        written += write_csv(opened, csv)
    if geojson is not None:
        written.append(write_geojson(opened, geojson))
    if ro_crate is not None:
        written += write_crate(opened, ro_crate)
    if as_json:
        answer(
            {"id": opened.manifest.id, "cite": opened.manifest.cite, "files": [str(one) for one in written]}
        )
    tell(opened.manifest.cite)
    for one in (csv, geojson, ro_crate):
        if one is not None:
            tell(one)
