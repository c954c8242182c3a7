"""What declarations say in English, said in another language, each beside a digest of the English it was written from.

A Danish text stands under ``da/declared``: numbers in one file a topic, arguments in one file an experiment, measures
and policies in one file each. ``of`` is the digest of the English; where that has changed since, the English is shown
and said to be English, until somebody has read the Danish again. Under ``en/declared`` stand names that read
better than the declared ones, and texts that visitors understand better, held to the declared ones by a digest too.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache

from marketsim_dashboards.words.catalogue import FOLDER

DECLARED = "declared"
OF, NAME = "of", "name"
ENGLISH = "en"
DIGITS = 8
Texts = dict[str, str]


@cache
def kept(language: str) -> dict[str, dict[str, Texts]]:
    """Return kind → key → texts: ``numbers`` by declared key, ``arguments`` by experiment and claim, and so on."""
    folder = FOLDER / language / DECLARED
    found: dict[str, dict[str, Texts]] = {}
    for file in sorted(folder.rglob("*.toml")):
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
        *kind, stem = file.relative_to(folder).with_suffix("").parts
        if kind:
            found.setdefault(kind[0], {}).update({f"{stem}.{key}": one for key, one in entries.items()})
        else:
            found[stem] = entries
    return found


def digest_of(english: Texts) -> str:
    """Return the short digest of English texts, however their lines are broken."""
    plain = "\n".join(" ".join(text.split()) for text in english.values())
    return hashlib.sha256(plain.encode()).hexdigest()[:DIGITS]


def said(language: str, kind: str, key: str, english: Texts) -> tuple[Texts, str]:
    """Say what a declaration says, and in which language that is.

    Parameters
    ----------
    english : name → text, as declared today

    Returns
    -------
    The same names with texts in the language; the English ones where nobody has written it, or it no longer fits.
    """
    entry = kept(language).get(kind, {}).get(key, {})
    if entry.get(OF) != digest_of(english):
        return dict(english), ENGLISH
    return {name: entry[name] for name in english}, language


def name_of(language: str, kind: str, key: str) -> str | None:
    """Return what something declared is called; nothing where the language has no name of its own for it."""
    return kept(language).get(kind, {}).get(key, {}).get(NAME)
