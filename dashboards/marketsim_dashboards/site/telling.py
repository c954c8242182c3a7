"""Events in words: what a ledger's row says to somebody who does not know the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marketsim_dashboards.stage.side import TICK_SECONDS
from marketsim_dashboards.words.catalogue import words


def told(events: list[dict[str, Any]], start: str, language: str) -> list[dict[str, Any]]:
    """Each event with a sentence and the moment at which it happened."""
    return [{**one, "text": sentence(one, language), "when": when(one["tick"], start)} for one in events]


def sentence(event: dict[str, Any], language: str) -> str:
    """One event as a sentence; a kind that the catalogue does not know is told by its own name."""
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
    whole = " ".join(part for part in (text, where, why) if part)
    return whole[:1].upper() + whole[1:] + "."


def somebody(kind: str, number: int, language: str) -> str:
    """Whoever it was, by kind and number."""
    catalogue = words(language)["events"]["somebody"]
    name = catalogue.get(kind, kind)
    return f"{name} {number}" if number >= 0 and kind in ("person", "dealer", "officer") else str(name)


def when(tick: int, start: str) -> str:
    """The moment of a tick, as a date and time without a zone."""
    begin = dt.datetime.fromisoformat(start)
    return (begin + dt.timedelta(seconds=tick * TICK_SECONDS)).isoformat(timespec="minutes")
