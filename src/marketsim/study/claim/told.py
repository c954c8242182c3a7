"""What is kept of a verdict: every figure it consists of, and the digests of everything it rests on."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from marketsim.study.intervals import Mean

SCHEMA: Literal["1"] = "1"
State = Literal["left alone", "moved", "open", "not run"]


def finite(given: Any) -> Any:
    """Keep what is not known as nothing, which JSON can say."""
    return None if isinstance(given, float) and not math.isfinite(given) else given


Number = Annotated[float | None, BeforeValidator(finite)]


class Kept(BaseModel):
    """Plain data in which a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Interval(Kept):
    """A mean over worlds with its interval; nothing where it is not known."""

    value: Number
    low: Number
    high: Number
    number: int

    @classmethod
    def of(cls, mean: Mean) -> Interval:
        """Keep a mean."""
        return cls(value=mean.value, low=mean.low, high=mean.high, number=mean.replicates)


class InEnsemble(Kept):
    """A claim in one ensemble of worlds.

    ``higher`` and ``lower`` count worlds whose paired interval leaves zero out; ``effect`` is the mean over worlds and
    ``spread`` its 5th, 50th and 95th percentile.
    """

    worlds: int
    held: int
    failed: int
    open: int
    share: Number
    higher: int
    lower: int
    effect: Interval | None
    spread: tuple[Number, Number, Number] | None


class TakenApart(Kept):
    """What each named mechanism carries: Shapley shares, what is left without any, and the effect without each."""

    whole: Interval
    left: Interval
    each: dict[str, Interval]
    without: dict[str, Interval]
    worlds: int


class Mediated(Kept):
    """What passes through each mediator: by how much the effect shrinks when it is held to its course in the control.

    ``together`` is what all of them carry at once, ``interaction`` what that is beyond the sum of each alone.
    """

    whole: Interval
    each: dict[str, Interval]
    together: Interval | None
    interaction: Interval | None
    worlds: int


class Untouched(Kept):
    """Whether what must be left alone was: a placebo to the last bit, a negative control within its margin."""

    what: str
    state: State
    effect: Interval | None = None
    worlds: int = 0


class Verdict(Kept):
    """One claim with its verdict.

    Attributes
    ----------
    verdict : among all claims judged together; ``alone`` by this claim's own test
    judged_in : the ensemble that the verdict is about
    emergent : whether both signs are found in prior worlds
    driven_by_assumptions : whether accepted and prior worlds give the same share
    assumptions : the facts that move the effect most
    rests_on : name → digest
    """

    schema_version: Literal["1"] = SCHEMA
    experiment: str
    question: str
    claim: dict[str, Any]
    unit: str
    relative: bool
    window: tuple[int, int]
    replicates: int
    verdict: str
    alone: str
    chance: Number
    judged_in: str
    ensembles: dict[str, InEnsemble]
    emergent: bool
    driven_by_assumptions: bool
    assumptions: list[str]
    fails_where: list[str]
    shares: TakenApart | None
    mediation: Mediated | None
    placebo: Untouched
    negative_control: Untouched | None
    power: Number
    replicates_needed: int | None
    needs: str
    notes: list[str]
    rests_on: dict[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other."""
        return self.experiment, str(self.claim["name"])

    @property
    def row(self) -> str:
        """Where it stands in the list of arguments on trial."""
        return str(self.claim.get("row", ""))

    @property
    def here(self) -> InEnsemble | None:
        """The ensemble that the verdict is about."""
        return self.ensembles.get(self.judged_in)

    @property
    def finding(self) -> bool:
        """Whether it may be written up as a finding: supported, its path shown, and the controls left alone."""
        controls = [self.placebo, *([self.negative_control] if self.negative_control else [])]
        return (
            self.verdict == "supported"
            and self.judged_in == "accepted"
            and self.shares is not None
            and all(one.state == "left alone" for one in controls)
        )
