"""Where two histories with the same luck part, what happens then, and how some of it came about: as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from marketsim.parameters.errors import UnknownName, did_you_mean
from marketsim.study.days import Progress, days_told
from marketsim.study.explain.chain import Chain, chain_to
from marketsim.study.explain.happening import EVERYDAY, GRAVE, Happening, only_on_one_side
from marketsim.study.explain.histories import Histories
from marketsim.study.reproduce.parting import Parting, parting_of
from marketsim.study.reproduce.state import ACCOUNTS, differing
from marketsim.study.reproduce.witness import Here

if TYPE_CHECKING:
    import numpy as np

    from marketsim.entities.world import Snapshot, World
    from marketsim.model.market import Market
    from marketsim.model.simulate import RunSpec

DAYS = 7
MOST_EVENTS = 8
MOST_CHAINS = 3


@dataclass(frozen=True)
class Explanation:
    """What there is to tell of two histories.

    Attributes
    ----------
    names : what the two are called
    start : date of the first counted day
    tick_seconds : s
    days : how many days were looked at
    levers : number in force → its value in both, on the day they part (on the first day where they never do)
    parting : where they part; nothing where they are the same to the last bit
    first : the first events that happened in one history only, rare kinds before everyday ones
    counts : kind of event → how often it happened in each, over the days looked at
    chains : how some of the gravest events that happened in one history only came about
    streets : cell → name of its street, for the cells of these events
    """

    names: tuple[str, str]
    start: str
    tick_seconds: int
    days: int
    levers: dict[str, tuple[str, str]]
    parting: Parting | None = None
    first: tuple[Happening, ...] = ()
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    chains: tuple[Chain, ...] = ()
    streets: dict[int, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "names": list(self.names),
            "start": self.start,
            "days": self.days,
            "levers": {key: list(values) for key, values in self.levers.items()},
            "parting": self.parting.document() if self.parting else None,
            "first": [event.document() | {"street": self.streets.get(event.cell)} for event in self.first],
            "counts": {kind: list(both) for kind, both in self.counts.items()},
            "chains": [chain.document() for chain in self.chains],
        }


class Instead(Here):
    """A witness that lives another run whenever it is asked about one."""

    def __init__(self, spec: RunSpec) -> None:
        super().__init__()
        self.spec = spec

    def market_on(self, spec: RunSpec, day: int, morning: Snapshot | None) -> Market:  # noqa: ARG002
        """Return the market of the other run on the morning of a day."""
        return super().market_on(self.spec, day, morning)


def explain(
    one: RunSpec,
    other: RunSpec,
    days: int = DAYS,
    about: str | None = None,
    tell: Callable[[Progress], object] = bool,
) -> Explanation:
    """Follow two histories with the same luck side by side and say where they part and what comes of it.

    Parameters
    ----------
    one, other : the two runs; they share luck, first day, number of people and settling
    days : how many days are looked at, at most; the shorter run ends it
    about : a kind of event to be explained, such as ``violence``; the gravest ones unless told otherwise
    tell : is told after each day how far the two are
    """
    wanted = kinds_wanted(about)
    days = max(1, min(days, one.days, other.days))
    lived = days_told(replace(one, days=days), tell)
    histories = Histories(one, other, lived)
    names = (str(one.policy["name"]), str(other.policy["name"]))
    parted_on: int | None = 0 if _differ(histories, 0) else None
    alone: list[Happening] = []
    for day in range(days):
        alone += only_on_one_side(*histories.live())
        if parted_on is None and _differ(histories, day + 1):
            parted_on = day
        lived(histories.sides[0].market.world)
    if parted_on is None:
        return Explanation(names, one.start, one.tick_seconds, days, histories.levers(days - 1))
    chains = tuple(chain_to(histories, event) for event in to_explain(alone, wanted))
    first = first_told(alone)
    world = histories.sides[0].market.world
    shown = [*first, *(link.event for chain in chains for link in chain.links if link.event)]
    shown += [event for chain in chains for link in chain.links for event in link.beside]
    return Explanation(
        names=names,
        start=one.start,
        tick_seconds=one.tick_seconds,
        days=days,
        levers=histories.levers(parted_on),
        parting=_parting(histories, one, other, parted_on),
        first=first,
        counts=counted(histories),
        chains=chains,
        streets={event.cell: name for event in shown if (name := street(world, event.cell))},
    )


def _differ(histories: Histories, midnight: int) -> bool:
    """Whether the two are not the same to the last bit at a midnight."""
    one, other = (state_of(side.mornings[midnight]) for side in histories.sides)
    return bool(differing(one, other))


def state_of(morning: Snapshot) -> dict[str, np.ndarray]:
    """Return every column of a morning under its name, shape (rows) or (rows, wide)."""
    columns = {
        f"{table}.{name}": array
        for table, columns in morning.columns.items()
        for name, array in columns.items()
    }
    return {**columns, ACCOUNTS: morning.accounts}


def _parting(histories: Histories, one: RunSpec, other: RunSpec, day: int) -> Parting | None:
    """Return where the two part; worlds that differ from the first morning on have no such moment."""
    if _differ(histories, 0):
        return None
    return parting_of(one, day, histories.sides[0].mornings[day], Instead(other))


def kinds_wanted(about: str | None) -> tuple[str, ...]:
    """Return the kinds of events that are to be explained."""
    from marketsim.entities.ledger import KINDS

    if about is None:
        return GRAVE
    kind = about.replace("_", " ")
    if kind not in KINDS:
        raise UnknownName(
            f"--about {about}: no such kind of event{did_you_mean(kind, KINDS)}; allowed is {', '.join(KINDS)}"
        )
    return (kind,)


def to_explain(alone: list[Happening], wanted: tuple[str, ...]) -> list[Happening]:
    """Return the events to be explained: the first of each kind wanted, or the first few of a single kind."""
    if len(wanted) == 1:
        return [event for event in alone if event.kind == wanted[0]][:MOST_CHAINS]
    firsts = (next((event for event in alone if event.kind == kind), None) for kind in wanted)
    return [event for event in firsts if event is not None][:MOST_CHAINS]


def first_told(alone: list[Happening]) -> tuple[Happening, ...]:
    """Return the first few events, everyday ones only where there are too few others; in the order of time."""
    rare = [event for event in alone if event.kind not in EVERYDAY]
    common = [event for event in alone if event.kind in EVERYDAY]
    chosen = [*rare[:MOST_EVENTS], *common[: max(0, MOST_EVENTS - len(rare))]]
    return tuple(sorted(chosen, key=lambda event: (event.tick, event.side)))


def counted(histories: Histories) -> dict[str, tuple[int, int]]:
    """Return how often each kind of event happened in each, the gravest kinds first."""
    totals = [Counter(event.kind for day in histories.events for event in day[side]) for side in (0, 1)]
    kinds = sorted(
        set(totals[0]) | set(totals[1]),
        key=lambda kind: (GRAVE.index(kind) if kind in GRAVE else len(GRAVE), kind),
    )
    return {kind: (totals[0][kind], totals[1][kind]) for kind in kinds}


def street(world: World, cell: int) -> str:
    """Return the street of a cell, or nothing in yards, parks and squares."""
    if not 0 <= cell < world.city.cells:
        return ""
    number = int(world.city.street[cell])
    return str(world.city.street_names[number]) if number >= 0 else ""
