"""What is compared, and what came out: runs by policy and replicate, and what their differences say."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.measures import Measure
from marketsim.study.engine import OURS
from marketsim.study.identity import Identity, digest, short
from marketsim.study.intervals import Mean, PairedDifference, mean_of, paired_difference
from marketsim.study.record import Record
from marketsim.study.scenario import World

if TYPE_CHECKING:
    from marketsim.model.simulate import RunSpec

REFERENCE = "as_today"
LONGEST_REASON = 240


@dataclass(frozen=True)
class Contrast:
    """Two policies of which the first is judged against the second."""

    treated: str
    control: str

    @property
    def name(self) -> str:
        """The contrast as it is written in tables."""
        return f"{self.treated} − {self.control}"


@dataclass(frozen=True)
class Comparison:
    """What is compared, all of it decided before anything is run.

    Attributes
    ----------
    policies : names, the reference first
    identities : (policy, replicate) → what determines that run
    typed : policy → the name or file by which it was asked for
    """

    policies: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    replicates: int
    world: World
    specs: dict[tuple[str, int], RunSpec]
    identities: dict[tuple[str, int], Identity]
    typed: dict[str, str]
    engine: str = OURS

    @property
    def digest(self) -> str:
        """What determines the comparison: its runs and what is compared with what."""
        runs = [identity.run for identity in self.identities.values()]
        return digest({"runs": runs, "contrasts": [contrast.name for contrast in self.contrasts]})

    @property
    def id(self) -> str:
        """The short name the comparison is cited by."""
        return short(self.digest)


@dataclass
class Results:
    """What came out: records by policy and replicate, and the runs that failed."""

    comparison: Comparison
    records: dict[tuple[str, int], Record] = field(default_factory=dict)
    failed: dict[tuple[str, int], str] = field(default_factory=dict)

    def paired(self, *policies: str) -> list[int]:
        """Return the replicates that have finished under all of these policies."""
        every = range(self.comparison.replicates)
        return [one for one in every if all((policy, one) in self.records for policy in policies)]

    def over_days(self, policy: str, measure: str, replicates: list[int]) -> np.ndarray:
        """Return a measure as an array over (replicate, day)."""
        return np.array([self.records[policy, one].days[measure] for one in replicates], np.float64)

    def mean(self, policy: str, measure: str) -> Mean:
        """Return a policy's daily mean with its interval over replicates."""
        return mean_of(self.over_days(policy, measure, self.paired(policy)).mean(axis=1))

    def difference(self, contrast: Contrast, measure: str) -> PairedDifference:
        """Return how a measure differs, as a mean a day, from the replicates that finished under both."""
        both = self.paired(contrast.treated, contrast.control)
        treated, control = (
            self.over_days(policy, measure, both).mean(axis=1)
            for policy in (contrast.treated, contrast.control)
        )
        return paired_difference(treated, control)

    def cells(self, policy: str, measure: str, replicates: list[int] | None = None) -> np.ndarray:
        """Return a cell measure's mean over replicates (all that have finished), a day: an array over cells."""
        done = self.paired(policy) if replicates is None else replicates
        total = np.sum([self.records[policy, one].cells[measure] for one in done], axis=0)
        return np.asarray(total / (len(done) * self.comparison.world.days))

    def measured(self, measures: tuple[Measure, ...]) -> list[Measure]:
        """Return the measures that every run has; one whose mechanism is missing is omitted, never zero."""
        every = list(self.records.values())
        return [
            one
            for one in measures
            if not one.cell and every and all(one.name in record.days for record in every)
        ]

    def mapped(self, measures: tuple[Measure, ...]) -> list[Measure]:
        """Return the measures that every run has by cell."""
        every = list(self.records.values())
        return [
            one
            for one in measures
            if one.cell and every and all(one.name in record.cells for record in every)
        ]

    def told_failures(self) -> list[dict[str, Any]]:
        """Return the runs that failed, and why, as plain data."""
        return [
            {"policy": policy, "replicate": one, "reason": reason}
            for (policy, one), reason in sorted(self.failed.items())
        ]

    def failures_in_words(self) -> list[str]:
        """Return one line a reason: how many runs failed by it, and the first of them."""
        lines = []
        for reason in dict.fromkeys(self.failed.values()):
            policy, one = min(key for key, why in self.failed.items() if why == reason)
            count = list(self.failed.values()).count(reason)
            lines.append(
                f"{count} {'run' if count == 1 else 'runs'} failed, first {policy} replicate {one}: "
                f"{textwrap.shorten(reason, LONGEST_REASON, placeholder=' …')}"
            )
        return lines

    @property
    def complete(self) -> bool:
        """Whether no run failed."""
        return len(self.records) == len(self.comparison.identities)
