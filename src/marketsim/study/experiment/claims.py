"""A claim: a hypothesis precise enough to be wrong, written down before anything is run."""

from __future__ import annotations

import math
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from marketsim.study.experiment.part import Confidence, Name, Part

DIRECTIONS = Literal["lower", "higher", "not lower", "not higher", "no difference"]
GRADES = Literal["input", "composite", "emergent"]
CONCENTRATION = "concentration of "
"""Before a measure that is kept by cell: the share of cells that holds half of it."""
IN_TARGET, IN_BUFFER = " in the target area", " in the buffer"
"""After a measure that is kept by cell: how much of it a day falls to the target area of the map, or next to it."""
AREAS = {IN_TARGET: "target", IN_BUFFER: "buffer"}
SLOPE, ON = "slope of ", " on "
"""Around two daily measures: what an observer estimates who regresses one week's first on the week before's second."""
PERCENT = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*")
MOST_KNOCK_OUTS = 5


def an_effect(given: float | str) -> float | str:
    """Refuse an effect that is neither a number of the measure's unit nor a share of the control's mean."""
    if isinstance(given, str) and not PERCENT.fullmatch(given):
        raise ValueError("a number in the measure's unit, or a share of the control's mean such as \"10 %\"")
    if isinstance(given, float | int) and (not math.isfinite(given) or given < 0):
        raise ValueError("a number of at least 0")
    return given


Effect = Annotated[float | str, AfterValidator(an_effect)]


class NegativeControl(Part):
    """Something that must be left alone if the claim's path is the right one."""

    measure: Name
    treatment: Name | None = Field(default=None, description="as in the claim unless told otherwise")
    control: Name | None = Field(default=None, description="as in the claim unless told otherwise")
    margin: Effect = Field(description="how far its mean may move and still count as left alone")
    reason: Annotated[str, Field(min_length=1)]


class Match(Part):
    """A control as large a dose as the treatment: between two arms, where a measure is what it is there."""

    measure: Name
    between: Annotated[list[Name], Field(min_length=2, max_length=2)]


class Claim(Part):
    """A hypothesis precise enough to be wrong.

    A claim without a control is about a level: the treatment's own value against ``than``.
    """

    name: Name
    row: str = Field(default="", description="where it stands in the list of arguments on trial, such as W1a")
    statement: str = ""
    measure: Name = Field(
        description='one, a sum such as "stops + fines", "concentration of violence", "violence in the target area", '
        '"sales in the buffer", or "slope of theft on stops"'
    )
    per: Name | None = Field(default=None, description="a measure, or a sum, that the measure is a share of")
    treatment: Name
    control: Name | None = None
    than: float = Field(default=0.0, description="the level that a claim without a control is about")
    direction: DIRECTIONS
    smallest_effect: Effect = Field(
        description='that matters, in the measure\'s unit as a mean a day, or as a share: "10 %"'
    )
    reason: Annotated[str, Field(min_length=1, description="why no smaller effect matters")]
    window: Annotated[list[int], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="first and last counted day, from 1; all of them unless told otherwise"
    )
    events: Literal["true", "recorded"] = "true"
    confidence: Confidence = 0.95
    grade: GRADES = "emergent"
    evidence: str = Field(default="", description="what the evidence is, in words")
    source: list[Name] = []
    knock_outs: Annotated[list[Name], Field(max_length=MOST_KNOCK_OUTS)] = Field(
        default=[], description="strengths of the mechanisms said to carry the effect; 0 knocks each out"
    )
    clamps: list[Name] = Field(
        default=[], description="mediators that are held to their course in the control"
    )
    match: Match | None = None
    placebo: Name = Field(
        default="placebo", description="a policy that changes nothing; must give exactly zero"
    )
    negative_control: NegativeControl | None = None
    truth: Name | None = Field(
        default=None,
        description="another claim here that tells the truth which an observer's slope is held against",
    )
    critic: str = Field(default="", description="the sentence that a critic would say")
    speaks: Literal["", "for harm reduction", "against harm reduction", "for neither"] = Field(
        default="", description="what it would speak for if it held; as its row does unless told"
    )

    @property
    def relative(self) -> bool:
        """Whether effects are shares of the control's mean."""
        return isinstance(self.smallest_effect, str)

    @property
    def effect(self) -> float:
        """The smallest effect that matters, in the measure's unit or as a share."""
        return effect_of(self.smallest_effect)

    @property
    def measures(self) -> list[str]:
        """The names of every daily measure that the claim needs."""
        quantities = [self.measure, self.per or ""]
        quantities += [one.measure for one in (self.match, self.negative_control) if one]
        return [name for given in quantities if given for name in terms(given)]

    @property
    def arms(self) -> list[str]:
        """The names of every arm that the claim compares."""
        other = self.negative_control
        named = [other.treatment, other.control] if other else []
        return list(dict.fromkeys([*self.compared, *(name for name in named if name)]))

    @property
    def compared(self) -> list[str]:
        """The names of the arms that its effect is read off."""
        named = [self.treatment, self.control, *(self.match.between if self.match else [])]
        return list(dict.fromkeys(name for name in named if name))


def effect_of(given: float | str) -> float:
    """Return an effect as a number; 0.1 for "10 %"."""
    found = PERCENT.fullmatch(given) if isinstance(given, str) else None
    return float(found[1]) / 100 if found else float(given)


def terms(quantity: str) -> list[str]:
    """Return the daily measures that a quantity is made of; none for what is read from the map."""
    if quantity.startswith(SLOPE):
        return [name.strip() for name in quantity.removeprefix(SLOPE).split(ON)]
    return [] if by_cell(quantity) else [name.strip() for name in quantity.split("+")]


def by_cell(quantity: str) -> str:
    """Return the measure kept by cell that a quantity is read from, over all counted days; none for daily measures."""
    if quantity.startswith(CONCENTRATION):
        return quantity.removeprefix(CONCENTRATION)
    return next((quantity.removesuffix(area) for area in AREAS if quantity.endswith(area)), "")
