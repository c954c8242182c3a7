"""The colours and strokes that tell policies apart, also for readers who see few colours, on light and dark."""

from __future__ import annotations

from dataclasses import dataclass

INK, QUIET, LINE = "#1d2126", "#5b636d", "#d4d0c7"
"""What figures draw their text and lines with; a page replaces them by its own for light and dark."""

ON_PAGE = {INK: "var(--ink)", QUIET: "var(--quiet)", LINE: "var(--line)"}


@dataclass(frozen=True)
class Look:
    """How one policy is drawn."""

    name: str
    colour: str
    dash: str


LOOKS = (
    Look("first", "#8a8f98", "--"), Look("second", "#d1602b", "-"), Look("third", "#2b78c5", "-"),
    Look("fourth", "#1f9272", "-."), Look("fifth", "#b35c9e", ":"), Look("sixth", "#b8860b", "--"),
)


def looks(policies: tuple[str, ...]) -> dict[str, Look]:
    """Give each policy its look; beyond six they begin again with another stroke."""
    return {policy: LOOKS[place % len(LOOKS)] for place, policy in enumerate(policies)}
