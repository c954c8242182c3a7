"""What a row of a table is called, and what a value in it means: words for whoever has not written the model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.entities.police import TASKS, WORKS
from marketsim.entities.scales import ORE_PER_KR
from marketsim.measures.ledger.everybody import EACH as EACH_IN_TABLES
from marketsim.measures.ledger.everybody import WORDS as WORDS_IN_TABLES
from marketsim.parameters.names import BODIES, ROOMS
from marketsim.study.measure import words

if TYPE_CHECKING:
    from marketsim.entities.city import City
    from marketsim.entities.table import Column
    from marketsim.entities.world import World

ONE_OF = {
    "people": "person",
    "dealers": "dealer",
    "officers": "officer",
    "residents": "resident",
    "rooms": "consumption room",
    "street": "cell",
}
"""Table → what one of its rows is called; a table that is not here lends its rows its own name."""
EACH = {**EACH_IN_TABLES, "hours_used": WORKS}
"""Attributes with one value for each of these."""
WORDS = {**WORDS_IN_TABLES, "task": TASKS}
"""Attributes that are codes, and the words they stand for."""
DIGITS = 6
When = Callable[[int], str] | None


def row_words(world: World, table: str, row: int) -> str:
    """Return what a row is called: ``person 412``, ``cell 77 (Istedgade)``, ``consumption room Skyen``."""
    one = ONE_OF.get(table, table)
    rows = world.tables().get(table)
    if rows is None:
        return f"{one} {row}"
    if table == "rooms":
        return f"{one} {words(ROOMS[row])}"
    if table == "street":
        return place_words(world.city, row)
    number = int(rows.number[row]) if hasattr(rows, "number") else row
    if table == "officers":
        return f"{one} {number} ({words(BODIES[int(world.officers.body[row])])})"
    return f"{one} {number}" if number >= 0 else f"nobody ({one} in row {row})"


def place_words(city: City, cell: int) -> str:
    """Return what a cell is called, by its street where it is on one."""
    if not 0 <= cell < city.cells:
        return "nowhere"
    street = int(city.street[cell])
    return f"cell {cell} ({city.street_names[street]})" if street >= 0 else f"cell {cell}"


def attribute_words(world: World, table: str, attribute: str) -> str:
    """Return what an attribute is called, and what it means where its name alone does not say it."""
    rows = world.tables().get(table)
    declared = rows.columns.get(attribute) if rows is not None else None
    called = words(attribute)
    if declared is None or attribute in WORDS or declared.about == called:
        return called
    return f"{called} ({declared.about})"


def pair_words(
    world: World, table: str, attribute: str, one: Any, other: Any, when: When = None
) -> tuple[str, str]:
    """Return two values of an attribute so that one sees them differ: of several numbers only those that do.

    Parameters
    ----------
    when : says which moment a tick is; ticks stay numbers without it
    """
    rows = world.tables().get(table)
    declared = rows.columns.get(attribute) if rows is not None else None
    plain = [np.atleast_1d(np.asarray(value)).tolist() for value in (one, other)]
    places = [place for place, pair in enumerate(zip(*plain, strict=False)) if repr(pair[0]) != repr(pair[1])]
    names = EACH.get(attribute)
    told = []
    for values in plain:
        parts = []
        for place in places or range(len(values)):
            value = values[place]
            part = (
                number_words(value) if declared is None else _value(world, attribute, declared, value, when)
            )
            several = len(values) > 1
            parts.append(
                f"{words(names[place])} {part}"
                if several and names
                else f"{place + 1}. {part}"
                if several
                else part
            )
        told.append(", ".join(parts))
    if told[0] == told[1]:
        told = [", ".join(repr(values[place]) for place in places) or repr(values) for values in plain]
    return told[0], told[1]


def _value(world: World, attribute: str, declared: Column, value: Any, when: When) -> str:
    """Return one value: a word for a code, kroner for øre, a street for a cell, otherwise number and unit."""
    if attribute in WORDS and isinstance(value, int) and 0 <= value < len(WORDS[attribute]):
        return words(WORDS[attribute][value])
    if declared.points_to:
        return row_words(world, declared.points_to, value) if value >= 0 else "nobody"
    if declared.dtype is np.int32 and (attribute == "cell" or declared.about.startswith("cell ")):
        return place_words(world.city, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if declared.unit == "øre":
        return f"{value / ORE_PER_KR:,.2f} kr".replace(",", " ")
    if declared.unit == "tick" and when is not None:
        return when(value)
    unit = "" if declared.unit == "1" else f" {declared.unit}"
    return number_words(value) + unit


def number_words(value: Any) -> str:
    """Return a number with as many digits as are read; one that is no whole number to six."""
    plain = value.tolist() if isinstance(value, np.ndarray | np.generic) else value
    return f"{plain:.{DIGITS}g}" if isinstance(plain, float) else str(plain)


def moment_words(start: str, day: int, second: int) -> str:
    """Return when something happens: ``Monday 5 March 2018, 08:35``; day 0 is the first counted one."""
    then = datetime.fromisoformat(start) + timedelta(days=day, seconds=second)
    return f"{then:%A} {then.day} {then:%B %Y}, {then:%H:%M}"
