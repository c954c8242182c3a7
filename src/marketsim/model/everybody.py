"""Everybody and everything there is as agents: kept in step with the rows of the world's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.fixtures import Fixtures
from marketsim.entities.outreach import OutreachWorkers
from marketsim.entities.police import Officers
from marketsim.entities.rooms import Rooms
from marketsim.entities.table import Table
from marketsim.model.agents import BY_BODY, KINDS, NOBODY, View, numbers_of
from marketsim.model.fixed_places import BY_FIXTURE, FixedPlace
from marketsim.model.today import rooms_there

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
            there = self._there(table)
            for row in np.flatnonzero(there != seen).tolist():
                left, identity = made[row], int(there[row])
                if left is not None:
                    left.remove()
                made[row] = (
                    _which(kind, table, row)(self.model, table, row, identity) if identity >= 0 else None
                )
            seen[:] = there

    def _there(self, table: Table) -> NDArray[np.int64]:
        """Who is in each row; staff not employed, rooms not yet opened and bins not put out are nobody."""
        numbers, model = numbers_of(table), self.model
        if isinstance(table, Officers):
            police = model.numbers.police
            return np.where(table.shift < (police.officers * police.teams)[table.body], numbers, NOBODY)
        if isinstance(table, OutreachWorkers):
            return np.where(numbers < model.numbers.outreach.workers, numbers, NOBODY)
        if isinstance(table, Rooms):
            return np.where(rooms_there(model.world.city, model.date), numbers, NOBODY)
        if isinstance(table, Fixtures):
            there = table.there_on(model.world.city, model.date, model.numbers.litter.bins)
            return np.where(there, numbers, NOBODY)
        return numbers


def _which(kind: type[View], table: Table, row: int) -> type[View]:
    """The class of agent for a row; officers by their body, places by their kind."""
    if isinstance(table, Officers):
        return BY_BODY[table.body[row]]
    if isinstance(table, Fixtures):
        return BY_FIXTURE.get(int(table.kind[row]), FixedPlace)
    return kind
