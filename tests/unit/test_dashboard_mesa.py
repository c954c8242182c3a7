"""On Mesa's own page every kind of agent has a look of its own, which the legend names in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from marketsim.model import agents, fixed_places
from marketsim_dashboards.site import portrayal
from marketsim_dashboards.words.catalogue import LANGUAGES, words

NOT_ON_THE_MAP = {"View", "Crew", "Scene", "Officer", *portrayal.INDOORS}
"""Classes that stand nowhere, or that only their subclasses are made of."""


def kinds() -> set[str]:
    """The names of all classes of agents."""
    both = (*vars(agents).values(), *vars(fixed_places).values())
    return {one.__name__ for one in both if isinstance(one, type) and issubclass(one, agents.View)}


def test_no_kind_of_agent_is_drawn_as_something_else() -> None:
    assert set(portrayal.LOOKS) == kinds() - NOT_ON_THE_MAP


def test_kinds_that_the_legend_tells_apart_do_not_look_alike() -> None:
    looks = {look.kind: (look.colour, look.shape) for look in portrayal.LOOKS.values()}
    assert len(set(looks.values())) == len(looks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_names_every_look(language: str) -> None:
    told = words(language)["mesa"]["kinds"]
    assert {one["kind"]: one["text"] for one in portrayal.legend(told)} == told


DAYS = {"day": "dag", "nothing": "Den første dag er ikke omme endnu."}


def test_a_chart_without_a_day_says_so_and_has_no_axis() -> None:
    (axes,) = portrayal.of_days([], "Klager", DAYS).axes
    assert [text.get_text() for text in axes.texts] == [DAYS["nothing"]]
    assert not axes.axison


@pytest.mark.parametrize("values", [[0.0], [3.0], [0.0] * 4, [float(day) for day in range(20)]])
def test_a_chart_of_days_counts_whole_days_from_the_first_and_begins_at_nothing(values: list[float]) -> None:
    (axes,) = portrayal.of_days(values, "Klager", DAYS).axes
    assert axes.get_ylim()[0] == 0
    assert axes.get_ylim()[1] >= max(1, *values)
    assert axes.get_xlim()[1] > max(portrayal.A_WEEK, len(values))
    assert all(float(one).is_integer() for one in axes.get_xticks())
    assert axes.get_xlabel() == "dag"
    assert list(axes.lines[0].get_xdata()) == list(range(1, len(values) + 1))


@pytest.mark.browser  # where Solara is
@pytest.mark.filterwarnings("ignore:Failed to validate hooks")  # of Mesa's own components
def test_an_agent_gets_the_mark_of_its_kind_and_a_resident_none() -> None:
    def drawn(kind: str) -> Any:
        return portrayal.portrayal(type(kind, (), {})())

    assert (drawn("Dealer").color, drawn("Dealer").marker) == (portrayal.LOOKS["Dealer"].colour, "s")
    assert drawn("Resident").alpha == 0
    assert drawn("NeverHeardOf").color == portrayal.OTHER.colour
