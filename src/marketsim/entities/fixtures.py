"""Places that stand where they are: schools, station exits, fences, the police station, waste bins and street lamps."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.entities.city.places import PLACE_KINDS
from marketsim.entities.facilities import doors
from marketsim.entities.table import Table, column

FIXTURE_KINDS = (*PLACE_KINDS, "waste bin", "street lamp")
CONSUMPTION_ROOM = PLACE_KINDS.index("consumption room")
WASTE_BIN, STREET_LAMP = range(len(PLACE_KINDS), len(FIXTURE_KINDS))
LAMPS_STAND_APART = 30.0
DIMLY_LIT = 0.4


class Fixtures(Table):
    """One row per place; consumption rooms and facilities have tables of their own."""

    number = column(np.int64, "identity, never reused", nothing=-1)
    kind = column(np.int8, "which of FIXTURE_KINDS")
    cell = column(np.int32, "cell of the door, or on which it stands")
    quarter = column(np.int8, "which of QUARTERS")
    place = column(np.int32, "row of the city's places; -1 for bins and lamps", nothing=-1)
    rank = column(np.int16, "how many bins of the quarter are put out before this one")

    def there_on(self, city: City, day: date, bins: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which are there on a day, ``bool[rows]``, with ``int64[quarters]`` bins standing in each quarter."""
        open_places = city.places.there_on(day.toordinal())
        dated = self.place >= 0
        there = np.ones(len(self), dtype=np.bool_)
        there[dated] = open_places[self.place[dated]]
        of_bins = self.kind == WASTE_BIN
        there[of_bins] = self.rank[of_bins] < bins[self.quarter[of_bins]]
        return there


def put_up(city: City, bin_places: NDArray[np.int32]) -> Fixtures:
    """Return all places of the map, every bin that could be put out, and the lamps of lit streets.

    Where lamps stand was not found: one is assumed in every thirty metres of ground that is lit.

    Parameters
    ----------
    city : the map
    bin_places : int32[quarters, most bins], cells; −1 for none
    """
    elsewhere = city.places.kind == CONSUMPTION_ROOM
    facilities = doors(city.places)
    elsewhere[facilities[facilities >= 0]] = True
    places = np.flatnonzero(~elsewhere)
    lamps = _lamps(city)
    bins, rank = bin_places.ravel(), np.arange(bin_places.size) % bin_places.shape[1]
    bins, rank = bins[bins >= 0], rank[bins >= 0]
    kinds = (city.places.kind[places], np.full(bins.size, WASTE_BIN), np.full(len(lamps), STREET_LAMP))
    fixtures = Fixtures(sum(len(kind) for kind in kinds))
    fixtures.number[:] = np.arange(len(fixtures))
    fixtures.kind[:] = np.concatenate(kinds)
    fixtures.cell[:] = np.concatenate([city.places.cell[places], bins, lamps])
    fixtures.quarter[:] = city.quarter[fixtures.cell]
    fixtures.place[: len(places)] = places
    fixtures.rank[len(places) : len(places) + bins.size] = rank
    return fixtures


def _lamps(city: City) -> NDArray[np.int32]:
    """The first lit cell of every square of thirty by thirty metres."""
    apart = city.frame.cells_in(LAMPS_STAND_APART)
    lit = np.flatnonzero(city.lighting >= DIMLY_LIT)
    across = city.columns // apart + 1
    square = (city.row[lit] // apart) * across + city.column[lit] // apart
    _, first = np.unique(square, return_index=True)
    lamps: NDArray[np.int32] = lit[np.sort(first)].astype(np.int32)
    return lamps
