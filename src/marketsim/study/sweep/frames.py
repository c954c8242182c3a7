"""Results as pandas frames, for whoever asks from Python rather than from a terminal."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import declared
from marketsim.study.engine import OURS, make_ready
from marketsim.study.experiment import Experiment
from marketsim.study.identity import ground_of
from marketsim.study.sweep.cautions import IncompleteSweep, cautions, unreached
from marketsim.study.sweep.drive import Drive
from marketsim.study.sweep.hands import hands_of
from marketsim.study.sweep.plan import Sweep
from marketsim.study.sweep.results import Found, found
from marketsim.study.sweep.store import SweepStore, place_for
from marketsim.study.sweep.table import rows

if TYPE_CHECKING:
    import pandas as pd

BATCH = 256


class SweepResults:
    """What a sweep has found so far; whatever is missing from it or mixed in it is warned of.

    Attributes
    ----------
    folder : where it is kept
    found : the values as arrays
    """

    def __init__(self, experiment: Experiment, folder: Path) -> None:
        self.experiment, self.folder = experiment, folder
        with SweepStore.read(folder, experiment) as store:
            self.found: Found = found(experiment, store)
            told = [*cautions(experiment, store), *unreached(experiment, store)]
        for line in told:
            warnings.warn(line, IncompleteSweep, stacklevel=2)

    @property
    def runs(self) -> pd.DataFrame:
        """One row a finished run: policy, arm, world, replicate, and the mean a day of every measure."""
        import pandas as pd

        present = sorted(self.found.values)
        place = np.array(sorted(self.found.runs), np.int64).reshape(-1, 3)
        means = {name: self.found.values[name][tuple(place.T)] for name in present}
        return pd.DataFrame(self.places(place) | means)

    @property
    def failed(self) -> pd.DataFrame:
        """One row a run that failed: policy, arm, world, replicate, and why."""
        import pandas as pd

        lost = self.found.failed
        place = np.array([(one.arm, one.world, one.replicate) for one in lost], np.int64).reshape(-1, 3)
        return pd.DataFrame(self.places(place) | {"reason": [one.reason for one in lost]})

    @property
    def missing(self) -> pd.DataFrame:
        """One row a run that counts and has neither finished nor failed: policy, arm, world, replicate."""
        import pandas as pd

        here = np.ones((len(self.experiment.arms), len(self.experiment.worlds), self.found.replicates), bool)
        for place in (*self.found.runs, *((one.arm, one.world, one.replicate) for one in self.found.failed)):
            here[tuple(place)] = False
        return pd.DataFrame(self.places(np.argwhere(here)))

    def places(self, place: NDArray[np.int64]) -> dict[str, Any]:
        """Return where runs stand, ``int64[runs, 3]``, as the first columns of a frame."""
        arms = self.experiment.arms
        return {
            "policy": [arms[arm].policy for arm in place[:, 0]],
            "arm": [arms[arm].name for arm in place[:, 0]],
            "world": place[:, 1],
            "replicate": self.experiment.document.luck(place[:, 2]),
        }

    @property
    def differences(self) -> pd.DataFrame:
        """One row a contrast and measure: means, paired difference, interval, and what pairing saved."""
        import pandas as pd

        return pd.DataFrame([row.document() for row in rows(self.found, declared())])

    @property
    def worlds(self) -> pd.DataFrame:
        """One row a world: what it changes, as text with unit; what it leaves as declared is missing."""
        import pandas as pd

        return pd.DataFrame(list(self.experiment.worlds), index=range(len(self.experiment.worlds)))

    @property
    def days(self) -> pd.DataFrame:
        """One row a run and day, with every measure."""
        import pandas as pd

        return pd.concat([pd.DataFrame(columns) for columns in day_by_day(self.experiment, self.folder)])


def day_by_day(experiment: Experiment, folder: Path) -> Iterator[dict[str, Any]]:
    """Give the days of one run after another, as columns."""
    asked = experiment.document
    with SweepStore.read(folder, experiment) as store:
        for place, record in store.records():
            arm = experiment.arms[place.arm]
            length = len(next(iter(record.days.values()), ()))
            yield {
                "policy": [arm.policy] * length,
                "arm": [arm.name] * length,
                "world": np.full(length, place.world, np.int32),
                "replicate": np.full(length, asked.luck(place.replicate), np.int32),
                "run": [record.run] * length,
                "day": np.arange(length, dtype=np.int32),
                "date": [asked.start + dt.timedelta(days=day) for day in range(length)],
                **{name: record.days[name] for name in sorted(record.days)},
            }


def run(experiment: Experiment, workers: int | None, out: Path | None, engine: str = OURS) -> SweepResults:
    """Run what has not been run yet, and return what has been found."""
    hands = hands_of(experiment, workers)
    sweep = Sweep(experiment, engine, ground_of)
    folder = place_for(experiment.name, out)
    make_ready(engine)
    with SweepStore.made(folder) as store:
        store.check()
        store.plan(sweep)
        Drive(sweep, store).carry_on(hands)
    return SweepResults(experiment, folder)
