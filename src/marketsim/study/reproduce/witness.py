"""A witness relives a run, or one day of it, and says what every column came to after each midnight, tick and process.

As a program (``python -m marketsim.study.reproduce.witness``) it does so for another program: so the marketsim that
made a result can be asked by the one that makes it again. Requests are lines of JSON; only plain arrays travel.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from marketsim.study.identity import canonical
from marketsim.study.reproduce.checkpoints import Checkpoints, Taker
from marketsim.study.reproduce.state import columns_of, copied, differing

if TYPE_CHECKING:
    from marketsim.entities.world import Snapshot
    from marketsim.model.market import Market
    from marketsim.model.simulate import RunSpec

SEPARATOR = "/"
KEPT_EVERY = 10
"""Days from one midnight whose state is kept to the next: one is found again in so many days, with little memory."""


class Written(NamedTuple):
    """A column that a process changed, shape (rows, …): as it stood before, and after."""

    before: np.ndarray
    after: np.ndarray


@dataclass(frozen=True)
class Act:
    """What one process did in one tick: the columns that it changed, under their names."""

    process: str
    written: dict[str, Written] = field(default_factory=dict)


class Witness(Protocol):
    """Somebody who can say what happened in a run."""

    def midnights(self, spec: RunSpec, days: int) -> Checkpoints:
        """Return sums of the world as it was made, and after each of so many days, settling first."""
        ...

    def steps(self, spec: RunSpec, day: int, morning: Snapshot | None) -> Checkpoints:
        """Return sums after the morning of a day and after each of its ticks, from where the day began."""
        ...

    def acts(self, spec: RunSpec, day: int, morning: Snapshot | None, step: int) -> list[Act]:
        """Return what each process did in a step: 0 is the morning and the first tick, 1 the first tick."""
        ...


class Here:
    """The witness in this very process: the marketsim that is installed here.

    A world takes longer to make than a day takes to live; so each is made once and put back to where it is asked about.
    """

    def __init__(self) -> None:
        self.made: dict[tuple[bytes, bool], tuple[Market, Snapshot]] = {}
        self.kept: dict[tuple[bytes, int], Snapshot] = {}

    def midnights(self, spec: RunSpec, days: int) -> Checkpoints:
        """Return sums of the world as it was made, and after each of so many days, settling first."""
        taker, named = Taker(), canonical(spec.to_json())
        for midnight, market in enumerate(islice(self.every_midnight(spec), days + 1)):
            taker(market.world)
            if midnight and midnight % KEPT_EVERY == 0:
                self.kept[named, midnight] = market.snapshot()
        return taker.checkpoints()

    def morning_after(self, spec: RunSpec, midnight: int) -> Snapshot:
        """Return the state at a midnight, 0 being the world as it was made; from the nearest one kept before it."""
        named = canonical(spec.to_json())
        first = max((known for run, known in self.kept if run == named and known <= midnight), default=0)
        lived = self.every_midnight(spec, first, self.kept.get((named, first)))
        return next(islice(lived, midnight - first, None)).snapshot()

    def steps(self, spec: RunSpec, day: int, morning: Snapshot | None) -> Checkpoints:
        """Return sums after the morning of a day and after each of its ticks, from where the day began."""
        market, taker = self.market_on(spec, day, morning), Taker()
        market.begin_day()
        taker(market.world)
        while market.day == day:
            market.tick()
            taker(market.world)
        return taker.checkpoints()

    def acts(self, spec: RunSpec, day: int, morning: Snapshot | None, step: int) -> list[Act]:
        """Return what each process did in a step: 0 is the morning and the first tick, 1 the first tick."""
        return list(acts_of(self.market_before(spec, day, morning, step)))

    def market_before(self, spec: RunSpec, day: int, morning: Snapshot | None, step: int) -> Market:
        """Return the market as it stands before a step of a day."""
        market = self.market_on(spec, day, morning)
        if step:
            market.begin_day()
            market.ticks(step - 1)
        return market

    def market_on(self, spec: RunSpec, day: int, morning: Snapshot | None) -> Market:
        """Return the market on the morning of a day; days before 0 belong to the settling, under its own policy."""
        from marketsim.model.simulate import REFERENCE, market_of
        from marketsim.policies import read_policy

        settling = day < 0
        named = canonical(spec.to_json()), settling
        if named not in self.made:
            market = market_of(spec, read_policy(REFERENCE) if settling else None)
            self.made[named] = market, market.snapshot()
        market, beginning = self.made[named]
        market.resume(beginning if morning is None else morning, day)
        return market

    def every_midnight(
        self, spec: RunSpec, first: int = 0, morning: Snapshot | None = None
    ) -> Iterator[Market]:
        """Give the market as it was made, and after each day, settling first; or from a later midnight on."""
        market = self.market_on(spec, first - spec.settling_days, morning)
        yield market
        for midnight in range(first, spec.settling_days + spec.days):
            if first < midnight == spec.settling_days:
                market = self.market_on(spec, 0, market.snapshot())
            market.run_day()
            yield market


def acts_of(market: Market) -> Iterator[Act]:
    """Take a tick process by process, giving what each has done."""
    before = copied(columns_of(market.world))
    for process in market.one_at_a_time():
        now = columns_of(market.world)
        changed = differing(now, before)
        after = copied(now, changed)
        yield Act(process, {name: Written(before[name], after[name]) for name in changed})
        before |= after


def to_bytes(morning: Snapshot) -> bytes:
    """Write where a day began as plain arrays."""
    columns = {
        f"{table}{SEPARATOR}{name}": array
        for table, one in morning.columns.items()
        for name, array in one.items()
    }
    file = io.BytesIO()
    np.savez(
        file,
        allow_pickle=False,
        accounts=morning.accounts,
        next_number=morning.next_number,
        tick=np.int64(morning.tick),
        **columns,
    )
    return file.getvalue()


def from_bytes(data: bytes) -> Snapshot:
    """Read where a day began."""
    from marketsim.entities.world import Snapshot

    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        columns: dict[str, dict[str, np.ndarray]] = {}
        for name in kept.files:
            table, separator, attribute = name.partition(SEPARATOR)
            if separator:
                columns.setdefault(table, {})[attribute] = kept[name]
        return Snapshot(columns, kept["accounts"], int(kept["tick"]), kept["next_number"])


def acts_to_bytes(acts: list[Act]) -> bytes:
    """Write what the processes of a tick did."""
    arrays: dict[str, Any] = {"processes": np.array([act.process for act in acts], "U")}
    for place, act in enumerate(acts):
        for name, written in act.written.items():
            for when, array in zip(Written._fields, written, strict=True):
                arrays[SEPARATOR.join((str(place), name, when))] = array
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def acts_from_bytes(data: bytes) -> list[Act]:
    """Read what the processes of a tick did."""
    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        acts = [Act(str(process)) for process in kept["processes"]]
        found: dict[tuple[int, str], dict[str, np.ndarray]] = {}
        for entry in kept.files:
            if SEPARATOR in entry:
                place, name, when = entry.split(SEPARATOR)
                found.setdefault((int(place), name), {})[when] = kept[entry]
    for (place_of_act, name), arrays in found.items():
        acts[place_of_act].written[name] = Written(**arrays)
    return acts


def testify(here: Here, request: dict[str, Any], morning: Snapshot | None) -> bytes:
    """Answer what another program asks."""
    from marketsim.model.simulate import RunSpec

    spec = RunSpec.from_json(request["spec"])
    if request["asks"] == "midnights":
        return here.midnights(spec, request["days"]).to_bytes()
    if request["asks"] == "steps":
        return here.steps(spec, request["day"], morning).to_bytes()
    return acts_to_bytes(here.acts(spec, request["day"], morning, request["step"]))


def main() -> None:
    """Answer one request after another, each in a file of its own; a problem is told in the line that says so."""
    here = Here()
    for line in sys.stdin:
        request = json.loads(line)
        morning = from_bytes(Path(request["morning"]).read_bytes()) if request["morning"] else None
        try:
            Path(request["answer"]).write_bytes(testify(here, request, morning))
            told = ""
        except Exception as problem:  # noqa: BLE001 - whoever asked is told, whatever it is
            told = f"{type(problem).__name__}: {problem}"
        sys.stdout.write(json.dumps({"problem": told}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
