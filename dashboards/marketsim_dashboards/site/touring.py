"""The guided tour that goes along from page to page, at whatever step the visitor has reached."""

from __future__ import annotations

from typing import Any

import solara

from marketsim_dashboards.components.pieces import Tour
from marketsim_dashboards.site.lessons import tour_in
from marketsim_dashboards.site.tours import TOURS
from marketsim_dashboards.site.visit import GO_ON, Visit
from marketsim_dashboards.stage.story import Slot, Story
from marketsim_dashboards.words.catalogue import words


def page_of_step(key: str, step: int) -> str:
    """The page on which a step of a tour takes place; the opening one unless it says otherwise."""
    return str(TOURS[key][step].get("page", ""))


@solara.component
def TourOf(here: Visit, page: str) -> None:
    """The guided tour, where one was started."""
    language, key, step = here.language.value, here.tour.value, here.tour_step.value
    router = solara.use_router()

    def go(asked: dict[str, Any]) -> None:
        wanted = int(asked["step"])
        if key in TOURS and 0 <= wanted < len(TOURS[key]):
            here.tour_step.value = wanted
            if page_of_step(key, wanted) != page:
                router.push(f"/{page_of_step(key, wanted)}")

    def set_pair(asked: dict[str, Any]) -> None:
        left, right = (Slot(str(policy)) for policy in asked["pair"])
        here.play(Story(left, right), max(GO_ON, int(asked["tick"])), plays=not asked.get("pause"))

    def end(_: dict[str, Any]) -> None:
        here.tour.value = ""

    Tour(
        words=words(language)["lessons"],
        tour=tour_in(key, language) if key in TOURS else None,
        step=step,
        page=page,
        event_go=go,
        event_set_pair=set_pair,
        event_end=end,
    )
