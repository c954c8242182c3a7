"""A thinned world: fewer people on the same streets, under numbers that keep the conditions of each one of them.

Below scale 1 everybody who is left stands for ``1 / scale`` people. What is shared among all (seats, newcomers, room
for cases) shrinks with them. Officers remain as many, so that each place sees them as often; but each stop or case
stands for ``1 / scale`` of them and takes as much longer. Meetings of strangers, whose
number goes with the square of the people on a street, are made as frequent for each as in the full world.
"""

from __future__ import annotations

from functools import lru_cache

from marketsim.model.multiplied import MultipliedNumbers, multiplied
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
    "deterrence.risk_from_seen_encounter",
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


@lru_cache(maxsize=256)
def thinned(numbers: Numbers | MultipliedNumbers, scale: float) -> Numbers | MultipliedNumbers:
    """Return the numbers that hold where only a share ``scale`` of the people is there; above it, the very same."""
    if scale >= 1.0:
        return numbers
    return multiplied(numbers, {scale: SHRINKS, 1.0 / scale: GROWS})
