"""``marketsim dashboard``: two worlds with the same luck, in the browser."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from marketsim.commands.exits import BAD_INPUT, complain
from marketsim.commands.telling import compile_if_needed, tell

NEEDED = ("solara", "ipyvuetify", "starlette", "uvicorn")


def dashboard(
    host: Annotated[
        str, typer.Option(help="Interface to listen on; only this machine unless told.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65_535)] = 8765,
    stages: Annotated[
        int, typer.Option(help="Models that may run at once, 350 MB each; begun as needed.", min=1, max=8)
    ] = 8,
    root_path: Annotated[str, typer.Option(help="Path below which the pages lie behind a proxy.")] = "",
    base_url: Annotated[str, typer.Option(help="Address that visitors use, where a proxy changes it.")] = "",
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
) -> None:
    """Watch two policies side by side in the browser, on the same map and with the same luck."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise typer.Exit(
            complain(
                f"{missing[0]} is not installed; python3 -m pip install 'marketsim[dashboard]'", BAD_INPUT
            )
        )
    compile_if_needed()
    from marketsim_dashboards.serve.launch import Address, serve

    address = Address(host, port, root_path.rstrip("/"), base_url)

    def ready() -> None:
        tell(f"marketsim is at {address.url} (Ctrl-C ends it)")
        if browse:
            import webbrowser

            webbrowser.open(address.url)

    serve(address, stages, ready)
