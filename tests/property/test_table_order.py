"""The order in which a table lists people, dealers, officers or residents changes nothing that happens."""

import pytest
from markets import WORLDS

from marketsim.study.verification.sameness import TABLES, lived_through


@pytest.fixture(scope="module", params=WORLDS.values(), ids=WORLDS)
def unshuffled(request):
    return request.param, *lived_through(request.param)


@pytest.mark.parametrize("name", TABLES)
def test_the_order_of_a_table_changes_nothing(unshuffled, name):
    changes, expected_bags, expected = unshuffled
    bags, found = lived_through(changes, name, luck=TABLES.index(name))
    for day, (mine, other) in enumerate(zip(expected_bags, bags, strict=True)):
        assert set(mine) ^ set(other) == set(), f"day {day}"
        assert mine == other
    assert found == expected
