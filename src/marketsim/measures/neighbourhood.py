"""What those who live and work here bear: what they find in the street, complain of and lose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.ledger import (
    ACTOR_KIND,
    AMOUNT,
    BUSINESS,
    CELL,
    CHILD,
    COMPLAINT,
    KIND,
    LITTER,
    LITTER_CLEANED,
    LITTER_FOUND,
    RESIDENT,
    SEVERITY,
    TARGET_KIND,
    THEFT,
    TICK,
)

if TYPE_CHECKING:
    from marketsim.entities.world import World

SYRINGE = 2
"""Severity of a row of dropped litter that is a syringe."""


def from_ledger(rows: NDArray[np.int64], world: World, today: Any) -> dict[str, float]:
    """Count the day's rows, ``int64[events, fields]``, about the neighbourhood, by measure."""
    kind, actor_kind = rows[:, KIND], rows[:, ACTOR_KIND]
    dropped, finds, complaints, thefts = (kind == which for which in (LITTER, LITTER_FOUND, COMPLAINT, THEFT))
    hour = (rows[:, TICK] - (world.tick - today.ticks)) / today.ticks_per_hour
    round_ = today.residents
    at_night = (hour >= round_.night_begins) | (hour < round_.night_ends)
    return {
        "litter_dropped": _count(dropped),
        "syringes_dropped": _count(dropped & (rows[:, SEVERITY] == SYRINGE)),
        "litter_cleaned": int(rows[kind == LITTER_CLEANED, AMOUNT].sum()),
        "litter_finds": _count(finds),
        "litter_finds_by_children": _count(finds & (actor_kind == CHILD)),
        "litter_finds_by_businesses": _count(finds & (actor_kind == BUSINESS)),
        "complaints_by_businesses": _count(complaints & (actor_kind == BUSINESS)),
        "complaints_at_night": _count(complaints & at_night),
        "thefts_from_businesses": _count(thefts & (rows[:, TARGET_KIND] == BUSINESS)),
        "thefts_from_residents": _count(thefts & (rows[:, TARGET_KIND] == RESIDENT)),
    }


def from_tables(world: World, today: Any) -> dict[str, float]:
    """Look up what the street and its residents are like at the end of the day, by measure."""
    residents, street = world.residents, world.street
    return {
        "litter_lying": int(street.litter.sum()),
        "crowding": float(street.crowding_today.sum()),
        "passers_by": float(street.passed_today.sum()) / world.city.cells,
        "residents_unsafe": float(np.mean(residents.safety < today.complaints.unsafe_below)),
        "annoyance": float(np.sort(residents.annoyance).sum() / max(1, len(residents))),
        "trust_of_residents": float(np.sort(residents.trust).sum() / max(1, len(residents))),
    }


def where(rows: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """The cells of the day's events, cell measure → ``int64[n]``; ``rows`` are ``int64[events, fields]``."""
    return {
        "litter_dropped": rows[rows[:, KIND] == LITTER, CELL],
        "litter_finds": rows[rows[:, KIND] == LITTER_FOUND, CELL],
        "thefts": rows[rows[:, KIND] == THEFT, CELL],
    }


def _count(which: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(which))
