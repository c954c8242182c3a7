"""The port to C follows our loops to the bit; a few seconds, in the default suite."""

import numpy as np
import pytest
from tests.benchmark.port.library import COMPILER, there_is_a_compiler
from tests.benchmark.port.step import Step, at_noon

pytestmark = pytest.mark.skipif(not there_is_a_compiler(), reason=f"needs {COMPILER}")

WRITTEN = {
    "feel.felt", "crave.craving", "crave.doing", "raise_money.cell", "raise_money.money", "raise_money.filled",
    "decide.bound_for", "decide.target_dealer", "choose_dealer.appointment", "choose_place.room",
    "choose_place.crowd",
}  # fmt: skip


@pytest.fixture(scope="module")
def market():
    return at_noon(settling_days=1)


@pytest.mark.parametrize("times", [1, 3])
def test_three_hundred_ticks_in_c_leave_the_bits_of_our_loops(market, times):
    step = Step(market, times)
    step.ours(300)
    ours = step.state()
    step.begin_again()
    step.port(300)
    for name, port in step.state().items():
        assert port.tobytes() == ours[name].tobytes(), name
    changed = {name for name, before in step.beginning.items() if before.tobytes() != ours[name].tobytes()}
    step.begin_again()
    assert changed >= WRITTEN


def test_people_are_multiplied_with_luck_of_their_own(market):
    step = Step(market, 3)
    key, cell = step.arrays()["raise_money.key"], step.arrays()["raise_money.cell"]
    assert len(np.unique(key)) == len(key) == 3 * len(market.world.people)
    assert (cell.reshape(3, -1) == market.world.people.cell).all()
    step.ours(12)
    assert not (cell.reshape(3, -1) == cell.reshape(3, -1)[0]).all()
    step.begin_again()
