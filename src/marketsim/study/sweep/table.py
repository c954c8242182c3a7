"""The differences that a sweep found, in rows: every measure under every contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from marketsim.measures import Measure
from marketsim.study.comparison import Contrast
from marketsim.study.summary import Row
from marketsim.study.sweep.results import Found


def rows(found: Found, measures: tuple[Measure, ...]) -> list[Row]:
    """Return every measure under every contrast for which at least one pair has finished."""
    made = (
        (contrast, measure, found.difference(contrast, measure.name))
        for contrast in found.experiment.contrasts
        for measure in found.measured(measures)
    )
    return [Row(contrast, measure, paired) for contrast, measure, paired in made if paired is not None]


def by_world(found: Found, measures: tuple[Measure, ...]) -> list[dict[str, Any]]:
    """Return one row a world and contrast: what the world changes, and each measure's paired difference."""
    present, uncertain = found.measured(measures), found.experiment.uncertain
    differ = {
        (contrast, one.name): found.by_world(contrast, one.name)
        for contrast in found.experiment.contrasts
        for one in present
    }
    return [
        {
            "world": number,
            "treated": contrast.treated,
            "control": contrast.control,
            **{key: world.get(key, "") for key in uncertain},
            **{one.name: finite(differ[contrast, one.name][number]) for one in present},
        }
        for number, world in enumerate(found.experiment.worlds)
        for contrast in found.experiment.contrasts
    ]


@dataclass(frozen=True)
class Signs:
    """In how many worlds a measure is higher, lower and the same under the treated arm.

    ``surely_higher`` and ``surely_lower`` are those of them in which the interval over the replicates leaves out zero.
    """

    higher: int
    lower: int
    same: int
    surely_higher: int
    surely_lower: int


def signs(found: Found, contrast: Contrast, measure: str) -> Signs:
    """Count the signs of a paired difference over the worlds."""
    values, sure = found.by_world(contrast, measure), found.established(contrast, measure)
    counts = [values > 0, values < 0, values == 0, sure & (values > 0), sure & (values < 0)]
    return Signs(*(int(np.sum(each)) for each in counts))


def counted(found: Found, row: Row) -> dict[str, int]:
    """Return in how many worlds a difference goes which way, by what is counted; nothing where there is one world."""
    if len(found.experiment.worlds) == 1:
        return {}
    return {
        f"worlds_{name}": each for name, each in vars(signs(found, row.contrast, row.measure.name)).items()
    }


def finite(value: float) -> float | None:
    """Return a number, or nothing where there is none."""
    return float(value) if np.isfinite(value) else None
