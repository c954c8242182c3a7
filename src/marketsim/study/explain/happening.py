"""What happened in a day of one history, and what of it has no counterpart in the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from marketsim.entities.ledger import TICK, in_words
from marketsim.study.naming import ONE_OF

if TYPE_CHECKING:
    from marketsim.measures.ledger.keeper import Kept

GRAVE = ("death", "overdose", "violence", "arrest")
"""Kinds of events that ask for an explanation, the gravest first."""
EVERYDAY = ("use", "sale", "visit", "touting", "gave up", "litter dropped", "litter found", "litter cleaned")
"""Kinds of which there are hundreds a day; they come last among the first events told."""
TABLE_OF = {one: table for table, one in ONE_OF.items()} | {"room": "rooms"}
"""Who acts in the ledger → the table in which they stand."""


@dataclass(frozen=True)
class Happening:
    """One event that happened in one history only.

    Attributes
    ----------
    side : 0 for the first history, 1 for the second
    day, step : the day, and which of its ticks, counted from 1
    tick : of the run
    kind, cause : words of the ledger
    actor_kind, actor, target_kind, target : who and to whom, by identity; −1 for nobody in particular
    cell : where
    severity : 1 to 3 for violence
    """

    side: int
    day: int
    step: int
    tick: int
    kind: str
    cause: str
    actor_kind: str
    actor: int
    target_kind: str
    target: int
    cell: int
    severity: int

    @property
    def who(self) -> tuple[str, str, int, str, int]:
        """What makes two events the same one: what was done, by whom and to whom."""
        return self.kind, self.actor_kind, self.actor, self.target_kind, self.target

    @property
    def involved(self) -> list[tuple[str, int]]:
        """Those whom it involves, as (table, identity)."""
        both = ((self.actor_kind, self.actor), (self.target_kind, self.target))
        return [(TABLE_OF[kind], number) for kind, number in both if kind in TABLE_OF and number >= 0]

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def happenings(kept: Kept, side: int, day: int) -> list[Happening]:
    """Return the events of a day, identities in place of rows."""
    return [
        Happening(
            side=side,
            day=day,
            step=int(row[TICK]) - kept.first_tick + 1,
            tick=int(row[TICK]),
            **in_words(row),
        )
        for row in kept.rows
    ]


def only_on_one_side(one: list[Happening], other: list[Happening]) -> list[Happening]:
    """Return the events of a day that happened in one history only, in the order in which they happened.

    The same thing done by the same to the same on the same day is the same event, if at another hour.
    """
    found = _left(one, other) + _left(other, one)
    return sorted(found, key=lambda event: (event.tick, event.side))


def _left(here: list[Happening], there: list[Happening]) -> list[Happening]:
    """Return the events that have no counterpart; of several alike those at ticks of their own."""
    counterparts = Counter(event.who for event in there)
    ticks: dict[tuple[Any, ...], set[int]] = defaultdict(set)
    for event in there:
        ticks[event.who].add(event.tick)
    alike: dict[tuple[Any, ...], list[Happening]] = defaultdict(list)
    for event in here:
        alike[event.who].append(event)
    found: list[Happening] = []
    for who, events in alike.items():
        too_many = len(events) - counterparts[who]
        if too_many > 0:
            found += sorted(events, key=lambda event: (event.tick in ticks[event.who], event.tick))[:too_many]
    return found
