"""Promises about speed, as ratios with slack; run alone on an idle machine: ``pytest -m benchmark``."""

import numpy as np
import pytest
from tests.benchmark import clockwork, starts
from tests.benchmark.measured import side_by_side

pytestmark = pytest.mark.benchmark
ALIKE = ("sale", "use", "visit")


@pytest.fixture(scope="module")
def side():
    return side_by_side()


def test_the_twin_lives_the_same_day_as_the_engine(side):
    for kind in ALIKE:
        assert side.twin_happened[kind] == pytest.approx(side.engine_happened[kind], rel=0.25), kind


def test_the_engine_makes_at_least_thirty_times_the_steps_of_plain_mesa(side):
    assert side.ratio >= 30


def test_the_counted_loops_stay_within_three_times_their_floor(side):
    assert side.above_the_floor() <= 3


def test_the_floors_are_counted_for_most_of_a_tick(side):
    counted = sum(side.by_process[name] for name in side.floors)
    assert counted >= 0.4 * sum(side.by_process.values())


def test_calling_loops_with_nobody_to_deal_with_changes_nothing():
    market = clockwork.settled_market(days=2)
    market.tick()
    before = market.snapshot()
    clockwork.seconds_of_calls(market, repeats=2)
    for name, table in market.world.tables().items():
        for column, array in table.arrays().items():
            assert np.array_equal(array, before.columns[name][column]), f"{name}.{column}"


def test_one_compiled_call_a_day_is_no_slower_than_loops_called_by_hand():
    market = clockwork.settled_market(days=3)
    driven = clockwork.seconds_per_tick(market, days=5)
    by_hand = sum(clockwork.seconds_by_process(market).values())
    assert driven <= 1.3 * by_hand


def test_what_fades_is_forgotten_before_it_becomes_too_small_to_calculate_with():
    """A number below 2.2e-308 costs the processor a hundred times as much as any other."""
    market = clockwork.settled_market(days=30)
    wrong = []
    for name, table in market.world.tables().items():
        for column, array in table.arrays().items():
            if (
                array.dtype == np.float64
                and ((array != 0) & (np.abs(array) < np.finfo(np.float64).tiny)).any()
            ):
                wrong.append(f"{name}.{column}")
    assert wrong == []


def test_a_run_fits_in_the_memory_of_a_small_machine():
    assert starts.memory_of_a_run()["run"] <= 600
