"""The page of sources: exactly those on which a number, a rule or a policy rests."""

from __future__ import annotations

from itertools import groupby

from marketsim.parameters.sources import KINDS, sources
from marketsim.study.document.markdown import title


def bibliography() -> str:
    """Return every source by kind, each under the key by which it is cited."""
    ordered = sorted(sources().values(), key=lambda one: (KINDS.index(one.kind), one.key))
    return title("Bibliography") + "".join(
        f"\n## {kind}\n" + "".join(f"\n### {one.key}\n\n{one.citation}\n" for one in those)
        for kind, those in groupby(ordered, key=lambda one: one.kind)
    )
