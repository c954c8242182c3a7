"""A comparison: several policies in the same world with the same luck, replicate by replicate."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from marketsim.parameters.errors import Conflict
from marketsim.study.engine import OURS, Spec
from marketsim.study.executor import Delivered, Executor, Failed, Finished, Work
from marketsim.study.identity import Ground, Identity, digest, ground_of, identify, short
from marketsim.study.intervals import Mean, PairedDifference, mean_of, paired_difference
from marketsim.study.job import Job, perform
from marketsim.study.measure import Measure
from marketsim.study.record import Record, from_bytes
from marketsim.study.scenario import World, scenario
from marketsim.study.store import Store

LONGEST_REASON = 240
REFERENCE = "as_today"
DEFAULT = ("crackdown", "harm_reduction")


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
    """

    policies: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    replicates: int
    world: World
    specs: dict[tuple[str, int], Spec]
    identities: dict[tuple[str, int], Identity]
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
            self.over_days(policy, measure, both).mean(axis=1) for policy in (contrast.treated, contrast.control)
        )
        return paired_difference(treated, control)

    def cells(self, policy: str, measure: str, replicates: list[int] | None = None) -> np.ndarray:
        """Return a cell measure's mean over replicates (all that have finished), a day and cell."""
        done = self.paired(policy) if replicates is None else replicates
        total = np.sum([self.records[policy, one].cells[measure] for one in done], axis=0)
        return np.asarray(total / (len(done) * self.comparison.world.days))

    def measured(self, measures: tuple[Measure, ...]) -> list[Measure]:
        """Return the measures that every run has; one whose mechanism is missing is omitted, never zero."""
        every = list(self.records.values())
        return [one for one in measures if not one.cell and every and all(one.name in record.days for record in every)]

    def mapped(self, measures: tuple[Measure, ...]) -> list[Measure]:
        """Return the measures that every run has by cell."""
        every = list(self.records.values())
        return [one for one in measures if one.cell and every and all(one.name in record.cells for record in every)]

    def told_failures(self) -> list[dict[str, Any]]:
        """Return the runs that failed, and why, as plain data."""
        return [{"policy": policy, "replicate": one, "reason": reason}
                for (policy, one), reason in sorted(self.failed.items())]

    def failures_in_words(self) -> list[str]:
        """Return one line a reason: how many runs failed by it, and the first of them."""
        lines = []
        for reason in dict.fromkeys(self.failed.values()):
            policy, one = min(key for key, why in self.failed.items() if why == reason)
            count = list(self.failed.values()).count(reason)
            lines.append(f"{count} {'run' if count == 1 else 'runs'} failed, first {policy} replicate {one}: "
                         f"{textwrap.shorten(reason, LONGEST_REASON, placeholder=' …')}")
        return lines

    @property
    def complete(self) -> bool:
        """Whether no run failed."""
        return len(self.records) == len(self.comparison.identities)


@dataclass(frozen=True)
class Progress:
    """How far a comparison has come, in runs."""

    done: int
    failed: int
    planned: int
    reused: int


def plan(policies: tuple[str, ...], replicates: int, world: World, engine: str = OURS,
         ground: Callable[[Spec], Ground] = ground_of) -> Comparison:
    """Decide what is run and compared, refusing what cannot be.

    Without policies, crackdown is judged against harm reduction and both against as_today; with them, all
    against the first.
    """
    if policies:
        wanted, pairs = policies, [(one, 0) for one in range(1, len(policies))]
    else:
        wanted, pairs = (REFERENCE, *DEFAULT), [(1, 2), (1, 0), (2, 0)]
    if len(wanted) < 2:
        raise Conflict(f"compare {wanted[0]}: a comparison needs two policies; add another, such as {REFERENCE}")
    first = [scenario(policy, world, 0, engine) for policy in wanted]
    names = tuple(spec.policy["name"] for spec in first)
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Conflict(f"compare: the policy '{twice}' is named twice; name each once")
    stands_on = ground(first[0])
    specs: dict[tuple[str, int], Spec] = {
        (name, one): replace(spec, replicate=one)  # type: ignore[type-var]
        for one in range(replicates) for name, spec in zip(names, first, strict=True)
    }
    identities = {key: identify(spec, stands_on) for key, spec in specs.items()}
    contrasts = tuple(Contrast(names[treated], names[control]) for treated, control in pairs)
    return Comparison(names, contrasts, replicates, world, specs, identities, engine)


def carry_out(comparison: Comparison, executor: Executor, store: Store,
              tell: Callable[[Progress], None] = lambda progress: None) -> Results:
    """Run what is not yet in the store, keep every run as it finishes, and return all of them."""
    results = Results(comparison)
    for key, identity in comparison.identities.items():
        record = store.kept(identity.run)
        if record is not None:
            results.records[key] = record
    reused = len(results.records)

    def told() -> None:
        tell(Progress(len(results.records), len(results.failed), len(comparison.identities), reused))

    told()
    key_of = {identity.run: key for key, identity in comparison.identities.items()}
    with closing(executor.perform(perform, jobs(comparison, results))) as happenings:  # type: ignore[type-var]
        for happening in happenings:
            if isinstance(happening, Delivered):
                record = from_bytes(happening.data)
                store.keep(record.run, happening.data)
                results.records[key_of[record.run]] = record
            elif isinstance(happening, Failed):
                lost = [key_of[run] for run, _ in happening.work.document["runs"]]
                results.failed |= {key: happening.reason for key in lost if key not in results.records}
            if not isinstance(happening, Finished):
                told()
    return results


def jobs(comparison: Comparison, results: Results) -> Iterator[Work]:
    """Give the jobs still to be done: one a replicate, so that its policies share one settled world."""
    for replicate in range(comparison.replicates):
        keys = [(policy, replicate) for policy in comparison.policies if (policy, replicate) not in results.records]
        runs = [(comparison.identities[key].run, comparison.specs[key].to_json()) for key in keys]
        if runs:
            name = f"replicate {replicate}"
            yield Work(name, Job(name, comparison.engine, runs).document())
