"""What those who live and work here bear: what they find in the street, complain of and lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.ledger import (
    ACTOR_KIND,
    AMOUNT,
    BUSINESS,
    CELL,
    CHILD,
    KIND,
    LITTER,
    LITTER_CLEANED,
    LITTER_FOUND,
    SEVERITY,
)

if TYPE_CHECKING:
    from marketsim.entities.world import World

SYRINGE = 2
"""Severity of a row of dropped litter that is a syringe."""


def from_ledger(rows: NDArray[np.int64]) -> dict[str, float]:
    """Count the day's rows about the neighbourhood, by measure."""
    kind, actor_kind = rows[:, KIND], rows[:, ACTOR_KIND]
    dropped, finds = kind == LITTER, kind == LITTER_FOUND
    return {
        "litter_dropped": _count(dropped),
        "syringes_dropped": _count(dropped & (rows[:, SEVERITY] == SYRINGE)),
        "litter_cleaned": int(rows[kind == LITTER_CLEANED, AMOUNT].sum()),
        "litter_finds": _count(finds),
        "litter_finds_by_children": _count(finds & (actor_kind == CHILD)),
        "litter_finds_by_businesses": _count(finds & (actor_kind == BUSINESS)),
    }


def from_tables(world: World) -> dict[str, float]:
    """Look up what the street and its residents are like at the end of the day, by measure."""
    return {"litter_lying": int(world.street.litter.sum())}


def where(rows: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """The cells of the day's events, one entry each, by cell measure."""
    return {
        "litter_dropped": rows[rows[:, KIND] == LITTER, CELL],
        "litter_finds": rows[rows[:, KIND] == LITTER_FOUND, CELL],
    }


def _count(which: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(which))
