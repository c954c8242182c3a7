"""Crews: dealers who sell under one name, from one stash, under a leader, and who have feuds with other crews."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column

MOST_CREWS = 12


class Crews(Table):
    """One row per crew there could be; a row without number is no crew."""

    key = column(np.uint64, "the crew's own word in every draw of chance")
    number = column(np.int64, "identity, never reused", nothing=-1)
    leader = column(np.int32, "dealer who leads; none while none follows", points_to="dealers", nothing=-1)
    cell = column(np.int32, "cell of the stash")
    heroin = column(np.int64, "heroin in the stash", "mg")
    cocaine = column(np.int64, "cocaine in the stash", "mg")
    owes = column(np.int64, "owed to the supplier for consignments on credit", "øre")
    posts = column(np.int32, "places of arrested dealers for which somebody new is sent", "dealers")
    found_by = column(np.int8, "police body that has found the stash in this tick", nothing=-1)
    feud = column(np.float64, "heat of the feud with each crew, 0 to 1", wide=MOST_CREWS)
