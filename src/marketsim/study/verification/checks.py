"""Everything that the model owes, by chapter; tests and the report run these and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from marketsim.study.verification import limits, queues, resolution, sameness, worlds
from marketsim.study.verification.finding import Finding

Check = Callable[[int], Iterable[Finding]]
"""Takes how many replicates to use; what it promises is the first line of its description."""

CHECKS: dict[str, tuple[Check, ...]] = {
    "Nothing appears, vanishes or is impossible": (
        worlds.at_every_tick,
        worlds.in_any_world,
        worlds.under_every_policy,
    ),
    "What must make no difference makes none": (
        sameness.placebo,
        sameness.in_any_order,
        sameness.one_at_a_time,
        sameness.compiled,
    ),
    "Where the answer is known without a model": (
        limits.without_police,
        limits.without_dealers,
        limits.with_one_dealer,
        limits.without_need,
        limits.with_seats,
        limits.without_nuisance,
        limits.in_selling_hours,
        queues.at_the_door,
        queues.little,
    ),
    "How finely time and space are cut": (
        resolution.by_tick,
        resolution.contrast_by_tick,
        resolution.by_cell,
    ),
}
