"""People buy: who is served, what it costs, who is cheated, and what is remembered (M3)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import HOURS_PER_DAY, SECOND, SECONDS_PER_HOUR, TICK, Clock
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import DEALER, PERSON, RIP_OFF, ROBBERY, SALE, VIOLENCE, record
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
    is_robbed,
    liking_after,
    price,
    strength_bought,
)  # fmt: skip
from marketsim.rules.violence import severity

TURN = stream("turn to be served")
DOSES = stream("doses wanted")
CHEATED = stream("is cheated by a dealer")
STRENGTH = stream("strength of a stranger's drugs")
CREDIT = stream("gets credit")
ROBBED = stream("is robbed by a dealer")
ROBBERY_SEVERITY = stream("severity of a dealer's robbery")


def people_buy(world: World, today: Today, now: Clock) -> Call:
    """Buyers who have reached their dealer are served in turn, while stock and time last."""
    people, dealers, buying, market = world.people, world.dealers, today.buying, today.market
    return _buy, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.cell, people.bound_for,
        people.wants, people.money, people.heroin, people.cocaine, people.potency, people.debt, people.creditor,
        people.due, people.known, people.liking, people.target_dealer, people.bought_from, people.tried,
        people.search_began, people.disappointed, dealers.standing, dealers.cell, dealers.heroin,
        dealers.cocaine, dealers.potency, dealers.cash, dealers.earned_today, dealers.won_today,
        dealers.sales_today, dealers.perceived_risk, dealers.force, dealers.last_act, dealers.served,
        world.street.custom_today, world.city.distance, world.around.order, world.around.drawn,
        world.ledger.rows, world.ledger.filled, market.heroin_price, market.cocaine_price, market.heroin_dose,
        market.cocaine_dose, market.risk_premium, market.sales_per_hour, market.arms_length, market.wholesale,
        buying.time_price, buying.elasticity, buying.largest_purchase, buying.fraud_rate,
        buying.unfamiliar_spread, buying.learning_weight, buying.credit, buying.credit_days,
        today.violence.customer_robbery, today.violence.robbery_strength, today.turf.force_restrained,
        today.violence.threat_share, today.violence.serious_share, today.deterrence.weapon_restrained,
        buying.eyesight,
    )  # fmt: skip


@loop
def _buy(
    now, ticks_per_hour, key, whereabouts, doing, cell, bound_for, wants, money, heroin, cocaine, potency, debt,
    creditor, due, known, liking, target_dealer, bought_from, tried, search_began, disappointed,
    standing, dealer_cell, dealer_heroin, dealer_cocaine, dealer_potency, cash, earned_today, won_today,
    sales_today, dealer_risk, dealer_force, last_act, served, custom_today, decimetres, order, drawn, rows, filled,
    heroin_price, cocaine_price, heroin_dose, cocaine_dose, risk_premium, sales_per_hour, arms_length,
    wholesale, time_price, elasticity, largest_purchase, fraud_rate, unfamiliar_spread, learning_weight, credit,
    credit_days, customer_robbery, robbery_strength, force_restrained, threat_share, serious_share,
    weapon_restrained, eyesight,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    served[:] = 0
    passed = now[SECOND] * sales_per_hour / SECONDS_PER_HOUR
    most_served = int(passed + sales_per_hour / ticks_per_hour) - int(passed)
    arrived = 0
    for person in range(key.shape[0]):
        if whereabouts[person] != HERE or doing[person] != LOOKING or target_dealer[person] < 0:
            continue
        if cell[person] != bound_for[person]:
            continue
        turn = uniform(key[person], word, TURN)
        arrived = take_turn(order, drawn, arrived, person, turn)
    for position in range(arrived):
        person = order[position]
        dealer = target_dealer[person]
        slot = -1
        for remembered in range(known.shape[1]):
            if known[person, remembered] == dealer:
                slot = remembered
        apart = decimetres[cell[person], dealer_cell[dealer]] / DECIMETRES_PER_METRE
        if standing[dealer] != AT_SPOT or apart > arms_length:
            if standing[dealer] == AT_SPOT and apart <= eyesight:
                bound_for[person] = dealer_cell[dealer]
                continue
            target_dealer[person] = -1
            if slot >= 0:
                tried[person] |= 1 << slot
            continue
        if served[dealer] >= most_served:
            continue
        familiarity = acquaintance(liking[person, slot]) if slot >= 0 else 0.0
        if creditor[person] == dealer:
            repaid = min(money[person], debt[person])
            money[person] -= repaid
            cash[dealer] += repaid
            debt[person] -= repaid
            if debt[person] == 0:
                creditor[person] = -1
        is_cocaine = wants[person] == COCAINE
        usual_price = cocaine_price if is_cocaine else heroin_price
        dose = cocaine_dose if is_cocaine else heroin_dose
        stock = dealer_cocaine[dealer] if is_cocaine else dealer_heroin[dealer]
        perceived_risk = dealer_risk[dealer]
        asked = price(usual_price, perceived_risk, risk_premium)
        asked_in_ore = int(asked * ORE_PER_KR)
        searched = (tick - search_began[person]) / ticks_per_hour
        wanted = doses_wanted(
            asked, usual_price, searched, time_price, elasticity, largest_purchase,
            uniform(key[person], word, DOSES),
        )  # fmt: skip
        doses = min(wanted, money[person] // asked_in_ore, stock // dose)
        target_dealer[person] = -1
        lent = 0
        may_owe = doses == 0 and stock >= dose and creditor[person] < 0
        if may_owe and gets_credit(familiarity, credit, uniform(key[person], word, CREDIT)):
            doses = 1
            lent = asked_in_ore - money[person]
        if doses == 0:
            if slot >= 0:
                tried[person] |= 1 << slot
            if money[person] < asked_in_ore:
                doing[person] = RAISING
            continue
        served[dealer] += 1
        restraint = min(1.0, force_restrained * perceived_risk)
        force = dealer_force[dealer]
        if is_robbed(
            force, familiarity, customer_robbery, robbery_strength, restraint,
            uniform(key[person], word, ROBBED),
        ):  # fmt: skip
            armed_restraint = weapon_restrained * perceived_risk
            how_bad = severity(
                force, threat_share, serious_share, armed_restraint,
                uniform(key[person], word, ROBBERY_SEVERITY),
            )  # fmt: skip
            taken = money[person]
            record(
                rows, filled, tick, cell[person], VIOLENCE, ROBBERY, DEALER, dealer, PERSON, person, how_bad,
                taken, 0,
            )  # fmt: skip
            last_act[dealer] = tick
            won_today[dealer] += taken
            cash[dealer] += taken
            money[person] = 0
            outcome = -1.0
            doing[person] = HANGING
        else:
            paid = min(money[person], doses * asked_in_ore)
            weight = doses * dose
            outcome = 1.0
            kind = SALE
            if is_cheated(familiarity, fraud_rate, uniform(key[person], word, CHEATED)):
                weight = 0
                outcome = -1.0
                kind = RIP_OFF
            if lent > 0:
                debt[person] = lent
                creditor[person] = dealer
                due[person] = tick + int(credit_days * HOURS_PER_DAY * ticks_per_hour)
            money[person] -= paid
            cash[dealer] += paid
            earned_today[dealer] += paid - int(doses * usual_price * wholesale * ORE_PER_KR)
            sales_today[dealer] += 1
            custom_today[dealer_cell[dealer]] += 1
            if is_cocaine:
                cocaine[person] += weight
                dealer_cocaine[dealer] -= weight
            else:
                heroin[person] += weight
                dealer_heroin[dealer] -= weight
            if weight > 0:
                bought_from[person] = dealer
                potency[person] = strength_bought(
                    dealer_potency[dealer], familiarity, unfamiliar_spread,
                    uniform(key[person], word, STRENGTH),
                )  # fmt: skip
            record(
                rows, filled, tick, cell[person], kind, wants[person], DEALER, dealer, PERSON, person, doses,
                paid, 0,
            )  # fmt: skip
            doing[person] = HANGING
            disappointed[person] = 0
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
        liking[person, slot] = liking_after(liking[person, slot], outcome, learning_weight)
