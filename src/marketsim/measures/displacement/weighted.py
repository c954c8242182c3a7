"""Did crime move next door? The weighted displacement quotient and the weighted displacement difference.

Both compare counts before and after in a treated area, a buffer around it and a control. The quotient says how the
change next door relates to the change in the treated area; the difference says how many events it all comes to, with
the standard error that chance alone would give.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

Counts = tuple[float, float]
"""Events before and after."""

NOTHING: Counts = (0, 0)


@dataclass(frozen=True)
class Quotient:
    """A weighted displacement quotient and the two measures it is made of.

    Attributes
    ----------
    success : float, change of the target relative to the control; below 0 the target did better
    buffer : float, change of the buffer relative to the control; above 0 there was more next door
    quotient : float, buffer ÷ success; NaN where the target did not change
    """

    success: float
    buffer: float

    @property
    def quotient(self) -> float:
        """Above 1 benefits spread beyond their source, 0 to 1 they spread, −1 to 0 some moved, below −1 more than all.

        That reading holds only where the target did better than the control.
        """
        return self.buffer / self.success if self.success else math.nan


@dataclass(frozen=True)
class Difference:
    """A weighted displacement difference: how many events more (fewer, below 0) than the controls would have it."""

    estimate: float
    standard_error: float

    @property
    def z(self) -> float:
        """The estimate in standard errors; NaN where nothing was counted."""
        return self.estimate / self.standard_error if self.standard_error else math.nan

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """The interval that holds the true difference with this confidence, by the normal approximation."""
        reach = NormalDist().inv_cdf((1 + confidence) / 2) * self.standard_error
        return self.estimate - reach, self.estimate + reach


def displacement_quotient(target: Counts, buffer: Counts, control: Counts) -> Quotient:
    """The weighted displacement quotient, WDQ = (B₁/C₁ − B₀/C₀) ÷ (A₁/C₁ − A₀/C₀).

    Parameters
    ----------
    target, buffer, control : events before and after; without events in the control there is nothing to relate to
        and the answer is NaN

    Source
    ------
    bowers-johnson-2003; guerette-2009
    """

    def relative_change(area: Counts) -> float:
        if not control[0] or not control[1]:
            return math.nan
        return area[1] / control[1] - area[0] / control[0]

    return Quotient(success=relative_change(target), buffer=relative_change(buffer))


def displacement_difference(
    treated: Counts,
    control: Counts,
    displaced: Counts = NOTHING,
    displaced_control: Counts = NOTHING,
    *,
    time: Counts = (1, 1),
    size: tuple[float, float, float, float] = (1, 1, 1, 1),
) -> Difference:
    """The weighted displacement difference, WDD = ΔT − ΔC + ΔD − ΔCd, and its standard error.

    Counts are taken for Poisson; the variance is their sum. Events of our model depend on one another, so that the
    spread over replicates is the better yardstick there; this is what somebody with one register would get.

    Parameters
    ----------
    treated, control : events before and after in the treated area and its control
    displaced, displaced_control : the same where crime could have gone, and in the control for that
    time : lengths of the two periods; the answer is then per unit of time
    size : sizes of the four areas in the order above; the answer is then per unit of size

    Source
    ------
    wheeler-ratcliffe-2018
    """
    estimate = variance = 0.0
    areas = (treated, control, displaced, displaced_control)
    for area, sign, extent in zip(areas, (1, -1, 1, -1), size, strict=True):
        for count, direction, length in zip(area, (-1, 1), time, strict=True):
            estimate += sign * direction * count / (length * extent)
            variance += count / (length * extent) ** 2
    return Difference(estimate, math.sqrt(variance))
