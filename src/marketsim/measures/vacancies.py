"""How long the places of arrested dealers stay untaken, which nobody on the street could count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.dealers import AT_SPOT, DETAINED, OFF
from marketsim.entities.ledger import ARREST, DEALER, KIND, TARGET, TARGET_KIND, TICK
from marketsim.entities.scales import DECIMETRES_PER_METRE

if TYPE_CHECKING:
    from marketsim.entities.world import World


@dataclass(frozen=True)
class Vacancy:
    """A place left by an arrest.

    Attributes
    ----------
    whose : identity of the dealer arrested
    cell : the place
    since : tick of the arrest
    """

    whose: int
    cell: int
    since: int


class Vacancies:
    """Follows each place of a dealer arrested and kept, from the first counted day on; it only looks.

    A place is taken once another dealer has settled within sight of it since the arrest. It is no vacancy any more
    when the dealer is out of custody first.
    """

    def __init__(self) -> None:
        self.open: list[Vacancy] = []

    def day(self, rows: NDArray[np.int64], world: World, today: Any) -> dict[str, float]:
        """Count the places taken in the day that has just ended, and those that still are not, by measure.

        Parameters
        ----------
        rows : int64[events, fields], the day's rows of the ledger
        """
        dealers = world.dealers
        arrests = rows[(rows[:, KIND] == ARREST) & (rows[:, TARGET_KIND] == DEALER)]
        for tick, row in arrests[:, [TICK, TARGET]].tolist():
            self.open.append(Vacancy(int(dealers.number[row]), int(dealers.cell[row]), tick))
        held = set(dealers.number[dealers.standing == DETAINED].tolist())
        sellers = np.flatnonzero((dealers.standing == AT_SPOT) | (dealers.standing == OFF))
        sight = today.turf.sight * DECIMETRES_PER_METRE
        still, days = [], []
        for one in self.open:
            near = world.city.distance[one.cell, dealers.cell[sellers]] <= sight
            settled = dealers.settled_since[sellers[near & ~dealers.unsettled[sellers]]]
            after = settled[settled > one.since]
            if one.whose not in held:
                continue
            if len(after):
                days.append((int(after.min()) - one.since) / today.ticks)
            else:
                still.append(one)
        self.open = still
        return {
            "places_taken": float(len(days)),
            "days_until_taken": float(np.sort(np.array(days)).sum()),
            "places_untaken": float(len(still)),
        }
