"""Tables, headings and references as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from string import Template

from marketsim.parameters.sources import source


def words(name: str, **told: object) -> str:
    """A text of this folder that people wrote, with what the code knows put into its ``$`` places."""
    text = files(__package__).joinpath("words", f"{name}.md").read_text(encoding="utf-8")
    return Template(text).substitute(told)


def title(text: str) -> str:
    """Return a title that names the page as generated."""
    return f"# {text}\n\nWritten by `marketsim document` from the code; do not edit.\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows under a heading line; bars in the text are escaped."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines) + "\n"


def cited(keys: Iterable[str]) -> str:
    """Return links to the bibliography."""
    return ", ".join(f"[{source(key).key}](bibliography.md#{key})" for key in keys)


def sentence(name: str) -> str:
    """Return a process or a rule by its name as words: ``people_buy`` is *people buy*."""
    return name.replace("_", " ")


def first_line(documented: str | None) -> str:
    """Return the sentence that a docstring begins with."""
    return (documented or "").strip().partition("\n")[0]


def _cell(cell: object) -> str:
    return str(cell).replace("|", "\\|").replace("\n", " ")
