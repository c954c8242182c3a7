"""Everybody and everything there is as agents: kept in step with the rows of the world's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from marketsim.model.agents import KINDS
from marketsim.model.fixed_places import FixedPlace
from marketsim.model.view import NOBODY, View

if TYPE_CHECKING:
    from marketsim.model.mesa_model import MarketModel


class Views:
    """The agents of a model, made at the first look and kept in step with the rows since."""

    def __init__(self, model: MarketModel) -> None:
        self.model = model
        self.tables = [(kind, getattr(model.world, kind.called)) for kind in (*KINDS, FixedPlace)]
        self.seen = [np.full(len(table), NOBODY) for _, table in self.tables]
        self.made: list[list[View | None]] = [[None] * len(table) for _, table in self.tables]

    def keep_up(self) -> None:
        """Take away the agents whose rows are no longer theirs and make those who have come."""
        for (kind, table), seen, made in zip(self.tables, self.seen, self.made, strict=True):
            there = kind.there(self.model, table)
            for row in np.flatnonzero(there != seen).tolist():
                left, identity = made[row], int(there[row])
                if left is not None:
                    left.remove()
                made[row] = None
                if identity != NOBODY:
                    made[row] = kind.of_row(table, row)(self.model, table, row, identity)
            seen[:] = there
