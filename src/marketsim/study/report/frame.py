"""The frame of every report: title, style, what it cannot say, and how it is cited; the sections are its own."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from marketsim.study.report.prose import CANNOT_SAY

HERE = Path(__file__).parent


def framed(
    content: Path, *, title: str, setting: str, warning: str, cite: str, style: str = "", symbols: str = "",
    attribution: str = "", city: str = "Inner Vesterbro", **parts: object,
) -> str:  # fmt: skip
    """Return a report as one HTML page.

    Parameters
    ----------
    content : the file of its sections, with a ``$name`` for each of the parts and for the ``$limits``
    title, setting, cite, attribution, city : plain words
    warning, symbols, parts : HTML
    style : what this report adds to the style of all
    """
    limits = "".join(f"<li>{marked(sentence)}</li>" for sentence in CANNOT_SAY)
    return Template((HERE / "frame.html").read_text("utf-8")).substitute(
        title=escape(title),
        city=escape(city),
        style=(HERE / "page.css").read_text("utf-8") + style,
        symbols=symbols,
        setting=escape(setting),
        warning=warning,
        content=Template(content.read_text("utf-8")).substitute(parts, limits=limits),
        cite=escape(cite),
        attribution=f"<p>{escape(attribution)}</p>" if attribution else "",
    )


def marked(sentence: str) -> str:
    """Escape a sentence and set what stands between back-ticks as code."""
    parts = escape(sentence).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
