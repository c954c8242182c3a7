"""Neighbouring scenes off the map: who sells there on their own account and has not come here."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column


class Scenes(Table):
    """One row per neighbouring scene, in the order of SCENES."""

    key = column(np.uint64, "the scene's own word in every draw of chance")
    sellers = column(np.int64, "sellers of the scene who are not of this market", "dealers")
    arriving = column(np.int64, "sellers of the scene who take up selling here today", "dealers")
