"""The declared world looks like the scene that is known, within tolerances stated beside their sources."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from marketsim.model.simulate import RunSpec, simulate
from marketsim.parameters import declared
from marketsim.parameters.sources import sources
from marketsim.policies import read_policy
from marketsim.study.claim.patterns import patterns
from marketsim.study.claim.plausible import Looked, look

REPLICATES, DAYS = 4, 28
"""Benefits are paid on one day of the four weeks."""
KNOWN = patterns()
EVERYTHING = [*KNOWN.pattern, *KNOWN.fact]
PREDICTED = [one.name for one in EVERYTHING if not one.sets]


@pytest.fixture(scope="module")
def runs():
    spec = RunSpec({**read_policy("as_today").document(), "name": "as_today"}, days=DAYS)
    return [simulate(replace(spec, replicate=one), keep_events=True) for one in range(REPLICATES)]


@pytest.fixture(scope="module")
def looked(runs):
    start = date.fromisoformat(RunSpec({"name": "as_today"}).start)
    return {one.known.name: one for one in look(KNOWN, runs, start)}


@pytest.mark.parametrize("name", [one.name for one in EVERYTHING])
def test_as_today_is_like_what_is_known(looked, name):
    one = looked[name]
    assert one.holds, f"{one.value:.4g} ± {one.error:.2g} against {one.known.low} to {one.known.high}"


def test_nobody_dies_in_a_room_and_some_take_too_much_there(runs):
    assert sum(run.days["deaths_in_rooms"].sum() for run in runs) == 0
    assert sum(run.days["overdoses_in_rooms"].sum() for run in runs) > 0


def test_most_of_what_is_known_was_not_used_to_set_numbers():
    assert len(PREDICTED) > len(EVERYTHING) / 2
    for one in EVERYTHING:
        assert set(one.source) <= sources().keys(), one.name
        for key in one.sets:
            assert declared().declaration(key).kind == "parameter"


def test_a_world_that_is_not_like_what_is_known_is_noticed(runs):
    deserted = [replace(run, days={name: 0.1 * one for name, one in run.days.items()}) for run in runs]
    found = {one.known.name: one.holds for one in look(KNOWN, deserted, date(2018, 3, 5))}
    assert not found["uses in the rooms on a day"]
    assert not found["people on a day"]
    assert found["share of uses in the rooms"], "a share does not know how many there are"
    even = [replace(run, cells={name: np.ones_like(one) for name, one in run.cells.items()}) for run in runs]
    assert not any(one.holds for one in look(KNOWN, even, date(2018, 3, 5)) if "station" in one.known.name)


def test_what_lies_outside_by_no_more_than_its_own_error_is_not_held_against_the_world():
    (one,) = (one for one in KNOWN.pattern if one.name == "people on a day")
    assert Looked(one, one.high + 1, error=1.0).holds
    assert not Looked(one, one.high + 1, error=0.1).holds
