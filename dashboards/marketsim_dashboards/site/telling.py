"""Events in words: what a ledger's row says to somebody who does not know the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marketsim.parameters import declared
from marketsim_dashboards.site.controls import choices, control
from marketsim_dashboards.site.looked import number
from marketsim_dashboards.site.naming import called, short
from marketsim_dashboards.stage.parting import BOTH
from marketsim_dashboards.stage.side import TICK_SECONDS, TICKS_A_DAY
from marketsim_dashboards.stage.story import SIDES
from marketsim_dashboards.stage.turning import MOST_TRIED
from marketsim_dashboards.words.catalogue import words

Event = dict[str, Any]


def told(found: Event, start: str, language: str) -> Event:
    """The story of where two worlds part: what differs, and each event with a sentence, its moment and its levers."""
    texts, seen = [], set()
    changed = bool(found["changed"])
    for one in found["events"]:
        text = sentence(one, language, changed=changed)
        if text not in seen:
            seen.add(text)
            turns = turning(one, found["differ"], language, changed=changed)
            texts.append({**one, "text": text, "turns": turns, "when": when(one["tick"], start)})
    differ = [lever_between(one, language, changed=changed) for one in found["differ"]]
    alone = words(language)["events"]["turns"]["alone"]
    return {
        "events": texts,
        "differ": differ,
        "alone": alone.format(lever=differ[0]) if len(differ) == 1 else "",
        "changed": found["changed"],
        "since": when(found["from_day"] * TICKS_A_DAY, start)[:10] if found["from_day"] else "",
    }


def sentence(event: Event, language: str, *, changed: bool = False) -> str:
    """One event as a sentence; a kind that the catalogue does not know is told by its own name.

    Where the same one did something in the other world at the same moment, the sentence says what and where; that
    world is the one on the right, or, for a world that was ``changed``, the one without the change.
    """
    whole = deed(event, language)
    if event["world"] == BOTH:
        told, other = words(language)["events"]["instead"], event["instead"]
        blanks = {"text": whole, "world": told["without" if changed else "right"], "street": other["street"],
                  "metres": event["metres"], "deed": deed(other, language)}  # fmt: skip
        moved = {**other, "street": event["street"], "cell": event["cell"], "severity": event["severity"]}
        if deed(moved, language) != whole:
            whole = told["deed"].format(**blanks)
        elif other["street"] and other["street"] != event["street"]:
            whole = told["street"].format(**blanks)
        else:
            whole = told["metres"].format(**blanks)
    return whole[:1].upper() + whole[1:] + "."


def deed(event: Event, language: str) -> str:
    """Who did what, where and why."""
    catalogue = words(language)["events"]
    template = catalogue["kinds"].get(event["kind"], catalogue["unknown"])
    cause = catalogue["causes"].get(event["cause"], event["cause"])
    text = template.format(
        kind=event["kind"],
        actor=somebody(event["actor_kind"], event["actor"], language),
        target=somebody(event["target_kind"], event["target"], language),
    )
    where = catalogue["on"].format(street=event["street"]) if event["street"] else ""
    why = catalogue["because"].format(cause=cause) if cause and event["cause"] != "none" else ""
    return " ".join(part for part in (text, where, why) if part)


def somebody(kind: str, number: int, language: str) -> str:
    """Whoever it was, by kind and number."""
    catalogue = words(language)["events"]
    name, nameless = catalogue["somebody"].get(kind, kind), catalogue["nameless"]
    if kind not in nameless:
        return str(name)
    return f"{name} {short(number)}" if number >= 0 else str(nameless[kind])


def turning(one: Event, differ: list[Event], language: str, *, changed: bool = False) -> str:
    """What an event turned on, in a sentence of its own; nothing where the worlds differ in one lever and no more."""
    told = words(language)["events"]["turns"]
    named = [
        lever_between(lever, language, changed=changed) for lever in differ if lever["key"] in one["levers"]
    ]
    violent = one.get("violence", False)
    parts = [told["violence"]] if violent else []
    if named and len(differ) > 1:
        parts.append(told["one" if len(named) == 1 else "any"].format(levers="; ".join(named)))
    elif len(differ) > 1:
        untried = "many" if len(differ) > MOST_TRIED else "late" if violent else "several"
        parts.append(told[untried])
    return " ".join(parts)


def lever_between(lever: Event, language: str, *, changed: bool = False) -> str:
    """A lever with what it is in each of the worlds, from the least to the most where it has several values."""
    key = lever["key"]
    name = called(language, "numbers", key) or key.rpartition(".")[2].replace("_", " ")
    left, right = (value_of(key, list(lever[side].values()), language) for side in SIDES)
    told = words(language)["events"]["turns"]
    return str(told["changed" if changed else "lever"].format(name=name, left=left, right=right))


def value_of(key: str, texts: list[str], language: str) -> str:
    """What a lever is set to as the page says it: a choice, or a number with its unit, or from where to where."""
    declaration = declared().declaration(key)
    chosen = {choice["value"]: choice["name"] for choice in choices(declaration, language)}
    if chosen:
        return "/".join(dict.fromkeys(chosen.get(text, text) for text in texts))
    values = sorted({float(declaration.read(text)) for text in texts})
    reach = "–".join(number(value, language) for value in dict.fromkeys((values[0], values[-1])))
    unit = control(declaration, language)["unit"]
    return f"{reach} {unit}".strip()


def when(tick: int, start: str) -> str:
    """The moment of a tick, as a date and time without a zone."""
    begin = dt.datetime.fromisoformat(start)
    return (begin + dt.timedelta(seconds=tick * TICK_SECONDS)).isoformat(timespec="minutes")
