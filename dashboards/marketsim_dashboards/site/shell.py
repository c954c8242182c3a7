"""What surrounds every page: the head, the foot, and a place to land softly when something breaks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import reacton
import reacton.ipyvuetify as vue
import solara
from solara.lab import cookies, headers

from marketsim.parameters.errors import MarketsimError
from marketsim_dashboards.components.pieces import Frame, Note
from marketsim_dashboards.site.house import FIRST_TICK
from marketsim_dashboards.site.reasons import reason
from marketsim_dashboards.site.sharing import story_of
from marketsim_dashboards.site.touring import TourOf
from marketsim_dashboards.site.visit import Visit
from marketsim_dashboards.stage.story import Story
from marketsim_dashboards.words.catalogue import language_of, words

PAGES = ("", "arguments", "history", "lessons", "limits", "mesa")
_visit: solara.Reactive[Any] = solara.reactive(None)
log = logging.getLogger(__name__)


def visit(search: str) -> Visit:
    """Return the visit of whoever is looking, begun by the link that they came by."""
    if _visit.peek() is None:
        asked = parse_qs(search)
        jar, said = cookies.value or {}, headers.value or {}
        wanted = asked.get("lang", [jar.get("marketsim-language")])[0]
        language = language_of(wanted, ",".join(said.get("accept-language", [])))
        try:
            story, tick = story_of(search)
            _visit.value = Visit(language, story, FIRST_TICK if tick is None else tick)
        except MarketsimError as problem:
            _visit.value = Visit(language, Story())
            _visit.value.notice.value = words(language)["site"]["bad_link"].format(
                problem=reason(problem, language)
            )
    found: Visit = _visit.peek()
    return found


@solara.component
def Safe(page: Callable[[Visit], Any], here: Visit) -> None:
    """The content of a page, or one sentence where it broke; the reason stays in the server's log."""
    problem, clear = reacton.use_exception()
    if problem is not None:
        log.error("a page broke", exc_info=problem)
        told = words(here.language.value)["site"]
        Note(text=told["broken"], button=told["again"], event_again=lambda _: clear())
    else:
        page(here)


def page_of(path: str, content: Callable[[Visit], Any]) -> Any:
    """Make the component of a route: head, content, foot."""

    @solara.component
    def Page() -> None:
        router = solara.use_router()
        here = visit(router.search or "")
        told = words(here.language.value)["site"]
        pages = [{"path": one, "name": told[one or "stage"]} for one in PAGES]

        def speak(asked: dict[str, Any]) -> None:
            here.language.value = language_of(str(asked.get("language")))

        def go(asked: dict[str, Any]) -> None:
            if asked.get("page") in PAGES:
                router.push("/" + str(asked["page"]))

        with vue.Html(tag="div", class_="ms-page"):
            Frame(
                words=told,
                language=here.language.value,
                page=path,
                pages=pages,
                event_speak=speak,
                event_visit=go,
            )
            with vue.Html(tag="main", attributes={"id": "ms-main", "tabindex": "-1"}):
                Safe(content, here)
            vue.Html(
                tag="footer",
                children=[
                    vue.Html(tag="span", children=[told["simulated"]]),
                    vue.Html(tag="span", children=[told["attribution"]]),
                ],
            )
            TourOf(here, path)

    return Page
