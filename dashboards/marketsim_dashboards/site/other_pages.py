"""The pages beside the opening one: arguments, history, lessons and limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import solara

from marketsim.parameters import declarations
from marketsim.parameters.declare import GRADES
from marketsim.study.claim.arguments import arguments
from marketsim_dashboards.components import pieces
from marketsim_dashboards.site.judged import card
from marketsim_dashboards.site.lessons import tours_in
from marketsim_dashboards.site.past import COMMAND, replay_in, years_in
from marketsim_dashboards.site.visit import Visit
from marketsim_dashboards.site.where import where
from marketsim_dashboards.words.catalogue import words

LIMITS = "one two three four five six seven eight nine ten eleven twelve".split()


@solara.component
def Arguments(here: Visit) -> None:
    """Every argument under its topic, folded up."""
    language = here.language.value
    every = solara.use_memo(arguments, [])

    def told() -> list[dict[str, Any]]:
        cards = [card(one, language) for one in every]
        return [{**one, "where": where(one["where"], language)} for one in cards]

    cards = solara.use_memo(told, [language])
    pieces.Arguments(words=words(language)["pages"]["arguments"], language=language, cards=cards)


@solara.component
def History(here: Visit) -> None:
    """Years, and the replay."""
    language = here.language.value
    router = solara.use_router()

    def begin(asked: dict[str, Any]) -> None:
        year = int(asked["year"])
        start = f"{year}-03-05"
        here.play(replace(here.story.value, start=start), 9 * 12)
        router.push("/")

    pieces.History(
        words=words(language)["pages"]["history"],
        language=language,
        years=years_in(language),
        replay=solara.use_memo(lambda: replay_in(language), [language]),
        command=COMMAND,
        event_begin=begin,
    )


@solara.component
def Lessons(here: Visit) -> None:
    """Tours to choose from."""
    router = solara.use_router()

    def start(asked: dict[str, Any]) -> None:
        here.tour_step.value = 0
        here.tour.value = str(asked["tour"])
        router.push("/")

    language = here.language.value
    pieces.Lessons(words=words(language)["lessons"], tours=tours_in(language), event_start=start)


@solara.component
def Limits(here: Visit) -> None:
    """Sentences, and how well every number is known."""
    language = here.language.value
    told, grades = words(language)["pages"]["limits"], words(language)["levers"]["grades"]
    every = declarations()
    count = {grade: sum(one.grade == grade for one in every) for grade in GRADES}
    topics = list(dict.fromkeys(one.topic for one in every))
    names = words(language)["levers"]["topics"]
    pieces.Limits(
        words=told,
        told=[told["numbers"].format(all=len(every), **count), *(told[one] for one in LIMITS)],
        grades=[{"name": grade, "label": grades[grade]} for grade in GRADES],
        topics=[
            {
                "name": names.get(topic, topic.replace("_", " ")),
                "counts": [
                    sum(one.topic == topic and one.grade == grade for one in every) for grade in GRADES
                ],
            }
            for topic in topics
        ],
    )
