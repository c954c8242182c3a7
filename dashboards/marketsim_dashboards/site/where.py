"""Where a claim fails or holds, as a verdict keeps it in English, said in the visitor's language."""

from __future__ import annotations

import re

from marketsim_dashboards.site.judged import fact, localised
from marketsim_dashboards.words.catalogue import words
from marketsim_dashboards.words.translated import ENGLISH

REGION = re.compile(
    r"It (?P<what>fails|holds) in (?P<density>\d+)% of the (?P<worlds>\d+) worlds where (?P<limits>.+) "
    r"\((?P<everywhere>\d+)% of all worlds; the region holds (?P<coverage>\d+)% of such worlds\)\."
)
NEXT_LIMIT = re.compile(r" and (?=[\w ]+: [\w ]+ is (?:at most|at least|between) )")
LIMIT = re.compile(
    r"(?P<topic>[\w ]+): (?P<name>[\w ]+) is "
    r"(?:at most (?P<most>.+)|at least (?P<least>.+)|between (?P<low>.+) and (?P<high>.+))"
)


def where(texts: list[str], language: str) -> list[dict[str, str]]:
    """Each region in the language, else in English and said to be."""
    return [_region(text, language) for text in texts]


def _region(text: str, language: str) -> dict[str, str]:
    found = REGION.fullmatch(text)
    limits = [LIMIT.fullmatch(one) for one in NEXT_LIMIT.split(found["limits"])] if found else []
    if language == ENGLISH or not found or not all(limits):
        return {"text": text, "language": ENGLISH}
    told = words(language)["pages"]["arguments"]["where"]
    named = told["and"].join(_limit(one, language) for one in limits if one)
    return {
        "text": told[found["what"]].format(**{**found.groupdict(), "limits": named}),
        "language": language,
    }


def _limit(found: re.Match[str], language: str) -> str:
    """One fact and between what it lies."""
    told = words(language)["pages"]["arguments"]["where"]
    key = f"{found['topic']}.{found['name']}".replace(" ", "_")
    ends = {end: localised(text, language) for end, text in found.groupdict().items() if text}
    kind = "most" if found["most"] else "least" if found["least"] else "between"
    return str(told[kind].format(fact=fact(key, language), **ends))
