"""Pairs: both policies lived again with other luck, so that chance can be told from effect."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.measures.declared import MEASURES, Measure
from marketsim.model.simulate import settle, simulate
from marketsim.study.intervals import CONFIDENCE, PairedDifference, paired_difference, student
from marketsim_dashboards.stage.packing import pack, unpack
from marketsim_dashboards.stage.story import Story

DAYS = 30
PAIRS = 12
MOST_PAIRS = 48


def live_a_pair(story: Story, luck: int, days: int = DAYS) -> bytes:
    """Live both policies of a story with one replicate's luck: ``days`` float32[2, days, measures].

    The days are counted from the morning of the last change by hand: those before it say nothing about it.
    """
    with_luck, first = replace(story, replicate=luck), story.last_change
    settled = settle(with_luck.spec(0, first + days))
    both = [simulate(with_luck.spec(side, first + days), settled).days for side in (0, 1)]
    names = list(both[0])
    values = np.stack([np.stack([one[name][first:] for name in names], axis=1) for one in both])
    return pack({"names": names, "luck": luck}, {"days": values.astype(np.float32)})


class Pairs:
    """The pairs of a story lived so far, in whatever order they came."""

    def __init__(self) -> None:
        self.by_luck: dict[int, NDArray[np.float64]] = {}
        self.names: list[str] = []

    def __len__(self) -> int:
        return len(self.by_luck)

    def add(self, data: bytes) -> None:
        """Add a pair as it was sent home."""
        about, arrays = unpack(data)
        self.names = about["names"]
        self.by_luck = {**self.by_luck, about["luck"]: arrays["days"].astype(np.float64)}

    def of(self, measure: str) -> NDArray[np.float64]:
        """One measure as float64[pairs, 2, days], in the order of luck."""
        place = self.names.index(measure)
        return np.stack([self.by_luck[luck][:, :, place] for luck in sorted(self.by_luck)])

    def measures(self) -> list[Measure]:
        """The declared measures that these pairs have."""
        return [one for one in MEASURES if one.name in self.names]

    def difference(self, measure: str) -> PairedDifference:
        """Left minus right as a mean a day, pair by pair."""
        values = self.of(measure).mean(axis=2)
        return paired_difference(values[:, 0], values[:, 1])

    def bands(self, measure: str) -> list[dict[str, Any]]:
        """For both worlds the mean of each day with its interval over pairs; one pair has no interval."""
        values = self.of(measure)
        mean = values.mean(axis=0)
        pairs = len(values)
        half = np.zeros_like(mean)
        if pairs > 1:
            half = student(CONFIDENCE, pairs - 1) * values.std(axis=0, ddof=1) / np.sqrt(pairs)
        return [
            {
                "mean": mean[side].tolist(),
                "low": (mean - half)[side].tolist(),
                "high": (mean + half)[side].tolist(),
            }
            for side in (0, 1)
        ]
