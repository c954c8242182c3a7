"""One pool of runs serves all claims that ask for the same worlds: every arm in every world, run once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from marketsim.parameters.errors import Conflict
from marketsim.policies import read_policy
from marketsim.study.comparison import Contrast
from marketsim.study.engine import OURS
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.arms import Arm, crossed
from marketsim.study.experiment.claims import Claim
from marketsim.study.experiment.worlds import Point
from marketsim.study.identity import digest, ground_of
from marketsim.study.record import to_bytes
from marketsim.study.sweep.plan import Sweep
from marketsim.study.sweep.store import SweepStore, known

REFERENCE = "as_today"
NAMED_BY = 8


@dataclass(frozen=True)
class Pool:
    """Runs that several claims share.

    Attributes
    ----------
    name : the ensemble and the days, such as ``accepted-60``
    experiment : the arms of all experiments together, in the worlds of one ensemble
    """

    name: str
    experiment: Experiment
    engine: str = OURS
    ground: Callable[[Any], Any] = ground_of

    @property
    def sweep(self) -> Sweep:
        """The runs as the study engine carries them out."""
        return Sweep(self.experiment, self.engine, self.ground)

    def place(self, folder: Path) -> Path:
        """Return where its runs are kept; whatever determines them names it."""
        return folder / f"{self.name}-{self.sweep.digest[:NAMED_BY]}"

    @property
    def runs(self) -> int:
        """How many runs it has in all."""
        asked = self.experiment
        return len(asked.arms) * len(asked.worlds) * asked.document.most_replicates

    def has_others(self, folder: Path) -> bool:
        """Whether runs of the same kind are kept by another trial."""
        return any(other != self.place(folder) for other in folder.glob(f"{self.name}-*"))

    def is_done(self, folder: Path) -> bool:
        """Whether every run has finished or failed."""
        place = self.place(folder)
        if not known(place):
            return False
        with SweepStore.found(place) as store:
            return not store.journal.counts()["planned"]

    def planned(self, folder: Path) -> SweepStore:
        """Open its store, every run planned, and what other stores of the same name have finished taken over."""
        place = self.place(folder)
        sweep = self.sweep
        store = SweepStore.made(place)
        store.check()
        store.plan(sweep)
        for other in sorted(folder.glob(f"{self.name}-*")):
            if other != place and known(other) and store.journal.counts()["planned"]:
                take_over(store, other)
        return store


def take_over(store: SweepStore, other: Path) -> int:
    """Keep every run that another store has finished and this one still plans, and return how many those are."""
    wanted = {run for (run,) in store.journal.ask("SELECT run FROM runs WHERE state = 'planned'")}
    keeps_cells = store.journal.about("basis")["cells"]
    taken = 0
    with SweepStore.found(other) as found:
        if (found.journal.about("basis") or {}).get("cells") != keeps_cells:
            return 0
        for record in found.every(found.journal.ask("SELECT name, sum FROM parts ORDER BY name")):
            if record.run in wanted:
                store.keep(to_bytes(record))
                taken += 1
    return taken


def shared(experiment: Experiment) -> str:
    """Return what two experiments must have in common for their runs to be in one pool."""
    asked = experiment.document
    return digest(
        {
            "start": asked.start.isoformat(),
            "days": asked.days,
            "settling_days": asked.settling_days,
            "tick": asked.tick,
            "scale": asked.scale,
            "replicates": asked.replicates,
            "stop": asked.stop.model_dump() if asked.stop else None,
            "cells": experiment.keeps_cells,
            "levers": experiment.levers,
            "parameters": experiment.parameters,
            "worlds": list(experiment.worlds),
        }
    )


def grouped(experiments: Iterable[Experiment]) -> list[list[Experiment]]:
    """Return the experiments by the pool that serves them, in the order in which they come."""
    groups: dict[str, list[Experiment]] = {}
    for one in experiments:
        groups.setdefault(shared(one), []).append(one)
    return list(groups.values())


def united(
    name: str, experiments: Sequence[Experiment], worlds: Sequence[Point] | None = None,
    wanted: Iterable[str] | None = None,
) -> Experiment:  # fmt: skip
    """Return one experiment with the arms of several, and the reference and placebos that their claims need.

    Parameters
    ----------
    worlds : other worlds than their own
    wanted : names of the arms to keep; all of them unless told otherwise
    """
    first = experiments[0]
    arms: dict[str, Arm] = {}
    for one in experiments:
        for arm in one.arms:
            if arms.setdefault(arm.name, arm).document != arm.document:
                raise Conflict(
                    f"{one.path}: '{arm.name}' is another policy in another experiment; rename one"
                )
    for policy in dict.fromkeys([REFERENCE, *(claim.placebo for claim in claims_of(experiments))]):
        arms.setdefault(policy, plain(policy))
    kept = tuple(arms[name] for name in (sorted(arms) if wanted is None else sorted(set(wanted))))
    names = {arm.name for arm in kept}
    pairs = dict.fromkeys(pair for one in experiments for pair in one.contrasts)
    contrasts = [one for one in pairs if {one.treated, one.control} <= names]
    contrasts += [
        Contrast(one, REFERENCE) for one in sorted(names) if one != REFERENCE and REFERENCE in names
    ]
    return replace(
        first,
        name=name,
        document=first.document.model_copy(update={"claim": [], "weight": [], "maps": first.keeps_cells}),
        policies={key: policy for one in experiments for key, policy in one.policies.items()},
        arms=kept,
        worlds=first.worlds if worlds is None else tuple(worlds),
        contrasts=tuple(dict.fromkeys(contrasts)),
    )


def plain(policy: str) -> Arm:
    """Return the arm of a policy of the library as it stands."""
    return Arm(policy, 0, {}, crossed(read_policy(policy), {}))


def claims_of(experiments: Iterable[Experiment]) -> list[Claim]:
    """Return the claims of several experiments."""
    return [claim for one in experiments for claim in one.document.claim]
