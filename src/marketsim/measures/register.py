"""What the police register shows of each outcome, beside what happened: told, recorded, and made a case of (M10)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.ledger import (
    ARREST,
    CASED,
    CAUSE,
    COMPLAINT,
    DEBT,
    FALSE,
    FOCUS_LIST,
    IN_ROOM,
    KIND,
    LISTED,
    NO_CAUSE,
    OVERDOSE,
    PLACE,
    POLICE_FORCE,
    POSSESSION,
    RECORDED,
    REFERRED,
    RIP_OFF,
    RIVALS,
    SALE,
    SELLING,
    STALE,
    STEALING,
    STOP,
    THEFT,
    TIP,
    TOLD,
    TOUTING,
    USE,
    VIOLENCE,
)
from marketsim.entities.ledger import EVIDENCE as ON_EVIDENCE

RECORDED_OF = {
    "violence_recorded": VIOLENCE, "thefts_recorded": THEFT, "cheating_recorded": RIP_OFF,
    "complaints_recorded": COMPLAINT, "overdoses_recorded": OVERDOSE, "sales_recorded": SALE,
    "touting_recorded": TOUTING, "public_use_recorded": USE,
}  # fmt: skip
TOLD_OF = {"violence_told": VIOLENCE, "thefts_told": THEFT, "cheating_told": RIP_OFF}
CASES_OF = {"violence_cases": VIOLENCE, "theft_cases": THEFT}
NOT_FOR_VIOLENCE = (SELLING, ON_EVIDENCE, POSSESSION, STEALING, FOCUS_LIST)


def from_ledger(rows: NDArray[np.int64]) -> dict[str, float]:
    """Count of the day's rows, ``int64[events, fields]``, what was told, recorded and made a case of."""
    kind, cause = rows[:, KIND], rows[:, CAUSE]
    counts = ((kind != VIOLENCE) | (cause != POLICE_FORCE)) & ((kind != USE) | (rows[:, PLACE] != IN_ROOM))
    arrests = kind == ARREST

    def of(names: dict[str, int], state: int) -> dict[str, float]:
        return {
            name: _count((kind == which) & counts & (rows[:, state] > 0)) for name, which in names.items()
        }

    acts = (kind == VIOLENCE) & counts
    return {
        **of(TOLD_OF, TOLD),
        **of(RECORDED_OF, RECORDED),
        **of(CASES_OF, CASED),
        "violence_only_told": _count(acts & (rows[:, TOLD] > 0) & (rows[:, RECORDED] == 0)),
        "arrests_for_violence": _count(arrests & ~np.isin(cause, NOT_FOR_VIOLENCE)),
        "arrests_for_theft": _count(arrests & (cause == STEALING)),
        "false_tips": _count((kind == TIP) & np.isin(cause, (FALSE, DEBT, RIVALS))),
        "stale_tips": _count((kind == TIP) & (cause == STALE)),
        "people_listed": _count(kind == LISTED),
        "short_leash_stops": _count((kind == STOP) & (cause == FOCUS_LIST)),
        "focus_detentions": _count(arrests & (cause == FOCUS_LIST)),
        "referrals": _count((kind == REFERRED) & (cause == NO_CAUSE)),
        "referred_to_rooms": _count((kind == REFERRED) & (cause != NO_CAUSE)),
    }


def _count(which: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(which))
