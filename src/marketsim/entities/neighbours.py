"""Residents, workers and shop owners on the first morning: where they live and work, and which way they go."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.chance import identities
from marketsim.entities.city import City
from marketsim.entities.morning import around, beside, drawing, heavy_tailed, one_of
from marketsim.entities.residents import Residents
from marketsim.parameters import Numbers


def settle_residents(
    numbers: Numbers, city: City, entrances: NDArray[np.int32], replicate: int, scale: float
) -> tuple[Residents, float]:
    """Return a sample of residents and workers, and how many each of them stands for.

    Homes are drawn by dwellings, workplaces by jobs and the shops of owners by fronts; everybody walks by the
    shortest way between home and workplace, or between one of them and the edge of the area, which is one of the
    cells ``entrances``, ``int32[n]``.
    """
    living, working, selling = np.cumsum(city.residents), np.cumsum(city.jobs), np.cumsum(city.shops)
    everybody = int(living[-1] + working[-1])
    declared = numbers.residents
    sample = round(numbers.complaints.sample * scale)
    residents = Residents(sample)
    number = np.arange(sample, dtype=np.int64)
    residents.key[:] = identities(replicate, "resident", number)
    residents.number[:] = number
    draw = drawing(residents.key)
    lives_here = draw("lives in the area") * everybody < living[-1]
    works_here = ~lives_here | (draw("works in the area") < declared.works_here)
    owns = works_here & (draw("owns a business") < declared.owns_business)
    home, job, shop = (
        np.searchsorted(fronts, (drawn * fronts[-1]).astype(np.int64), side="right")
        for fronts, drawn in ((living, draw("home")), (working, draw("workplace")), (selling, draw("shop")))
    )
    work = np.where(owns, shop, job)
    residents.home[:] = np.where(lives_here, home, -1)
    residents.work[:] = np.where(works_here, work, -1)
    residents.cell[:] = residents.home
    edge = one_of(entrances, draw("edge of the area"))
    residents.way[:] = half_way(city, np.where(lives_here, home, edge), np.where(works_here, work, edge))
    residents.goes_out[:] = beside(declared.goes_out, draw("hour of going out"), declared.round_spread)
    residents.comes_home[:] = beside(declared.comes_home, draw("hour of coming home"), declared.round_spread)
    residents.owns_business[:] = owns
    residents.works_weekends[:] = owns
    residents.has_children[:] = lives_here & (draw("has children") < declared.has_children)
    residents.safety[:] = around(numbers.complaints.usual_safety, draw("safety"), declared.safety_spread)
    residents.trust[:] = around(declared.trust, draw("trust of residents"), declared.resident_trust_spread)
    residents.complains[:] = heavy_tailed(draw("complains"))
    return residents, everybody / sample


def half_way(city: City, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the cell half way along each of many walks, ``int64[n]``."""
    here = begins.astype(np.int64)
    half = city.distance[ends, here] // 2
    walking = city.distance[ends, here] > half
    while walking.any():
        here[walking] = city.next_cell(here[walking], ends[walking])
        walking = city.distance[ends, here] > half
    return here
