"""Officers of every police body, and the guards who walk beside them."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column
from marketsim.parameters.names import BODIES

TASKS = (
    "the scene", "calls", "street dealing", "public use", "pickpockets", "nightlife", "other districts", "off duty",
)  # fmt: skip
THE_SCENE, CALLS, STREET_DEALING, PUBLIC_USE, PICKPOCKETS, NIGHTLIFE, OTHER_DISTRICTS, OFF_DUTY = range(
    len(TASKS)
)

WORKS = (
    "patrol", "calls", "pickpockets", "nightlife", "other districts", "cases", "talks", "stops", "arrests", "reports",
    "call-ins",
)  # fmt: skip
(
    ON_PATROL, ANSWERING, AGAINST_THIEVES, IN_NIGHTLIFE, ELSEWHERE, ON_A_CASE, TALKING, STOPPING, ARRESTING, REPORTING,
    CALLING_IN,
) = range(len(WORKS))  # fmt: skip

LOCAL_OFFICER, LOCAL_PATROL, DISPATCH_PATROL, DRUG_SQUAD, MUNICIPAL_GUARDS, TASK_FORCE = range(len(BODIES))


class Officers(Table):
    """One row per officer who may be on duty."""

    key = column(np.uint64, "the officer's own word in every draw of chance")
    number = column(np.int64, "identity, never reused", nothing=-1)
    body = column(np.int8, "which of BODIES")
    on_duty = column(np.bool_, "out on the streets of the area in the present tick")
    task = column(np.int8, "which of TASKS the present hour is given to", nothing=OFF_DUTY)
    minds_dealing = column(np.bool_, "free to act on dealing in the present tick, and here for it")
    minds_use = column(np.bool_, "free to act on people who use drugs in the present tick, and here for it")
    minds_theft = column(np.bool_, "free to catch thieves in the present tick, and here for it")
    shift = column(np.int32, "which of the body's alternating shifts the officer belongs to")
    cell = column(np.int32, "cell on which the officer stands")
    bound_for = column(np.int32, "cell to which the officer walks")
    busy_until = column(
        np.int64, "tick until which paperwork, a case or an arrest takes the officer off the street", "tick"
    )
    work = column(np.int8, "which of WORKS the present time goes to")
    answers = column(np.int32, "cell from which the call being answered came", nothing=-1)
    stays_until = column(np.int64, "tick until which the officer stays where the call came from", "tick")
    target = column(np.int32, "dealer on whom the officer builds a case", points_to="dealers", nothing=-1)
    commitment = column(np.float64, "how far the officer shares the body's harm-reduction orders, 0 to 1")
    attention = column(
        np.float64, "share of other duties given up for the scene because of complaints, 0 to 1"
    )
    call_ins = column(np.int64, "time that today's call-ins will take of the officer", "tick")
    hours_used = column(np.int64, "time that each kind of work took today", "s", wide=len(WORKS))
