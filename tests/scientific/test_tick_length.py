"""How long a tick is, is a matter of computing: rates are per hour, and headline results do not depend on it."""

import numpy as np
import pytest
from markets import after, series

DAYS, SETTLED = 8, 1
USUAL = 300
# how far ticks may differ beyond the error of chance, as a share: a dose still takes a tick for each of its stages
DISTANCE = {
    "uses": 0.06, "sales": 0.06, "uses_in_rooms": 0.08, "doses_sold": 0.06, "people_seen": 0.03, "theft": 0.08,
    "violence": 0.1, "complaints": 0.1, "visible_selling": 0.05, "contacts": 0.1, "price": 0.03,
}  # fmt: skip
ERRORS = 3.0


def daily_means(tick_seconds, replicates):
    """The mean day of each replicate, ``measure → float[replicates]``."""
    runs = [series(after(DAYS, tick_seconds=tick_seconds, replicate=one)) for one in range(replicates)]
    return {name: np.array([run[name][SETTLED:].mean() for run in runs]) for name in DISTANCE}


def disagreements(tick_seconds, replicates):
    """Measures that differ from those of the usual tick by more than is allowed and chance explains."""
    usual, other = daily_means(USUAL, replicates), daily_means(tick_seconds, replicates)
    found = {}
    for name, allowed in DISTANCE.items():
        error = np.sqrt((usual[name].var(ddof=1) + other[name].var(ddof=1)) / replicates)
        difference = other[name].mean() - usual[name].mean()
        if abs(difference) > allowed * usual[name].mean() + ERRORS * error:
            found[name] = (usual[name].mean(), other[name].mean(), error)
    return found


@pytest.mark.parametrize("tick_seconds", [150, 600])
def test_a_shorter_or_longer_tick_gives_the_same_days(tick_seconds):
    assert disagreements(tick_seconds, replicates=3) == {}


@pytest.mark.slow
@pytest.mark.parametrize("tick_seconds", [60, 100, 150, 200, 400, 600])
def test_any_tick_from_one_to_ten_minutes_gives_the_same_days(tick_seconds):
    assert disagreements(tick_seconds, replicates=12) == {}
