"""The pages of the checklist for simulation studies and of what the model cannot say."""

from __future__ import annotations

from marketsim.study.circumstances import version_of
from marketsim.study.document.markdown import title, words


def stress() -> str:
    """Return the STRESS-ABS checklist, each item answered or pointed to its page."""
    versions = {name: version_of(name) for name in ("marketsim", "numpy", "numba", "scipy", "mesa")}
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{title('STRESS-ABS checklist')}\n{words('stress', versions=told)}"


def limits() -> str:
    """Return what the model cannot say."""
    return f"{title('What the model cannot say')}\n{words('limits')}"
