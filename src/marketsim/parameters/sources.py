"""The one bibliography: what every number, rule, policy and claim rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from marketsim.parameters.errors import BadDocument, UnknownName, did_you_mean, shown
from marketsim.parameters.read import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

BIBLIOGRAPHY = Path(__file__).with_name("sources.toml")
KINDS = ("study", "report", "newspaper", "law", "website", "map", "assumption")
WORDS = ("kind", "author", "title", "published", "note")


@dataclass(frozen=True, slots=True)
class Source:
    """A publication, a document, or an assumption and what it rests on; empty words are not known."""

    key: str
    kind: str
    author: str
    year: int | None
    title: str
    published: str
    note: str

    @property
    def citation(self) -> str:
        """The source on one line, as a list of references shows it."""
        if self.kind == "assumption":
            return f"Assumption. {self.note}"
        dated = f"{self.author} ({self.year})" if self.year else self.author
        parts = [dated.removesuffix("."), self.title, self.published, self.note]
        return ". ".join(part.removesuffix(".") for part in parts if part) + "."


def sources() -> Mapping[str, Source]:
    """Return every source by its key, in the order of the bibliography."""
    return MappingProxyType(_read(BIBLIOGRAPHY))


def source(key: str) -> Source:
    """Return the source behind a key such as ``werb-2011``."""
    known = sources()
    if key not in known:
        raise UnknownName(f"no source is called '{shown(key)}'{did_you_mean(key, known)}")
    return known[key]


@cache
def _read(file: Path) -> dict[str, Source]:
    return {key: _source(f"{file.name}: {key}", key, entry) for key, entry in read_toml(file).items()}


def _source(where: str, key: str, entry: dict[str, Any]) -> Source:
    for word in entry:
        if word not in (*WORDS, "year"):
            raise BadDocument(f"{where}: '{word}' is unknown; allowed is {', '.join(WORDS)}, year")
    if entry.get("kind") not in KINDS:
        raise BadDocument(f"{where}: kind is {shown(entry.get('kind'))}; allowed is {', '.join(KINDS)}")
    if not entry.get("note"):
        raise BadDocument(f"{where}: 'note' is missing; expected what it says or rests on")
    return Source(key=key, year=entry.get("year"), **{word: str(entry.get(word, "")) for word in WORDS})
