"""People who use drugs sell to each other: part of their methadone, or the way to a dealer (MODEL §3.1, M24)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import METHADONE_IN, METHADONE_USED
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.dealers import AMONG_FRIENDS, AT_SPOT
from marketsim.entities.ledger import BROKERED, NO_CAUSE, PERSON, SALE, record
from marketsim.entities.people import (
    HANGING,
    HERE,
    HEROIN,
    LOOKING,
    METHADONE,
    NOWHERE,
    ON_METHADONE,
    RAISING,
)
from marketsim.entities.scales import DECIMETRES_PER_METRE, ORE_PER_KR
from marketsim.entities.turns import on_whom_it_falls
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.brokering import craving_without, offers_to_sell, sells_methadone
from marketsim.rules.need import craving_after_dose

OFFERS = stream("offers to sell to somebody close by")
ASKED = stream("who is asked")
METHADONE_SOLD = stream("offers methadone rather than to broker")


def methadone_is_handed_out(world: World, today: Today, now: Clock) -> Call:
    """At midnight yesterday's methadone has been taken, and whoever is treated with methadone has today's."""
    people = world.people
    return _hand_out, (
        people.whereabouts, people.treatment, people.methadone, world.accounts, today.brokering.take_home,
    )  # fmt: skip


@loop
def _hand_out(whereabouts, treatment, methadone, accounts, take_home):
    for person in range(methadone.shape[0]):
        accounts[METHADONE_USED] += methadone[person]
        methadone[person] = (
            take_home if treatment[person] == ON_METHADONE and whereabouts[person] != NOWHERE else 0
        )
        accounts[METHADONE_IN] += methadone[person]


def people_sell_for_others(world: World, today: Today, now: Clock) -> Call:
    """Who sells and is short of money sells methadone to somebody close by who looks for drugs, or leads the way."""
    people, dealers, brokering = world.people, world.dealers, today.brokering
    return _sell_for_others, (
        now, today.hours, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.cell,
        people.bound_for, people.craving, people.wants, people.perceived_risk, people.would_sell, people.sold_at,
        people.methadone, people.money, people.known, people.liking, people.target_dealer, people.broker,
        people.appointment, people.disappointed, dealers.standing, dealers.reachable, dealers.cell, world.city.distance,
        world.around.people_here, world.accounts, world.ledger.rows, world.ledger.filled, brokering.offer_rate,
        brokering.brokering_strength, brokering.parts_with, brokering.methadone_price, brokering.methadone_relief,
        today.need.worst_craving, today.turf.sight,
    )  # fmt: skip


@loop
def _sell_for_others(
    now, hours, ticks_per_hour, key, whereabouts, doing, cell, bound_for, craving, wants, perceived_risk,
    would_sell, sold_at, methadone, money, known, liking, target_dealer, broker, appointment, disappointed,
    standing, reachable, dealer_cell, decimetres, people_here, accounts, rows, filled, offer_rate,
    brokering_strength, parts_with, methadone_price, methadone_relief, worst_craving, sight,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    asked = int(methadone_price * ORE_PER_KR)
    for seller in people_here:
        if seller < 0:
            break
        if not would_sell[seller] or whereabouts[seller] != HERE or doing[seller] != RAISING:
            continue
        if not offers_to_sell(
            craving[seller], perceived_risk[seller], offer_rate, brokering_strength, hours,
            uniform(key[seller], word, OFFERS),
        ):  # fmt: skip
            continue
        buyer = _somebody_looking(
            seller, key, whereabouts, doing, cell, target_dealer, decimetres, people_here, word, sight
        )
        if buyer < 0:
            continue

        doses = methadone[seller]
        wanted = wants[buyer] == HEROIN and money[buyer] >= asked
        if wanted and sells_methadone(doses, parts_with, uniform(key[seller], word, METHADONE_SOLD)):
            methadone[seller] -= 1
            accounts[METHADONE_USED] += 1
            money[buyer] -= asked
            money[seller] += asked
            craving[buyer] = craving_after_dose(craving[buyer], relief=methadone_relief)
            craving[seller] = craving_without(craving[seller], methadone_relief, worst_craving)
            doing[buyer] = HANGING
            disappointed[buyer] = 0
            sold_at[seller] = tick
            record(
                rows, filled, tick, cell[seller], SALE, METHADONE, PERSON, seller, PERSON, buyer, 1, asked,
                AMONG_FRIENDS,
            )  # fmt: skip
            continue

        dealer = _liked_best(seller, known, liking, standing, reachable)
        if dealer < 0:
            continue
        target_dealer[buyer] = dealer
        broker[buyer] = seller
        appointment[buyer] = tick
        bound_for[buyer] = dealer_cell[dealer]
        sold_at[seller] = tick
        record(
            rows, filled, tick, cell[seller], BROKERED, NO_CAUSE, PERSON, seller, PERSON, buyer, 1, 0,
            AMONG_FRIENDS,
        )  # fmt: skip


@loop
def _somebody_looking(
    seller, key, whereabouts, doing, cell, target_dealer, decimetres, people_here, word, sight
):
    """One of those in sight of a seller who look for a dealer and have none in mind, by lot; −1 where nobody does."""
    chosen = -1
    least = 1.0
    for other in people_here:
        if other < 0:
            break
        looks = whereabouts[other] == HERE and doing[other] == LOOKING and target_dealer[other] < 0
        if looks and decimetres[cell[seller], cell[other]] <= sight * DECIMETRES_PER_METRE:
            lot = uniform(key[other] ^ key[seller], word, ASKED)
            chosen, least = on_whom_it_falls(chosen, least, other, lot)
    return chosen


@loop
def _liked_best(seller, known, liking, standing, reachable):
    """The dealer whom a seller likes best of those who can be bought from now, or −1."""
    best = -1
    for slot in range(known.shape[1]):
        dealer = known[seller, slot]
        if dealer < 0 or not (standing[dealer] == AT_SPOT or reachable[dealer]):
            continue
        if best < 0 or liking[seller, slot] > liking[seller, best]:
            best = slot
    return known[seller, best] if best >= 0 else -1
