"""A model in which mediators are held to the course they take in the control, in the same world with the same luck.

Every hour the named columns of the treated world are overwritten with those of a second world that lives under the
control. Whatever still differs does not pass through them. Persons and dealers are matched by their identity; those who
are in one of the worlds only keep what they have.

It stands in place of the model where an experiment asks for it: the policy's document names the ``control`` and the
mediators to ``clamp``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.dealers import DETAINED
from marketsim.entities.table import Table
from marketsim.entities.world import Snapshot, World
from marketsim.model import simulate as ours
from marketsim.model.market import Market
from marketsim.model.simulate import Outcome, compile_everything, digest_of, is_compiled
from marketsim.policies import policy_from

__all__ = ["MEDIATORS", "Outcome", "RunSpec", "compile_everything", "is_compiled", "settle", "simulate"]

MEDIATORS: dict[str, dict[str, tuple[str, ...]]] = {
    "deterrence": {"dealers": ("perceived_risk",), "people": ("perceived_risk",)},
    "vacancies": {"street": ("vacant",)},
    "debts": {"people": ("debt", "creditor", "due")},
    "familiarity": {"people": ("known", "liking")},
    "beliefs": {"dealers": ("believed_violent", "known_to", "evidence")},
    "selection": {"dealers": ("force", "visibility", "reputation")},
    "form": {"dealers": ("form",)},
    "incapacitation": {},
}
"""Mediator → the columns that carry it; incapacitation is carried by custody, which is undone rather than copied."""
CLAMP, CONTROL = "clamp", "control"
SECONDS_PER_HOUR, HOURS_PER_DAY = 3600, 24


@dataclass(frozen=True)
class RunSpec(ours.RunSpec):
    """What determines a run with clamped mediators: the policy's document also holds ``clamp`` and ``control``."""

    @property
    def plain(self) -> ours.RunSpec:
        """The treated run as the model itself would be asked for it."""
        return ours.RunSpec.from_json(asdict(self) | {"policy": without(self.policy)})

    @property
    def control(self) -> ours.RunSpec:
        """The run whose course the mediators are held to."""
        return replace(self.plain, policy=self.policy[CONTROL])

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Self:
        """The description read back; the round trip is exact."""
        return cls(**given)


def without(document: dict[str, Any]) -> dict[str, Any]:
    """Return a policy's document without what only this page understands."""
    return {key: value for key, value in document.items() if key not in (CLAMP, CONTROL)}


def settle(spec: RunSpec, *, anew: bool = False) -> Snapshot:
    """Let the market settle; both worlds begin from it."""
    return ours.settle(spec.plain, anew=anew)


def simulate(spec: RunSpec, after: Snapshot | None = None) -> Outcome:
    """Run the treated world; where something is clamped, with the control beside it."""
    if not spec.policy.get(CLAMP):
        return ours.simulate(spec.plain, after)
    start = ours.settle(spec.plain) if after is None else after
    treated, control = begun(spec.plain, start), begun(spec.control, start)
    hour = SECONDS_PER_HOUR // spec.tick_seconds
    for _ in range(spec.days * HOURS_PER_DAY):
        hold(treated.world, control.world, spec.policy[CLAMP])
        for market in (control, treated):
            market.ticks(hour)
    days = {name: np.array(series) for name, series in treated.observer.days.items()}
    cells = treated.observer.cells
    return Outcome(days, cells, digest_of(days, cells, treated.world))


def begun(spec: ours.RunSpec, start: Snapshot) -> Market:
    """Return a market at the first counted tick."""
    market = ours.market_of(spec, policy_from(*named(spec.policy)))
    market.resume(start)
    return market


def named(document: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return a policy's document and its name apart."""
    return {key: value for key, value in document.items() if key != "name"}, str(document["name"])


def hold(treated: World, control: World, mediators: list[str]) -> None:
    """Overwrite what carries the mediators in one world with what it is in the other."""
    for mediator in mediators:
        for table, columns in MEDIATORS[mediator].items():
            copy(treated, control, table, columns)
        if mediator == "incapacitation":
            release(treated, control)


def copy(treated: World, control: World, table: str, columns: tuple[str, ...]) -> None:
    """Copy columns row by row of the same identity; references are to the same individual, or to nobody."""
    mine, theirs = (world.tables()[table] for world in (treated, control))
    here, there = matched(mine, theirs)
    for name in columns:
        values = getattr(theirs, name)[there]
        pointed = mine.columns[name].points_to
        if pointed:
            values = translated(values, treated.tables()[pointed], control.tables()[pointed])
        getattr(mine, name)[here] = values


def matched(mine: Table, theirs: Table) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows of the same individuals in two worlds; all rows where a table knows no individuals.

    Returns
    -------
    here, there : int64[individuals], in the same order
    """
    if "number" not in mine.columns:
        rows = np.arange(len(mine))
        return rows, rows
    numbers, others = mine.arrays()["number"], theirs.arrays()["number"]
    _, here, there = np.intersect1d(numbers, others, return_indices=True)
    alive = numbers[here] >= 0
    return here[alive], there[alive]


def translated(values: NDArray[np.int32], mine: Table, theirs: Table) -> NDArray[np.int32]:
    """Return references into one world's table, ``int32[n]``, as ones into the other's; −1 for who is not there."""
    here, there = matched(mine, theirs)
    rows = np.full(len(theirs), -1, values.dtype)
    rows[there] = here
    return np.where(values >= 0, rows[values], -1).astype(values.dtype)


def release(treated: World, control: World) -> None:
    """Let go those whom only the treated world holds in custody."""
    here, there = matched(treated.dealers, control.dealers)
    only_here = (treated.dealers.standing[here] == DETAINED) & (control.dealers.standing[there] != DETAINED)
    treated.dealers.free_at[here[only_here]] = treated.tick
