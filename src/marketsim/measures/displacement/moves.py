"""True displacement: who moved from where to where, why and how far, which only a model can know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.ledger import ACTOR, AMOUNT, CAUSE, CAUSES, CELL, ENTRY, KIND, LEFT, PLACE, RELOCATION
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.measures.displacement.areas import AREAS, areas_of

ANOTHER_SCENE = "another scene"
ENDS = (*AREAS, ANOTHER_SCENE)


@dataclass(frozen=True)
class Moves:
    """All moves of dealers between two areas for one reason.

    Attributes
    ----------
    from_area, to_area : one of AREAS, or another scene off the map
    cause : why, in the ledger's words
    moves : int
    dealers : int, how many different dealers made them
    metres : float, m walked altogether on the map; ways to and from another scene are not counted
    """

    from_area: str
    to_area: str
    cause: str
    moves: int
    dealers: int
    metres: float


def moves_between_areas(rows: NDArray[np.int64], zone: NDArray[np.uint8]) -> tuple[Moves, ...]:
    """Every pair of areas between which somebody moved, by cause; moves within an area are among them.

    Dealers who leave for another scene go there from their last spot and come back to it, before they look further.

    Parameters
    ----------
    rows : int64[events, fields], rows of the ledger whose actors are identities
    zone : uint8[cells], ``City.zone``
    """
    area, elsewhere = areas_of(zone), ENDS.index(ANOTHER_SCENE)
    moved = rows[np.isin(rows[:, KIND], (RELOCATION, LEFT, ENTRY))]
    kind, cell = moved[:, KIND], moved[:, CELL]
    came_from = np.where(kind == RELOCATION, moved[:, PLACE], cell)
    origin = np.where(kind == ENTRY, elsewhere, area[came_from])
    goal = np.where(kind == LEFT, elsewhere, area[cell])
    decimetres = np.where(kind == RELOCATION, moved[:, AMOUNT], 0)
    groups, member = np.unique(np.column_stack([origin, goal, moved[:, CAUSE]]), axis=0, return_inverse=True)
    found = []
    for number, (start, end, cause) in enumerate(groups):
        here = member.ravel() == number
        found.append(
            Moves(
                ENDS[start], ENDS[end], CAUSES[cause], int(here.sum()), len(np.unique(moved[here, ACTOR])),
                int(decimetres[here].sum()) / DECIMETRES_PER_METRE,
            )
        )  # fmt: skip
    return tuple(found)
