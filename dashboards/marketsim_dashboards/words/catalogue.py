"""The catalogues of words: one file a language, the same keys in all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "da")
Words = dict[str, Any]


@cache
def words(language: str) -> Words:
    """Return the catalogue of a language; English for one that has none."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    found: Words = {}
    for file in sorted((FOLDER / chosen).glob("*.toml")):
        found[file.stem] = tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def keys(catalogue: Words, before: str = "") -> Iterator[tuple[str, str]]:
    """Every key of a catalogue with its text, such as ``stage.play``."""
    for name, value in catalogue.items():
        key = f"{before}.{name}" if before else name
        if isinstance(value, dict):
            yield from keys(value, key)
        else:
            yield key, str(value)


def language_of(wanted: str | None, accepted: str = "") -> str:
    """Return the language to speak: the one asked for, else the first accepted one that there is."""
    if wanted in LANGUAGES:
        return str(wanted)
    for part in accepted.split(","):
        tongue = part.split(";")[0].strip().lower()[:2]
        if tongue in LANGUAGES:
            return tongue
    return LANGUAGES[0]
