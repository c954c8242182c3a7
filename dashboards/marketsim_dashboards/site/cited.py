"""Sources as a page names them: who and when, and of an assumption what it rests on, in the visitor's language."""

from __future__ import annotations

import re
from typing import Any

from marketsim.parameters.sources import Source, sources
from marketsim_dashboards.words.catalogue import words
from marketsim_dashboards.words.translated import ENGLISH, said

ASSUMPTION = "assumption"
INITIALS = re.compile(r"([^,&]+), (?:\w\.[ -]?)+")
"""A person among the authors of a source: the surname, then initials; whoever else has published something has none."""
A_FEW = 2


def named(source: Source, language: str) -> dict[str, str]:
    """A source in a few words, with the language that they are in."""
    if source.kind == ASSUMPTION:
        return assumption(source, language)
    people = [one.strip() for one in INITIALS.findall(source.author)]
    told = words(language)["levers"]
    who = source.author
    if len(people) > A_FEW or " et al." in source.author:
        who = str(told["and_others"].format(first=people[0]))
    elif people:
        who = " & ".join(people)
    return {"text": f"{who} ({source.year})" if source.year else who, "language": language}


def assumption(source: Source, language: str) -> dict[str, str]:
    """What an assumption rests on, said to be one."""
    texts, spoken = said(language, "sources", source.key, {"note": source.note})
    told = words(language)["levers"]["assumption"]
    return {"text": told.format(note=texts["note"].removesuffix(".")), "language": spoken}


def cited(citation: str, language: str) -> dict[str, Any]:
    """A citation of the bibliography: that of an assumption in the visitor's language, any other as it is."""
    source = next((one for one in sources().values() if one.citation == citation), None)
    if source is None or source.kind != ASSUMPTION:
        return {"text": citation, "language": ENGLISH}
    told = assumption(source, language)
    return {**told, "text": told["text"][:1].upper() + told["text"][1:] + "."}
