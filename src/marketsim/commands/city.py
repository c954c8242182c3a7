"""``marketsim city``: another city from a GeoJSON of its streets and places."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marketsim.commands.options import Json
from marketsim.commands.telling import answer, tell


def city(
    streets: Annotated[
        Path,
        typer.Argument(
            metavar="STREETS.geojson", help="Lines with a highway of OpenStreetMap, or a kind of ours."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder for the city.")],
    places: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Points and outlines: rooms, stations, schools, zones."),
    ] = None,
    name: Annotated[str, typer.Option(help="What the city is called; the folder's name.")] = "",
    cell: Annotated[int, typer.Option(help="Edge of a cell, even metres; 10, or as the file says.")] = 0,
    centre: Annotated[
        str, typer.Option(metavar="LON,LAT", help="Middle of the scene; the first station exit.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a city of its own from streets and places, for --city of run, compare and map; says what is assumed."""
    from marketsim.study.cities.folder import import_city

    made = import_city(streets, out, places, name, cell, centre)
    if as_json:
        answer({
            "folder": str(made.folder), "streets": made.streets, "cells": made.cells, "told": list(made.told),
        })  # fmt: skip
    for line in made.told:
        tell(line)
    tell(
        f"{made.streets:,} streets, {made.cells:,} cells; walks between all of them are measured on first use"
    )
    tell(made.folder)
