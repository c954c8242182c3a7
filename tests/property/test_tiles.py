"""Tiles: whoever searches those around finds everybody within a walk, and nobody twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketsim.entities.city import read_city
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.tiles import HIGH, WIDE, lay_tiles, sort_by_tile, tiles_within


@pytest.fixture(scope="module")
def city():
    return read_city()


def sorted_out(city, rows):
    """Rows standing one on each of some cells, by tile, and what is told of the tiles."""
    tiles, tile = lay_tiles(city)
    first, found = (
        np.zeros(tiles[WIDE] * tiles[HIGH] + 2, dtype=np.int64),
        np.zeros(len(rows), dtype=np.int64),
    )
    ended = np.append(np.arange(len(rows)), -1)
    sort_by_tile(ended, np.array(rows, dtype=np.int32), tile, first, found)
    return tiles, tile, first, found


@given(data=st.data(), metres=st.floats(1.0, 500.0))
def test_everybody_within_a_walk_is_on_the_tiles_around(city, data, metres):
    cells = st.integers(0, city.cells - 1)
    here, rows = data.draw(cells), data.draw(st.lists(cells, min_size=1, max_size=40))
    tiles, tile, first, found = sorted_out(city, rows)
    west, east, south, north = tiles_within(metres, tile[here], tiles)
    lines = [(line * tiles[WIDE] + west, line * tiles[WIDE] + east) for line in range(south, north + 1)]
    looked_at = [int(row) for begin, end in lines for row in found[first[begin] : first[end + 1]]]
    near = np.flatnonzero(city.distance[here, rows] / DECIMETRES_PER_METRE <= metres)
    assert set(near) <= set(looked_at)
    assert len(looked_at) == len(set(looked_at))


@given(data=st.data())
def test_on_each_tile_rows_keep_their_order_and_none_is_lost(city, data):
    rows = data.draw(st.lists(st.integers(0, city.cells - 1), max_size=40))
    tiles, tile, first, found = sorted_out(city, rows)
    kept = [(tile[rows[row]], row) for row in found]
    assert kept == sorted((tile[cell], row) for row, cell in enumerate(rows))
    assert first[0] == 0
    assert first[tiles[WIDE] * tiles[HIGH]] == len(rows)
