"""What is left of a run for whoever asks about displacement: dealers' moves, and where the register's events were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.ledger import ACTOR, ENTRY, KIND, LEFT, RELOCATION, VIOLENCE
from marketsim.measures.displacement.evaluation import cells_of
from marketsim.measures.displacement.moves import Moves, moves_between_areas

if TYPE_CHECKING:
    from marketsim.entities.world import World

IN_THE_REGISTER = {"violence": VIOLENCE}
"""Cell measures of which the police register holds a part."""


class Traces:
    """Gathers them day by day; it only looks.

    Attributes
    ----------
    recorded : cell measure → float64[cells], events in the police register over the counted days
    """

    def __init__(self, cells: int) -> None:
        self.recorded = {name: np.zeros(cells) for name in IN_THE_REGISTER}
        self._moved: list[NDArray[np.int64]] = []

    def add(self, rows: NDArray[np.int64], world: World) -> None:
        """Add the day's rows of the ledger, ``int64[events, fields]``."""
        for name, kind in IN_THE_REGISTER.items():
            here = cells_of(rows, kind, recorded=True)
            self.recorded[name] += np.bincount(here, minlength=world.city.cells)
        moved = rows[np.isin(rows[:, KIND], (RELOCATION, LEFT, ENTRY))].copy()
        moved[:, ACTOR] = world.dealers.number[moved[:, ACTOR]]
        self._moved.append(moved)

    def moves(self, zone: NDArray[np.uint8]) -> tuple[Moves, ...]:
        """Every pair of areas between which dealers moved, by cause; ``zone`` is ``City.zone``, ``uint8[cells]``."""
        return moves_between_areas(np.concatenate(self._moved), zone) if self._moved else ()
