"""Health room, drop-in, shelter and treatment clinic: where staff meet people who use drugs without a seat to use."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.places import Places
from marketsim.entities.table import Table, column
from marketsim.parameters.names import FACILITIES, SERVICES

HEALTH_ROOM, DROP_IN, SHELTER_STAFF, CLINIC, ROOM_STAFF, OUTREACH, CUSTODY, HOSPITAL, PARTNERSHIP = range(
    len(SERVICES)
)
NOT_THERE = -1
KIND_OF_PLACE = {"health_room": "health room", "drop_in": "drop-in", "shelter": "shelter", "clinic": "clinic"}


class Facilities(Table):
    """One row per facility, in the order of FACILITIES."""

    cell = column(np.int32, "cell of the door")
    guests = column(np.int32, "people inside", "people")
    heard = column(np.int64, "overdoses of a bad batch heard of since the last hour", "events")
    warns_until = column(np.int64, "tick until which staff warn of a bad batch", "tick")


def doors(places: Places) -> NDArray[np.int64]:
    """Return the row of each facility among the places of the map, ``int64[facilities]``.

    Of several of a kind it is the first, and −1 where there is none.
    """
    of_kind = [places.of_kind(KIND_OF_PLACE[name]) for name in FACILITIES]
    return np.array([rows[0] if rows.size else NOT_THERE for rows in of_kind], dtype=np.int64)


def facilities_of(places: Places) -> Facilities:
    """The facilities at their doors on the map; one that the city has not is never open."""
    facilities, rows = Facilities(len(FACILITIES)), doors(places)
    facilities.cell[rows >= 0] = places.cell[rows[rows >= 0]]
    return facilities
