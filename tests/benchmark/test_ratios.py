"""Promises about speed, as ratios with slack; run alone on an idle machine: ``pytest -m benchmark``."""

import numpy as np
import pytest
from tests.benchmark import clockwork, starts
from tests.benchmark.layers import measure_layers
from tests.benchmark.measured import side_by_side
from tests.benchmark.port.library import COMPILER, there_is_a_compiler
from tests.benchmark.port.step import at_noon, beside_c

from marketsim.model.schedule import EVERY_HOUR, EVERY_TICK

pytestmark = pytest.mark.benchmark
ALIKE = ("sale", "use", "visit")


@pytest.fixture(scope="module")
def side():
    return side_by_side()


def test_the_twin_lives_the_same_day_as_the_engine(side):
    for kind in ALIKE:
        assert side.twin_happened[kind] == pytest.approx(side.engine_happened[kind], rel=0.25), kind


def test_the_engine_makes_at_least_thirty_times_the_steps_of_plain_mesa_under_the_same_rules(side):
    assert side.ratio >= 30


def test_the_counted_loops_stay_within_three_times_their_floor(side):
    assert side.above_the_floor() <= 3


def test_the_floors_are_counted_for_most_of_a_tick(side):
    counted = sum(side.by_process[name] for name in side.floors)
    assert counted >= 0.4 * sum(side.by_process.values())


def test_the_whole_model_stays_well_ahead_of_the_smaller_twin(side):
    assert side.ratio_of_the_whole >= 15


@pytest.mark.skipif(not there_is_a_compiler(), reason=f"needs {COMPILER}")
@pytest.mark.parametrize(("times", "bar"), [(1, 1.5), (100, 1.3)])
def test_the_loops_keep_up_with_their_port_to_c(times, bar):
    assert beside_c(at_noon(settling_days=3), times).ratio <= bar


def test_a_driver_of_every_process_lives_the_same_day_as_the_market():
    """What the engine is timed with for the twin is its own driver, only with fewer processes."""
    everything = {process.__name__ for process in (*EVERY_TICK, *EVERY_HOUR)}
    market = clockwork.settled_market(days=2)
    morning = market.snapshot()
    _, by_itself = clockwork.a_day_of_the_engine(market, morning)
    _, by_ours = clockwork.a_day_of_the_engine(market, morning, everything)
    assert by_ours == by_itself


def test_one_compiled_call_a_day_is_no_slower_than_loops_called_one_by_one():
    market = clockwork.settled_market(days=3)
    driven = clockwork.seconds_per_tick(market, days=5)
    one_by_one = sum(clockwork.seconds_by_process(market).values())
    assert driven <= 1.5 * one_by_one


def test_daily_collection_through_mesa_costs_little():
    layers = measure_layers()
    assert layers.daily <= 1.25 * layers.bare
    assert layers.tick_by_tick <= 2 * layers.bare


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
