"""The page that shows it, ``docs/bits.md``, made from what was found and from nothing else."""

from __future__ import annotations

from typing import Any

TEMPLATE = """# The same bits

Written by `nox -s bits`; do not edit. Each line is the same {count} short runs ({scenarios}), computed in one setting
that differs from the reference in one thing. A result is the same only if every value of every day, the totals of every
place and the state at the end are the same to the last bit.

| what differs | setting | Python | NumPy | numba | Mesa | {heads} | same bits |
|---|---|---|---|---|---|{rules}|---|
{rows}

Computed on {machine}, with the source `{source}`. {verdict}
"""


def page(found: dict[str, Any]) -> str:
    """Return the page."""
    reference = found["settings"][found["reference"]]
    names = list(reference["digests"])
    rows = [row(key, one, reference, names) for key, one in found["settings"].items()]
    same = sum(one["digests"] == reference["digests"] for one in found["settings"].values())
    stale = [key for key, one in found["settings"].items() if one["source"] != reference["source"]]
    verdict = f"{same} of {len(rows)} settings give the same bits."
    if stale:
        verdict += (
            f" Computed with another source than the reference, and to be computed again: {', '.join(stale)}."
        )
    return TEMPLATE.format(
        count=len(names),
        scenarios=", ".join(f"`{name}`" for name in names),
        heads=" | ".join(name.replace("_", " ") for name in names),
        rules="---|" * len(names),
        rows="\n".join(rows),
        machine=found["machine"],
        source=reference["source"][:16],
        verdict=verdict,
    ).replace("|---|---|---|---|---|---|---|---||", "|---|---|---|---|---|---|---|---|")


def row(key: str, one: dict[str, Any], reference: dict[str, Any], names: list[str]) -> str:
    """Return the line of one setting."""
    axis, _, name = key.partition(": ")
    versions = one["versions"]
    digests = [f"`{one['digests'][each][:12]}`" for each in names]
    same = "yes" if one["digests"] == reference["digests"] else "**no**"
    cells = [axis, name, *(versions[each] for each in ("python", "numpy", "numba", "mesa")), *digests, same]
    return f"| {' | '.join(cells)} |"
