"""Once a day new dealers take up free places in the market, and the pool of people loses and gains some."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketsim.chance import identity, moment, stream, uniform
from marketsim.compiled import for_python, loop
from marketsim.entities.accounts import COCAINE_LOST, GONE, HEROIN_LOST, METHADONE_LOST, MONEY_OUT, NEWCOMERS
from marketsim.entities.beginning import welcome
from marketsim.entities.dealers import AT_SPOT, OFF
from marketsim.entities.ledger import (
    CUSTOM,
    DEALER,
    JOINED,
    NEWCOMER,
    NOBODY,
    PERSON,
    PRICE,
    QUIT,
    RISK,
)
from marketsim.entities.morning import drawing, settle_dealers
from marketsim.entities.people import AWAY, DEAD, NOWHERE, OUTSIDE_HOME
from marketsim.entities.scales import PER_MILLION
from marketsim.entities.world import World
from marketsim.model.today import Today
from marketsim.rules.buying import price
from marketsim.rules.demand import people_expected, quits_the_scene

FIRST_NEWCOMER = 1_000_000
MOST_IN_A_DAY = 1_000
JOINS = stream("somebody joins the pool")
_moment, _uniform = for_python(moment), for_python(uniform)
_price, _people_expected = for_python(price), for_python(people_expected)


def dealers_enter(world: World, today: Today, tick: int, replicate: int) -> None:
    """Fill empty rows with the newcomers whom earnings and vacancies have called; identity is day and order."""
    free = np.flatnonzero(world.dealers.number < 0)
    world.dealers.clear(free)
    called = min(int(world.accounts[NEWCOMERS]), len(free))
    world.accounts[NEWCOMERS] = 0
    if called:
        rows, identity_of = free[:called], _arrivals(today, called)
        sent = np.repeat(np.arange(len(world.crews)), world.crews.posts)[:called]
        loose = np.repeat(np.arange(len(world.scenes)), world.scenes.arriving)[: called - len(sent)]
        came_from = np.full(called, -1)
        came_from[len(sent) : len(sent) + len(loose)] = loose
        violent_share = np.where(
            came_from >= 0, today.elsewhere.arriving_violent_share, today.learning.newcomer_violent_share
        )
        settle_dealers(
            world.dealers, rows, today.numbers, replicate, identity_of, violent_share, world.around.spots,
            world.accounts, tick,
        )  # fmt: skip
        world.dealers.crew[rows[: len(sent)]] = sent
        world.dealers.came_from[rows] = came_from
        for row, scene in zip(rows, came_from, strict=True):
            cause = RISK if scene >= 0 else PRICE
            came = (DEALER, int(row), NOBODY, -1, 1, 0, 1 + int(scene))
            world.ledger.write(tick, int(world.dealers.cell[row]), NEWCOMER, cause, *came)
    world.crews.posts[:] = 0
    world.scenes.arriving[:] = 0


def people_join_and_quit(world: World, today: Today, tick: int, replicate: int) -> None:
    """Some people leave the pool for good, the dead are taken from it, and newcomers join."""
    people = world.people
    chances = drawing(people.key)(f"quits on {today.date}")
    may_leave = np.flatnonzero((people.whereabouts == AWAY) & (people.home == OUTSIDE_HOME))
    leaving = np.zeros(len(people), dtype=np.bool_)
    _leave(
        leaving, may_leave, people.thwarted, people.perceived_risk, today.scene.outflow,
        today.demand.quitting_for_want, today.demand.quitting_for_risk, chances,
    )  # fmt: skip
    for row in np.flatnonzero(leaving | (people.whereabouts == DEAD)):
        world.accounts[MONEY_OUT] += people.money[row]
        world.accounts[HEROIN_LOST] += people.heroin[row]
        world.accounts[COCAINE_LOST] += people.cocaine[row]
        world.accounts[GONE] += people.whereabouts[row] == AWAY
        world.accounts[METHADONE_LOST] += people.methadone[row]
        people.broker[people.broker == row] = -1
        if people.whereabouts[row] == AWAY:
            who = (PERSON, -1, NOBODY, -1, 1, int(people.number[row]), 0)
            world.ledger.write(tick, int(people.entrance[row]), QUIT, RISK, *who)
        people.clear(int(row))
    dice = _uniform(identity(replicate, "pool", tick), np.uint64(_moment(tick)), JOINS)
    expected = _people_expected(
        today.scene.inflow, *_word_of_mouth(world, today), today.demand.joining_response
    )
    joining = int(expected) + int(dice < expected - int(expected))
    free = np.flatnonzero(people.whereabouts == NOWHERE)
    if joining and len(free) >= joining:
        welcome(world, free[:joining], _arrivals(today, joining), today.numbers, replicate)
        for row in free[:joining]:
            world.ledger.write(
                tick, int(people.entrance[row]), JOINED, CUSTOM, PERSON, int(row), NOBODY, -1, 1, 0, 0
            )


@loop
def _leave(
    leaving: NDArray[np.bool_], may_leave: NDArray[np.int64], thwarted: NDArray[np.float64],
    perceived_risk: NDArray[np.float64], outflow: float, quitting_for_want: float, quitting_for_risk: float,
    chances: NDArray[np.float64],
) -> None:  # fmt: skip
    for person in may_leave:
        leaving[person] = quits_the_scene(
            outflow,
            thwarted[person],
            perceived_risk[person],
            quitting_for_want,
            quitting_for_risk,
            chances[person],
        )


def _word_of_mouth(world: World, today: Today) -> tuple[float, float]:
    """How often people of the pool fail to buy, and by what share dealers ask more than usual, both as told."""
    in_pool = world.people.whereabouts != NOWHERE
    sellers = np.isin(world.dealers.standing, (AT_SPOT, OFF))
    thwarted = (world.people.thwarted[in_pool] * PER_MILLION).astype(np.int64).sum() / PER_MILLION
    risk = (world.dealers.perceived_risk[sellers] * PER_MILLION).astype(np.int64).sum() / PER_MILLION
    told = _price(1.0, risk / max(1, int(sellers.sum())), today.market.risk_premium) - 1.0
    return float(thwarted / max(1, int(in_pool.sum()))), float(told)


def _arrivals(today: Today, how_many: int) -> NDArray[np.int64]:
    """Identities of the first so many newcomers of a day."""
    return FIRST_NEWCOMER + today.date.toordinal() * MOST_IN_A_DAY + np.arange(how_many, dtype=np.int64)
