"""Everything that trials leave: what one leaves is put beside what others left, and nothing better is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marketsim.provenance import source_digest
from marketsim.study.claim.outcomes import OUTCOMES, outcomes_table, read_outcomes
from marketsim.study.claim.rests_on import WHY_STALE
from marketsim.study.claim.stored import (
    VERDICTS,
    WORLDS,
    keep_verdicts,
    read_verdicts,
    worlds_kept,
    worlds_table,
)
from marketsim.study.claim.told import Verdict
from marketsim.study.claim.verdicts import together
from marketsim.study.experiment.worlds import Point
from marketsim.study.store import write


@dataclass(frozen=True)
class Shelf:
    """What trials leave.

    Attributes
    ----------
    calibration : ensemble → how its worlds were accepted
    worlds : ensemble → the worlds that were accepted
    outcomes : run → its digest, the digest of what came out, and which run it is; all of today's source
    """

    verdicts: list[Verdict] = field(default_factory=list)
    calibration: dict[str, Any] = field(default_factory=dict)
    worlds: dict[str, list[Point]] = field(default_factory=dict)
    outcomes: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Shelf:
        """Read what a folder holds; an empty one where there is nothing."""
        verdicts, calibration = read_verdicts(folder / VERDICTS)
        rows, source = read_outcomes(folder / OUTCOMES)
        outcomes = {row["run"]: row for row in rows} if source == source_digest() else {}
        return cls(verdicts, calibration, worlds_kept(folder / WORLDS), outcomes)

    def beside(self, new: Shelf) -> Shelf:
        """Put newer things in the place of older ones, but where the older ones rest on more."""
        taken = {
            name: one for name, one in new.calibration.items() if not fuller(self.calibration.get(name), one)
        }
        kept = {name: one for name, one in self.worlds.items() if name not in taken}
        for name, one in taken.items():
            before = self.calibration.get(name, {})
            if before.get("rests_on") == one["rests_on"]:
                taken[name] = one | {"again": before.get("again", {}) | one.get("again", {})}
        return Shelf(
            merged(self.verdicts, new.verdicts),
            self.calibration | taken,
            kept | {name: one for name, one in new.worlds.items() if name not in kept},
            self.outcomes | new.outcomes,
        )

    def write(self, folder: Path) -> list[Path]:
        """Write everything, and return the files."""
        keep_verdicts(folder / VERDICTS, self.verdicts, self.calibration)
        write(folder / OUTCOMES, outcomes_table(self.outcomes))
        write(folder / WORLDS, worlds_table(self.worlds))
        return [folder / name for name in (VERDICTS, OUTCOMES, WORLDS)]


def fuller(before: dict[str, Any] | None, new: dict[str, Any]) -> bool:
    """Whether an ensemble that was accepted before by the same rules was to have more worlds."""
    return bool(before and before["rests_on"] == new["rests_on"] and before["wanted"] > new["wanted"])


def merged(kept: Iterable[Verdict], new: Iterable[Verdict]) -> list[Verdict]:
    """Put new verdicts in the place of kept ones that rest on no more, and judge all that are then there together.

    The claims of an experiment are always judged together; what is kept of it under another name is claimed no more.
    """
    new = list(new)
    keys, judged = {one.key for one in new}, {one.experiment for one in new}
    by_key = {one.key: one for one in kept if one.key in keys or one.experiment not in judged}
    for one in new:
        before = by_key.get(one.key)
        by_key[one.key] = before if before and rests_on_more(before, one) else one
    return together([by_key[key] for key in sorted(by_key, key=lambda key: (by_key[key].row or "~", *key))])


def rests_on_more(before: Verdict, new: Verdict) -> bool:
    """Whether an earlier verdict on the same claim, by the same model and patterns, rests on more runs."""
    same = all(before.rests_on.get(name) == new.rests_on.get(name) for name in WHY_STALE)
    return same and extent(before) > extent(new)


def extent(verdict: Verdict) -> tuple[int, bool, bool]:
    """Return how many runs of each arm a verdict rests on, and whether its path was taken apart."""
    runs = verdict.replicates * sum(one.worlds for one in verdict.ensembles.values())
    return runs, verdict.shares is not None, verdict.mediation is not None
