"""What a row of a table is called, and what a value in it means: words for whoever has not written the model."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.entities.scales import ORE_PER_KR
from marketsim.measures.ledger.everybody import EACH, WORDS
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
DIGITS = 6


def row_words(world: World, table: str, row: int) -> str:
    """Return what a row is called: ``person 412``, ``cell 77 (Istedgade)``, ``consumption room skyen``."""
    one = ONE_OF.get(table, table)
    rows = world.tables().get(table)
    if rows is None:
        return f"{one} {row}"
    if table == "rooms":
        return f"{one} {ROOMS[row]}"
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


def value_words(world: World, table: str, attribute: str, value: Any) -> str:
    """Return what a value means: a word for a code, kroner for øre, a street for a cell, otherwise unit and number."""
    rows = world.tables().get(table)
    declared = rows.columns.get(attribute) if rows is not None else None
    if declared is None:
        return number_words(value)
    if np.ndim(value):
        each = [_value(world, attribute, declared, one) for one in np.asarray(value).tolist()]
        names = EACH.get(attribute)
        return ", ".join(f"{words(names[place])} {one}" if names else one for place, one in enumerate(each))
    return _value(world, attribute, declared, np.asarray(value).item())


def _value(world: World, attribute: str, declared: Column, value: Any) -> str:
    if attribute in WORDS and isinstance(value, int) and 0 <= value < len(WORDS[attribute]):
        return words(WORDS[attribute][value])
    if declared.points_to:
        return row_words(world, declared.points_to, value) if value >= 0 else "nobody"
    if declared.dtype is np.int32 and declared.about.startswith("cell "):
        return place_words(world.city, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if declared.unit == "øre":
        return f"{value / ORE_PER_KR:,.2f} kr".replace(",", " ")
    unit = "" if declared.unit == "1" else f" {declared.unit}"
    return number_words(value) + unit


def number_words(value: Any) -> str:
    """Return a number with as many digits as are read; one that is no whole number to six."""
    plain = value.tolist() if isinstance(value, np.ndarray | np.generic) else value
    return f"{plain:.{DIGITS}g}" if isinstance(plain, float) else str(plain)


def both_words(there: str, here: str, exact: tuple[Any, Any]) -> tuple[str, str]:
    """Return two values so that one sees them differ: to the last digit where six are not enough."""
    if there != here:
        return there, here
    plain = [np.asarray(value).tolist() for value in exact]
    return repr(plain[0]), repr(plain[1])


def moment_words(start: str, day: int, second: int) -> str:
    """Return when something happens: ``Monday 5 March 2018, 08:35``; day 0 is the first counted one."""
    then = datetime.fromisoformat(start) + timedelta(days=day, seconds=second)
    return f"{then:%A} {then.day} {then:%B %Y}, {then:%H:%M}"
