"""Paired differences and their intervals, against numbers worked out by others."""

from __future__ import annotations

import math

import numpy as np
import pytest

from marketsim.study.intervals import mean_of, paired_difference, student

# Student (1908), "The probable error of a mean", Biometrika 6: extra hours of sleep of ten patients, two drugs.
FIRST = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
SECOND = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])


def test_students_own_paired_data_give_the_published_interval() -> None:
    found = paired_difference(SECOND, FIRST)
    assert found.difference.value == pytest.approx(1.58)
    assert found.difference.low == pytest.approx(0.7001142, abs=1e-7)
    assert found.difference.high == pytest.approx(2.4598858, abs=1e-7)
    assert found.established


def test_pairing_saves_the_ratio_of_the_variances() -> None:
    found = paired_difference(SECOND, FIRST)
    by_hand = (SECOND.var(ddof=1) + FIRST.var(ddof=1)) / (SECOND - FIRST).var(ddof=1)
    assert found.pairing_saved == pytest.approx(by_hand)


def test_worlds_that_are_the_same_differ_by_exactly_nothing() -> None:
    found = paired_difference(FIRST, FIRST)
    assert (found.difference.low, found.difference.value, found.difference.high) == (0, 0, 0)
    assert not found.established
    assert found.pairing_saved is None


def test_one_pair_says_nothing_about_chance() -> None:
    found = paired_difference(np.array([3.0]), np.array([1.0]))
    assert found.difference.value == 2
    assert math.isinf(found.difference.high)
    assert not found.established


def test_a_change_from_nothing_has_no_relative_size() -> None:
    assert paired_difference(np.array([1.0, 2.0]), np.zeros(2)).relative is None


def test_the_order_of_replicates_does_not_change_a_bit() -> None:
    values = np.random.default_rng(0).normal(size=50)
    assert mean_of(values) == mean_of(values[::-1])


def test_students_quantile_is_that_of_the_tables() -> None:
    assert student(0.95, 9) == pytest.approx(2.262157, abs=1e-6)


@pytest.mark.parametrize(("treated", "control"), [([1.0], [1.0, 2.0]), ([], [])])
def test_unequal_or_empty_rows_are_no_pairs(treated: list[float], control: list[float]) -> None:
    with pytest.raises(ValueError):
        paired_difference(np.array(treated), np.array(control))
