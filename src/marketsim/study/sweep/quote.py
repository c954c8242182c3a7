"""What a sweep will take, before it is run: from a few of its own runs, which are kept."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from marketsim.measures import Measure, declared
from marketsim.study.comparison import Contrast
from marketsim.study.executor import Executor
from marketsim.study.intervals import student, variance
from marketsim.study.sweep.drive import Drive, Progress
from marketsim.study.sweep.hands import hands_of
from marketsim.study.sweep.plan import Sweep
from marketsim.study.sweep.results import Found, found
from marketsim.study.sweep.store import PARTS, SweepStore

PILOT_TURNS = 3
SECONDS_IN_AN_HOUR = 3600.0


def quote(
    sweep: Sweep,
    store: SweepStore,
    turns: int = PILOT_TURNS,
    hands: Executor | None = None,
    tell: Callable[[Progress], object] = bool,
) -> dict[str, Any]:
    """Run a pilot where fewer turns than that are done, and say what the whole sweep will take.

    Parameters
    ----------
    hands : Executor, optional
        Who does the pilot's runs; whoever would do all of them unless told otherwise.
    tell : is told how far the pilot has come
    """
    experiment = sweep.experiment
    arms = len(experiment.arms)
    [(ended,)] = store.journal.ask("SELECT count(DISTINCT turn) FROM runs WHERE state IN ('done', 'failed')")
    if ended < turns:
        Drive(sweep, store, tell).carry_on(hands or hands_of(experiment), most_turns=turns - ended)
    counts = store.journal.counts()
    [(seconds,)] = store.journal.ask("SELECT avg(seconds) FROM runs WHERE state = 'done'")
    planned = sum(counts.values()) - counts["spared"]
    left = counts["planned"] + counts["leased"]
    size = bytes_a_run(store)
    return {
        "question": experiment.document.question,
        "arms": arms,
        "worlds": len(experiment.worlds),
        "replicates": experiment.document.most_replicates,
        "runs": planned,
        "done": counts["done"],
        "failed": counts["failed"],
        "seconds_a_run": seconds,
        "core_hours": seconds and planned * seconds / SECONDS_IN_AN_HOUR,
        "core_hours_left": seconds and left * seconds / SECONDS_IN_AN_HOUR,
        "bytes": size and round(planned * size),
        "expected": expected(sweep, found(experiment, store)),
    }


def bytes_a_run(store: SweepStore) -> float | None:
    """Return how much of the disk a run takes, on average."""
    [(inbox, waiting)] = store.journal.ask("SELECT coalesce(sum(length(data)), 0), count(*) FROM inbox")
    [(parts, kept)] = store.journal.ask(
        "SELECT coalesce(sum(bytes), 0), coalesce(sum(runs), 0) FROM " + PARTS
    )
    return (inbox + parts) / (waiting + kept) if waiting + kept else None


def expected(sweep: Sweep, seen: Found) -> dict[str, Any] | None:
    """Return the half-width that the named difference will have when all runs are done, as the pilot suggests."""
    experiment, rule = sweep.experiment, sweep.experiment.document.stop
    if not experiment.contrasts or not seen.values:
        return None
    contrast = Contrast(rule.treatment, rule.control) if rule else experiment.contrasts[0]
    measure = rule.measure if rule else first_headline(seen, declared())
    pairs = seen.pairs(contrast, measure)
    units = pairs[0] if len(experiment.worlds) == 1 else pairs[:, 0]
    units = units[np.isfinite(units)]
    number = experiment.document.most_replicates if len(experiment.worlds) == 1 else len(experiment.worlds)
    if len(units) < 2 or number < 2:
        return None
    spread = math.sqrt(variance(units))
    confidence = rule.confidence if rule else 0.95
    return {
        "contrast": contrast.name,
        "measure": measure,
        "half_width": student(confidence, number - 1) * spread / math.sqrt(number),
        "over": f"{number} {'replicates' if len(experiment.worlds) == 1 else 'worlds'}",
        "target": rule.half_width if rule else None,
        "replicates_for_target": needed(spread, rule.half_width, confidence) if rule else None,
    }


def first_headline(seen: Found, measures: tuple[Measure, ...]) -> str:
    """Return the measure that is looked at first."""
    present = seen.measured(measures)
    return next((one.name for one in present if one.headline), min(seen.values))


def needed(spread: float, half_width: float, confidence: float, most: int = 1_000_000) -> int:
    """Return with how many replicates the interval would be narrow enough."""
    number = 2
    while number < most and student(confidence, number - 1) * spread / math.sqrt(number) > half_width:
        number = max(number + 1, int(number * 1.02))
    return number
