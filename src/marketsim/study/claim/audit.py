"""What an evaluator would have concluded about displacement, against what really moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.measures.displacement import displacement_difference, displacement_quotient
from marketsim.study.claim.surveyed import AREAS, EVENTS, SEEN, WIDTHS, name_of
from marketsim.study.experiment import Experiment
from marketsim.study.sweep.store import SweepStore

Values = NDArray[np.float64]
EXPERIMENT = "what_an_evaluator_sees"
ENGINE = "marketsim.study.claim.surveyed"
REFERENCE = "as_today"
BEGINS = 60
"""Before which counted day nothing changes; the days before are the evaluator's baseline."""
FOLLOW_UPS = (30, 60, 120)
Series = dict[str, Values]
"""Count → float64[days]."""


@dataclass(frozen=True)
class Audit:
    """How an estimator of displacement does on one kind of event.

    Attributes
    ----------
    seen : whether the evaluator counts every event or only recorded ones
    width : m, of the buffer; follow_up : days after the change
    pairs : how many runs were evaluated, each against its twin
    truth, truth_next_door : events a day more than without the policy, on average: in target and buffer, in the buffer
    bias : of the weighted displacement difference, events a day
    covered : share of its 95 % intervals that hold the truth
    found, wrong : share that is significant with the sign of the truth, and with the other
    quotient_right : share of the displacement quotients that say rightly whether the buffer gained or lost, of runs in
        which it did either against its twin
    """

    policy: str
    event: str
    seen: str
    width: int
    follow_up: int
    pairs: int
    truth: float
    truth_next_door: float
    bias: float
    covered: float
    found: float
    wrong: float
    quotient_right: float

    def document(self) -> dict[str, Any]:
        """Return it as plain data; what is not known is null."""
        return {
            name: None if isinstance(value, float) and not np.isfinite(value) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Evaluated:
    """One run as the evaluator sees it, and as it is against its twin under the reference.

    Attributes
    ----------
    estimate, low, high : the weighted displacement difference and its interval, events a day
    truth, next_door : events a day more than in the twin, in target and buffer and in the buffer alone
    quotient : the displacement quotient
    """

    estimate: float
    low: float
    high: float
    truth: float
    next_door: float
    quotient: float


def evaluated(treated: Series, twin: Series, event: str, seen: str, width: int, follow_up: int) -> Evaluated:
    """Evaluate one run by its own counts before and after, and by its twin.

    Parameters
    ----------
    treated, twin : the same world and luck, with and without the policy
    """
    before, after = slice(0, BEGINS), slice(BEGINS, BEGINS + follow_up)

    def pair(series: Series, area: str, what: str) -> tuple[float, float]:
        counts = series[name_of(event, what, area, width)]
        return float(counts[before].sum()), float(counts[after].sum())

    target, buffer, control = (pair(treated, area, seen) for area in AREAS)
    difference = displacement_difference(target, control, buffer, time=(BEGINS, follow_up))
    low, high = difference.interval()
    first, second, third = ((one[0] / BEGINS, one[1] / follow_up) for one in (target, buffer, control))
    quotient = displacement_quotient(first, second, third)
    moved = [
        (pair(treated, area, "true")[1] - pair(twin, area, "true")[1]) / follow_up
        for area in ("target", "buffer")
    ]
    return Evaluated(difference.estimate, low, high, sum(moved), moved[1], quotient.buffer)


def audited(
    policy: str, pairs: Sequence[tuple[Series, Series]], event: str, seen: str, width: int, follow_up: int
) -> Audit:
    """Put the estimators on trial with many runs and their twins."""
    each = [evaluated(treated, twin, event, seen, width, follow_up) for treated, twin in pairs]
    columns = {name: np.array([getattr(one, name) for one in each]) for name in Evaluated.__annotations__}
    estimate, low, high, truth = (columns[name] for name in ("estimate", "low", "high", "truth"))
    real = float(truth.mean())
    significant = np.where(low > 0, 1, np.where(high < 0, -1, 0))
    known = np.isfinite(columns["quotient"]) & (columns["next_door"] != 0)
    right = np.sign(columns["quotient"][known]) == np.sign(columns["next_door"][known])
    return Audit(
        policy, event, seen, width, follow_up, len(each), real, float(columns["next_door"].mean()),
        bias=float((estimate - truth).mean()),
        covered=float(np.mean((low <= truth) & (truth <= high))),
        found=float(np.mean(significant * np.sign(truth) > 0)),
        wrong=float(np.mean(significant * np.sign(truth) < 0)),
        quotient_right=float(right.mean()) if known.any() else float("nan"),
    )  # fmt: skip


def every(policy: str, pairs: Sequence[tuple[Series, Series]], days: int) -> Iterator[Audit]:
    """Give the audit of every kind of event, of what is seen, of every width and of every follow-up that fits."""
    follow_ups = [one for one in FOLLOW_UPS if BEGINS + one <= days]
    for event, seen, width, follow_up in product(EVENTS, SEEN, WIDTHS, follow_ups):
        yield audited(policy, pairs, event, seen, width, follow_up)


def audits(store: SweepStore, experiment: Experiment) -> list[Audit]:
    """Audit every policy of an experiment by the runs that have finished, each against its twin."""
    days: dict[tuple[int, int, int], Series] = {
        (place.arm, place.world, place.replicate): record.days for place, record in store.records()
    }
    names = [arm.name for arm in experiment.arms]
    reference = names.index(REFERENCE)
    found: list[Audit] = []
    for arm, name in enumerate(names):
        twins = [
            (series, days[reference, world, replicate])
            for (number, world, replicate), series in sorted(days.items())
            if number == arm != reference and (reference, world, replicate) in days
        ]
        if twins:
            found += every(name, twins, experiment.document.days)
    return found
