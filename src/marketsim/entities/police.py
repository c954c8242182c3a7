"""Officers of every police body, and the guards who walk beside them."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column
from marketsim.parameters.names import BODIES

LOCAL_OFFICER, LOCAL_PATROL, DISPATCH_PATROL, DRUG_SQUAD, MUNICIPAL_GUARDS, TASK_FORCE = range(len(BODIES))


class Officers(Table):
    """One row per officer who may be on duty."""

    key = column(np.uint64, "the officer's own word in every draw of chance")
    number = column(np.int64, "identity, never reused", nothing=-1)
    body = column(np.int8, "which of BODIES")
    on_duty = column(np.bool_, "out on the street in the present tick")
    shift = column(np.int32, "which of the body's alternating shifts the officer belongs to")
    cell = column(np.int32, "cell on which the officer stands")
    bound_for = column(np.int32, "cell to which the officer walks")
    busy_until = column(
        np.int64, "tick until which paperwork, a case or an arrest takes the officer off the street", "tick"
    )
    target = column(np.int32, "dealer on whom the officer builds a case", points_to="dealers", nothing=-1)
    commitment = column(np.float64, "how far the officer shares the body's harm-reduction orders, 0 to 1")
    hours_used = column(np.int64, "time spent on arrests, cases and complaints today", "s")
