"""How long a tick and how large a cell is, is a matter of computing: headline results do not depend on it."""

import numpy as np
import pytest
from markets import failures

from marketsim.entities.city import KINDS, VESTERBRO, read_city
from marketsim.parameters.errors import BadValue
from marketsim.study.verification import resolution
from marketsim.study.verification.finding import alike


@pytest.mark.slow
def test_a_shorter_or_longer_tick_gives_the_same_days():
    assert failures(resolution.by_tick, replicates=2) == []


@pytest.mark.slow
def test_the_headline_contrast_is_the_same_with_ticks_twice_as_long():
    assert failures(resolution.contrast_by_tick, replicates=3) == []


@pytest.mark.slow
def test_larger_cells_give_the_same_days():
    assert failures(resolution.by_cell, replicates=2, edges=[20]) == []


@pytest.mark.slow
@pytest.mark.parametrize("tick_seconds", [60, 100, 150, 200, 400, 600])
def test_any_tick_from_one_to_ten_minutes_gives_the_same_days(tick_seconds):
    assert failures(resolution.by_tick, replicates=3, ticks=[tick_seconds]) == []


@pytest.mark.slow
@pytest.mark.parametrize("edge", [8, 12, 14, 16, 20])
def test_any_cell_from_eight_to_twenty_metres_gives_the_same_days(edge):
    assert failures(resolution.by_cell, replicates=3, edges=[edge]) == []


def test_another_day_is_noticed():
    usual = np.array([100.0, 104.0, 97.0])
    assert alike("uses", usual, usual + np.array([4.0, 5.0, 4.5]), share=0.05).passed
    assert not alike("uses", usual, usual + np.array([24.0, 25.0, 24.5]), share=0.05).passed


def test_a_difference_near_nothing_is_judged_by_the_level_of_what_differs():
    usual = np.array([0.1, -0.1, 0.05])
    assert alike("violence", usual, usual + np.array([0.1, 0.11, 0.12]), share=0.1, of=1.5).passed
    assert not alike("violence", usual, usual + np.array([0.6, 0.61, 0.62]), share=0.1, of=1.5).passed


@pytest.mark.parametrize("edge", [12, 14, 20])
def test_a_map_in_other_cells_is_the_same_place(edge):
    usual, other = read_city(), read_city(VESTERBRO.in_cells_of(edge))
    assert other.cell_edge == edge
    assert other.residents.sum() == usual.residents.sum()
    assert other.jobs.sum() == usual.jobs.sum()
    assert abs(other.shops.sum() - usual.shops.sum()) < 0.12 * usual.shops.sum()
    ends = [(550.0, 600.0), (1100.0, 700.0), (800.0, 300.0)]
    walks = [
        [city.distance[city.cell_at(*one), city.cell_at(*two)] for one in ends for two in ends if one != two]
        for city in (usual, other)
    ]
    np.testing.assert_allclose(walks[1], walks[0], rtol=0.08)
    assert set(np.unique(other.kind)) == set(range(len(KINDS)))


def test_a_cell_without_a_middle_in_whole_metres_is_refused():
    with pytest.raises(BadValue, match="an even edge such as 10 m"):
        VESTERBRO.in_cells_of(5)
