"""Need grows and money is raised: the two clocks of a day on the scene (M1, M2)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import MONEY_IN
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import ECONOMIC, NOBODY, PERSON, THEFT, record
from marketsim.entities.people import COCAINE, HERE, INDOORS, RAISING, USING
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.money import amount, comes_within, steals
from marketsim.rules.need import craving_later, cycle
from marketsim.rules.treatment import eased

FINDS = stream("bottles and begging bring something")
FOUND = stream("takings of bottles and begging")
IS_PAID = stream("sex is paid for")
PAID = stream("price of sex")
STEALS = stream("steals")
NOTICED = stream("a theft becomes known")
STOLEN = stream("proceeds of theft")


def people_grow_needy(world: World, today: Today, now: Clock) -> Call:
    """Craving rises with the time since the last dose."""
    people, need = world.people, today.need
    return _crave, (
        today.hours, people.whereabouts, people.doing, people.wants, people.dependence, people.substitution,
        people.prescribed,
        people.craving, need.heroin_cycle, need.cocaine_cycle, need.need_strength, need.worst_craving,
    )  # fmt: skip


@loop
def _crave(
    hours, whereabouts, doing, wants, dependence, substitution, prescribed, craving,
    heroin_cycle, cocaine_cycle, need_strength, worst_craving,
):  # fmt: skip
    for person in range(craving.shape[0]):
        if (whereabouts[person] != HERE and whereabouts[person] != INDOORS) or doing[person] == USING:
            continue
        cocaine = wants[person] == COCAINE
        cycle_of_need = cycle(cocaine, substitution[person], heroin_cycle, cocaine_cycle)
        if cocaine:
            cycle_of_need = eased(cycle_of_need, prescribed[person])
        craving[person] = craving_later(
            craving[person], dependence[person], cycle_of_need, need_strength, worst_craving, hours
        )


def people_raise_money(world: World, today: Today, now: Clock) -> Call:
    """People short of money collect bottles, beg, sell sex or steal."""
    people, money = world.people, today.money
    return _raise_money, (
        now, today.hours, people.key, people.whereabouts, people.doing, people.cell, people.craving,
        people.offending_now, people.known_offences, people.offended, people.perceived_risk, people.sells_sex,
        people.money, world.street.presence,
        world.accounts, world.ledger.rows, world.ledger.filled, today.presence.calm,
        money.income_strength, money.bottle_rate, money.bottle_takings, money.sex_rate, money.sex_takings,
        money.theft_rate, money.theft_strength, money.theft_takings,
        money.noticed,
    )  # fmt: skip


@loop
def _raise_money(
    now, hours, key, whereabouts, doing, cell, craving, offending, known_offences, offended, perceived_risk,
    sells_sex, money, presence,
    accounts, rows, filled, calming,
    income_strength, bottle_rate, bottle_takings, sex_rate, sex_takings, theft_rate, theft_strength, theft_takings,
    noticed,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in range(key.shape[0]):
        if doing[person] != RAISING or whereabouts[person] != HERE:
            continue
        gained = 0
        if comes_within(bottle_rate, income_strength, hours, uniform(key[person], word, FINDS)):
            gained += amount(mean=bottle_takings, chance=uniform(key[person], word, FOUND))
        if sells_sex[person] and comes_within(
            sex_rate, income_strength, hours, uniform(key[person], word, IS_PAID)
        ):
            gained += amount(mean=sex_takings, chance=uniform(key[person], word, PAID))
        calm = calming * presence[cell[person]]
        if steals(
            craving[person], offending[person], perceived_risk[person], theft_rate, theft_strength, calm, hours,
            uniform(key[person], word, STEALS),
        ):  # fmt: skip
            taken = amount(mean=theft_takings, chance=uniform(key[person], word, STOLEN))
            gained += taken
            record(rows, filled, tick, cell[person], THEFT, ECONOMIC, PERSON, person, NOBODY, -1, 1, taken, 0)
            if uniform(key[person], word, NOTICED) < noticed:
                known_offences[person] += 1
                offended[person] = True
        money[person] += gained
        accounts[MONEY_IN] += gained
