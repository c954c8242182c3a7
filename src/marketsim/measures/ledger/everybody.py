"""Everybody at the end of a run: people who use drugs and dealers, one row each, with what befell them.

What the model does not count is left out, never filled with zeros: as yet nights spent sleeping on the street;
``sleeps`` says where a person sleeps, ``would_sell`` and ``sold_at`` who is a user-dealer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.entities.dealers import FORMS, STANDINGS
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    ARREST,
    CAUSES,
    DEALER,
    KIND,
    PERSON,
    PLACES,
    RIP_OFF,
    SALE,
    STOP,
    TARGET,
    TARGET_KIND,
    USE,
    VIOLENCE,
)  # fmt: skip
from marketsim.entities.people import DOINGS, DRUGS, FOCUS, HOMES, TREATED, WHEREABOUTS
from marketsim.entities.scales import ORE_PER_KR
from marketsim.entities.table import Column as Attribute
from marketsim.entities.table import Table
from marketsim.entities.world import World
from marketsim.measures.ledger.column import Column, identity, word
from marketsim.measures.ledger.keeper import Kept
from marketsim.parameters.names import BODIES, FACILITIES, ROOMS, SCENES, SERVICES

WORDS = {
    "whereabouts": WHEREABOUTS, "doing": DOINGS, "home": HOMES, "wants": DRUGS, "last_drug": DRUGS,
    "use_place": PLACES, "standing": STANDINGS, "why_unsettled": CAUSES, "caught_by": BODIES,
    "caught_for": CAUSES, "sought_for": CAUSES, "form": FORMS, "focus": FOCUS,
    "met": SERVICES, "treatment": TREATED, "waits_for": TREATED,
    "scene": SCENES, "came_from": SCENES,
}  # fmt: skip
"""Attributes that are codes, and the words they stand for."""
EACH = {"believed_open": ROOMS, "believed_closed": ROOMS, "believed_violent": BODIES, "known_to": BODIES}
"""Attributes with one value for each of these."""
CALLED = {"home": "sleeps", "earned": "earnings"}
"""Attributes that the tables call otherwise."""
INNER = frozenset({"key", "number", "cell"})
"""What only the model needs, or what is told in another way."""


def people(world: World, days: Sequence[Kept]) -> tuple[Column, ...]:
    """Every person of the pool: attributes, counters since the settling began, and counts of the kept days.

    Parameters
    ----------
    world : the world at the end of the run
    days : the days kept
    """
    table = world.people
    there = np.flatnonzero(table.number >= 0)
    number = table.number[there]
    uses = _times(days, number, PERSON, by=USE)
    return (
        identity("person", number, "identity of the person, never reused"),
        *_place(world.city, table.cell[there], here=table.whereabouts[there] == WHEREABOUTS.index("here")),
        *_attributes(table, there, world),
        Column("uses_per_day", uses / max(1, len(days)), "doses used on the scene a day", "doses/day"),
        Column("purchases", _times(days, number, PERSON, to=SALE), "purchases in the counted days", "purchases"),
        Column("ripped_off", _times(days, number, PERSON, to=RIP_OFF), "rip-offs in the counted days", "events"),
        Column("stops", _times(days, number, PERSON, to=STOP), "stops in the counted days", "stops"),
        Column("arrests", _times(days, number, PERSON, to=ARREST), "arrests in the counted days", "arrests"),
        Column("violent_acts", _times(days, number, PERSON, by=VIOLENCE), "violent acts in the counted days", "acts"),
    )  # fmt: skip


def dealers(world: World, days: Sequence[Kept]) -> tuple[Column, ...]:
    """Every dealer still in the market, in custody or in another scene; those who quit are in the events alone.

    Parameters
    ----------
    world : the world at the end of the run
    days : the days kept
    """
    table = world.dealers
    there = np.flatnonzero(table.number >= 0)
    number = table.number[there]
    at_spot = np.isin(table.standing[there], (STANDINGS.index("selling"), STANDINGS.index("off")))
    held = [day.detained for day in days]
    return (
        identity("dealer", number, "identity of the dealer, never reused"),
        *_place(world.city, table.cell[there], here=at_spot),
        *_attributes(table, there, world),
        Column("sales", _times(days, number, DEALER, by=SALE), "sales in the counted days", "sales"),
        Column("violent_acts", _times(days, number, DEALER, by=VIOLENCE), "violent acts in the counted days", "acts"),
        Column("victimised", _times(days, number, DEALER, to=VIOLENCE), "times victim in the counted days", "events"),
        Column("custody_days", _count(number, held), "midnights of the counted days spent in custody", "days"),
    )  # fmt: skip


def _times(
    days: Sequence[Kept], number: NDArray[np.int64], who: int, *, by: int | None = None, to: int | None = None
) -> NDArray[np.int64]:
    """How often each did (``by``) or suffered (``to``) events of a kind in the counted days."""
    kind, role, named = (by, ACTOR_KIND, ACTOR) if by is not None else (to, TARGET_KIND, TARGET)
    found = [day.rows[(day.rows[:, KIND] == kind) & (day.rows[:, role] == who), named] for day in days]
    return _count(number, found)


def _count(number: NDArray[np.int64], named: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """How often each identity is named."""
    known, times = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *named]), return_counts=True)
    if not len(known):
        return np.zeros(len(number), dtype=np.int64)
    at = np.minimum(np.searchsorted(known, number), len(known) - 1)
    return np.where(known[at] == number, times[at], 0)


def _place(city: City, cell: NDArray[np.int32], here: NDArray[np.bool_]) -> tuple[Column, ...]:
    """Where those who are here stand."""
    at = np.where(here, cell, 0)
    street = np.where(here, city.street[at], -1)
    return (
        Column("x", city.x[at], "metres east of the map's south-western corner", "m", missing=~here),
        Column("y", city.y[at], "metres north of the map's south-western corner", "m", missing=~here),
        word("street", street, city.street_names, "street; none in yards, parks and squares"),
    )


def _attributes(table: Table, there: NDArray[np.intp], world: World) -> list[Column]:
    """Every declared attribute, in words, kroner and identities; one column each where there are several values."""
    found = []
    for name, declared in table.columns.items():
        if name in INNER or _is_a_cell(declared):
            continue
        values = getattr(table, name)[there]
        called = CALLED.get(name, name)
        if not declared.wide:
            found.append(_attribute(called, values, name, declared, world))
            continue
        each = EACH.get(name, tuple(str(place + 1) for place in range(declared.wide)))
        found += [
            _attribute(f"{called}_{which}", values[:, place], name, declared, world)
            for place, which in enumerate(each)
        ]
    return found


def _attribute(called: str, values: NDArray[Any], name: str, declared: Attribute, world: World) -> Column:
    """One attribute as a column."""
    if name in WORDS:
        return word(called, values, WORDS[name], declared.about)
    if declared.points_to == "dealers":
        row = values.astype(np.int64)
        number = np.where(row >= 0, world.dealers.number[row], -1)
        return identity(called, number, f"{declared.about}: identity")
    if declared.points_to == "people":
        row = values.astype(np.int64)
        return identity(
            called, np.where(row >= 0, world.people.number[row], -1), f"{declared.about}: identity"
        )
    if declared.points_to == "crews":
        return identity(called, values, f"{declared.about}: identity")
    if declared.points_to == "facilities":
        return word(called, values, FACILITIES, declared.about)
    if declared.points_to == "rooms":
        return word(called, values, ROOMS, declared.about)
    if declared.unit == "øre":
        return Column(called, values / ORE_PER_KR, declared.about, "kr")
    never = values == declared.nothing if declared.nothing < 0 else None
    return Column(called, values, declared.about, declared.unit, missing=never)


def _is_a_cell(declared: Attribute) -> bool:
    """Whether an attribute is a number of a cell, which says nothing outside the model."""
    return declared.dtype is np.int32 and declared.about.startswith("cell ")
