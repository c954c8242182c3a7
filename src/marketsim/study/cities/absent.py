"""What cannot be asked of a city: a lever for a place that it has not, told before anything is run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from marketsim.entities.facilities import doors
from marketsim.parameters import declared
from marketsim.parameters.errors import Conflict
from marketsim.parameters.names import FACILITIES, FENCES, PASSAGE_LIES, QUARTERS, ROOMS

if TYPE_CHECKING:
    from marketsim.entities.city import City

KINDS = {
    ROOMS: "consumption room", FACILITIES: "facility", QUARTERS: "quarter", FENCES: "construction fence",
    PASSAGE_LIES: "passage",
}  # fmt: skip
OF_THE_PASSAGE = ("surroundings.passage_runs", "surroundings.passage_flow")


def refuse_what_is_not_there(asked: Iterable[tuple[str, str]], city: City) -> None:
    """Raise an error if a number of a place is to be changed that a city has not.

    Parameters
    ----------
    asked : where it is asked for (a policy, an option) and the name of the lever or parameter, as it was written
    """
    there = places_there(city)
    for where, key in asked:
        names = PASSAGE_LIES if key in OF_THE_PASSAGE else declared().declaration(key).per
        if names not in there:
            continue
        one, kind = key.rpartition(".")[2], KINDS[names]
        wanted = (one,) if one in names else names
        if not set(wanted) & set(there[names]):
            has = f"its {kind} is {', '.join(there[names])}" if there[names] else f"it has no {kind}"
            raise Conflict(f"{where}: {key} is about a {kind} that {city.name} has not; {has}")


def places_there(city: City) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return which of the names that levers can be given for stand for something in a city."""
    quarters, facilities = np.unique(city.quarter), doors(city.places) >= 0
    fences = city.places.of_kind("construction fence").size
    return {
        ROOMS: tuple(room for room, name in zip(ROOMS, city.rooms, strict=True) if name),
        FACILITIES: tuple(name for name, there in zip(FACILITIES, facilities, strict=True) if there),
        QUARTERS: tuple(QUARTERS[quarter] for quarter in quarters),
        FENCES: FENCES[:fences],
        PASSAGE_LIES: PASSAGE_LIES if has_a_passage(city) else (),
    }


def has_a_passage(city: City) -> bool:
    """Whether the city's tables lay a passage that can be moved."""
    from marketsim.entities.city.tables import rows

    return bool(rows("passage", city.folder))
