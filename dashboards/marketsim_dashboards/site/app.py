"""The pages by their addresses."""

from __future__ import annotations

from typing import Any

import reacton.ipyvuetify as vue
import solara

from marketsim_dashboards.site.mesa_page import Mesa
from marketsim_dashboards.site.other_pages import Arguments, History, Lessons, Limits
from marketsim_dashboards.site.shell import PAGES, page_of
from marketsim_dashboards.site.stage_page import Stage

CONTENTS = {
    "": Stage,
    "arguments": Arguments,
    "history": History,
    "lessons": Lessons,
    "limits": Limits,
    "mesa": Mesa,
}


@solara.component
def Bare(children: list[Any] | None = None) -> Any:
    """Nothing around a page but what it brings itself."""
    return vue.Html(tag="div", children=children or [])


routes = [
    solara.Route(path=path or "/", component=page_of(path, CONTENTS[path]), layout=Bare) for path in PAGES
]
