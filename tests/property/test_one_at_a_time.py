"""A personal process stepped person by person, in any order, does what it does to everybody at once."""

import numpy as np
import pytest
from markets import STORM, market

from marketsim.entities.ledger import ACTOR, ACTOR_KIND, PERSON, TARGET, TARGET_KIND
from marketsim.model.schedule import EVERY_DAY, EVERY_TICK, PERSONAL

TICKS_INTO_THE_DAY = (3, 150)
BY_NAME = sorted(PERSONAL, key=lambda process: process.__name__)


def state(here):
    """A copy of every column, of the accounts and of how far the ledger is filled."""
    world = here.world
    columns = {
        (name, column): values.copy()
        for name, table in world.tables().items()
        for column, values in table.arrays().items()
    }
    return columns, world.accounts.copy(), world.ledger.filled.copy()


def put_back(here, kept):
    columns, accounts, filled = kept
    for (name, column), values in columns.items():
        getattr(here.world.tables()[name], column)[...] = values
    here.world.accounts[:], here.world.ledger.filled[:] = accounts, filled


def bag(rows):
    return sorted(map(tuple, rows.tolist()))


def all_at_once(here, process):
    """Step everybody; return the rows written and the state reached."""
    first = here.world.ledger.filled[0]
    loop, arguments = process(here.world, here.today, here.now)
    loop(*arguments)
    return bag(here.world.ledger.today()[first:]), state(here)


def one_by_one(here, process, order):
    """Step each person through a window of one row, in whose rows of the ledger the person is row 0."""
    first = here.world.ledger.filled[0]
    for person in order:
        begun = here.world.ledger.filled[0]
        loop, arguments = process(here.world.only_person(person), here.today, here.now)
        loop(*arguments)
        rows = here.world.ledger.today()[begun:]
        for kind, who in ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET)):
            rows[rows[:, kind] == PERSON, who] = person
    return bag(here.world.ledger.today()[first:]), state(here)


@pytest.mark.parametrize("process", BY_NAME, ids=lambda process: process.__name__)
def test_people_one_by_one_in_random_order_are_people_all_at_once(process):
    here = market(STORM, scale=0.3)
    here.run_day()
    for ticks in TICKS_INTO_THE_DAY:
        here.ticks(ticks)
        before = state(here)
        told, (columns, accounts, _) = all_at_once(here, process)
        put_back(here, before)
        order = np.random.default_rng(ticks).permutation(len(here.world.people))
        told_singly, (singly, accounts_singly, _) = one_by_one(here, process, order)
        assert told_singly == told
        assert accounts_singly.tolist() == accounts.tolist()
        assert [name for name in columns if columns[name].tobytes() != singly[name].tobytes()] == []


def test_every_personal_process_is_in_the_schedule():
    assert set(EVERY_TICK) | set(EVERY_DAY) >= PERSONAL
