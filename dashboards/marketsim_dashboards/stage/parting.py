"""Why did this happen? The first events in which two worlds with the same luck parted."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    CAUSE,
    CELL,
    KIND,
    TARGET,
    TARGET_KIND,
    TICK,
    in_words,
)  # fmt: skip
from marketsim_dashboards.stage.looking import name_of
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY, Side
from marketsim_dashboards.stage.story import SIDES

MOST = 8
DAYS_LOOKED_AT = 14
COMPARED = (TICK, CELL, KIND, CAUSE, ACTOR_KIND, ACTOR, TARGET_KIND, TARGET)


def partings(sides: tuple[Side, Side]) -> list[dict[str, Any]]:
    """The first events that one world has and the other has not, in the order in which they happened.

    Each says in which world, when (``tick`` of the story), where, what, who did it to whom and why.
    """
    stood = [side.tick for side in sides]
    found: list[dict[str, Any]] = []
    for first in range(0, DAYS_LOOKED_AT * TICKS_A_DAY, TICKS_A_CHUNK):
        for side in sides:
            side.go_to(first)
        rows = [side.play(TICKS_A_CHUNK).rows for side in sides]
        begins = [side.market.world.tick - TICKS_A_CHUNK for side in sides]
        for which, other in ((0, 1), (1, 0)):
            alone = missing(rows[which], rows[other])
            found += [
                event(sides[which], which, row, first + int(row[TICK]) - begins[which]) for row in alone
            ]
        if found:
            break
    for side, tick in zip(sides, stood, strict=True):
        side.go_to(tick)
    return sorted(found, key=lambda one: (one["tick"], one["world"]))[:MOST]


def missing(here: NDArray[np.int64], there: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The rows of one world that the other has not, as they are compared."""
    known = {tuple(row) for row in there[:, list(COMPARED)].tolist()}
    return [row for row in here if tuple(row[list(COMPARED)].tolist()) not in known]


def event(side: Side, which: int, row: NDArray[np.int64], tick: int) -> dict[str, Any]:
    """One event in plain words of the model, for the page to tell in its language."""
    return {
        "world": SIDES[which],
        "tick": tick,
        "street": name_of(side, int(row[CELL])),
        **in_words(row),
    }
