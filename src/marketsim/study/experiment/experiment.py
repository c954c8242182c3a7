"""An experiment read from its file, with every arm, world and contrast decided before anything is run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketsim.measures import CELL_MEASURES
from marketsim.measures import declared as declared_measures
from marketsim.parameters.errors import BadDay, BadDocument, Conflict, MarketsimError, OutOfRange
from marketsim.policies import Policy
from marketsim.study.comparison import Contrast
from marketsim.study.experiment.arms import (
    Arm,
    arms_of,
    changes_of,
    contrasts_of,
    must_be_among,
    policies_of,
)
from marketsim.study.experiment.claims import Claim, by_cell
from marketsim.study.experiment.document import Document
from marketsim.study.experiment.drawn import Drawn, Point
from marketsim.study.experiment.reading import located, name_of, read_document
from marketsim.study.experiment.worlds import worlds_of
from marketsim.study.identity import digest_of_list
from marketsim.study.scenario import EARLIEST, LATEST

if TYPE_CHECKING:
    from marketsim.study.sweep.frames import SweepResults


@dataclass(frozen=True)
class Experiment:
    """One experiment.

    Attributes
    ----------
    name : its folder's name
    levers, parameters : what differs from the declared numbers in every run, as text with unit
    worlds : what each world changes beside that
    """

    name: str
    path: Path
    document: Document
    policies: dict[str, Policy]
    arms: tuple[Arm, ...]
    worlds: Sequence[Point]
    contrasts: tuple[Contrast, ...]
    levers: dict[str, str]
    parameters: dict[str, str]

    @classmethod
    def read(cls, name_or_path: str | Path) -> Experiment:
        """Read an experiment of the library by its name, or any other by its folder or file."""
        path = located(name_or_path)
        document = read_document(path)
        try:
            must_be_possible(document)
            policies = policies_of(document, path.parent)
            arms = arms_of(document, policies)
            contrasts = contrasts_of(document, arms)
            levers, parameters = changes_of(document)
            worlds = worlds_of(document, path.parent, len(arms) * document.most_replicates)
        except MarketsimError as error:
            raise error.inside(path) from None
        return cls(name_of(path), path, document, policies, arms, worlds, contrasts, levers, parameters)

    @property
    def settings(self) -> int:
        """How many combinations of crossed levers there are."""
        return len({arm.setting for arm in self.arms})

    @cached_property
    def uncertain(self) -> list[str]:
        """The parameters in which the worlds differ."""
        if isinstance(self.worlds, Drawn):
            return self.worlds.keys
        return list(dict.fromkeys(key for world in self.worlds for key in world))

    @property
    def keeps_cells(self) -> bool:
        """Whether what happens is kept by cell; unless told otherwise, only where there is one world."""
        return len(self.worlds) == 1 if self.document.maps is None else self.document.maps

    def run(self, workers: int | None = None, out: str | Path | None = None) -> SweepResults:
        """Run what has not been run yet and return the results as pandas frames.

        Parameters
        ----------
        workers : int, optional
            How many processes at once; as many as processors.
        out : folder, optional
            Where the results are kept; ``marketsim-results/sweep-NAME`` unless told otherwise.
        """
        from marketsim.study.sweep.frames import run

        return run(self, workers, Path(out) if out else None)

    def basis(self) -> dict[str, Any]:
        """Return everything asked for that decides what is run, as plain data."""
        asked = self.document
        other_luck = {"first_replicate": asked.first_replicate} if asked.first_replicate else {}
        return other_luck | {
            "policies": {name: policy.document() for name, policy in self.policies.items()},
            "arms": [arm.name for arm in self.arms],
            "levers": self.levers,
            "parameters": self.parameters,
            "start": asked.start.isoformat(),
            "days": asked.days,
            "settling_days": asked.settling_days,
            "tick": asked.tick,
            "scale": asked.scale,
            "cells": self.keeps_cells,
            "worlds": {"number": len(self.worlds), "digest": self.digest_of_worlds},
        }

    @cached_property
    def digest_of_worlds(self) -> str:
        """The SHA-256 of what all worlds change, as text with unit."""
        return digest_of_list(self.worlds)


def must_be_possible(document: Document) -> None:
    """Refuse what the file's shape allows and the question does not."""
    if (document.replicates is None) == (document.stop is None):
        raise BadDocument(
            "'replicates' is missing; say how many, such as replicates = 20, or when to stop, in [stop]"
            if document.stop is None
            else "'replicates' and [stop] are both given; the stopping rule decides, so leave 'replicates' out"
        )
    if not EARLIEST <= document.start <= LATEST:
        raise BadDay(f"'start' is {document.start}; allowed is {EARLIEST} to {LATEST}")
    stop = document.stop
    if stop and stop.least > stop.at_most:
        raise OutOfRange(f"'stop.at_most' is {stop.at_most}; expected at least 'stop.least', {stop.least}")
    names = [one.name for one in declared_measures() if not one.cell]
    asked = [("'stop.measure'", stop.measure)] if stop else []
    asked += [(f"'claim.{one.name}'", name) for one in document.claim for name in one.measures]
    for part in ("weight", "enough"):
        named = [one.measure for one in getattr(document, part)]
        asked += [(f"'{part}.measure'", measure) for measure in named]
        twice = sorted({measure for measure in named if named.count(measure) > 1})
        if twice:
            raise Conflict(f"'{part}' names '{twice[0]}' twice; say it once")
    for where, measure in asked:
        must_be_among(where, measure, names)
    for one in document.enough:
        if (one.at_most is None) == (one.at_least is None):
            raise BadDocument(
                f"'enough' for '{one.measure}' needs one of at_most and at_least, such as at_most = 2.0"
            )
    for claim in document.claim:
        if claim.truth:
            must_be_among(f"'claim.{claim.name}.truth'", claim.truth, [one.name for one in document.claim])
        first, last = claim.window or (1, document.days)
        if not 1 <= first <= last <= document.days:
            raise OutOfRange(
                f"'claim.{claim.name}.window' is {first} to {last}; allowed is within days 1 to {document.days}"
            )
        must_be_on_the_map(document, claim)


def must_be_on_the_map(document: Document, claim: Claim) -> None:
    """Refuse to read from the map what is not kept by cell, or of some days only."""
    measure = by_cell(claim.measure)
    if not measure:
        return
    must_be_among(f"'claim.{claim.name}.measure'", measure, [one.name for one in CELL_MEASURES])
    if claim.window or claim.per:
        raise Conflict(f"'claim.{claim.name}': maps are of all counted days; leave 'window' and 'per' out")
    if document.maps is False:
        raise Conflict(f"'claim.{claim.name}' is read from the map; say maps = true")
