"""A result made again: every run is run once more, judged, and where the first one differs is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from marketsim.parameters.errors import BadDocument
from marketsim.study.circumstances import circumstances
from marketsim.study.days import Progress as Days
from marketsim.study.days import days_told
from marketsim.study.engine import OURS, engine
from marketsim.study.executor import Delivered, Executor, Failed, Work
from marketsim.study.identity import Ground, ground_of
from marketsim.study.job import Job, all_of, perform
from marketsim.study.record import Record, from_bytes, record_of
from marketsim.study.reproduce.checkpoints import Checkpoints, Taker
from marketsim.study.reproduce.originals import Original
from marketsim.study.reproduce.parting import Parting, parting_from_the_beginning, parting_of
from marketsim.study.reproduce.programs import CannotAsk, brought_back, changed_since
from marketsim.study.reproduce.verdict import DIFFERENT, IDENTICAL, Verdict, judged
from marketsim.study.run import RunFailed

if TYPE_CHECKING:
    from marketsim.entities.world import Snapshot, World
    from marketsim.model.simulate import RunSpec
    from marketsim.study.reproduce.witness import Witness

MOST_NAMED = 6
NOBODY_TO_ASK = (
    "the program that made it is not at hand: name a Python that has it with --with "
    "to learn which decision differs first"
)
TELLING = ("python", "numpy", "numba", "platform")


@dataclass(frozen=True)
class Progress:
    """How far it has come, in runs."""

    done: int
    failed: int
    planned: int


class Watch(Taker):
    """Watches a run being made again, beside the checkpoints of the original.

    Attributes
    ----------
    parted : the first midnight that differs; 0 is the one before the first counted day
    columns : which columns differ then
    morning : the state at the midnight before, in which the two still agreed
    """

    def __init__(self, checkpoints: Checkpoints | None) -> None:
        super().__init__()
        self.original = checkpoints
        self.parted: int | None = None
        self.columns: tuple[str, ...] = ()
        self.morning: Snapshot | None = None

    def __call__(self, world: World | Any) -> None:
        """Look at a midnight."""
        if self.original is None or self.parted is not None:
            return
        super().__call__(world)
        midnight = len(self.taken) - 1
        if midnight >= len(self.original.sums):
            return
        differ = self.checkpoints().differing(self.original, midnight)
        if differ:
            self.parted, self.columns = midnight, tuple(differ)
        else:
            self.morning = world.snapshot()


def made_again(
    original: Original,
    other: Witness | None = None,
    model: str = OURS,
    ground: Callable[[RunSpec], Ground] = ground_of,
    tell: Callable[[Days], object] = bool,
) -> Verdict:
    """Run one run again, judge it, and look for where it parts from the original.

    Parameters
    ----------
    other : who can be asked what the original program did, if not the source kept here
    tell : is told after each day how far the run is
    """
    spec, remarks = spec_of(original, model, ground)
    watch, told = Watch(original.checkpoints), days_told(spec, tell)
    simulator = engine(model)
    with ExitStack() as stack:
        there = other
        if there is None and ground(spec).source != original.ground.source:
            there = stack.enter_context(brought_back(original.ground.source))
        try:
            settled = simulator.settle(spec, anew=True, at_midnight=told)
            outcome = simulator.simulate(spec, settled, at_midnight=all_of([watch, told]))
        except ArithmeticError as problem:
            raise RunFailed(f"{type(problem).__name__}: {problem}", "") from problem
        verdict = judged(original, record_of("", outcome, {}), remarks)
        return verdict if verdict.word == IDENTICAL else located(verdict, spec, watch, there)


def all_made_again(
    originals: list[Original],
    executor: Executor,
    other: Witness | None = None,
    tell: Callable[[Progress], object] = bool,
    model: str = OURS,
    ground: Callable[[RunSpec], Ground] = ground_of,
) -> list[Verdict]:
    """Run several runs again, judge each, and look for where the first that differs does so."""
    prepared = {str(place): (one, *spec_of(one, model, ground)) for place, one in enumerate(originals)}
    verdicts: dict[str, Verdict] = {}
    tell(Progress(0, 0, len(originals)))
    with closing(executor.perform(perform, _jobs(prepared, model))) as happenings:  # type: ignore[type-var]
        for happening in happenings:
            if isinstance(happening, Failed):
                raise RunFailed(happening.reason, happening.details)
            if isinstance(happening, Delivered):
                record: Record = from_bytes(happening.data)
                original, _, remarks = prepared[record.run]
                verdicts[record.run] = judged(original, record, remarks)
                tell(Progress(len(verdicts), 0, len(originals)))
    first = next((place for place in prepared if verdicts[place].word == DIFFERENT), None)
    if first is not None:
        verdicts[first] = made_again(prepared[first][0], other, model, ground)
    return [verdicts[place] for place in prepared]


def _jobs(prepared: dict[str, tuple[Original, RunSpec, tuple[str, ...]]], model: str) -> Iterator[Work]:
    """Give the jobs: runs that share a settled world together."""
    shared: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for place, (_, spec, _) in prepared.items():
        asked = spec.to_json()
        settled = repr(
            sorted((key, repr(value)) for key, value in asked.items() if key not in ("policy", "days"))
        )
        shared.setdefault(settled, []).append((place, asked))
    for number, runs in enumerate(shared.values()):
        name = f"settled world {number}"
        yield Work(name, Job(name, model, runs, anew=True).document())


def spec_of(
    original: Original, model: str, ground: Callable[[RunSpec], Ground]
) -> tuple[RunSpec, tuple[str, ...]]:
    """Return the run as this program can make it, with the numbers that held then, and what is not as it was."""
    spec: RunSpec = engine(model).RunSpec.from_json(original.asked)
    now = ground(spec)
    if original.asked.get("city") and now.map != original.ground.map:
        raise BadDocument(
            f"{original.id}: {original.asked['city']} is not the city it was made in: map {original.ground.map[:8]} "
            f"there, {now.map[:8]} here; put its tables back to make it again"
        )
    unknown = sorted(set(original.ground.numbers) - set(now.numbers))
    if unknown:
        raise BadDocument(
            f"{original.id}: stands on numbers that this version does not have ({_some(unknown)}); "
            f"install marketsim {original.circumstances.get('marketsim', 'as it was then')} to make it again"
        )
    new = sorted(set(now.numbers) - set(original.ground.numbers))
    moved = {key: told for key, told in original.ground.numbers.items() if now.numbers[key] != told}
    remarks = []
    if now.source != original.ground.source:
        remarks.append(
            f"the program is not the one that made it: source {original.ground.source[:8]} there, {now.source[:8]} here"
        )
        changed = changed_since(original.ground.source)
        remarks += [f"changed in the program since: {_some(changed)}"] if changed else []
    if now.map != original.ground.map:
        remarks.append(f"the map is another one: {original.ground.map[:8]} there, {now.map[:8]} here")
    if moved:
        told = [f"{key} {value} there, {now.numbers[key]} here" for key, value in moved.items()]
        remarks.append(f"declared otherwise since, and set back for this: {_some(told)}")
    if new:
        remarks.append(f"declared only since, and taken as declared: {_some(new)}")
    remarks += _made_with(original)
    return _with_numbers(spec, moved), tuple(remarks)


def _with_numbers(spec: RunSpec, moved: dict[str, str]) -> RunSpec:
    """Return the run with the numbers that held then, each under its kind."""
    if not moved:
        return spec
    from marketsim.parameters import declared

    kinds: dict[str, dict[str, str]] = {"lever": dict(spec.levers), "parameter": dict(spec.parameters)}
    for key, told in moved.items():
        kinds[declared().declaration(key).kind][key] = told
    return replace(spec, levers=kinds["lever"], parameters=kinds["parameter"])


def _made_with(original: Original) -> list[str]:
    here = circumstances(0.0)
    told = [
        f"{name} {original.circumstances[name]} there, {here[name]} here"
        for name in TELLING
        if name in original.circumstances and original.circumstances[name] != here[name]
    ]
    return [f"made with {'; '.join(told)}"] if told else []


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def located(verdict: Verdict, spec: RunSpec, watch: Watch, there: Witness | None) -> Verdict:
    """Look for where a run parts from the original, as far as anybody can be asked."""
    parting, remark = None, NOBODY_TO_ASK
    if there is not None:
        try:
            parting = parted(spec, watch, there)
            remark = "" if parting else "the program that was asked relives it as this one does"
        except CannotAsk as problem:
            remark = str(problem)
    return replace(
        verdict,
        midnight=None if watch.parted is None else watch.parted - 1,
        columns=watch.columns,
        parting=parting,
        remarks=(*verdict.remarks, remark) if remark else verdict.remarks,
    )


def parted(spec: RunSpec, watch: Watch, there: Witness) -> Parting | None:
    """Return the first decision that differs, from the last midnight at which all was the same."""
    if watch.morning is not None and watch.parted is not None:
        return parting_of(spec, watch.parted - 1, watch.morning, there)
    days = spec.settling_days if watch.parted == 0 else spec.settling_days + spec.days
    return parting_from_the_beginning(spec, days, there)
