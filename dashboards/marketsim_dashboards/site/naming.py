"""What policies, measures, rooms and levers are called in each language."""

from __future__ import annotations

from typing import Any

from marketsim.measures.declared import Measure
from marketsim.parameters.names import ROOMS
from marketsim.policies import read_policy
from marketsim.policies.policy import library
from marketsim_dashboards.stage.story import Slot
from marketsim_dashboards.words.catalogue import words


def policy_name(slot: Slot, language: str) -> str:
    """The policy's name on the page, saying so where it was changed by hand."""
    told = words(language)["policies"]
    name = told["names"].get(slot.policy, slot.policy.replace("_", " "))
    return f"{name} {told['changed']}" if slot.changes else str(name)


def policies_to_choose(language: str) -> list[dict[str, str]]:
    """Every policy of the library with what it represents."""
    told = words(language)["policies"]
    found = []
    for name in library():
        about = told["about"].get(name) if language != "en" else None
        known = {"about_language": language if about else "en"}
        found.append(
            {
                "name": name,
                "label": policy_name(Slot(name), language),
                "about": about or read_policy(name).about,
                **known,
            }
        )
    return found


def measure_words(measure: Measure, language: str) -> dict[str, Any]:
    """A measure's name, unit and meaning; one that the catalogue does not know speaks by its declaration."""
    told = words(language)["measures"]
    known = told["names"].get(measure.name)
    unit = told["units"].get(measure.unit, measure.unit if measure.unit != "1" else "")
    label = known or measure.name.replace("_", " ")
    about = measure.about if language == "en" else told["about"].get(measure.name, measure.about)
    return {"name": measure.name, "label": label, "unit": unit, "about": about, "bearer": measure.bearer}


def room_names() -> list[str]:
    """The consumption rooms, whose names stay Danish."""
    return [name.upper() if name[-1].isdigit() else name.capitalize() for name in ROOMS]
