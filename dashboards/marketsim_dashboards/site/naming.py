"""What policies, measures, rooms and levers are called in each language."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marketsim.measures.declared import Measure
from marketsim.model.newcomers import FIRST_NEWCOMER, MOST_IN_A_DAY
from marketsim.parameters.names import ROOMS
from marketsim.policies import read_policy
from marketsim.policies.policy import library
from marketsim_dashboards.stage.story import Slot
from marketsim_dashboards.words.catalogue import words
from marketsim_dashboards.words.translated import ENGLISH, name_of, said


def called(language: str, kind: str, key: str) -> str | None:
    """What something declared is called in the language, else in plain English; nothing where neither names it."""
    return name_of(language, kind, key) or name_of(ENGLISH, kind, key)


def policy_name(slot: Slot, language: str) -> str:
    """The policy's name on the page, saying so where it was changed by hand."""
    told = words(language)["policies"]
    name = called(language, "policies", slot.policy) or slot.policy.replace("_", " ")
    return f"{name} {told['changed']}" if slot.changes else name


def policies_to_choose(language: str) -> list[dict[str, str]]:
    """Every policy of the library with what it represents."""
    found = []
    for name in library():
        texts, spoken = said(language, "policies", name, {"about": read_policy(name).about})
        label = policy_name(Slot(name), language)
        found.append({"name": name, "label": label, "about": texts["about"], "about_language": spoken})
    return found


def measure_words(measure: Measure, language: str) -> dict[str, Any]:
    """A measure's name, unit and meaning; one that the catalogue does not know speaks by its declaration."""
    told = words(language)["measures"]
    kind = "cells" if measure.cell else "measures"
    texts, spoken = said(language, kind, measure.name, {"about": measure.about})
    return {
        "name": measure.name,
        "label": called(language, kind, measure.name) or measure.name.replace("_", " "),
        "unit": told["units"].get(measure.unit, measure.unit if measure.unit != "1" else ""),
        "about": texts["about"],
        "about_language": spoken,
        "bearer": measure.bearer,
    }


def with_unit(named: dict[str, Any]) -> str:
    """A measure by name and unit: what is counted by the day is told apart from what is there on a day."""
    return f"{named['label']}, {named['unit']}" if named["unit"] else str(named["label"])


def short(number: int) -> str:
    """An identity as a person would say it: that of a newcomer by the day of coming and the order on that day."""
    if number < FIRST_NEWCOMER:
        return str(number)
    day, order = divmod(number - FIRST_NEWCOMER, MOST_IN_A_DAY)
    came = dt.date.fromordinal(day)
    return f"{came.day}.{came.month}.{came:%y}-{order + 1}"


def room_names() -> list[str]:
    """The consumption rooms, whose names stay Danish."""
    return [name.upper() if name[-1].isdigit() else name.capitalize() for name in ROOMS]
