"""Drug consumption rooms: seats, hours and the queue at the door."""

from __future__ import annotations

import numpy as np

from marketsim.entities.city import City
from marketsim.entities.table import Table, column
from marketsim.parameters.names import ROOMS

SKYEN, H17 = range(len(ROOMS))


class Rooms(Table):
    """One row per consumption room, in the order of ROOMS."""

    cell = column(np.int32, "cell of the door")
    injecting = column(np.int32, "people in the seats for injecting", "people")
    smoking = column(np.int32, "people in the seats for smoking", "people")
    queue = column(np.int32, "people waiting at the door", "people")


def rooms_of(city: City) -> Rooms:
    """The rooms at their doors on the map; one that the city has not never opens."""
    rooms = Rooms(len(ROOMS))
    for row, name in enumerate(city.rooms):
        if name:
            rooms.cell[row] = city.places.cell[city.places.named(name)[0]]
    return rooms
