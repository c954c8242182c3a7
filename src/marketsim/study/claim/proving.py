"""The judge on trial: the same policy against itself, many times over, and a difference of known size planted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.compared import Compared
from marketsim.study.claim.judging import in_each_world, power

Values = NDArray[np.float64]
EXPERIMENT = "the_pipeline_on_trial"
COMPARISONS, GROUP = 200, 2
BOUNDS = (4, 17)
"""Between these numbers of 200 comparisons of like with like are significant at 5 %, in 99 trials of a hundred."""
PLANTED = 2.0
"""The planted difference, in standard deviations from run to run."""
SMALLEST_NUMBER = 1e-12
MOSTLY = 0.5
"""A measure that has one value in most runs is too sparse for an interval of two of them."""


@dataclass(frozen=True)
class Proof:
    """How the judge did on one measure.

    Attributes
    ----------
    comparisons : disjoint pairs of groups of runs that share no luck
    significant : how many of them have an interval that leaves zero out, where there is nothing to find
    in_shares : the same, where differences are shares of the control
    upward : how many of those lie above zero
    planted : the difference that was added to one side, in the measure's unit
    estimate : what the judge makes of it, on average
    covered : share of its intervals that hold the planted difference
    found : share of comparisons that call it significant
    expected : the power that the judge says it has
    """

    measure: str
    comparisons: int
    significant: int
    in_shares: int
    upward: int
    planted: float
    estimate: float
    covered: float
    found: float
    expected: float

    @property
    def honest(self) -> bool:
        """Whether it finds about as many differences as it should where there are none."""
        low, high = (bound * self.comparisons / COMPARISONS for bound in BOUNDS)
        return all(low <= number <= high for number in (self.significant, self.in_shares))

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self) | {"honest": self.honest}


def groups(values: Values, comparisons: int = COMPARISONS, group: int = GROUP) -> tuple[Values, Values]:
    """Split runs into two sides of disjoint groups: float64[comparisons, group] each."""
    needed = 2 * comparisons * group
    if len(values) < needed:
        raise ValueError(f"{needed} runs are needed, not {len(values)}")
    both = values[:needed].reshape(2, comparisons, group)
    return both[0], both[1]


def proof(measure: str, values: Values, comparisons: int = COMPARISONS, group: int = GROUP) -> Proof:
    """Put the judge on trial with the runs of one policy.

    Parameters
    ----------
    values : float64[runs], one value a run; the runs share no luck
    """
    one, other = groups(values, comparisons, group)
    spread = float(values.std(ddof=1))
    planted = PLANTED * spread
    nothing, shares = (
        in_each_world(Compared(one, other, relative), "higher", 0.0) for relative in (False, True)
    )
    something = in_each_world(Compared(one + planted, other), "higher", 0.0)
    return Proof(
        measure=measure,
        comparisons=comparisons,
        significant=nothing.higher + nothing.lower,
        in_shares=shares.higher + shares.lower,
        upward=shares.higher,
        planted=planted,
        estimate=float(something.estimate.mean()),
        covered=float(np.mean((something.low <= planted) & (planted <= something.high))),
        found=float(np.mean(something.low > 0)),
        expected=power(planted, spread * np.sqrt(2), group, helped=nothing.helped)
        if spread > SMALLEST_NUMBER
        else 1.0,
    )


def proofs(values: dict[str, Values]) -> list[Proof]:
    """Put the judge on trial on every measure that differs between runs; ``float64[runs]`` each."""
    needed = 2 * COMPARISONS * GROUP
    usable = {name: one[np.isfinite(one)] for name, one in values.items()}
    return [
        proof(name, one)
        for name, one in sorted(usable.items())
        if len(one) >= needed and np.mean(one == np.median(one)) < MOSTLY
    ]
