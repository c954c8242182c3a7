"""Whoever is clicked is told of as they are now: on a street, or away; a street by what has happened on it."""

from __future__ import annotations

from typing import Any

import pytest

from marketsim_dashboards.site.looked import looked
from marketsim_dashboards.stage.looking import look
from marketsim_dashboards.stage.side import Memory, Side
from marketsim_dashboards.stage.story import Story
from marketsim_dashboards.words.catalogue import LANGUAGES, words

NOON = 140


@pytest.fixture(scope="module")
def sides() -> tuple[Side, Side]:
    """Both worlds of the opening story on its first day."""
    memory = Memory()
    both = Side(Story(), 0, memory), Side(Story(), 1, memory)
    for side in both:
        side.go_to(NOON)
    return both


def someone(side: Side, name: str, out: bool) -> dict[str, Any]:
    """The kind and number of somebody who is out, or who is not."""
    kind = next(one for one in side.kinds if one.name == name)
    table: Any = side.market.world.tables()[name]
    rows = (kind.is_out(table) == out) & (table.number >= 0)
    return {"kind": name, "number": int(table.number[rows][0])}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["people", "dealers", "officers"])
def test_somebody_elsewhere_stands_on_no_street_and_does_nothing_here(
    sides: tuple[Side, Side], name: str, language: str
) -> None:
    whom = someone(sides[0], name, out=False)
    told = looked(whom, look(sides, whom), language)["worlds"][0]
    stage, looking = words(language)["stage"], words(language)["looking"]
    assert told["street"] == ""
    assert told["away"] == stage["not_there" if name == "officers" else "off_scene"]
    assert looking["attributes"]["doing"] not in [row["name"] for row in told["rows"]]


@pytest.mark.parametrize("name", ["people", "dealers"])
def test_somebody_who_is_out_is_not_said_to_be_away(sides: tuple[Side, Side], name: str) -> None:
    whom = someone(sides[0], name, out=True)
    told = looked(whom, look(sides, whom), "en")["worlds"][0]
    assert told["away"] == ""
    assert len(told["rows"]) > 3


def test_a_street_adds_up_as_time_goes_on(sides: tuple[Side, Side]) -> None:
    city = sides[0].city
    asked = {"street": city.street_names.index("Istedgade")}

    def total() -> float:
        told = look(sides, asked)[0]
        assert told
        return sum(told["totals"].values())

    before = total()
    sides[0].go_to(NOON + 60)
    assert total() > before
