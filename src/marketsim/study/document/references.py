"""The page of sources: exactly those on which a number, a rule, a policy, a method or a claim rests."""

from __future__ import annotations

from itertools import groupby

from marketsim.parameters.sources import KINDS, sources
from marketsim.study.document.markdown import title

WHO_NAMES_THEM = """
Each is named by a number, a rule, a policy, a method or a claim, or lies under the map. Where a place on the map comes
from stands beside it, in `places.csv` and `scenes.csv` of the map's folder.
"""


def bibliography() -> str:
    """Return every source by kind, each under the key by which it is cited."""
    ordered = sorted(sources().values(), key=lambda one: (KINDS.index(one.kind), one.key))
    return f"{title('Bibliography')}{WHO_NAMES_THEM}" + "".join(
        f"\n## {kind}\n" + "".join(f"\n### {one.key}\n\n{one.citation}\n" for one in those)
        for kind, those in groupby(ordered, key=lambda one: one.kind)
    )
