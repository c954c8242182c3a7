"""Lessons in the visitor's language: what each tour says, asks and does."""

from __future__ import annotations

from typing import Any

from marketsim_dashboards.site.tours import TOURS
from marketsim_dashboards.words.catalogue import words


def tours_in(language: str) -> list[dict[str, Any]]:
    """Every tour with its words."""
    return [tour_in(key, language) for key in TOURS]


def tour_in(key: str, language: str) -> dict[str, Any]:
    """One tour with its words."""
    told = words(language)["lessons"][key]
    return {
        "key": key,
        "title": told["title"],
        "aim": told["aim"],
        "ask": [f"{question}?" for question in told["ask"].rstrip("?").split("? ")],
        "watch": told["watch"],
        "steps": [
            {"text": told[f"step_{place}"], "act": act} for place, act in enumerate(TOURS[key], start=1)
        ],
    }
