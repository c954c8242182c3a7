"""A run from its description to its outcome, the seam through which questions are asked of the model."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City, read_city
from marketsim.entities.world import Snapshot, World
from marketsim.measures.displacement import Moves
from marketsim.measures.ledger import tables_of
from marketsim.measures.ledger.tables import Tables
from marketsim.model import starts
from marketsim.model.market import Market
from marketsim.model.warming import compile_everything, is_compiled
from marketsim.parameters import Numbers, changed, declared
from marketsim.policies import Policy, policy_from, read_policy

__all__ = [
    "SETTLING_DAYS", "Outcome", "RunSpec", "city_of", "compile_everything", "digest_of", "is_compiled", "market_of",
    "outcome_of", "read_policy", "settle", "simulate",
]  # fmt: skip

SETTLING_DAYS = 90
STARTS_IN_MEMORY = 8
REFERENCE = "as_today"


@dataclass(frozen=True)
class RunSpec:
    """What determines a run, as plain data.

    Attributes
    ----------
    policy : the policy's document and its ``name``
    levers, parameters : changed ones only, ``key → text with unit``
    start : ISO date of the first counted day
    days, settling_days : int
    replicate : int, which luck
    tick_seconds : int, s
    scale : float, share of the population
    city : folder of another city than our own; what it says is part of what determines a run, where it lies is not
    """

    policy: dict[str, Any]
    levers: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    start: str = "2018-03-05"
    days: int = 60
    settling_days: int = SETTLING_DAYS
    replicate: int = 0
    tick_seconds: int = 300
    scale: float = 1.0
    city: str = ""

    def to_json(self) -> dict[str, Any]:
        """The description as a JSON object; our own city goes without saying."""
        return {name: value for name, value in asdict(self).items() if name != "city" or value}

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Self:
        """The description read back; the round trip is exact."""
        return cls(**given)

    def numbers(self) -> Numbers:
        """The numbers that hold before the policy changes any."""
        return changed(declared(), levers=self.levers, parameters=self.parameters)


@dataclass
class Outcome:
    """What a run observed: daily series, totals per cell, and a digest of them and of the final state.

    ``days`` are measure → ``float64[days]``, ``cells`` cell measure → ``float64[cells]`` over the counted days;
    ``ledger`` holds the tables of every event, person, dealer and cell where they were asked for; ``moves`` are the
    dealers' moves between the areas of an evaluation, and ``recorded`` the part of ``cells`` that is in the register.
    """

    days: dict[str, NDArray[np.float64]]
    cells: dict[str, NDArray[np.float64]]
    digest: str
    ledger: Tables = field(default_factory=dict)
    moves: tuple[Moves, ...] = ()
    recorded: dict[str, NDArray[np.float64]] = field(default_factory=dict)


def city_of(spec: RunSpec) -> City:
    """The city in which a run takes place."""
    return read_city(folder=Path(spec.city)) if spec.city else read_city()


def market_of(spec: RunSpec, policy: Policy | None = None, *, keep_events: bool = False) -> Market:
    """The market at the first tick of the settling, under the described policy or another one."""
    if policy is None:
        document = {key: value for key, value in spec.policy.items() if key != "name"}
        policy = policy_from(document, str(spec.policy["name"]))
    return Market(
        spec.numbers(), policy, city_of(spec), start=date.fromisoformat(spec.start),
        replicate=spec.replicate, tick_seconds=spec.tick_seconds, scale=spec.scale,
        settling_days=spec.settling_days, keep_events=keep_events,
    )  # fmt: skip


@dataclass(frozen=True)
class Onlooker:
    """Whoever looks at a market while it settles; as nothing comes of it, all are the same to what is kept."""

    at_midnight: Callable[[World], object] = field(default=bool, compare=False)


def settle(spec: RunSpec, *, anew: bool = False, at_midnight: Callable[[World], object] = bool) -> Snapshot:
    """The market settled under the unchanged numbers; all policies of a world and replicate share this.

    A market that has settled before is not settled again unless ``anew``: its state is kept in memory and in the user's
    cache. The columns belong to all who ask and cannot be written to. ``at_midnight`` may look after each day.
    """
    onlooker = Onlooker(at_midnight)
    if anew or not spec.settling_days:
        return _settled(spec, onlooker)
    alike = replace(spec, policy={}, days=0)
    return _kept(json.dumps(alike.to_json(), sort_keys=True), onlooker)


@lru_cache(STARTS_IN_MEMORY)
def _kept(described: str, onlooker: Onlooker) -> Snapshot:
    spec = RunSpec.from_json(json.loads(described))
    determined = {
        **spec.to_json(),
        "levers": {},
        "parameters": {},
        "numbers": dict(spec.numbers().resolved()),
        "city": city_of(spec).digest if spec.city else "",
    }
    return starts.kept(determined, partial(_settled, spec, onlooker)).closed()


def _settled(spec: RunSpec, onlooker: Onlooker) -> Snapshot:
    market = market_of(spec, read_policy(REFERENCE))
    for _ in range(spec.settling_days):
        market.run_day()
        onlooker.at_midnight(market.world)
    return market.snapshot()


def simulate(
    spec: RunSpec,
    after: Snapshot | None = None,
    *,
    keep_events: bool = False,
    at_midnight: Callable[[World], object] = bool,
) -> Outcome:
    """Run the counted days of a description, from a settled start or settling first.

    Keeping events fills the outcome's ledger and nothing else; ``at_midnight`` may look at the world before the
    first counted day and after each: neither is part of what determines a run.
    """
    market = market_of(spec, keep_events=keep_events)
    market.resume(settle(spec) if after is None else after)
    at_midnight(market.world)
    for _ in range(spec.days):
        market.run_day()
        at_midnight(market.world)
    return outcome_of(market, spec)


def outcome_of(market: Market, spec: RunSpec) -> Outcome:
    """What a market has come to."""
    observer, world = market.observer, market.world
    days = {name: np.array(series) for name, series in observer.days.items()}
    kept = tables_of(world, observer.kept.days, observer.cells, spec.tick_seconds) if observer.kept else {}
    moves, recorded = observer.traces.moves(world.city.zone), observer.traces.recorded
    return Outcome(days, observer.cells, digest_of(days, observer.cells, world), kept, moves, recorded)


def digest_of(days: dict[str, Any], cells: dict[str, Any], world: World) -> str:
    """A digest over logical values; rows are taken in the order of identity, not of the table."""
    seen = sha256()
    for group in (days, cells, {"accounts": world.accounts}):
        for name in sorted(group):
            seen.update(name.encode() + np.ascontiguousarray(group[name]).astype("<f8").tobytes())
    for name, table in world.tables().items():
        order = np.argsort(table.number, kind="stable") if hasattr(table, "number") else np.arange(len(table))
        for column, array in table.arrays().items():
            if not table.columns[column].points_to:
                seen.update(f"{name}.{column}".encode() + np.ascontiguousarray(array[order]).tobytes())
    return seen.hexdigest()
