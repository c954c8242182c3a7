"""Who is to be seen on the map: every kind of agent that the model declares, where each stands and what each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.people import DOINGS, HERE
from marketsim.entities.table import Table
from marketsim.entities.world import World
from marketsim.parameters.names import BODIES

ABSENT = 65_535
"""The cell of somebody who is not out in the area."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Kind:
    """One kind of agent on the map.

    Attributes
    ----------
    name : the table it stands in
    is_out : which rows can be met in the area now
    state : which of ``states`` each row is in; what tells them apart in the legend
    """

    name: str
    is_out: Callable[[Table], Mask]
    state: Callable[[Table], NDArray[Any]]
    states: tuple[str, ...] = ("",)


def _nothing(table: Table) -> NDArray[Any]:
    return np.zeros(len(table), dtype=np.uint8)


def _stands_somewhere(table: Any) -> Mask:
    there: Mask = (table.number >= 0) & (table.cell >= 0)
    return there & table.on_duty if hasattr(table, "on_duty") else there


KNOWN = {
    "people": Kind("people", lambda table: table.whereabouts == HERE, lambda table: table.doing, DOINGS),  # type: ignore[attr-defined]
    "dealers": Kind("dealers", lambda table: table.standing == AT_SPOT, _nothing),  # type: ignore[attr-defined]
    "officers": Kind("officers", lambda table: table.on_duty, lambda table: table.body, BODIES),  # type: ignore[attr-defined]
}
UNSEEN = ("residents",)
"""Kinds that stay indoors: what they see and say is on the map as complaints."""


def cast(world: World) -> tuple[Kind, ...]:
    """Return every kind that has identities and a place, also one that this page has never heard of."""
    return tuple(
        KNOWN.get(name) or Kind(name, _stands_somewhere, _nothing)
        for name, table in world.tables().items()
        if hasattr(table, "number") and hasattr(table, "cell") and name not in UNSEEN
    )


def places(kind: Kind, table: Any) -> NDArray[np.uint16]:
    """Return the cell of each row, ABSENT where it is not out."""
    found: NDArray[np.uint16] = np.where(kind.is_out(table), table.cell, ABSENT).astype(np.uint16)
    return found
