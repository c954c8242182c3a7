"""Whatever was counted, the estimators of displacement keep within bounds and agree with one another."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra import numpy as arrays

from marketsim.measures.displacement import (
    displacement_difference,
    displacement_quotient,
    ellipse_around,
    generalised_gini,
    gini,
    hot_spots,
    lorenz,
    share_of_places_holding,
)

A_COUNT = some.integers(0, 10_000)
BEFORE_AFTER = some.tuples(A_COUNT, A_COUNT)
SOME_EVENTS = some.tuples(some.integers(1, 10_000), some.integers(1, 10_000))
COUNTS = arrays.arrays(np.int64, some.integers(1, 60), elements=some.integers(0, 30))
POSITIONS = arrays.arrays(np.float64, (2, 12), elements=some.floats(0, 1300, width=32))


@given(BEFORE_AFTER, BEFORE_AFTER, BEFORE_AFTER, BEFORE_AFTER)
def test_exchanging_treated_and_control_turns_the_difference_round(treated, control, displaced, other):
    there = displacement_difference(treated, control, displaced, other)
    back = displacement_difference(control, treated, other, displaced)
    assert there.estimate == -back.estimate
    assert there.standard_error == back.standard_error
    low, high = there.interval()
    assert low <= there.estimate <= high


@given(BEFORE_AFTER, BEFORE_AFTER, some.integers(1, 9))
def test_a_difference_per_day_is_the_difference_divided_by_the_days(treated, control, days):
    whole = displacement_difference(treated, control)
    daily = displacement_difference(treated, control, time=(days, days))
    assert daily.estimate == pytest.approx(whole.estimate / days)
    assert daily.standard_error == pytest.approx(whole.standard_error / days)


@given(SOME_EVENTS, SOME_EVENTS, SOME_EVENTS, some.integers(2, 9))
def test_a_quotient_does_not_depend_on_how_many_events_there_are_in_all(target, buffer, control, times):
    once = displacement_quotient(target, buffer, control)
    often = displacement_quotient(
        *(tuple(times * count for count in area) for area in (target, buffer, control))
    )
    assert often.success == pytest.approx(once.success, abs=1e-9)
    assert often.buffer == pytest.approx(once.buffer, abs=1e-9)


@given(SOME_EVENTS, SOME_EVENTS)
def test_a_buffer_that_fares_as_the_control_has_no_displacement(target, control):
    assert displacement_quotient(target, control, control).buffer == 0


@given(COUNTS)
def test_concentration_lies_between_spread_out_and_all_in_one_place(counts):
    if counts.sum() == 0:
        assert math.isnan(gini(counts))
        return
    assert -1e-9 <= gini(counts) <= 1 - 1 / len(counts) + 1e-9
    assert -1e-9 <= generalised_gini(counts) <= gini(counts) + 1e-9
    assert 1 / len(counts) <= share_of_places_holding(counts) <= 0.5 + 1 / len(counts)


@given(COUNTS)
def test_the_gini_is_twice_the_area_between_the_lorenz_curve_and_the_diagonal(counts):
    places, events = lorenz(counts)
    assert (np.diff(events) >= 0).all()
    assert (events <= places + 1e-9).all()
    if counts.sum():
        assert gini(counts) == pytest.approx(1 - 2 * np.trapezoid(events, places), abs=1e-9)


@given(COUNTS, some.randoms())
def test_concentration_does_not_depend_on_the_order_of_places(counts, luck):
    shuffled = counts.copy()
    luck.shuffle(shuffled)
    assert gini(shuffled) == pytest.approx(gini(counts), nan_ok=True)


@given(POSITIONS, some.floats(-500, 500, width=32), some.floats(-500, 500, width=32))
def test_an_ellipse_moves_with_its_events_and_keeps_its_shape(positions, east, north):
    x, y = positions
    here, there = ellipse_around(x, y), ellipse_around(x + east, y + north)
    assert there.x - here.x == pytest.approx(east, abs=1e-6)
    assert there.y - here.y == pytest.approx(north, abs=1e-6)
    assert (there.long, there.short) == pytest.approx((here.long, here.short), abs=1e-3)
    assert here.long >= here.short >= 0
    assert 0 <= here.angle <= 180
    spread = np.var(x) + np.var(y)
    assert here.long**2 + here.short**2 == pytest.approx(2 * spread, abs=1e-3)


@given(POSITIONS, arrays.arrays(np.int64, 12, elements=some.integers(0, 9)))
def test_every_event_belongs_to_one_hot_spot(positions, counts):
    found = hot_spots(*positions, counts, reach=100.0, most=12)
    assert found.events.sum() == counts.sum()
    assert (np.diff(found.events) <= 0).all()
    assert len(set(found.cell.tolist())) == len(found)
