"""The page of what is known of the real scene: what set numbers, and what the declared world has to come out like."""

from __future__ import annotations

from marketsim.study.claim.patterns import Fact, Pattern, patterns
from marketsim.study.document.markdown import cited, table, title

COLUMNS = ("what is known", "range", "measure", "why this range", "used to set", "source")


def known() -> str:
    """Return everything known, with the range within which it counts as reproduced."""
    everything = patterns()
    return (
        f"{title('What is known of the scene')}\n{everything.about.strip()}\n"
        "\n## Patterns, by which worlds are accepted\n\n"
        f"{table(COLUMNS, map(_row, everything.pattern))}"
        "\n## Facts beside them\n\n"
        f"{table(COLUMNS, map(_row, everything.fact))}"
    )


def _row(one: Pattern) -> tuple[str, ...]:
    measure = f"`{one.measure}`" + (f" per `{one.per}`" if one.per else "")
    seen = f", {one.seen}" if isinstance(one, Fact) and one.seen != "a day" else ""
    used = ", ".join(f"`{key}`" for key in one.sets) or "nothing: predicted"
    reason = " ".join(one.reason.split())
    return one.name, f"{one.low:g} to {one.high:g}", f"{measure}{seen}", reason, used, cited(one.source)
