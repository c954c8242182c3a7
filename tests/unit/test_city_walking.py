"""Walking: nobody walks through a house, everybody gets everywhere, and streets are as long as they are."""

import logging
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from marketsim.entities.city import KINDS, City, read_city, walking
from marketsim.entities.city.links import walked, walked_before, walks_of
from marketsim.entities.city.tables import streets

CITY = read_city()
ANY_CELL = some.integers(0, CITY.cells - 1)


@pytest.fixture(scope="module")
def links() -> walking.Links:
    return walking.link(CITY.raster < len(KINDS))


def route(city: City, start: int, goal: int) -> list[int]:
    cells = [start]
    while cells[-1] != goal:
        cells.append(int(city.next_cell(cells[-1], goal)))
        assert len(cells) < 2000
    return cells


def test_everybody_can_walk_everywhere_and_back_again():
    assert CITY.distance.max() < 30_000, "3 km"
    assert np.array_equal(CITY.distance, CITY.distance.T)
    assert not CITY.distance.diagonal().any()


@given(ANY_CELL, ANY_CELL)
def test_following_the_turns_takes_exactly_the_distance(start, goal):
    cells = route(CITY, start, goal)
    length = {(0, 1): 100, (1, 1): 141, (1, 2): 224}
    walked = 0
    for here, there in pairwise(cells):
        rows, columns = abs(CITY.row[here] - CITY.row[there]), abs(CITY.column[here] - CITY.column[there])
        walked += length[tuple(sorted((int(rows), int(columns))))]
    assert walked == CITY.distance[start, goal]


@given(ANY_CELL, ANY_CELL, ANY_CELL)
def test_a_detour_is_never_shorter(start, goal, over):
    direct, first, second = CITY.distance[start, goal], CITY.distance[start, over], CITY.distance[over, goal]
    assert int(direct) <= int(first) + int(second)


def test_no_link_leads_through_a_house(links):
    walkable = CITY.raster < len(KINDS)
    start = np.repeat(np.arange(CITY.cells), np.diff(links.first))
    for share in np.linspace(0.05, 0.95, 10):
        row = CITY.row[start] + share * (CITY.row[links.onto] - CITY.row[start])
        column = CITY.column[start] + share * (CITY.column[links.onto] - CITY.column[start])
        low = walkable[np.floor(row + 0.499).astype(int), np.floor(column + 0.499).astype(int)]
        high = walkable[np.ceil(row - 0.499).astype(int), np.ceil(column - 0.499).astype(int)]
        aslant = links.length == 141
        assert (low | high | aslant).all()


def test_a_corner_cannot_be_cut_between_two_houses():
    walkable = np.zeros((100, 129), dtype=bool)
    walkable[10, 10] = walkable[11, 11] = True
    assert walking.link(walkable).onto.size == 0
    walkable[10, 11] = True
    assert walking.link(walkable).onto.size == 6


def test_only_the_largest_piece_of_ground_is_kept():
    walkable = np.zeros((100, 129), dtype=bool)
    walkable[5, 5:9] = True
    walkable[50, 50:60] = True
    kept = walking.largest_piece(walkable)
    assert kept.sum() == 10
    assert kept[50, 50:60].all()


def test_equally_short_ways_are_decided_by_the_lowest_cell_number():
    walkable = np.zeros((100, 129), dtype=bool)
    walkable[10:13, 10:13] = True
    walkable[11, 11] = False
    links = walking.link(walkable)
    way, beside = walking.turns(links, walking.distances(links)), walking.beside(links)
    assert beside[0, way[0, 7]] == 1, "not 3"
    assert beside[1, way[1, 6]] == 3, "not 4"


@given(ANY_CELL, ANY_CELL, some.sampled_from((1500.0, 3600.0)))
def test_a_walk_remembered_ends_where_the_same_walk_ended_before(start, goal, stride):
    once = walked(start, goal, stride, CITY.distance, CITY.way, CITY.beside)
    for _ in range(2):
        walks = walks_of(CITY, stride)
        assert walked_before(start, goal, stride, walks, CITY.distance, CITY.way, CITY.beside) == once


def test_long_streets_are_walked_along_not_around():
    """A staircase of cells may lengthen a walk by a few per cent, a gap in the street by far more."""
    for street in streets():
        length = sum(float(np.hypot(x2 - x1, y2 - y1)) for (x1, y1), (x2, y2) in pairwise(street.vertices))
        name = CITY.street_names.index(street.name)
        ends = [CITY.cell_at(*street.vertices[0]), CITY.cell_at(*street.vertices[-1])]
        if length > 150 and all(CITY.street[end] == name for end in ends):
            walked = CITY.distance[ends[0], ends[1]] / 10
            assert walked < 1.08 * length + 15, street.name


def test_a_cache_that_cannot_be_written_to_is_replaced_with_a_warning(tmp_path, monkeypatch, caplog):
    from marketsim import cache

    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(cache.platformdirs, "user_cache_path", lambda *_, **__: blocked)
    cache.private_folder.cache_clear()
    walkable = np.zeros((100, 129), dtype=bool)
    walkable[10, 10:20] = True
    with caplog.at_level(logging.WARNING):
        distance, _ = walking.walks(walking.link(walkable))
    cache.private_folder.cache_clear()
    assert distance[0, 9] == 900
    assert "cache" in caplog.text


def test_a_damaged_table_in_the_cache_is_made_again(tmp_path, monkeypatch):
    from marketsim import cache

    monkeypatch.setattr(cache, "private_folder", lambda name: tmp_path)
    walkable = np.zeros((100, 129), dtype=bool)
    walkable[10, 10:20] = True
    links = walking.link(walkable)
    walking.walks(links)
    (tmp_path / "distance.npy").write_bytes(b"half a table")
    assert walking.walks(links)[0][0, 9] == 900
    assert walking.walks(links)[0][9, 0] == 900
