"""The order in which a table lists people, dealers, officers or residents changes nothing that happens."""

import numpy as np
import pytest
from markets import STORM, digest, market

from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    BUSINESS,
    DEALER,
    OFFICER,
    PERSON,
    RESIDENT,
    TARGET,
    TARGET_KIND,
)

TABLES = ("people", "dealers", "officers", "residents")
OF_KIND = {
    PERSON: "people",
    DEALER: "dealers",
    OFFICER: "officers",
    RESIDENT: "residents",
    BUSINESS: "residents",
}
DAYS = 3


def shuffle(here, name, luck):
    """Put a table's rows into another order and turn every reference to them."""
    world = here.world
    table = world.tables()[name]
    order = np.random.default_rng(luck).permutation(len(table))
    new_row = np.argsort(order)
    table.take(order)
    for other in world.tables().values():
        for column, values in other.arrays().items():
            if other.columns[column].points_to == name:
                values[...] = np.where(values >= 0, new_row[values], values)


def told(here):
    """The ledger as a bag of rows in which everybody goes by number instead of by row."""
    rows = here.world.ledger.today().copy()
    for kind, who in ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET)):
        for code, name in OF_KIND.items():
            number = here.world.tables()[name].number
            named = (rows[:, kind] == code) & (rows[:, who] >= 0)
            rows[named, who] = number[rows[named, who]]
    return sorted(map(tuple, rows.tolist()))


def lived_through(changes, name="", luck=0):
    """What was told every day and what it came to, after a first day and perhaps a shuffle."""
    here = market(changes)
    here.run_day()
    if name:
        shuffle(here, name, luck)
    bags = []
    for _ in range(DAYS):
        here.tick()
        here.ticks(here.today.ticks - 2)
        bags.append(told(here))
        here.tick()
    return bags, digest(here)


@pytest.fixture(scope="module", params=[None, STORM], ids=["today", "storm"])
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
