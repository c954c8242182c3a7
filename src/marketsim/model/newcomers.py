"""Once a day new dealers take up free places in the market, and the pool of people loses and gains some."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.chance import identity, moment, stream, uniform
from marketsim.entities.accounts import COCAINE_LOST, GONE, HEROIN_LOST, METHADONE_LOST, MONEY_OUT, NEWCOMERS
from marketsim.entities.beginning import welcome
from marketsim.entities.morning import drawing, settle_dealers
from marketsim.entities.people import AWAY, DEAD, NOWHERE, OUTSIDE_HOME
from marketsim.entities.world import World
from marketsim.model.today import Today

FIRST_NEWCOMER = 1_000_000
MOST_IN_A_DAY = 1_000
JOINS = stream("somebody joins the pool")


def dealers_enter(world: World, today: Today, tick: int, replicate: int) -> None:
    """Fill empty rows with the newcomers whom earnings and vacancies have called; identity is day and order."""
    free = np.flatnonzero(world.dealers.number < 0)
    for row in free:
        world.dealers.clear(int(row))
    called = min(int(world.accounts[NEWCOMERS]), len(free))
    world.accounts[NEWCOMERS] = 0
    if called:
        identity_of = _arrivals(today, called)
        settle_dealers(
            world.dealers, free[:called], today.numbers, replicate, identity_of,
            today.learning.newcomer_violent_share, world.around.spots, world.accounts, tick,
        )  # fmt: skip
        sent = np.repeat(np.arange(len(world.crews)), world.crews.posts)[:called]
        world.dealers.crew[free[: len(sent)]] = sent
    world.crews.posts[:] = 0


def people_join_and_quit(world: World, today: Today, tick: int, replicate: int) -> None:
    """Some people leave the pool for good, the dead are taken from it, and newcomers join."""
    people = world.people
    quits = drawing(people.key)(f"quits on {today.date}") < today.scene.outflow
    leaving = (people.whereabouts == AWAY) & (people.home == OUTSIDE_HOME) & quits
    for row in np.flatnonzero(leaving | (people.whereabouts == DEAD)):
        world.accounts[MONEY_OUT] += people.money[row]
        world.accounts[HEROIN_LOST] += people.heroin[row]
        world.accounts[COCAINE_LOST] += people.cocaine[row]
        world.accounts[GONE] += people.whereabouts[row] == AWAY
        world.accounts[METHADONE_LOST] += people.methadone[row]
        people.broker[people.broker == row] = -1
        people.clear(int(row))
    dice = uniform(identity(replicate, "pool", tick), np.uint64(moment(tick)), JOINS)
    expected = today.scene.inflow
    joining = int(expected) + int(dice < expected - int(expected))
    free = np.flatnonzero(people.whereabouts == NOWHERE)
    if joining and len(free) >= joining:
        welcome(world, free[:joining], _arrivals(today, joining), today.numbers, replicate)


def _arrivals(today: Today, how_many: int) -> NDArray[np.int64]:
    """Identities of the first so many newcomers of a day."""
    return FIRST_NEWCOMER + today.date.toordinal() * MOST_IN_A_DAY + np.arange(how_many, dtype=np.int64)
