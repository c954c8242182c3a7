"""Schools, exits, fences, bins and lamps as agents: places that somebody may ask about, and that decide nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.places import PLACE_KINDS
from marketsim.entities.fixtures import FIXTURE_KINDS, STREET_LAMP, WASTE_BIN, Fixtures
from marketsim.model.view import NOBODY, View, numbers_of
from marketsim.parameters.names import FENCES, QUARTERS

if TYPE_CHECKING:
    from marketsim.model.mesa_model import MarketModel


class FixedPlace(View):
    """A place that stands where it is; it is there from the day it opened to the day it closed."""

    called, shows = "fixtures", Fixtures
    coded: ClassVar = {"kind": FIXTURE_KINDS, "quarter": QUARTERS}

    @classmethod
    def there(cls, model: MarketModel, table: Fixtures) -> NDArray[np.int64]:
        """Those that have opened or been put out, ``int64[rows]``."""
        there = table.there_on(model.world.city, model.date, model.numbers.litter.bins)
        return np.where(there, numbers_of(table), NOBODY)

    @classmethod
    def of_row(cls, table: Fixtures, row: int) -> type[View]:
        """By the kind of place."""
        return BY_FIXTURE.get(int(table.kind[row]), FixedPlace)

    @property
    def name(self) -> str:
        """Its name; a bin or a lamp goes by what it is."""
        place = self.place
        return str(self.model.world.city.places.name[place]) if place >= 0 else str(self.kind_word)


class School(FixedPlace):
    """A school."""


class PoliceStation(FixedPlace):
    """The police station."""


class StationExit(FixedPlace):
    """A way out of the Central Station or the metro."""


class ConstructionFence(FixedPlace):
    """The fence around a building site."""

    @property
    def share_standing(self) -> float:
        """How much of it the city lets stand, 0 to 1."""
        fences = self.model.world.city.places.of_kind("construction fence").tolist()
        return float(self.model.numbers.surroundings.fences[: len(FENCES)][fences.index(self.place)])


class WasteBin(FixedPlace):
    """A bin for used equipment."""


class StreetLamp(FixedPlace):
    """A street lamp."""

    @property
    def light(self) -> float:
        """How well it lights its place after dark today, 0 to 1."""
        return float(self.model.world.street.light[self.cell])


BY_FIXTURE: dict[int, type[FixedPlace]] = {
    PLACE_KINDS.index("school"): School,
    PLACE_KINDS.index("police station"): PoliceStation,
    PLACE_KINDS.index("station exit"): StationExit,
    PLACE_KINDS.index("metro station"): StationExit,
    PLACE_KINDS.index("construction fence"): ConstructionFence,
    WASTE_BIN: WasteBin,
    STREET_LAMP: StreetLamp,
}
