"""Controls for everything that is declared: what it is called, in which unit, in what range, and who says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marketsim.parameters import Numbers, changed, declared
from marketsim.parameters.declaration import Declaration
from marketsim.policies import in_force, policy_from
from marketsim_dashboards.stage.story import Slot, Story
from marketsim_dashboards.words.catalogue import words

FIRST = (
    "police.arrests_sellers",
    "police.stop_rate",
    "police.contacts",
    "drug_squad.target_violent",
    "law.possession",
)
"""Levers shown before all others: those in which the opening policies differ most."""

STEPS = 100
SHARES = ("1", "%")
"""Units of numbers that are kept, and shown, as plain numbers."""


def control(declaration: Declaration, language: str) -> dict[str, Any]:
    """What a page needs to draw a control: the same for every visitor who speaks the language."""
    told = words(language)["levers"]
    key = declaration.key
    about = told["about"].get(key)
    return {
        "key": key,
        "topic": declaration.topic,
        "kind": declaration.kind,
        "name": told["names"].get(key, declaration.name.replace("_", " ")),
        "about": about or declaration.about,
        "about_language": language if about else "en",
        "unit": declaration.unit if declaration.unit not in SHARES else "",
        "low": declaration.low,
        "high": declaration.high,
        "step": step(declaration),
        "among": [{"value": word, "name": told["choices"].get(word, word)} for word in declaration.among]
        or (yes_no(language) if declaration.form is bool else []),
        "per": [
            {"key": f"{key}.{one}", "name": told["per"].get(one, one.replace("_", " "))}
            for one in declaration.per
        ],
        "sources": list(declaration.source),
        "grade": told["grades"].get(declaration.grade, declaration.grade),
        "declared": declaration.value,
    }


def step(declaration: Declaration) -> float:
    """How far one press of a key moves a slider."""
    if declaration.form is int or (declaration.low >= 0 and declaration.high - declaration.low >= STEPS):
        return 1.0
    return float(f"{(declaration.high - declaration.low) / STEPS:.1g}")


def yes_no(language: str) -> list[dict[str, str]]:
    """The two choices of a number that is a yes or a no."""
    told = words(language)["levers"]
    return [{"value": "no", "name": told["no"]}, {"value": "yes", "name": told["yes"]}]


def levers() -> list[Declaration]:
    """Every lever, the first five first."""
    every = [one for one in declared().declarations() if one.kind == "lever"]
    return sorted(every, key=lambda one: FIRST.index(one.key) if one.key in FIRST else len(FIRST))


def parameters() -> list[Declaration]:
    """Every parameter, in the order of the topics."""
    return [one for one in declared().declarations() if one.kind == "parameter"]


def in_force_on(story: Story, side: int, day: int) -> Numbers:
    """The numbers that hold in one of the worlds on a day."""
    spec = story.spec(side)
    document = {key: value for key, value in spec.policy.items() if key != "name"}
    start = dt.date.fromisoformat(story.start)
    return in_force(policy_from(document, spec.policy["name"]), day, spec.numbers(), start)


def values(numbers: Numbers, declarations: list[Declaration]) -> dict[str, float | str]:
    """The plain number behind every key, or the word of a choice."""
    found: dict[str, float | str] = {}
    for one in declarations:
        for key in one.keys:
            worded = one.among or one.form is bool
            found[key] = numbers.text(key) if worded else float(numbers.value(key))
    return found


def text_of(declaration: Declaration, given: Any) -> str:
    """A value from a control as it is written in files, or one of our own errors."""
    if declaration.among or declaration.form is bool:
        return declaration.text(declaration.read(str(given)))
    number = float(given)
    whole = int(number) if declaration.form is int and number.is_integer() else number
    return declaration.text(declaration.read(declaration.text(whole)))


def changed_by_hand(slot: Slot) -> list[str]:
    """The levers that the visitor set."""
    return list(dict.fromkeys(change.lever for change in slot.changes))


def assumed(story: Story) -> Numbers:
    """The numbers that both worlds share before any policy."""
    return changed(declared(), parameters=story.assumed)
