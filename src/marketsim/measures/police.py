"""Police hours and their cost by the work that took them, and what waits for want of hours or room (M14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.clock import SECONDS_PER_HOUR
from marketsim.entities.ledger import (
    AMOUNT,
    ARREST,
    CALL,
    CALL_LAPSED,
    CALLED_IN,
    CASE_DROPPED,
    DEALER,
    KIND,
    PROSECUTION,
    SEVERITY,
    TARGET_KIND,
)  # fmt: skip
from marketsim.entities.police import (
    AGAINST_THIEVES,
    ANSWERING,
    ARRESTING,
    CALLING_IN,
    ELSEWHERE,
    IN_NIGHTLIFE,
    ON_A_CASE,
    ON_PATROL,
    REPORTING,
    STOPPING,
    TALKING,
)

if TYPE_CHECKING:
    from marketsim.entities.world import World

HOURS = {
    "hours_on_patrol": ON_PATROL, "hours_on_calls": ANSWERING, "hours_against_thieves": AGAINST_THIEVES,
    "hours_in_nightlife": IN_NIGHTLIFE, "hours_on_cases": ON_A_CASE, "hours_of_talks": TALKING,
    "hours_of_stops": STOPPING, "hours_of_arrests": ARRESTING, "hours_of_reports": REPORTING,
    "hours_of_call_ins": CALLING_IN, "hours_in_other_districts": ELSEWHERE,
}  # fmt: skip
COUNTED = {
    "calls_answered": CALL, "calls_lapsed": CALL_LAPSED, "prosecutions": PROSECUTION,
    "cases_dropped": CASE_DROPPED, "dealers_called_in": CALLED_IN,
}  # fmt: skip
PROSECUTED = 2
HEEDED = 0.1


def from_tables(world: World, today: Any) -> dict[str, float]:
    """What the day's police work took: hours by work, what they cost, and cases that wait at midnight."""
    seconds = world.officers.hours_used.sum(axis=0)
    found = {name: int(seconds[work]) / SECONDS_PER_HOUR for name, work in HOURS.items()}
    in_the_area = int(seconds.sum() - seconds[ELSEWHERE]) / SECONDS_PER_HOUR
    return found | {
        "police_cost": in_the_area * today.capacity.hourly_cost,
        "dealers_warned": int(np.count_nonzero(world.dealers.warned > HEEDED)),
        "offenders_sought": int(
            np.count_nonzero(world.people.sought_until > world.tick)
            + np.count_nonzero(world.dealers.sought_until > world.tick)
        ),
        "cases_waiting": int(np.count_nonzero(world.dealers.case_waits >= 0)),
    }


def from_ledger(rows: NDArray[np.int64]) -> dict[str, float]:
    """What the day's rows, ``int64[events, fields]``, say of calls, prosecutions, and arrests that led nowhere."""
    kind = rows[:, KIND]
    found: dict[str, float] = {name: int(np.count_nonzero(kind == which)) for name, which in COUNTED.items()}
    calls = rows[kind == CALL]
    led_nowhere = (kind == ARREST) & (rows[:, TARGET_KIND] == DEALER) & (rows[:, SEVERITY] < PROSECUTED)
    return found | {
        "call_wait": int(calls[:, AMOUNT].sum()) / max(1, len(calls)),
        "walked_out": int(np.count_nonzero(led_nowhere)),
    }
