"""Which worlds count: a first wave drawn from the ranges, and further ones where accepted worlds may lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.patterns import Accepted, Pattern
from marketsim.study.claim.screening import next_worlds
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.sampling import Range
from marketsim.study.experiment.worlds import Point, coordinates, ranges_of

Values = NDArray[np.float64]
MOST_WAVES = 12
LATER_DRAWS = 1000
"""Added to the draw of the first wave for each later one."""


@dataclass
class Calibration:
    """The worlds of one ensemble that have been judged by the patterns, wave after wave.

    Attributes
    ----------
    experiment : the first wave
    waves : the worlds of every wave, and how they were judged
    """

    experiment: Experiment
    waves: list[tuple[Sequence[Point], Accepted]] = field(default_factory=list)

    @property
    def ranges(self) -> list[Range]:
        """The uncertain facts with their ranges."""
        return list(ranges_of(self.experiment.document))

    @property
    def accepted(self) -> list[Point]:
        """The worlds that reproduce every pattern, in the order in which they were drawn."""
        return [worlds[number] for worlds, judged in self.waves for number in judged.worlds]

    @property
    def judged(self) -> int:
        """How many worlds have been judged."""
        return sum(int(judged.finished.sum()) for _, judged in self.waves)

    @property
    def complete(self) -> bool:
        """Whether every world of every wave so far has been run, whether or not its run failed."""
        return bool(self.waves) and not any(judged.missing for _, judged in self.waves)

    def shares(self) -> Values:
        """Return where all worlds of all waves lie, as shares of the ranges: float64[worlds, facts]."""
        ranges = self.ranges
        points = np.vstack([coordinates(worlds, [one.key for one in ranges]) for worlds, _ in self.waves])
        low, high = (np.array([getattr(one, end) for one in ranges]) for end in ("low", "high"))
        return np.asarray((points - low) / (high - low))

    def seen(self) -> Values:
        """Return what all worlds gave: float64[worlds, patterns]."""
        return np.vstack([judged.values for _, judged in self.waves])

    def next_wave(self, known: list[Pattern], wanted: int, size: int) -> Experiment | None:
        """Return the next wave; nothing where enough worlds are accepted, or no further ones would be.

        Parameters
        ----------
        wanted : how many accepted worlds are enough
        size : how many worlds a wave has at most
        """
        if not self.complete or len(self.accepted) >= wanted or len(self.waves) > MOST_WAVES:
            return None
        draw = self.experiment.document.design.draw + LATER_DRAWS * len(self.waves)
        worlds, _ = next_worlds(self.ranges, self.shares(), self.seen(), known, size, draw)
        return replace(self.experiment, worlds=worlds) if worlds else None
