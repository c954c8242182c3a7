"""The pages by their addresses."""

from __future__ import annotations

import solara

from marketsim_dashboards.site.shell import page_of
from marketsim_dashboards.site.stage_page import Stage


@solara.component
def Bare(children: list[solara.Element] | None = None) -> None:
    """A page with nothing around it but what it brings itself."""
    solara.display(*(children or []))


routes = [
    solara.Route(path="/", component=page_of("", Stage), layout=Bare),
]
