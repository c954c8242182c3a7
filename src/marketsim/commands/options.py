"""The options that several commands share, each with the one sentence that help shows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
City = Annotated[
    Path | None,
    typer.Option(
        "--city", metavar="DIR", help="Another city, as 'marketsim city' writes it; ours is Vesterbro."
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the result.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, nothing else.")]
