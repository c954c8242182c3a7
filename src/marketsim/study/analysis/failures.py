"""Where runs fail: the region of worlds in which a failure is more likely than elsewhere, in words."""

from __future__ import annotations

import numpy as np

from marketsim.study.analysis.box import told
from marketsim.study.experiment.worlds import coordinates
from marketsim.study.sweep.results import Found

FEWEST = 3


def failures_in_words(found: Found) -> list[str]:
    """Return one line a reason, with the arms concerned and the facts in which failing worlds differ most."""
    lines = []
    for reason in dict.fromkeys(one.reason for one in found.failed):
        lost = [one for one in found.failed if one.reason == reason]
        arms = sorted({found.experiment.arms[one.arm].name for one in lost})
        worlds = sorted({one.world for one in lost})
        line = f"{len(lost)} {'run' if len(lost) == 1 else 'runs'} failed under {', '.join(arms)}: {reason}"
        lines.append(f"{line}. {where(found, worlds)}".strip())
    return lines


def where(found: Found, failing: list[int]) -> str:
    """Say in which of the uncertain facts failing worlds stand apart from all worlds."""
    keys, number = found.experiment.uncertain, len(found.experiment.worlds)
    if not keys or len(failing) < FEWEST or len(failing) == number:
        return ""
    points = coordinates(found.experiment.worlds, keys)
    spread = points.std(axis=0)
    apart = np.abs(points[failing].mean(axis=0) - points.mean(axis=0)) / np.where(spread > 0, spread, np.inf)
    column = int(np.argmax(apart))
    inside = points[failing, column]
    return f"They lie where {told(keys[column], float(inside.min()), float(inside.max()))}."
