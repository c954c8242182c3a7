"""A world is its tables: they can be copied, put back, put into order and looked at through a window."""

import numpy as np
from markets import after, digest, impossible, market

from marketsim.entities.table import Table, column


class Pebbles(Table):
    """A table for the tests."""

    weight = column(np.int64, "weight", "g")
    spots = column(np.float64, "spots", wide=2)
    under = column(np.int32, "pebble above", points_to="pebbles", nothing=-1)


def test_a_table_begins_with_nothing_in_it():
    pebbles = Pebbles(3)
    assert len(pebbles) == 3
    assert pebbles.weight.tolist() == [0, 0, 0]
    assert pebbles.spots.shape == (3, 2)
    assert pebbles.under.tolist() == [-1, -1, -1]


def test_a_cleared_row_holds_nothing_again():
    pebbles = Pebbles(2)
    pebbles.weight[:], pebbles.under[:] = 5, 1
    pebbles.clear(0)
    assert pebbles.weight.tolist() == [0, 5]
    assert pebbles.under.tolist() == [-1, 1]


def test_a_window_on_some_rows_shares_their_memory():
    pebbles = Pebbles(3)
    pebbles.only(slice(1, 2)).weight[0] = 7
    assert pebbles.weight.tolist() == [0, 7, 0]


def test_rows_are_taken_in_another_order_with_all_their_columns():
    pebbles = Pebbles(3)
    pebbles.weight[:] = 1, 2, 3
    pebbles.spots[:, 0] = 10, 20, 30
    pebbles.take(np.array([2, 0, 1]))
    assert pebbles.weight.tolist() == [3, 1, 2]
    assert pebbles.spots[:, 0].tolist() == [30, 10, 20]


def test_every_reference_points_to_a_table_of_the_world():
    tables = market(scale=0.1).world.tables()
    pointed = {one.points_to for table in tables.values() for one in table.columns.values()} - {""}
    assert pointed <= set(tables)


def test_every_column_has_a_meaning_of_its_own():
    for name, table in market(scale=0.1).world.tables().items():
        abouts = [one.about for one in table.columns.values()]
        assert len(set(abouts)) == len(abouts), name


def test_the_first_morning_is_sound_and_the_same_for_the_same_replicate():
    here = market(replicate=4)
    assert impossible(here) == []
    assert digest(here) == digest(market(replicate=4))
    assert digest(here) != digest(market(replicate=5))


def test_what_is_put_back_goes_on_as_if_nothing_had_been():
    here, other = after(1), after(1)
    kept = here.snapshot()
    here.world.people.money[:] = 0
    here.run_day()
    for series in here.observer.days.values():
        series.pop()
    here.resume(kept, day=1)
    for cells in here.observer.cells.values():
        cells[:] = 0
    for cells in other.observer.cells.values():
        cells[:] = 0
    for each in (here, other):
        each.run_day()
    assert digest(here) == digest(other)


def test_a_snapshot_is_a_copy_and_does_not_change_with_the_world():
    here = after(1, scale=0.2)
    kept = here.snapshot()
    before = {name: columns["key"].copy() for name, columns in kept.columns.items() if "key" in columns}
    cells = kept.columns["people"]["cell"].copy()
    here.run_day()
    assert np.array_equal(kept.columns["people"]["cell"], cells)
    assert all(np.array_equal(kept.columns[name]["key"], keys) for name, keys in before.items())


def test_who_is_lined_up_first_is_a_matter_of_keys():
    world = market(scale=0.2).world
    people = world.people.key[world.around.people_order]
    dealers = world.dealers.key[world.around.dealer_order]
    assert (people[:-1] <= people[1:]).all()
    assert (dealers[:-1] <= dealers[1:]).all()
