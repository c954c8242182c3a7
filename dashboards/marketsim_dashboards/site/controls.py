"""Controls for everything that is declared: what it is called, in which unit, in what range, and who says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marketsim.parameters import Numbers, changed, declared
from marketsim.parameters.declaration import Declaration
from marketsim.parameters.errors import MarketsimError
from marketsim.parameters.sources import source
from marketsim.policies import in_force, policy_from
from marketsim_dashboards.site.cited import named
from marketsim_dashboards.site.looked import number
from marketsim_dashboards.site.naming import called
from marketsim_dashboards.stage.story import Slot, Story
from marketsim_dashboards.words.catalogue import words
from marketsim_dashboards.words.translated import said

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
    texts, spoken = said(language, "numbers", key, {"about": declaration.about})
    return {
        "key": key,
        "topic": declaration.topic,
        "kind": declaration.kind,
        "name": called(language, "numbers", key) or declaration.name.replace("_", " "),
        "about": texts["about"],
        "about_language": spoken,
        "unit": told["units"].get(declaration.unit, declaration.unit)
        if declaration.unit not in SHARES
        else "",
        "low": declaration.low,
        "high": declaration.high,
        "step": step(declaration),
        "among": choices(declaration, language),
        "per": [
            {"key": f"{key}.{one}", "name": told["per"].get(one, one.replace("_", " "))}
            for one in declaration.per
        ],
        "sources": [named(source(one), language) for one in declaration.source],
        "grade": told["grades"].get(declaration.grade, declaration.grade),
        "declared": declared_value(declaration, language),
    }


def choices(declaration: Declaration, language: str) -> list[dict[str, str]]:
    """The words that can be chosen; none for a number."""
    if declaration.form is bool:
        return yes_no(language)
    named = words(language)["levers"]["choices"]
    return [{"value": word, "name": named.get(word, word)} for word in declaration.among]


def declared_value(declaration: Declaration, language: str) -> float | str | None:
    """The declared number, or the word of a choice; nothing where it differs from one name to the next."""
    if len(set(declaration.default)) > 1:
        return None
    chosen = choices(declaration, language)
    return chosen[int(declaration.default[0])]["name"] if chosen else float(declaration.default[0])


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


def refusal(key: str, language: str) -> str:
    """What is said where a control was given a value that it does not take."""
    told = words(language)["levers"]
    try:
        one = control(declared().declaration(key), language)
    except MarketsimError:
        return str(told["refused_name"])
    if one["among"]:
        allowed = ", ".join(choice["name"] for choice in one["among"])
    else:
        low, high = (number(one[end], language) for end in ("low", "high"))
        allowed = told["range"].format(low=low, high=high, unit=one["unit"]).strip()
    return str(told["refused"].format(name=one["name"], allowed=allowed))


def changed_by_hand(slot: Slot) -> list[str]:
    """The levers that the visitor set."""
    return list(dict.fromkeys(change.lever for change in slot.changes))


def assumed(story: Story) -> Numbers:
    """The numbers that both worlds share before any policy."""
    return changed(declared(), parameters=story.assumed)
