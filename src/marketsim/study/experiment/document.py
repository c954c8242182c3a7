"""What an experiment file may say: question, policies, days, design, stopping rule and claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field

from marketsim.study.experiment.claims import Claim
from marketsim.study.experiment.part import Confidence, Name, Part
from marketsim.study.scenario import (
    LARGEST_REPLICATE,
    LARGEST_SCALE,
    MOST_DAYS,
    SETTLING_DAYS,
    SMALLEST_SCALE,
    START,
)

Value = str | int | float | bool
Count = TypeVar("Count", int, NDArray[np.int64])
MOST_REPLICATES = 100_000
MOST_WORLDS = 1_000_000

KINDS = Literal[
    "fixed", "grid", "list", "matrix", "latin_hypercube", "sobol", "saltelli", "morris", "one_at_a_time"
]


def flat(given: Any) -> Any:
    """Write nested tables as dotted keys, so that ``need.heroin_cycle = …`` needs no quotation marks."""
    if not isinstance(given, Mapping):
        return given
    found: dict[str, Any] = {}
    for key, value in given.items():
        inner = flat(value)
        found |= (
            {f"{key}.{name}": each for name, each in inner.items()}
            if isinstance(inner, dict)
            else {key: inner}
        )
    return found


Flat = BeforeValidator(flat)


class Stop(Part):
    """Add replicates until a paired difference is known well enough, and how much longer to look."""

    measure: Name
    treatment: Name
    control: Name
    half_width: float = Field(gt=0, description="of the interval, in the measure's unit, as a mean a day")
    confidence: Confidence = 0.95
    least: int = Field(default=5, ge=2, le=MOST_REPLICATES)
    at_most: int = Field(default=200, ge=2, le=MOST_REPLICATES)
    look_ahead: int = Field(
        default=5, ge=0, le=1000, description="further replicates for which the interval must stay narrow"
    )


class Weight(Part):
    """What one unit of a measure is worth to whoever decides, in a common coin; nobody's weights are built in."""

    measure: Name
    worth: float = Field(description="gain (or, below zero, cost) of one unit of the measure")


class Enough(Part):
    """What is good enough for whoever decides: ``at_most`` or ``at_least`` so much of a measure a day, in its unit."""

    measure: Name
    at_most: float | None = None
    at_least: float | None = None


class Limits(Part):
    """How many ``minutes`` and ``gigabytes`` one run may take before it counts as failed."""

    minutes: float = Field(default=60, gt=0, le=100_000)
    gigabytes: float | None = Field(default=None, gt=0.25, le=100_000)


class Design(Part):
    """Which worlds are looked at, and which levers are crossed with the policies."""

    kind: KINDS = "fixed"
    worlds: int | None = Field(default=None, ge=1, le=MOST_WORLDS)
    first: int | None = Field(
        default=None, ge=1, le=MOST_WORLDS, description="run only so many of the worlds that are drawn"
    )
    only: list[Annotated[int, Field(ge=0)]] | None = Field(
        default=None, min_length=1, description="run only these of the worlds that are drawn, counted from 0"
    )
    trajectories: int | None = Field(default=None, ge=2, le=100_000)
    levels: int = Field(default=4, ge=2, le=64)
    draw: int = Field(default=0, ge=0, le=LARGEST_REPLICATE, description="another draw samples other worlds")
    file: Name | None = None
    world: Annotated[list[Annotated[dict[str, Value], Flat]], Field(max_length=10_000)] = []
    grades: list[Literal["measured", "literature", "expert", "assumed"]] = []
    uncertain: Annotated[dict[str, Value | list[Value]], Flat] = {}
    levers: Annotated[dict[str, list[Value]], Flat] = {}


class Document(Part):
    """One experiment, on ``scale`` times the people of Vesterbro."""

    question: Annotated[str, Field(min_length=1, max_length=1000)]
    about: str = ""
    policies: Annotated[list[Name], Field(min_length=1, max_length=100)]
    start: dt.date = dt.date.fromisoformat(START)
    days: int = Field(ge=1, le=MOST_DAYS)
    settling_days: int = Field(default=SETTLING_DAYS, ge=0, le=3650)
    tick: Literal["2.5 min", "5 min", "10 min"] = "5 min"
    scale: float = Field(default=1.0, ge=SMALLEST_SCALE, le=LARGEST_SCALE)
    replicates: int | None = Field(default=None, ge=1, le=MOST_REPLICATES)
    first_replicate: int = Field(
        default=0,
        ge=0,
        le=LARGEST_REPLICATE - MOST_REPLICATES,
        description="with which luck to begin, so that worlds chosen for what they showed are asked anew",
    )
    maps: bool | None = Field(default=None, description="whether what happens is kept by cell")
    accepted_worlds: int | None = Field(
        default=None, ge=1, le=MOST_WORLDS,
        description="in how many accepted worlds claims are judged; as many as are drawn unless told otherwise",
    )  # fmt: skip
    contrasts: list[Annotated[list[Name], Field(min_length=2, max_length=2)]] = []
    assume: Annotated[dict[str, Value], Flat] = {}
    set: Annotated[dict[str, Value], Flat] = {}
    stop: Stop | None = None
    claim: list[Claim] = []
    weight: list[Weight] = []
    enough: list[Enough] = []
    limits: Limits = Limits()
    design: Design = Design()

    @property
    def tick_seconds(self) -> int:
        """How long a tick is, s."""
        return round(float(self.tick.removesuffix(" min")) * 60)

    def luck(self, replicate: Count) -> Count:
        """With which luck a replicate counted from 0 is run; of many, ``int64[runs]``, as many as were asked for."""
        return self.first_replicate + replicate

    @property
    def most_replicates(self) -> int:
        """How many replicates there may be in all."""
        return self.stop.at_most if self.stop else self.replicates or 1
