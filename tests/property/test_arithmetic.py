"""Curves that should rise never fall, whatever two numbers are compared."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marketsim.arithmetic import chance_within, exp, halving, log, logistic

anything = st.floats(min_value=-800, max_value=800)
positive = st.floats(min_value=1e-300, max_value=1e300)
hours = st.floats(min_value=0, max_value=1e4)
rates = st.floats(min_value=0, max_value=100)


@given(anything, anything)
def test_more_is_never_less(x, y):
    low, high = sorted((x, y))
    assert exp(low) <= exp(high)
    assert logistic(low) <= logistic(high)
    assert halving(low) >= halving(high)


@given(anything)
def test_even_neighbouring_numbers_are_in_order(x):
    for _ in range(50):
        above = float(np.nextafter(x, np.inf))
        assert exp(x) <= exp(above)
        assert logistic(x) <= logistic(above)
        assert halving(x) >= halving(above)
        x = above


@given(st.integers(min_value=-1000, max_value=1000), st.sampled_from([0.0, 0.5]))
def test_the_pieces_of_the_curve_join(whole, part):
    joint = whole + part
    around = [joint + offset * 2.0**-47 for offset in range(-8, 9)]
    fallen = [halving(x) for x in around]
    assert fallen == sorted(fallen, reverse=True)
    grown = [exp(x * 0.6931471805599453) for x in around]
    assert grown == sorted(grown)


@given(rates, hours, hours)
def test_more_time_never_makes_a_thing_less_likely(rate, one, other):
    short, long = sorted((one, other))
    assert 0 <= chance_within(rate, short) <= chance_within(rate, long) <= 1


@given(st.floats(min_value=0.29, max_value=0.31))
def test_the_two_ways_to_a_chance_join(expected):
    for _ in range(50):
        above = float(np.nextafter(expected, np.inf))
        assert chance_within(expected, 1.0) <= chance_within(above, 1.0)
        expected = above


@given(positive, st.floats(min_value=1e-14, max_value=10))
def test_a_larger_number_has_a_larger_logarithm(x, more):
    assert log(x) <= log(x * (1 + more))


@given(st.floats(min_value=-700, max_value=700))
def test_a_logarithm_undoes_an_exponential(x):
    assert abs(log(exp(x)) - x) <= 1e-12


@given(rates, hours)
def test_two_halves_of_the_time_are_as_likely_as_the_whole(rate, whole):
    missed = 1 - chance_within(rate, whole / 2)
    assert abs((1 - missed * missed) - chance_within(rate, whole)) < 1e-12


@given(st.floats(min_value=0, max_value=36))
def test_the_s_curve_is_symmetric(x):
    assert abs(logistic(x) + logistic(-x) - 1) < 1e-15 * 4
