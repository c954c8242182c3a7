"""Keeps each day's rows of the ledger, with identities in place of table rows, when somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.dealers import DETAINED
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    AMOUNT,
    ARREST,
    BUSINESS,
    CREW,
    DEALER,
    EXIT,
    KIND,
    OFFICER,
    PERSON,
    PLACE,
    QUIT,
    RESIDENT,
    ROOM,
    SEIZURE,
    SERVICE,
    TARGET,
    TARGET_KIND,
    TIP,
    WORKER,
)  # fmt: skip
from marketsim.parameters.names import BODIES, ROOMS

if TYPE_CHECKING:
    from marketsim.entities.world import World

NO_INSTITUTION = -1


@dataclass(frozen=True)
class Kept:
    """One day.

    Attributes
    ----------
    rows : int64[events, fields of the ledger], actors and targets being identities, −1 for nobody in particular
    institution : int64[events], which of BODIES or, after them, of ROOMS and SERVICES acted; −1 for none
    date, first_tick : when the day began
    detained : int64[dealers], identities of the dealers in custody at the day's end
    """

    rows: NDArray[np.int64]
    institution: NDArray[np.int64]
    date: date
    first_tick: int
    detained: NDArray[np.int64]


class Keeper:
    """Keeps the counted days; it only looks.

    Attributes
    ----------
    days : the days kept so far
    """

    def __init__(self) -> None:
        self.days: list[Kept] = []
        self._in_the_morning = np.zeros(0, dtype=np.int64)

    def begin(self, world: World) -> None:
        """Remember who the dealers are before some quit for good and others take their rows."""
        self._in_the_morning = world.dealers.number.copy()

    def end(self, world: World, today: Any) -> None:
        """Keep the day that has just ended."""
        rows = world.ledger.today().copy()
        institution = _institutions(rows, world)
        for kind, who in ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET)):
            rows[:, who] = self._identities(rows, kind, who, world)
        dealers = world.dealers
        detained = dealers.number[dealers.standing == DETAINED].copy()
        first_tick = world.tick - today.ticks
        self.days.append(Kept(rows, institution, today.date, first_tick, detained))

    def _identities(self, rows: NDArray[np.int64], kind: int, who: int, world: World) -> NDArray[np.int64]:
        """Identities in place of table rows; −1 for nobody and for rooms and services, which are institutions."""
        found = np.full(len(rows), -1, dtype=np.int64)
        tables = {
            PERSON: world.people.number,
            DEALER: world.dealers.number,
            OFFICER: world.officers.number,
            RESIDENT: world.residents.number,
            CREW: world.crews.number,
            BUSINESS: world.residents.number,
            WORKER: world.outreach.number,
        }
        for which, number in tables.items():
            here = (rows[:, kind] == which) & (rows[:, who] >= 0)
            found[here] = number[rows[here, who]]
        gone = (rows[:, KIND] == EXIT) & (rows[:, kind] == DEALER)
        found[gone] = self._in_the_morning[rows[gone, who]]
        # The row of a person who quits may be somebody else's the same morning, so the event holds the identity.
        quit_for_good = (rows[:, KIND] == QUIT) & (rows[:, kind] == PERSON)
        found[quit_for_good] = rows[quit_for_good, AMOUNT]
        return found


def _institutions(rows: NDArray[np.int64], world: World) -> NDArray[np.int64]:
    """Whose officers acted, or which room or service; told from the officer, and where nobody is named from the row."""
    found = np.full(len(rows), NO_INSTITUTION, dtype=np.int64)
    for which, column in ((ARREST, PLACE), (SEIZURE, PLACE), (TIP, AMOUNT)):
        here = rows[:, KIND] == which
        found[here] = rows[here, column]
    officer = (rows[:, ACTOR_KIND] == OFFICER) & (rows[:, ACTOR] >= 0)
    found[officer] = world.officers.body[rows[officer, ACTOR]]
    for kind, who in ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET)):
        room = rows[:, kind] == ROOM
        found[room] = len(BODIES) + rows[room, who]
        service = rows[:, kind] == SERVICE
        found[service] = len(BODIES) + len(ROOMS) + rows[service, who]
    return found
