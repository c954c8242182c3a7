"""Events in words: what a ledger's row says to somebody who does not know the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marketsim.parameters import declared
from marketsim_dashboards.site.controls import choices
from marketsim_dashboards.site.naming import called, short
from marketsim_dashboards.stage.parting import BOTH
from marketsim_dashboards.stage.side import TICK_SECONDS, TICKS_A_DAY
from marketsim_dashboards.words.catalogue import words

Event = dict[str, Any]


def told(found: Event, start: str, language: str) -> Event:
    """The story of where two worlds part: what differs, and each event with a sentence, its moment and its levers."""
    texts, seen = [], set()
    for one in found["events"]:
        text = sentence(one, language, changed=bool(found["changed"]))
        if text not in seen:
            seen.add(text)
            turns = turning(one["levers"], found["differ"], language)
            texts.append({**one, "text": text, "turns": turns, "when": when(one["tick"], start)})
    return {
        "events": texts,
        "differ": [lever_between(one, language) for one in found["differ"]],
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


def turning(keys: list[str], differ: list[Event], language: str) -> str:
    """On which levers an event turned; nothing where it was none of them alone, or where there is no other."""
    named = [lever_between(one, language) for one in differ if one["key"] in keys]
    told = words(language)["events"]["instead"]
    return told["turns"].format(levers=told["or"].join(named)) if named and len(differ) > 1 else ""


def lever_between(lever: Event, language: str) -> str:
    """A lever with what it is in each of the worlds, where that is one value in each."""
    key = lever["key"]
    name = called(language, "numbers", key) or key.rpartition(".")[2].replace("_", " ")
    both = [sorted(set(lever[side].values())) for side in ("left", "right")]
    if any(len(values) > 1 for values in both):
        return name
    left, right = (value_of(key, values[0], language) for values in both)
    return f"{name} ({left} | {right})"


def value_of(key: str, text: str, language: str) -> str:
    """The text of a lever's value as the page says it."""
    for choice in choices(declared().declaration(key), language):
        if choice["value"] == text:
            return choice["name"]
    return text.replace(".", ",") if language == "da" else text


def when(tick: int, start: str) -> str:
    """The moment of a tick, as a date and time without a zone."""
    begin = dt.datetime.fromisoformat(start)
    return (begin + dt.timedelta(seconds=tick * TICK_SECONDS)).isoformat(timespec="minutes")
