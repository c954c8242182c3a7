"""Violence by why it happened and by whom it was done to; use of force by the police is always counted apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.ledger import (
    ACTORS,
    BUSINESS,
    CAUSE,
    DEALER,
    DEBT,
    ECONOMIC,
    EXTORTION,
    FEUD,
    FRAUD,
    INFORMING,
    KIND,
    OFFICER,
    ON_DUTY,
    PERSON,
    PHARMACOLOGICAL,
    POLICE_FORCE,
    RESIDENT,
    RETALIATION,
    ROBBERY,
    ROOM,
    SERVICE,
    SEVERITY,
    SEX_BUYER,
    TARGET_KIND,
    TURF,
    VIOLENCE,
    WORKER,
)

SERIOUS = 3
BY_CAUSE = {
    "violence_turf": TURF,
    "violence_retaliation": RETALIATION,
    "violence_feud": FEUD,
    "violence_debt": DEBT,
    "violence_robbery": ROBBERY,
    "violence_economic": ECONOMIC,
    "violence_psychopharmacological": PHARMACOLOGICAL,
    "violence_sex_buyers": SEX_BUYER,
    "violence_informants": INFORMING,
    "violence_fraud": FRAUD,
    "violence_extortion": EXTORTION,
    "violence_on_duty": ON_DUTY,
    "police_use_of_force": POLICE_FORCE,
}
BY_VICTIM = {
    "violence_against_people": (PERSON,),
    "violence_against_dealers": (DEALER,),
    "violence_against_residents": (RESIDENT,),
    "violence_against_businesses": (BUSINESS,),
    "violence_against_staff": (ROOM, SERVICE, WORKER),
    "violence_against_police": (OFFICER,),
}
FORCE_BY_VICTIM = {"police_force_against_people": PERSON, "police_force_against_dealers": DEALER}


def from_ledger(rows: NDArray[np.int64]) -> dict[str, float]:
    """Count of the day's rows, ``int64[events, fields]``, acts of violence by cause and by victim."""
    violent = rows[rows[:, KIND] == VIOLENCE]
    by_police = violent[:, CAUSE] == POLICE_FORCE
    acts, force = violent[~by_police], violent[by_police]
    suffered = np.bincount(acts[:, TARGET_KIND], minlength=len(ACTORS))
    return {
        "violence": len(acts),
        "serious_violence": _count(acts[:, SEVERITY] == SERIOUS),
        **{name: _count(violent[:, CAUSE] == cause) for name, cause in BY_CAUSE.items()},
        **{name: int(suffered[list(who)].sum()) for name, who in BY_VICTIM.items()},
        **{name: _count(force[:, TARGET_KIND] == who) for name, who in FORCE_BY_VICTIM.items()},
    }


def _count(which: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(which))
