"""What came out of a sweep: each measure as an array over arms, worlds and replicates, missing runs named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import Measure
from marketsim.study.comparison import Contrast
from marketsim.study.experiment import Experiment
from marketsim.study.identity import canonical, digest_of_columns
from marketsim.study.intervals import PairedDifference, mean_of, paired_difference
from marketsim.study.sweep.plan import Place
from marketsim.study.sweep.store import SweepStore

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Lost:
    """A run that failed: where it has its place, and why."""

    arm: int
    world: int
    replicate: int
    reason: str


@dataclass(frozen=True)
class Found:
    """The finished runs of a sweep.

    Attributes
    ----------
    replicates : how many count
    values : measure → mean a day, as an array over (arm, world, replicate); NaN where a run is missing
    failed : runs that ended in an error
    runs : the place of each run → its run and outcome digests
    digest : SHA-256 over every value of every run that counts, in the order of the design
    seconds : s, of each finished run
    window : first and last counted day over which the means are taken, from 1
    """

    experiment: Experiment
    replicates: int
    values: dict[str, Values]
    failed: tuple[Lost, ...]
    runs: dict[Place, tuple[str, str]]
    digest: str
    seconds: float
    window: tuple[int, int]

    @property
    def done(self) -> int:
        """How many runs that count have finished."""
        return len(self.runs)

    @property
    def planned(self) -> int:
        """How many runs count."""
        return len(self.experiment.arms) * len(self.experiment.worlds) * self.replicates

    @property
    def missing(self) -> int:
        """How many runs that count have neither finished nor failed."""
        return self.planned - self.done - len(self.failed)

    def measured(self, measures: tuple[Measure, ...]) -> list[Measure]:
        """Return the declared measures that the runs have."""
        return [one for one in measures if not one.cell and one.name in self.values]

    def arm(self, name: str) -> int:
        """Return the number of an arm."""
        return [arm.name for arm in self.experiment.arms].index(name)

    def by_world(self, contrast: Contrast, measure: str) -> Values:
        """Return the paired difference, a mean over replicates, ``float64[worlds]``; NaN where none finished."""
        pairs = self.pairs(contrast, measure)
        counted = np.isfinite(pairs)
        total = np.where(counted, pairs, 0).sum(axis=1)
        number = counted.sum(axis=1)
        return np.where(number > 0, total / np.maximum(number, 1), np.nan)

    def established(self, contrast: Contrast, measure: str) -> NDArray[np.bool_]:
        """Return in which worlds the interval of the paired difference leaves out zero, ``bool[worlds]``."""
        finished = (row[np.isfinite(row)] for row in self.pairs(contrast, measure))
        means = [mean_of(row) if row.size else None for row in finished]
        return np.array([mean is not None and not mean.low <= 0 <= mean.high for mean in means])

    def pairs(self, contrast: Contrast, measure: str) -> Values:
        """Return the paired differences as an array over (world, replicate)."""
        values = self.values[measure]
        return np.asarray(values[self.arm(contrast.treated)] - values[self.arm(contrast.control)])

    def difference(
        self, contrast: Contrast, measure: str, confidence: float = 0.95
    ) -> PairedDifference | None:
        """Compare two arms: over replicates in a single world, over worlds where there are several."""
        values = self.values[measure]
        treated, control = values[self.arm(contrast.treated)], values[self.arm(contrast.control)]
        both = np.isfinite(treated) & np.isfinite(control)
        if len(self.experiment.worlds) == 1:
            keep = both[0]
            sides = treated[0][keep], control[0][keep]
        else:
            keep, number = both.any(axis=1), np.maximum(both.sum(axis=1), 1)
            sides = (
                (np.where(both, treated, 0).sum(axis=1) / number)[keep],
                (np.where(both, control, 0).sum(axis=1) / number)[keep],
            )
        return paired_difference(*sides, confidence) if keep.any() else None


def found(experiment: Experiment, store: SweepStore, window: tuple[int, int] | None = None) -> Found:
    """Read what has finished; statistics are over these runs, and what is missing is told beside them.

    Parameters
    ----------
    window : (int, int), optional
        First and last counted day that are looked at, from 1; all of them unless told otherwise.
    """
    asked, replicates = experiment.document, replicates_of(experiment, store)
    shape = len(experiment.arms), len(experiment.worlds), replicates
    first, last = window or (1, asked.days)
    values: dict[str, Values] = {}
    sums: dict[Place, bytes] = {}
    runs: dict[Place, tuple[str, str]] = {}
    seconds = 0.0
    for place, record in store.records():
        if place.replicate >= replicates:
            continue
        for name, series in record.days.items():
            if name not in values:
                values[name] = np.full(shape, np.nan)
            kept = series[first - 1 : last]
            values[name][place] = math.fsum(kept) / len(kept)
        runs[place] = record.run, record.outcome
        sums[place] = canonical([*place, record.outcome, digest_of_columns(record.days)])
        seconds += float(record.circumstances.get("seconds", 0))
    total = sha256()
    for place_ in sorted(sums):
        total.update(sums[place_])
    lost = store.journal.ask(
        "SELECT places.arm, world, replicate, reason FROM places JOIN runs USING (run) "
        "WHERE state = 'failed' AND replicate < ? ORDER BY 1, 2, 3",
        replicates,
    )
    failed = tuple(Lost(*row) for row in lost)
    return Found(experiment, replicates, values, failed, runs, total.hexdigest(), seconds, (first, last))


def replicates_of(experiment: Experiment, store: SweepStore) -> int:
    """Return how many replicates count: as many as the stopping rule let stand, or as the experiment asks for."""
    verdict = store.journal.about("stopped")
    return int(verdict["replicates"]) if verdict else experiment.document.replicates or highest(store)


def highest(store: SweepStore) -> int:
    """Return how many replicates have been begun, where a stopping rule has not decided yet."""
    [(number,)] = store.journal.ask(
        "SELECT max(replicate) FROM places JOIN runs USING (run) WHERE state IN ('done', 'failed')"
    )
    return 1 if number is None else number + 1
