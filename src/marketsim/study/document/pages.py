"""Every page of the description by name, and how to write them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from marketsim.parameters.errors import UnknownName, did_you_mean, shown
from marketsim.study.document.glossary import glossary
from marketsim.study.document.numbers import levers, parameters
from marketsim.study.document.odd import odd
from marketsim.study.document.patterns import known
from marketsim.study.document.policies import measures, policies
from marketsim.study.document.references import bibliography
from marketsim.study.document.schedule import schedule
from marketsim.study.document.state import state
from marketsim.study.document.stress import limits, stress
from marketsim.study.document.submodels import chance, submodels

VERIFICATION = "verification"
"""The one page that takes minutes, because what it tells of is run for it; it is not among PAGES."""

PAGES: dict[str, Callable[[], str]] = {
    "odd": odd,
    "schedule": schedule,
    "state": state,
    "rules": submodels,
    "chance": chance,
    "parameters": parameters,
    "levers": levers,
    "policies": policies,
    "measures": measures,
    "patterns": known,
    "stress": stress,
    "limits": limits,
    "glossary": glossary,
    "bibliography": bibliography,
}


def page(name: str) -> str:
    """Return one page of the description as Markdown.

    Parameters
    ----------
    name : str
        One of ``PAGES``.

    Raises
    ------
    UnknownName
        If there is no such page.
    """
    if name not in PAGES:
        there = (*PAGES, VERIFICATION)
        raise UnknownName(
            f"no page is called '{shown(name)}'; there are {', '.join(there)}{did_you_mean(name, there)}"
        )
    return PAGES[name]()


def write_pages(folder: Path) -> list[Path]:
    """Write every page into a folder, which is made if need be, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{name}.md" for name in PAGES]
    for path in written:
        path.write_text(page(path.stem), encoding="utf-8")
    return written
