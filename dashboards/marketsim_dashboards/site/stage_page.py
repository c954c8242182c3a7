"""The opening page: a question, two worlds side by side, three panels and a sentence."""

from __future__ import annotations

from typing import Any

import reacton.ipyvuetify as vue
import solara

from marketsim.measures.declared import CELL_MEASURES, MEASURES
from marketsim_dashboards.components.pieces import Panels, Player
from marketsim_dashboards.site.beside import BetOf, FiguresOf, LeversOf, ShareOf, WhyOf
from marketsim_dashboards.site.findings import tell_apart, which_way
from marketsim_dashboards.site.naming import measure_words, policy_name, room_names
from marketsim_dashboards.site.visit import Visit
from marketsim_dashboards.stage.story import LAST_DAY
from marketsim_dashboards.words.catalogue import words

HEADLINES = ("violence", "nuisance", "displacement")
ALSO = {"violence_against_people": "violence", "sales_outside_target": ""}
"""Measures shown beside the headlines, since one number does not tell the whole, and what they are a part of."""


def panels_of(language: str) -> list[dict[str, Any]]:
    """The three panels with the headline measures that the model declares for each."""
    return [
        {
            "theme": theme,
            "measures": [
                {**measure_words(one, language), "part_of": ALSO.get(one.name, "")}
                for one in MEASURES
                if one.theme == theme and (one.headline or one.name in ALSO)
            ],
        }
        for theme in HEADLINES
    ]


@solara.component
def PanelsOf(here: Visit) -> None:
    """The three panels, and the sentence that keeps this run apart from what pairs tell."""
    language, story, done = here.language.value, here.story.value, here.pairs_done.value
    told = words(language)
    policies = [policy_name(slot, language) for slot in story.slots]
    betting = here.bet.value.is_open(story)

    def of_pairs() -> dict[str, Any]:
        pairs = here.house.pairs_of(story)
        return tell_apart(pairs, language) if betting else which_way(pairs, policies, language)

    Panels(
        words={**told["stage"], "taken": {key: told["figures"][key] for key in ("table", "csv", "day")}},
        language=language,
        policies=policies,
        panels=panels_of(language),
        pairs=solara.use_memo(of_pairs, [story.key, done, language, betting]),
    )


@solara.component
def Below(here: Visit) -> None:
    """What stands directly below the clock: a bet, while it still is one, and what the run comes to."""
    with vue.Html(tag="div", class_="ms-below"):
        BetOf(here)
        PanelsOf(here)


@solara.component
def Stage(here: Visit) -> None:
    """The opening page."""
    language = here.language.value
    told = words(language)["stage"]
    story = here.story.value
    policies = [policy_name(slot, language) for slot in story.slots]
    with vue.Html(tag="div", class_="ms-opening"):
        with vue.Html(tag="div", class_="ms-question"):
            vue.Html(tag="h1", children=[told["question"]])
            vue.Html(tag="p", children=[told["intro"]])
        player = Player(
            story=here.told_story(),
            words=told,
            language=language,
            policies=policies,
            room_names=room_names(),
            layer_words={one.name: measure_words(one, language)["label"] for one in CELL_MEASURES},
            start=story.start,
            last_day=LAST_DAY,
            credit=words(language)["site"]["attribution"],
            event_want=here.want,
            event_want_days=here.want_days,
            event_look_at=here.look_at,
            below=Below(here),
        )
        LeversOf(here)
        WhyOf(here)
        FiguresOf(here)
        ShareOf(here)

    def hold() -> Any:
        here.player = solara.get_widget(player)

        def let_go() -> None:
            here.player = None

        return let_go

    solara.use_effect(hold, [])
