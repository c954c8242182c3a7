"""When enough replicates have been run: the interval of a paired difference is narrow, and stays so."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from marketsim.study.experiment.document import Stop
from marketsim.study.intervals import mean_of
from marketsim.study.record import Record
from marketsim.study.sweep.plan import Place, Sweep

NARROW, CAP = "half-width", "cap"


@dataclass(frozen=True)
class Stopped:
    """How many replicates count, why no more were added, and the interval's ``half_width`` in the measure's unit."""

    replicates: int
    why: str
    half_width: float

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return dict(vars(self))


def half_width(pairs: list[float], confidence: float) -> float:
    """Return half the width of the interval of the mean of paired differences."""
    if len(pairs) < 2:
        return math.inf
    mean = mean_of(np.array(pairs), confidence)
    return (mean.high - mean.low) / 2


def stopped(rule: Stop, pairs: list[float | None], finished: int) -> Stopped | None:
    """Apply the rule to replicates in their order, so that who was quicker does not matter.

    Parameters
    ----------
    pairs : one paired difference a replicate; none where a run failed
    finished : how many replicates, from the first on, have ended

    Source
    ------
    Hoad, Robinson and Davies (2010), Journal of the Operational Research Society 61, 1632–1644.
    """
    narrow_since: int | None = None
    for number in range(rule.least, finished + 1):
        width = half_width([one for one in pairs[:number] if one is not None], rule.confidence)
        narrow_since = (narrow_since or number) if width <= rule.half_width else None
        if narrow_since is not None and number - narrow_since >= rule.look_ahead:
            return Stopped(number, NARROW, width)
    if finished >= rule.at_most:
        width = half_width([one for one in pairs if one is not None], rule.confidence)
        return Stopped(rule.at_most, CAP, width)
    return None


class Watch:
    """Follows the paired difference that the rule is about, as runs finish."""

    def __init__(self, sweep: Sweep, rule: Stop) -> None:
        names = [arm.name for arm in sweep.experiment.arms]
        self.rule, self.sweep = rule, sweep
        self.arms = names.index(rule.treatment), names.index(rule.control)
        self.values: dict[Place, float | None] = {}

    @property
    def wanted(self) -> tuple[int, int]:
        """The two arms that it is about."""
        return self.arms

    def see(self, place: Place, record: Record | None) -> None:
        """Take note of a finished run, or of one that failed."""
        if place.arm in self.arms:
            days = record.days.get(self.rule.measure) if record else None
            self.values[place] = math.fsum(days) / len(days) if days is not None else None

    def pair(self, replicate: int) -> float | None:
        """Return a replicate's paired difference, as a mean over the worlds that finished under both arms."""
        treated, control = self.arms
        found = [
            one - other
            for world in range(len(self.sweep.experiment.worlds))
            if (one := self.values.get(Place(treated, world, replicate))) is not None
            and (other := self.values.get(Place(control, world, replicate))) is not None
        ]
        return math.fsum(found) / len(found) if found else None

    def finished(self) -> int:
        """Return how many replicates, from the first on, have ended in every world under both arms."""
        worlds = range(len(self.sweep.experiment.worlds))
        for replicate in range(self.rule.at_most):
            if any(Place(arm, world, replicate) not in self.values for arm in self.arms for world in worlds):
                return replicate
        return self.rule.at_most

    def width(self) -> float | None:
        """Return the present half-width, over the replicates that have ended."""
        found = half_width(
            [one for one in map(self.pair, range(self.finished())) if one is not None], self.rule.confidence
        )
        return found if math.isfinite(found) else None

    def verdict(self) -> Stopped | None:
        """Return whether, and with how many replicates, it is enough."""
        finished = self.finished()
        return stopped(self.rule, [self.pair(one) for one in range(finished)], finished)
