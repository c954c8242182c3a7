"""The pages beside the opening one: arguments, history, lessons and limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import solara

from marketsim.parameters import declarations
from marketsim.parameters.declare import GRADES
from marketsim.study.claim.arguments import arguments
from marketsim_dashboards.components import pieces
from marketsim_dashboards.site.lessons import tours_in
from marketsim_dashboards.site.past import COMMAND, replay_of, years_in
from marketsim_dashboards.site.visit import Visit
from marketsim_dashboards.words.catalogue import words

LIMITS = "one two three four five six seven eight nine ten eleven".split()


def card(one: Any) -> dict[str, Any]:
    """An argument as the page shows it."""
    return {
        "row": one.row,
        "statement": one.statement,
        "question": one.question,
        "experiment": one.experiment,
        "evidence": one.evidence,
        "citations": list(one.citations),
        "critic": one.critic,
        "verdict": one.verdict,
        "told": one.told,
        "stale": list(one.stale),
        "against": one.against,
    }


@solara.component
def Arguments(here: Visit) -> None:
    """A card for each argument."""
    cards = solara.use_memo(lambda: [card(one) for one in arguments()], [])
    pieces.Arguments(words=words(here.language.value)["pages"]["arguments"], cards=cards)


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
        replay=solara.use_memo(lambda: replay_of(language), [language]),
        command=COMMAND,
        event_begin=begin,
    )


@solara.component
def Lessons(here: Visit) -> None:
    """Tours to choose from."""
    router = solara.use_router()

    def start(asked: dict[str, Any]) -> None:
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
