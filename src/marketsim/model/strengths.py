"""Two strengths that bear on many numbers at once: of drug law enforcement (M13), and of finite time and room (M14)."""

from __future__ import annotations

from functools import lru_cache
from math import inf

from marketsim.model.multiplied import MultipliedNumbers, multiplied
from marketsim.parameters import Numbers

ENFORCES = (
    "police.stop_rate",
    "police.arrests_sellers",
    "enforcement.search_finds",
    "enforcement.buyers_per_case",
    "drug_squad.target_violent",
    "drug_squad.target_visible",
    "drug_squad.target_big",
    "drug_squad.target_easy",
    "drug_squad.target_crews",
    "drug_squad.target_leaders",
    "drug_squad.target_random",
)
"""Numbers that say how often officers do what drug law enforcement is; without weights no case is built."""

TAKES_LONGER = ("enforcement.case_hours",)
"""Numbers of which there is the more the less is enforced."""

KEEPS_BUSY = (
    "enforcement.stop_time",
    "enforcement.arrest_time",
    "enforcement.talk_time",
    "capacity.call_time",
    "focus.report_time",
    "call_ins.call_in_time",
)
"""Numbers that say for how long a piece of work keeps an officer from the next."""

HAS_ROOM = ("drug_squad.case_slots", "capacity.call_lapses")
"""Numbers that say how much work there is room for, and how long it may wait."""


@lru_cache(maxsize=256)
def in_strength(numbers: Numbers) -> Numbers | MultipliedNumbers:
    """Return the numbers as far as enforcement and capacity make them bind; as declared, the very same."""
    enforced, bound = numbers.enforcement.enforcement_strength, numbers.capacity.capacity_strength
    here = multiplied(
        numbers, {enforced: ENFORCES, _inverse(enforced): TAKES_LONGER} if enforced != 1.0 else {}
    )
    return multiplied(here, {bound: KEEPS_BUSY, _inverse(bound): HAS_ROOM} if bound != 1.0 else {})


def _inverse(strength: float) -> float:
    return 1.0 / strength if strength > 0.0 else inf
