"""Outreach workers: who walks the streets of the scene to talk, hand out and refer."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column


class OutreachWorkers(Table):
    """One row per outreach worker whom the levers can employ."""

    key = column(np.uint64, "the worker's own word in every draw of chance")
    number = column(np.int64, "identity, never reused", nothing=-1)
    on_duty = column(np.bool_, "out on the street in the present tick")
    cell = column(np.int32, "cell on which the worker stands")
    bound_for = column(np.int32, "cell to which the worker walks")
    meetings = column(np.int64, "conversations with people of the scene", "meetings")
