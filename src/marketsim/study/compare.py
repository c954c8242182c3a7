"""A comparison: several policies in the same world with the same luck, replicate by replicate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marketsim.parameters.errors import Conflict
from marketsim.study.comparison import REFERENCE, Comparison, Contrast, Results
from marketsim.study.engine import OURS
from marketsim.study.executor import Delivered, Executor, Failed, Finished, Work
from marketsim.study.identity import Ground, ground_of, identify
from marketsim.study.job import Job, perform
from marketsim.study.record import from_bytes
from marketsim.study.scenario import World, scenario
from marketsim.study.store import Store

if TYPE_CHECKING:
    from marketsim.model.simulate import RunSpec

DEFAULT = ("crackdown", "harm_reduction")


@dataclass(frozen=True)
class Progress:
    """How far a comparison has come, in runs."""

    done: int
    failed: int
    planned: int
    reused: int


def plan(
    policies: tuple[str, ...],
    replicates: int,
    world: World,
    engine: str = OURS,
    ground: Callable[[RunSpec], Ground] = ground_of,
) -> Comparison:
    """Decide what is run and compared, refusing what cannot be.

    Without policies, crackdown is judged against harm reduction and both against as_today; with them, all
    against the first.
    """
    if policies:
        wanted, pairs = policies, [(one, 0) for one in range(1, len(policies))]
    else:
        wanted, pairs = (REFERENCE, *DEFAULT), [(1, 2), (1, 0), (2, 0)]
    if len(wanted) < 2:
        raise Conflict(
            f"compare {wanted[0]}: a comparison needs two policies; add another, such as {REFERENCE}"
        )
    first = [scenario(policy, world, 0, engine) for policy in wanted]
    names = tuple(spec.policy["name"] for spec in first)
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Conflict(f"compare: the policy '{twice}' is named twice; name each once")
    stands_on = ground(first[0])
    specs: dict[tuple[str, int], RunSpec] = {
        (name, one): replace(spec, replicate=one)
        for one in range(replicates)
        for name, spec in zip(names, first, strict=True)
    }
    identities = {key: identify(spec, stands_on) for key, spec in specs.items()}
    typed = dict(zip(names, wanted, strict=True))
    contrasts = tuple(Contrast(names[treated], names[control]) for treated, control in pairs)
    return Comparison(names, contrasts, replicates, world, specs, identities, typed, engine)


def carry_out(
    comparison: Comparison,
    executor: Executor,
    store: Store,
    tell: Callable[[Progress], object] = bool,
) -> Results:
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
        keys = [
            (policy, replicate)
            for policy in comparison.policies
            if (policy, replicate) not in results.records
        ]
        runs = [(comparison.identities[key].run, comparison.specs[key].to_json()) for key in keys]
        if runs:
            name = f"replicate {replicate}"
            yield Work(name, Job(name, comparison.engine, runs, checkpoints=True).document())
