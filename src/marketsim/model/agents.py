"""Everybody as agents: each is a way to look at one row of a table.

Nothing is copied: an agent reads its attributes where the model keeps them, so looking never changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from numpy.typing import NDArray

from marketsim.entities.crews import Crews
from marketsim.entities.dealers import AT_SPOT, FORMS, STANDINGS, Dealers
from marketsim.entities.facilities import Facilities
from marketsim.entities.ledger import CAUSES, PLACES
from marketsim.entities.outreach import OutreachWorkers
from marketsim.entities.people import DOINGS, DRUGS, FOCUS, HERE, HOMES, TREATED, WHEREABOUTS, People
from marketsim.entities.police import TASKS, WORKS, Officers
from marketsim.entities.residents import Residents
from marketsim.entities.rooms import Rooms
from marketsim.entities.scenes import Scenes
from marketsim.entities.table import Table
from marketsim.model.attributes import Attribute, Word
from marketsim.parameters.errors import MarketsimError
from marketsim.parameters.names import BODIES, FACILITIES, ROOMS, SCENES, SERVICES

if TYPE_CHECKING:
    from marketsim.model.mesa_model import MarketModel

NOBODY = -1


class Gone(MarketsimError):
    """Somebody who was looked at has left for good; the row may be somebody else's by now."""


class View(mesa.Agent):
    """One row of a table as a Mesa agent; subclasses say which table, and what its codes are called.

    Attributes
    ----------
    row : int, place in the table; asking for it raises ``Gone`` once the row is empty or somebody else's
    identity : int, who this is, in every replicate and under every policy
    pos : (column, row) of the map's raster, or None when not out in the area
    street : name of the street one is on, or None
    """

    called: ClassVar[str]
    shows: ClassVar[type[Table]]
    coded: ClassVar[dict[str, tuple[str, ...]]] = {}

    def __init_subclass__(cls, **more: Any) -> None:
        """Give the class an attribute for every column that its table declares."""
        super().__init_subclass__(**more)
        for name, declared in cls.shows.columns.items():
            setattr(cls, name, Attribute(name, declared))
        for name, words in cls.coded.items():
            setattr(cls, f"{name}_word", Word(name, words))

    def __init__(self, model: MarketModel, table: Table, row: int, identity: int) -> None:
        self.table, self.identity, self._row = table, identity, row
        super().__init__(model)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    @property
    def row(self) -> int:
        """The row, if it still belongs to the one who was first looked at."""
        if not self.is_there:
            raise Gone(f"{self!r} has left for good")
        return self._row

    @property
    def is_there(self) -> bool:
        """Whether the row is still this one's."""
        return bool(numbers_of(self.table)[self._row] == self.identity)

    @property
    def is_out(self) -> bool:
        """Whether one could meet this agent in the area now."""
        return True

    @property
    def pos(self) -> tuple[int, int] | None:
        """Column and row of the map's raster, from the south-west; None when not out in the area."""
        if not self.is_out:
            return None
        city, cell = self.model.world.city, self.cell
        return int(city.column[cell]), int(city.row[cell])

    @pos.setter
    def pos(self, value: None) -> None:
        if value is not None:
            raise AttributeError(f"{self!r} cannot be placed by hand; set cell instead")

    @property
    def street(self) -> str | None:
        """The name of the street, or None when on none or not out in the area."""
        if not self.is_out:
            return None
        city = self.model.world.city
        street = int(city.street[self.cell])
        return str(city.street_names[street]) if street >= 0 else None

    def __repr__(self) -> str:
        return f"{type(self).__name__} {self.identity}"


class Person(View):
    """A person who uses drugs."""

    called, shows = "people", People
    coded: ClassVar = {
        "whereabouts": WHEREABOUTS, "doing": DOINGS, "home": HOMES, "wants": DRUGS, "last_drug": DRUGS,
        "use_place": PLACES, "focus": FOCUS, "met": SERVICES, "treatment": TREATED, "waits_for": TREATED,
        "scene": SCENES, "sought_for": CAUSES,
    }  # fmt: skip

    @property
    def is_out(self) -> bool:
        """Whether the person is on the scene."""
        return bool(self.whereabouts == HERE)


class Dealer(View):
    """Somebody who sells."""

    called, shows = "dealers", Dealers
    coded: ClassVar = {
        "standing": STANDINGS,
        "form": FORMS,
        "scene": SCENES,
        "came_from": SCENES,
        "why_unsettled": CAUSES,
        "caught_by": BODIES,
        "caught_for": CAUSES,
        "sought_for": CAUSES,
    }

    @property
    def is_out(self) -> bool:
        """Whether the dealer stands at a spot."""
        return bool(self.standing == AT_SPOT)


class Crew(View):
    """Dealers who sell under one name, from one stash, under a leader."""

    called, shows = "crews", Crews
    coded: ClassVar = {"found_by": BODIES}

    @property
    def is_out(self) -> bool:
        """A crew stands nowhere; its dealers do."""
        return False


class Scene(View):
    """A neighbouring scene off the map."""

    called, shows = "scenes", Scenes

    @property
    def is_out(self) -> bool:
        """A scene off the map stands nowhere on it."""
        return False

    @property
    def name(self) -> str:
        """Its name."""
        return SCENES[self.row]


class Officer(View):
    """An officer of any police body, or a guard."""

    called, shows = "officers", Officers
    coded: ClassVar = {"body": BODIES, "task": TASKS, "work": WORKS}

    @property
    def is_out(self) -> bool:
        """Whether the officer is on the street."""
        return bool(self.on_duty)


class LocalOfficer(Officer):
    """Your Officer: alone, on foot, by day."""


class PatrolOfficer(Officer):
    """An officer of the local patrol."""


class DispatchOfficer(Officer):
    """An officer of the cars that answer calls."""


class SquadOfficer(Officer):
    """An officer of the drug squad, in plain clothes."""


class MunicipalGuard(Officer):
    """A municipal guard, who can only ask people to move."""


class TaskForceOfficer(Officer):
    """An officer lent to the area for a while."""


class Resident(View):
    """Somebody who lives or works here and stands for ``weight`` of them."""

    called, shows = "residents", Residents

    @property
    def is_out(self) -> bool:
        """Whether the resident is in the area, indoors or out."""
        return bool(self.cell >= 0)

    @property
    def weight(self) -> float:
        """How many residents and workers this one stands for."""
        return float(self.model.world.resident_weight)


class Facility(View):
    """A health room, drop-in, shelter or treatment clinic."""

    called, shows = "facilities", Facilities

    @property
    def name(self) -> str:
        """Its name."""
        return FACILITIES[self.row]


class OutreachWorker(View):
    """An outreach worker."""

    called, shows = "outreach", OutreachWorkers

    @property
    def is_out(self) -> bool:
        """Whether the worker is on the street."""
        return bool(self.on_duty)


class ConsumptionRoom(View):
    """A drug consumption room."""

    called, shows = "rooms", Rooms

    @property
    def name(self) -> str:
        """Its name."""
        return ROOMS[self.row]


BY_BODY = (LocalOfficer, PatrolOfficer, DispatchOfficer, SquadOfficer, MunicipalGuard, TaskForceOfficer)
KINDS = (Person, Dealer, Crew, Scene, Officer, Resident, ConsumptionRoom, Facility, OutreachWorker)


def numbers_of(table: Table) -> NDArray[np.int64]:
    """The identity in each row, ``int64[rows]``; a room is who it is by its place in the table."""
    found: NDArray[np.int64] = table.number if hasattr(table, "number") else np.arange(len(table))
    return found
