"""The areas of an evaluation: the treated target, the buffer around it, the control, and elsewhere on the map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.zones import BUFFER, CONTROL, TARGET

AREAS = ("target", "buffer", "control", "elsewhere")


def areas_of(zone: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Which of AREAS every cell lies in, ``int64[cells]``; a target cell is nothing else.

    Parameters
    ----------
    zone : uint8[cells], the bit flags of ``City.zone``
    """
    chosen = [(zone & flag) > 0 for flag in (TARGET, BUFFER, CONTROL)]
    return np.select(chosen, [0, 1, 2], default=3).astype(np.int64)


def counts_in_areas(cells: NDArray[np.int64], zone: NDArray[np.uint8]) -> dict[str, int]:
    """How many events happened in each of AREAS.

    Parameters
    ----------
    cells : int[events], the cell of each event
    zone : uint8[cells], ``City.zone``
    """
    counts = np.bincount(areas_of(zone)[cells], minlength=len(AREAS))
    return {area: int(count) for area, count in zip(AREAS, counts, strict=True)}
