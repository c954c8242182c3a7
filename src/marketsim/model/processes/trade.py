"""People buy: who is served, what it costs, who is cheated, and what is remembered (M3)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.acquaintances import slot_of, slots_of
from marketsim.entities.clock import HOURS_PER_DAY, SECOND, SECONDS_PER_HOUR, TICK, Clock
from marketsim.entities.dealers import AMONG_FRIENDS, AT_SPOT, OPEN
from marketsim.entities.debts import pay_back
from marketsim.entities.ledger import DEALER, GAVE_UP, PERSON, PRICE, RIP_OFF, SALE, record
from marketsim.entities.people import COCAINE, HANGING, HERE, LOOKING, RAISING
from marketsim.entities.scales import DECIMETRES_PER_METRE, ORE_PER_KR
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.buying import (
    acquaintance,
    doses_wanted,
    gets_credit,
    is_cheated,
    liking_after,
    price,
    strength_bought,
)  # fmt: skip

TURN = stream("turn to be served")
DOSES = stream("doses wanted")
HALF_A_DOSE = stream("whether part of a dose is wanted")
CHEATED = stream("is cheated by a dealer")
STRENGTH = stream("strength of a stranger's drugs")
CREDIT = stream("gets credit")


def buyers_line_up(world: World, today: Today, now: Clock) -> Call:
    """Buyers who have come to where their dealer should be follow a dealer in sight, wait in turn, or look on."""
    people, dealers = world.people, world.dealers
    return _line_up, (
        now, people.key, people.whereabouts, people.doing, people.cell, people.bound_for, people.known,
        people.target_dealer, people.broker, people.appointment, people.tried, dealers.standing, dealers.form,
        dealers.reachable, dealers.cell, world.city.distance,
        world.around.buyers, world.around.drawn, today.market.arms_length, today.buying.eyesight,
    )  # fmt: skip


@loop
def _line_up(
    now, key, whereabouts, doing, cell, bound_for, known, target_dealer, broker, appointment, tried, standing,
    form, reachable, dealer_cell, decimetres, buyers, drawn, arms_length, eyesight,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    waiting = 0
    for person in range(key.shape[0]):
        if doing[person] != LOOKING or whereabouts[person] != HERE or target_dealer[person] < 0:
            continue
        if cell[person] != bound_for[person]:
            continue
        dealer = target_dealer[person]
        apart = decimetres[dealer_cell[dealer], cell[person]] / DECIMETRES_PER_METRE
        closed = form[dealer] != OPEN
        if closed and reachable[dealer] and tick < appointment[person]:
            continue
        if (closed and reachable[dealer]) or (standing[dealer] == AT_SPOT and apart <= arms_length):
            turn = uniform(key[person], word, TURN)
            waiting = take_turn(buyers, drawn, waiting, person, turn)
        elif standing[dealer] == AT_SPOT and apart <= eyesight:
            bound_for[person] = dealer_cell[dealer]
        else:
            target_dealer[person] = -1
            broker[person] = -1
            tried[person] |= slots_of(known, person, dealer)
    buyers[waiting] = -1


def people_buy(world: World, today: Today, now: Clock) -> Call:
    """Those waiting pay what they owe and what is asked, are served while stock and time last, or are cheated."""
    people, dealers, buying, market = world.people, world.dealers, today.buying, today.market
    return _buy, (
        now, today.ticks_per_hour, people.key, people.doing, people.cell, people.wants, people.money,
        people.heroin, people.cocaine, people.potency, people.tainted, people.debt, people.creditor, people.due,
        people.known, people.liking, people.target_dealer, people.bought_from, people.tried, people.search_began,
        people.next_search, people.disappointed, people.broker, people.whereabouts, people.lesson,
        people.dealt_with, dealers.cell, dealers.form, dealers.heroin, dealers.cocaine, dealers.potency,
        dealers.tainted_until, dealers.cash, dealers.earned_today, dealers.sales_today, dealers.perceived_risk,
        dealers.served, world.street.custom_today, world.around.buyers, world.ledger.rows, world.ledger.filled,
        market.heroin_price, market.cocaine_price, market.heroin_dose, market.cocaine_dose, market.risk_premium,
        market.sales_per_hour, market.wholesale, buying.time_price, buying.elasticity, buying.largest_purchase,
        buying.fraud_rate, buying.unfamiliar_spread, buying.credit, buying.credit_days, today.brokering.broker_fee,
        buying.waits_after_giving_up,
    )  # fmt: skip


@loop
def _buy(
    now, ticks_per_hour, key, doing, cell, wants, money, heroin, cocaine, potency, tainted, debt, creditor, due,
    known, liking, target_dealer, bought_from, tried, search_began, next_search, disappointed, broker, whereabouts,
    lesson, dealt_with, dealer_cell, form, dealer_heroin, dealer_cocaine, dealer_potency, tainted_until, cash,
    earned_today, sales_today, dealer_risk, served, custom_today, buyers, rows, filled, heroin_price,
    cocaine_price, heroin_dose, cocaine_dose, risk_premium, sales_per_hour, wholesale, time_price, elasticity,
    largest_purchase, fraud_rate, unfamiliar_spread, credit, credit_days, broker_fee, waits_after_giving_up,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    served[:] = 0
    passed = now[SECOND] * sales_per_hour / SECONDS_PER_HOUR
    most_served = int(passed + sales_per_hour / ticks_per_hour) - int(passed)
    for person in buyers:
        if person < 0:
            break
        dealer = target_dealer[person]
        if dealer < 0 or served[dealer] >= most_served:
            continue
        friend = broker[person]
        if friend >= 0 and whereabouts[friend] != HERE:
            friend = -1
        familiarity = _familiarity(known, liking, person, friend, dealer)
        target_dealer[person] = -1
        broker[person] = -1
        if creditor[person] == dealer:
            pay_back(money, debt, creditor, cash, person, dealer)

        is_cocaine = wants[person] == COCAINE
        usual_price = cocaine_price if is_cocaine else heroin_price
        dose = cocaine_dose if is_cocaine else heroin_dose
        stock = dealer_cocaine[dealer] if is_cocaine else dealer_heroin[dealer]
        asked = price(usual_price, perceived_risk=dealer_risk[dealer], risk_premium=risk_premium)
        asked_in_ore = int(asked * ORE_PER_KR)
        fee = int(asked_in_ore * broker_fee) if friend >= 0 else 0
        searched = (tick - search_began[person]) / ticks_per_hour
        wanted = doses_wanted(
            asked, usual_price, searched, time_price, elasticity, largest_purchase,
            uniform(key[person], word, DOSES), uniform(key[person], word, HALF_A_DOSE),
        )  # fmt: skip
        if wanted == 0:
            doing[person] = HANGING
            disappointed[person] = 1
            next_search[person] = tick + int(waits_after_giving_up * ticks_per_hour)
            record(rows, filled, tick, cell[person], GAVE_UP, PRICE, PERSON, person, DEALER, dealer, 1, 0, 0)
            continue

        doses = min(wanted, money[person] // (asked_in_ore + fee), stock // dose)
        lent = 0
        may_owe = doses == 0 and stock >= dose and creditor[person] < 0
        if may_owe and gets_credit(familiarity, credit, uniform(key[person], word, CREDIT)):
            doses = 1
            fee = 0
            lent = max(0, asked_in_ore - money[person])
        if doses == 0:
            tried[person] |= slots_of(known, person, dealer)
            if money[person] < asked_in_ore:
                doing[person] = RAISING
            continue

        served[dealer] += 1
        if lent > 0:
            debt[person] = lent
            creditor[person] = dealer
            due[person] = tick + int(credit_days * HOURS_PER_DAY * ticks_per_hour)
        paid = _pay(money, cash, person, friend, dealer, doses * asked_in_ore, doses * fee)
        earned_today[dealer] += paid - int(doses * usual_price * wholesale * ORE_PER_KR)
        sales_today[dealer] += 1
        if form[dealer] == OPEN:
            custom_today[dealer_cell[dealer]] += 1

        cheated = is_cheated(familiarity, fraud_rate, uniform(key[person], word, CHEATED))
        weight = 0 if cheated else doses * dose
        if is_cocaine:
            cocaine[person] += weight
            dealer_cocaine[dealer] -= weight
        else:
            heroin[person] += weight
            dealer_heroin[dealer] -= weight
        if weight > 0:
            bought_from[person] = dealer
            tainted[person] = tainted_until[dealer] > tick
            potency[person] = strength_bought(
                dealer_potency[dealer], familiarity, unfamiliar_spread, uniform(key[person], word, STRENGTH)
            )
        dealt_with[person] = dealer
        lesson[person] = -1 if cheated else 1
        doing[person] = HANGING
        disappointed[person] = 0
        record(
            rows, filled, tick, cell[person], RIP_OFF if cheated else SALE, wants[person], DEALER, dealer, PERSON,
            person, doses, paid, AMONG_FRIENDS if friend >= 0 else form[dealer],
        )  # fmt: skip


@loop
def _familiarity(known, liking, person, friend, dealer):
    """How well a dealer is known to a buyer, or to the friend who came along."""
    slot = slot_of(known, person, dealer)
    familiarity = acquaintance(liking[person, slot]) if slot >= 0 else 0.0
    if friend >= 0:
        for remembered in range(known.shape[1]):
            if known[friend, remembered] == dealer:
                familiarity = max(familiarity, acquaintance(liking[friend, remembered]))
    return familiarity


@loop
def _pay(money, cash, person, friend, dealer, asked, fee):
    """The dealer is paid what is asked, as far as the money goes, and a friend a fee; returns what the dealer got."""
    paid = min(money[person], asked)
    money[person] -= paid
    cash[dealer] += paid
    if friend >= 0:
        money[person] -= fee
        money[friend] += fee
    return paid


def people_remember_purchases(world: World, today: Today, now: Clock) -> Call:
    """A good deal speaks for a dealer, a rip-off or robbery against; the least liked dealer is forgotten."""
    people = world.people
    return _remember_purchase, (
        people.lesson, people.dealt_with, people.known, people.liking, today.buying.learning_weight,
    )  # fmt: skip


@loop
def _remember_purchase(lesson, dealt_with, known, liking, learning_weight):
    for person in range(lesson.shape[0]):
        if lesson[person] == 0:
            continue
        dealer = dealt_with[person]
        slot = slot_of(known, person, dealer)
        if slot < 0:
            slot = 0
            for remembered in range(known.shape[1]):
                if known[person, remembered] < 0:
                    slot = remembered
                    break
                if liking[person, remembered] < liking[person, slot]:
                    slot = remembered
            known[person, slot] = dealer
            liking[person, slot] = 0
        outcome = float(lesson[person])
        liking[person, slot] = liking_after(liking[person, slot], outcome, learning_weight)
        lesson[person] = 0
