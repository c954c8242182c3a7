"""What is known of the real scene, with its own uncertainty, and which worlds reproduce it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError

from marketsim.parameters.errors import BadDocument
from marketsim.parameters.read import read_toml
from marketsim.study.claim.quantities import Quantity
from marketsim.study.claim.runs import Runs, world_means
from marketsim.study.experiment.part import Name, Part
from marketsim.study.experiment.reading import in_a_line
from marketsim.study.identity import digest

Values = NDArray[np.float64]
FILE = Path(__file__).parent / "patterns.toml"
WITHIN_ERROR = 2.0
"""How many of its standard errors a simulated value may lie outside a pattern: it is only an estimate."""


class Pattern(Part):
    """One thing known of the real scene; from ``low`` to ``high``, in the measure's unit, is what may have been so."""

    name: Name
    measure: Name
    per: Name | None = None
    low: float
    high: float
    policy: Name = "as_today"
    reason: Annotated[
        str, Field(min_length=1, description="what was observed, and why the range is as wide as it is")
    ]
    source: Annotated[list[Name], Field(min_length=1)]
    sets: list[Name] = Field(
        default=[], description="numbers that were set by it; without any it is predicted"
    )


class Fact(Pattern):
    """Something known that takes a month or single events to see; the declared world alone is held against it."""

    seen: Literal["a day", "from midnight to eight", "around payday", "near the station"] = "a day"


class Patterns(Part):
    """Every pattern by which worlds are accepted, and the facts beside them."""

    about: Annotated[str, Field(min_length=1)]
    pattern: Annotated[list[Pattern], Field(min_length=1)]
    fact: list[Fact] = Field(default=[])

    @property
    def digest(self) -> str:
        """What the patterns are by which worlds are accepted."""
        return digest([one.model_dump() for one in self.pattern])


def patterns(file: Path = FILE) -> Patterns:
    """Read the patterns."""
    try:
        return Patterns.model_validate(read_toml(file))
    except ValidationError as problem:
        raise BadDocument(f"{file}: {in_a_line(problem)}") from None


def quantities(known: Patterns, days: int) -> dict[str, Quantity]:
    """Return what has to be read off each run: pattern → quantity."""
    return {one.name: Quantity(one.measure, one.per, (1, days)) for one in known.pattern}


@dataclass(frozen=True)
class Accepted:
    """Which worlds reproduce the patterns.

    Attributes
    ----------
    names : the patterns, in the order of the columns
    values, errors : float64[worlds, patterns], what each world gives, and how sure that is
    met : bool[worlds, patterns]
    missing : how many runs have neither finished nor failed; a world whose run failed is not accepted
    """

    names: tuple[str, ...]
    values: Values
    errors: Values
    met: NDArray[np.bool_]
    missing: int = 0

    @property
    def finished(self) -> NDArray[np.bool_]:
        """Which worlds have runs to be judged by, ``bool[worlds]``."""
        return np.asarray(np.isfinite(self.values).any(axis=1))

    @property
    def worlds(self) -> NDArray[np.int64]:
        """The numbers of the accepted worlds, those that meet every pattern: ``int64[accepted]``."""
        return np.flatnonzero(self.met.all(axis=1) & self.finished)

    def rejections(self) -> list[dict[str, float | str]]:
        """Return how many worlds each pattern rejects, and how many it alone rejects."""
        failed = ~self.met[self.finished]
        alone = failed & (failed.sum(axis=1) == 1)[:, None]
        return [
            {"pattern": name, "rejected": int(failed[:, place].sum()), "alone": int(alone[:, place].sum())}
            for place, name in enumerate(self.names)
        ]


def accepted(known: Patterns, runs: Runs) -> Accepted:
    """Judge every world of a pool by the patterns."""
    asked = quantities(known, runs.experiment.document.days)
    values, errors = [], []
    for one in known.pattern:
        each = runs.of(one.policy, asked[one.name])
        values.append(world_means(each))
        number = np.maximum(np.isfinite(each).sum(axis=1), 1)
        errors.append(world_means(runs.errors[asked[one.name]][runs.arm(one.policy)]) / np.sqrt(number))
    value, error = np.column_stack(values), np.nan_to_num(np.column_stack(errors))
    low, high = (np.array([getattr(one, end) for one in known.pattern]) for end in ("low", "high"))
    met = (value >= low - WITHIN_ERROR * error) & (value <= high + WITHIN_ERROR * error)
    return Accepted(tuple(one.name for one in known.pattern), value, error, met, runs.missing)
