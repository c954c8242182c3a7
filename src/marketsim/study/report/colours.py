"""The colours and strokes that tell policies apart, also for readers who see few colours, on light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from marketsim.study.comparison import REFERENCE

INK, QUIET, LINE = "#1d2126", "#5b636d", "#d4d0c7"
"""What figures draw their text and lines with; a page replaces them by its own for light and dark."""

ON_PAGE = {INK: "var(--ink)", QUIET: "var(--quiet)", LINE: "var(--line)"}


@dataclass(frozen=True)
class Look:
    """How one policy is drawn."""

    colour: str
    dash: str


OF_REFERENCE = Look("#858b94", "--")
LOOKS = (
    Look("#d1602b", "-"),
    Look("#2b78c5", "-"),
    Look("#1f9272", "-."),
    Look("#b35c9e", ":"),
    Look("#b8860b", "--"),
)


def looks(policies: tuple[str, ...]) -> dict[str, Look]:
    """Give each policy its look, the same in every report for the reference; beyond six they begin again."""
    others = [policy for policy in policies if policy != REFERENCE]
    look = {policy: LOOKS[place % len(LOOKS)] for place, policy in enumerate(others)}
    return {policy: look.get(policy, OF_REFERENCE) for policy in policies}
