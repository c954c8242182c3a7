"""Where waste bins would stand: in each quarter the next one as far as possible from those before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.city import City
from marketsim.parameters.names import QUARTERS

NO_PLACE = -1


def bin_places(city: City, streets: NDArray[np.int32], most: int) -> NDArray[np.int32]:
    """Return the cells of up to ``most`` bins in each quarter, ``int32[quarters, most]``, the first to stand first.

    The first stands in the middle of the quarter's streets: no list of bins was found, so they are spread evenly. A
    quarter without streets has −1 instead.

    Parameters
    ----------
    city : the map
    streets : cells on which a bin may stand
    most : int
    """
    places = np.zeros((len(QUARTERS), most), dtype=np.int32)
    for quarter in range(len(QUARTERS)):
        here = streets[city.quarter[streets] == quarter]
        if not here.size:
            places[quarter] = NO_PLACE
            continue
        between = city.distance[np.ix_(here, here)].astype(np.int64)
        chosen = int(np.argmin(between.max(axis=1)))
        nearest = between[chosen]
        for each in range(most):
            places[quarter, each] = here[chosen]
            nearest = np.minimum(nearest, between[chosen])
            chosen = int(np.argmax(nearest))
    return places
