"""The kinds of agents: what each table is called, what its codes are called, and who of its rows is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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
from marketsim.model.today import rooms_there
from marketsim.model.view import NOBODY, View, numbers_of
from marketsim.parameters.names import BODIES, FACILITIES, ROOMS, SCENES, SERVICES

if TYPE_CHECKING:
    from marketsim.model.mesa_model import MarketModel


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

    @classmethod
    def there(cls, model: MarketModel, table: Officers) -> NDArray[np.int64]:
        """Those employed, ``int64[rows]``."""
        police = model.numbers.police
        return np.where(table.shift < (police.officers * police.teams)[table.body], table.number, NOBODY)

    @classmethod
    def of_row(cls, table: Officers, row: int) -> type[View]:
        """By the body that the officer belongs to."""
        return BY_BODY[table.body[row]]

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

    @classmethod
    def there(cls, model: MarketModel, table: OutreachWorkers) -> NDArray[np.int64]:
        """Those employed, ``int64[rows]``."""
        return np.where(table.number < model.numbers.outreach.workers, table.number, NOBODY)

    @property
    def is_out(self) -> bool:
        """Whether the worker is on the street."""
        return bool(self.on_duty)


class ConsumptionRoom(View):
    """A drug consumption room."""

    called, shows = "rooms", Rooms

    @classmethod
    def there(cls, model: MarketModel, table: Rooms) -> NDArray[np.int64]:
        """Those that have opened, ``int64[rows]``."""
        return np.where(rooms_there(model.world.city, model.date), numbers_of(table), NOBODY)

    @property
    def name(self) -> str:
        """Its name."""
        return ROOMS[self.row]


BY_BODY = (LocalOfficer, PatrolOfficer, DispatchOfficer, SquadOfficer, MunicipalGuard, TaskForceOfficer)
KINDS = (Person, Dealer, Crew, Scene, Officer, Resident, ConsumptionRoom, Facility, OutreachWorker)
