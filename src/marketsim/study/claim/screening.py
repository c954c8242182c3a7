"""Where accepted worlds may lie: a rough forecast of the patterns from the facts, so that few worlds are run in vain.

With hundreds of unknown facts hardly one world in a hundred reproduces all that is known. The runs of a first wave tell
roughly how the patterns follow from the facts; of a much larger draw only those worlds are run that this forecast does
not rule out. What is accepted is still decided by runs, so that the accepted worlds are draws from the same ranges as
before, except for those few that the forecast rules out wrongly; how many these are is told.

Source: history matching, Vernon, Goldstein and Bower (2010), Bayesian Analysis 5, 619–669.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.patterns import Pattern
from marketsim.study.experiment.sampling import Range
from marketsim.study.experiment.worlds import Point

Values = NDArray[np.float64]
RUNS_A_FEATURE = 20
MOST_FEATURES = 40
LENIENT = 2.0
"""By how many standard errors of the forecast a world may miss a pattern and still be run."""
CANDIDATES = 32
"""How many worlds are drawn for each of the first wave."""
RATIO = 1.5
"""A fact whose range spans more than this factor is looked at on a logarithmic scale, too."""


@dataclass(frozen=True)
class Forecast:
    """How one pattern follows from the facts, on a logarithmic scale.

    Attributes
    ----------
    chosen : int64[used], the features that are used
    weights : float64[1 + used], intercept first
    error : standard error of the forecast
    floor : added before taking logarithms, so that nothing is not infinitely little
    """

    chosen: NDArray[np.int64]
    weights: Values
    error: float
    floor: float

    def of(self, features: Values) -> Values:
        """Return the forecast, ``float64[worlds]``, from all their features, ``float64[worlds, features]``."""
        return np.asarray(self.weights[0] + features[:, self.chosen] @ self.weights[1:])


def features(ranges: list[Range], shares: Values) -> Values:
    """Return what patterns are forecast from: each fact as a share of its range, and its logarithm where it spans much.

    Parameters
    ----------
    shares : float64[worlds, facts]
    """
    low = np.array([one.low for one in ranges])
    high = np.array([one.high for one in ranges])
    wide = (low > 0) & (high > RATIO * low)
    values = low + shares * (high - low)
    logs = np.log(values[:, wide] / low[wide]) / np.log(high[wide] / low[wide])
    return np.column_stack([shares, logs])


def forecast(facts: Values, seen: Values, pattern: Pattern) -> Forecast | None:
    """Learn how a pattern follows from the facts; nothing where too few worlds have finished.

    Parameters
    ----------
    facts : float64[worlds, features]
    seen : float64[worlds], what each world gave; NaN where it has no runs
    """
    known = np.isfinite(seen)
    number = int(known.sum())
    most = min(MOST_FEATURES, number // RUNS_A_FEATURE)
    if most < 1:
        return None
    floor = abs(pattern.low) / 4
    outcome = np.log(np.maximum(seen[known], 0) + floor)
    inside = facts[known]
    apart, spread = inside - inside.mean(axis=0), inside.std(axis=0)
    together = np.abs(apart.T @ (outcome - outcome.mean())) / np.where(spread > 0, spread, np.inf)
    chosen = np.argsort(-together, kind="stable")[:most]
    design = np.column_stack([np.ones(number), inside[:, chosen]])
    weights, *_ = np.linalg.lstsq(design, outcome, rcond=None)
    rest = outcome - design @ weights
    return Forecast(chosen, weights, float(np.sqrt(rest @ rest / max(number - most - 1, 1))), floor)


def plausible(facts: Values, forecasts: list[Forecast], known: list[Pattern]) -> NDArray[np.bool_]:
    """Return which worlds no forecast rules out, ``bool[worlds]``; ``facts`` are ``float64[worlds, features]``."""
    kept = np.ones(len(facts), bool)
    for one, pattern in zip(forecasts, known, strict=True):
        expected, slack = one.of(facts), LENIENT * one.error
        low, high = np.log(pattern.low + one.floor), np.log(pattern.high + one.floor)
        kept &= (expected >= low - slack) & (expected <= high + slack)
    return kept


def next_worlds(
    ranges: list[Range], shares: Values, seen: Values, known: list[Pattern], wanted: int, draw: int
) -> tuple[tuple[Point, ...], Values]:
    """Return further worlds worth running, and where they lie; none where nothing could be learned.

    Parameters
    ----------
    shares : float64[worlds, facts], those that have been run
    seen : float64[worlds, patterns]
    wanted : how many worlds to return at most
    draw : another draw gives other worlds
    """
    from scipy.stats import qmc

    facts = features(ranges, shares)
    learned = [forecast(facts, seen[:, place], pattern) for place, pattern in enumerate(known)]
    forecasts = [one for one in learned if one is not None]
    if len(forecasts) < len(known):
        return (), np.empty((0, len(ranges)))
    drawn = qmc.LatinHypercube(len(ranges), rng=np.random.default_rng(draw)).random(
        CANDIDATES * max(wanted, 1)
    )
    chosen = drawn[plausible(features(ranges, drawn), forecasts, known)][:wanted]
    worlds = tuple(
        {one.key: one.at(float(share)) for one, share in zip(ranges, row, strict=True)} for row in chosen
    )
    return worlds, chosen
