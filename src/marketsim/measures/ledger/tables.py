"""The four tables of a run's ledger: events, people, dealers and cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.entities.world import World
from marketsim.measures.declared import CELL_MEASURES
from marketsim.measures.displacement.areas import AREAS, areas_of
from marketsim.measures.ledger.column import Column, word
from marketsim.measures.ledger.events import events
from marketsim.measures.ledger.everybody import dealers, people
from marketsim.measures.ledger.keeper import Kept

Tables = dict[str, tuple[Column, ...]]


def tables_of(
    world: World, days: Sequence[Kept], totals: dict[str, NDArray[np.float64]], tick_seconds: int
) -> Tables:
    """What is known of a run that has ended, by table.

    Parameters
    ----------
    world : the world at the end
    days : the counted days, as they were kept
    totals : cell measure → float64[cells], over the counted days
    tick_seconds : int, s
    """
    return {
        "events": events(days, world.city, tick_seconds),
        "people": people(world, days),
        "dealers": dealers(world, days),
        "cells": cells(world.city, totals),
    }


def cells(city: City, totals: dict[str, NDArray[np.float64]]) -> tuple[Column, ...]:
    """One row per cell and measure; ``totals`` are measure → ``float64[cells]``, over the counted days."""
    measures = [measure for measure in CELL_MEASURES if measure.name in totals]
    cell = np.tile(np.arange(city.cells), len(measures))
    which = np.repeat(np.arange(len(measures)), city.cells)
    return (
        Column("x", city.x[cell], "metres east of the map's south-western corner", "m"),
        Column("y", city.y[cell], "metres north of the map's south-western corner", "m"),
        word("street", city.street[cell], city.street_names, "street; none in yards, parks and squares"),
        word("area", areas_of(city.zone)[cell], AREAS, "area of the evaluation"),
        word("measure", which, tuple(measure.name for measure in measures), "what was counted"),
        word("unit", which, tuple(measure.unit for measure in measures), "unit of the value"),
        Column("value", np.concatenate([np.zeros(0), *(totals[one.name] for one in measures)]), "total over the run"),
    )  # fmt: skip
