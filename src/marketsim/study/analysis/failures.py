"""Where runs fail: the region of worlds in which a failure is more likely than elsewhere, in words."""

from __future__ import annotations

import numpy as np

from marketsim.parameters import declared
from marketsim.study.analysis.box import SURE, told
from marketsim.study.experiment.worlds import coordinates
from marketsim.study.sweep.results import Found

FEWEST = 3
SHUFFLES = 999


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
    """Say in which of the uncertain facts failing worlds stand apart from all worlds, if chance would not do it.

    Of hundreds of facts one always tells a few worlds from the rest; it is named only if as many worlds drawn by lot
    would hardly ever stand as far apart in any fact.
    """
    keys, number = found.experiment.uncertain, len(found.experiment.worlds)
    if not keys or len(failing) < FEWEST or len(failing) == number:
        return ""
    points = coordinates(found.experiment.worlds, keys)
    spread = points.std(axis=0)
    standing = (points - points.mean(axis=0)) / np.where(spread > 0, spread, np.inf)
    apart = np.abs(standing[failing].mean(axis=0))
    lots = np.random.default_rng(0)
    by_chance = [
        np.abs(standing[lots.choice(number, len(failing), replace=False)].mean(axis=0)).max()
        for _ in range(SHUFFLES)
    ]
    column = int(np.argmax(apart))
    if apart[column] <= np.quantile(by_chance, 1 - SURE):
        return ""
    values, key = points[:, column], keys[column]
    low, high = values[failing].min(), values[failing].max()
    there = int(((values >= low) & (values <= high)).sum())
    below = float(low) if low > values.min() else declared().declaration(key).low
    above = float(high) if high < values.max() else declared().declaration(key).high
    return f"They lie where {told(key, below, above)}, as do {there} of {number} worlds."
