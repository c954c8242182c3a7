"""A thinned world: fewer people on the same streets, under numbers that keep the conditions of each one of them.

Below scale 1 everybody who is left stands for ``1 / scale`` people. What is shared among all (seats, newcomers, room
for cases) shrinks with them. Officers remain as many, so that each place sees them as often; but each stop or case
stands for ``1 / scale`` of them and takes as much longer. Meetings of strangers, whose
number goes with the square of the people on a street, are made as frequent for each as in the full world.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from marketsim.parameters import Numbers

SHRINKS = (
    "scene.inflow",
    "learning.entry_rate",
    "services.seats_injecting",
    "services.seats_smoking",
    "drug_squad.case_slots",
    "focus.listed",
    "treatment.slots",
    "partnership.approaches",
    "call_ins.called",
    "enforcement.buyers_per_case",
    "complaints.bearable_crowd",
    "complaints.usual_complaints",
)
"""Numbers of which a thinned world has as much less as it has fewer people."""

GROWS = (
    "enforcement.stop_time",
    "enforcement.talk_time",
    "enforcement.arrest_time",
    "enforcement.case_hours",
    "capacity.call_time",
    "police.follows_complaints",
    "police.follows_violence",
    "police.follows_selling",
    "complaints.fear_empties",
    "complaints.fear_by_violence",
    "complaints.fear_by_scene",
    "complaints.trust_by_nuisance",
    "buying.notice_rate",
    "turf.quarrel_rate",
    "turf.rival_push",
    "turf.touting",
    "crews.feud_rate",
)
"""Numbers that weigh as much more as each event stands for more events, or each stranger for more strangers."""


class ThinnedNumbers:
    """Numbers whose topics are read by name, as those of :class:`Numbers`; some have followed the scale.

    They may lie outside their declared ranges, which are those of the full world.
    """

    def __init__(self, numbers: Numbers, parts: dict[str, Any]) -> None:
        self._numbers, self._parts = numbers, parts

    def __getattr__(self, topic: str) -> Any:
        if topic in self._parts:
            return self._parts[topic]
        return getattr(self._numbers, topic)


@lru_cache(maxsize=256)
def thinned(numbers: Numbers, scale: float) -> Numbers | ThinnedNumbers:
    """Return the numbers that hold where only a share ``scale`` of the people is there; above it, the very same."""
    if scale >= 1.0:
        return numbers
    parts: dict[str, Any] = {}
    for keys, factor in ((SHRINKS, scale), (GROWS, 1.0 / scale)):
        for key in keys:
            topic, name = key.split(".")
            part = parts.get(topic, getattr(numbers, topic))
            parts[topic] = replace(part, **{name: _times(getattr(part, name), factor)})
    return ThinnedNumbers(numbers, parts)


def _times(number: Any, factor: float) -> Any:
    """The number times the factor; of what comes in whole pieces a piece that is broken counts as whole."""
    if isinstance(number, np.ndarray) and number.dtype.kind == "i":
        return np.ceil(number * factor).astype(number.dtype)
    return int(np.ceil(number * factor)) if isinstance(number, int) else number * factor
