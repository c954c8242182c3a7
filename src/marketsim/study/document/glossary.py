"""The page of words: one word per thing, the same in code, prose and on screen."""

from __future__ import annotations

from marketsim.study.document.markdown import title, words


def glossary() -> str:
    """Return the words of the field as this model uses them."""
    return f"{title('Glossary')}\n{words('glossary')}"
