"""What a pool's runs come to: every quantity that some claim needs, by arm, world and replicate, read in one pass."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from marketsim.study.claim.compared import Compared
from marketsim.study.claim.quantities import Quantity
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.claims import Claim
from marketsim.study.identity import canonical
from marketsim.study.sweep.store import SweepStore

Values = NDArray[np.float64]
EVERY = slice(None)


@dataclass(frozen=True)
class Runs:
    """The finished runs of a pool.

    Attributes
    ----------
    values : quantity → float64[arms, worlds, replicates]; NaN where a run is missing
    errors : quantity → the same shape: standard error of the value within its run, from its weeks
    outcomes : (arm, world, replicate) → digest of what came out
    names : (arm, world, replicate) → digest of what determines the run
    failed : how many runs ended in an error
    """

    experiment: Experiment
    values: dict[Quantity, Values]
    errors: dict[Quantity, Values]
    outcomes: dict[tuple[int, int, int], str]
    names: dict[tuple[int, int, int], str]
    failed: int

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many arms, worlds and replicates there may be."""
        asked = self.experiment
        return len(asked.arms), len(asked.worlds), asked.document.most_replicates

    def same(self, one: str, other: str) -> dict[tuple[int, int], bool]:
        """Return (world, replicate) → whether two arms came out the same to the bit there, where both finished."""
        first, second = self.arm(one), self.arm(other)
        return {
            (world, replicate): outcome == self.outcomes[second, world, replicate]
            for (arm, world, replicate), outcome in self.outcomes.items()
            if arm == first and (second, world, replicate) in self.outcomes
        }

    @property
    def digest(self) -> str:
        """What these runs are, all of them together."""
        total = sha256()
        for place in sorted(self.outcomes):
            total.update(canonical([*place, self.outcomes[place]]))
        return total.hexdigest()

    @property
    def missing(self) -> int:
        """How many runs have neither finished nor failed."""
        return math.prod(self.shape) - len(self.outcomes) - self.failed

    def has(self, *arms: str) -> bool:
        """Whether the pool has these arms."""
        return set(arms) <= {arm.name for arm in self.experiment.arms}

    def of(self, arm: str, quantity: Quantity) -> Values:
        """Return a quantity under an arm, as an array over (world, replicate)."""
        return self.values[quantity][self.arm(arm)]

    def arm(self, name: str) -> int:
        """Return the number of an arm."""
        return [arm.name for arm in self.experiment.arms].index(name)


def read_runs(experiment: Experiment, store: SweepStore | None, quantities: Iterable[Quantity]) -> Runs:
    """Read what has finished."""
    asked = list(dict.fromkeys(quantities))
    shape = len(experiment.arms), len(experiment.worlds), experiment.document.most_replicates
    values = {one: np.full(shape, np.nan) for one in asked}
    errors = {one: np.full(shape, np.nan) for one in asked}
    outcomes: dict[tuple[int, int, int], str] = {}
    names: dict[tuple[int, int, int], str] = {}
    for place, record in store.records() if store else ():
        if place.replicate >= shape[2]:
            continue
        outcomes[place], names[place] = record.outcome, record.run
        for one in asked:
            values[one][place] = one.of(record)
            weeks = one.weekly(record)
            weeks = weeks[np.isfinite(weeks)]
            if len(weeks) > 1:
                errors[one][place] = weeks.std(ddof=1) / np.sqrt(len(weeks))
    lost = "SELECT count(*) FROM places JOIN runs USING (run) WHERE state = 'failed' AND replicate < ?"
    failed = store.journal.ask(lost, shape[2])[0][0] if store else 0
    return Runs(experiment, values, errors, outcomes, names, failed)


def compared(runs: Runs, claim: Claim, quantity: Quantity) -> Compared:
    """Return the two sides that a claim compares.

    A claim without a control is about how far a level lies from the one it names.
    """
    treated = runs.of(claim.treatment, quantity)
    return Compared(treated, control_of(runs, claim, quantity), claim.relative, same_runs(runs, claim))


def control_of(runs: Runs, claim: Claim, quantity: Quantity) -> Values:
    """Return the values that the treatment is held against, ``float64[worlds, replicates]``."""
    treated = runs.of(claim.treatment, quantity)
    if claim.match:
        dose = Quantity(claim.match.measure, None, quantity.window)
        low, high = claim.match.between
        return at_equal(
            (runs.of(low, quantity), runs.of(high, quantity)),
            (runs.of(low, dose), runs.of(high, dose)),
            runs.of(claim.treatment, dose),
        )
    if claim.control is None:
        return np.full_like(treated, claim.than)
    return runs.of(claim.control, quantity)


def same_runs(runs: Runs, claim: Claim) -> NDArray[np.bool_]:
    """Return which pairs are of two runs that came out the same to the bit, ``bool[worlds, replicates]``."""
    same = np.zeros(runs.shape[1:], bool)
    if claim.control is not None and not claim.match:
        for place, alike in runs.same(claim.treatment, claim.control).items():
            same[place] = alike
    return same


def lived(runs: Runs, claim: Claim) -> NDArray[np.bool_]:
    """Return in which worlds a replicate has finished under every arm that a claim compares, ``bool[worlds]``."""
    finished = np.zeros(runs.shape, bool)
    for place in runs.outcomes:
        finished[place] = True
    compared = [runs.arm(name) for name in claim.compared]
    return np.asarray(finished[compared].any(axis=2).all(axis=0))


def effects_of(runs: Runs, claim: Claim, quantity: Quantity, usual: slice = EVERY) -> Values:
    """Return the effect in each world, ``float64[worlds]``, in units or as shares of the usual control of them all.

    All worlds are measured by one control, so that what is taken apart adds up, and a quiet world weighs as little as
    it should.

    Parameters
    ----------
    usual : the worlds whose control is the usual one
    """
    sides = compared(runs, claim, quantity)
    treated, control = sides.means
    if not claim.relative:
        return treated - control
    known = np.abs(control[usual])
    known = known[np.isfinite(known)]
    return (treated - control) / (known.mean() if known.any() else np.nan)


def at_equal(outcome: tuple[Values, Values], dose: tuple[Values, Values], target: Values) -> Values:
    """Return the outcome on the line through two doses, where the dose is the target's mean in each world.

    NaN where the two doses are the same in a world, or the target lies more than half their distance outside them:
    there the answer would come from the line and not from the runs.

    Parameters
    ----------
    outcome, dose : under a smaller and a larger dose, arrays over (world, replicate)
    target : the dose to be equal to, an array over (world, replicate)
    """
    low, high, wanted = (world_means(each) for each in (*dose, target))
    apart = high - low
    share = np.where(apart != 0, (wanted - low) / np.where(apart == 0, 1.0, apart), np.nan)
    share = np.where((share >= -0.5) & (share <= 1.5), share, np.nan)
    return np.asarray(outcome[0] + share[:, None] * (outcome[1] - outcome[0]))


def world_means(values: Values) -> Values:
    """Return the mean of ``float64[worlds, replicates]`` in each world; NaN where no replicate has finished."""
    finished = np.isfinite(values)
    number = finished.sum(axis=1)
    total = np.where(finished, values, 0).sum(axis=1)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)
