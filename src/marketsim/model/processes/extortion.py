"""Dealers make shops and people who sell beside using pay; the cheated go for who cheated them (M9)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import MONEY_IN
from marketsim.entities.clock import HOURS_PER_DAY, NEW_HOUR, TICK, Clock
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import (
    ACTOR,
    AMOUNT,
    BUSINESS,
    CELL,
    DEALER,
    EXTORTION,
    FRAUD,
    KIND,
    PERSON,
    RIP_OFF,
    TARGET,
    VIOLENCE,
    record,
)
from marketsim.entities.people import HERE
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.turns import on_whom_it_falls
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.money import amount
from marketsim.rules.presence import calm_of
from marketsim.rules.turf import wins
from marketsim.rules.victims import answers_fraud, extorts
from marketsim.rules.violence import severity

EXTORTS = stream("dealer extorts somebody in sight")
EXTORTS_A_SHOP = stream("extortion is aimed at a shop")
WHICH_SHOP = stream("which shop is extorted")
WHICH_SELLER = stream("which person who sells is extorted")
PAID = stream("what a shop pays for being left in peace")
EXTORTION_SEVERITY = stream("severity of extortion")
ANSWERS_FRAUD = stream("cheated person goes for the dealer")
WINS = stream("cheated person gets the better of the dealer")
FRAUD_SEVERITY = stream("severity of a quarrel over cheating")


def dealers_extort(world: World, today: Today, now: Clock) -> Call:
    """Once an hour some dealers make a shop, or a person who sells, pay for being left in peace."""
    people, dealers, residents, street = world.people, world.dealers, world.residents, world.street
    violence, victims = today.violence, today.victims
    return _extort, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.cell, people.money, people.sold_at,
        dealers.key, dealers.standing, dealers.cell, dealers.force, dealers.risk_of_force, dealers.cash,
        dealers.won_today, dealers.last_act, residents.key, residents.owns_business, residents.work, street.presence,
        street.passing, world.city.distance, world.around.people_here, world.around.dealers_out, world.accounts,
        world.ledger.rows, world.ledger.filled, today.presence.calm, today.presence.eyes_calm,
        today.discretion.people_make_seen, today.turf.sight, today.turf.force_restrained,
        today.deterrence.weapon_restrained, violence.threat_share, violence.serious_share, victims.extortion_rate,
        victims.shops_extorted, victims.protection_money, victims.money_extorted,
    )  # fmt: skip


@loop
def _extort(
    now, ticks_per_hour, key, whereabouts, cell, money, sold_at, dealer_key, standing, dealer_cell, dealer_force,
    perceived_risk, cash, won_today, last_act, resident_key, owns_business, work, presence, passing, decimetres,
    people_here, dealers_out, accounts, rows, filled, calming, eyes_calm, people_make_seen, sight, force_restrained,
    weapon_restrained, threat_share, serious_share, extortion_rate, shops_extorted, protection_money, money_extorted,
):  # fmt: skip
    if not now[NEW_HOUR]:
        return
    tick = now[TICK]
    word = moment(tick)
    hours = 1.0
    within = sight * DECIMETRES_PER_METRE
    lately = tick - HOURS_PER_DAY * ticks_per_hour
    for dealer in dealers_out:
        if dealer < 0:
            break
        if standing[dealer] != AT_SPOT:
            continue
        spot = dealer_cell[dealer]
        dice = dealer_key[dealer]
        force = dealer_force[dealer]
        restraint = min(1.0, force_restrained * perceived_risk[dealer])
        calm = calm_of(calming, presence[spot], passing[spot], eyes_calm, people_make_seen)
        if not extorts(force, restraint, extortion_rate, calm, hours, uniform(dice, word, EXTORTS)):
            continue
        of_a_shop = uniform(dice, word, EXTORTS_A_SHOP) < shops_extorted
        if of_a_shop:
            victim = _shop_in_sight(spot, dice, word, within, resident_key, owns_business, work, decimetres)
        else:
            victim = _seller_in_sight(
                spot, dice, word, within, lately, key, whereabouts, cell, sold_at, people_here, decimetres
            )
        if victim < 0:
            continue
        if of_a_shop:
            who, place = BUSINESS, work[victim]
            taken = amount(mean=protection_money, chance=uniform(dice, word, PAID))
            accounts[MONEY_IN] += taken
        else:
            who, place = PERSON, cell[victim]
            taken = int(money_extorted * money[victim])
            money[victim] -= taken
        cash[dealer] += taken
        won_today[dealer] += taken
        last_act[dealer] = tick
        armed_restraint = weapon_restrained * perceived_risk[dealer]
        how_bad = severity(
            force, threat_share, serious_share, armed_restraint, uniform(dice, word, EXTORTION_SEVERITY)
        )
        record(rows, filled, tick, place, VIOLENCE, EXTORTION, DEALER, dealer, who, victim, how_bad, taken, 0)


@loop
def _shop_in_sight(spot, dice, word, within, resident_key, owns_business, work, decimetres):
    """One of the shop owners whose door is in sight, by lot; −1 where there is none."""
    chosen = -1
    least = 1.0
    for owner in range(resident_key.shape[0]):
        if owns_business[owner] and work[owner] >= 0 and decimetres[spot, work[owner]] <= within:
            lot = uniform(resident_key[owner] ^ dice, word, WHICH_SHOP)
            chosen, least = on_whom_it_falls(chosen, least, owner, lot)
    return chosen


@loop
def _seller_in_sight(
    spot, dice, word, within, lately, key, whereabouts, cell, sold_at, people_here, decimetres
):
    """One of the people in sight who have sold or brokered within a day, by lot; −1 where there is none."""
    chosen = -1
    least = 1.0
    for person in people_here:
        if person < 0:
            break
        if (
            whereabouts[person] == HERE
            and sold_at[person] > lately
            and decimetres[spot, cell[person]] <= within
        ):
            lot = uniform(key[person] ^ dice, word, WHICH_SELLER)
            chosen, least = on_whom_it_falls(chosen, least, person, lot)
    return chosen


def the_cheated_answer(world: World, today: Today, now: Clock) -> Call:
    """Some who were cheated in this tick go for the dealer; who gets the better of it has the money and the act."""
    people, dealers, street, violence = world.people, world.dealers, world.street, today.violence
    return _answer_fraud, (
        now, people.key, people.aggression, people.money, dealers.force, dealers.reputation, dealers.cash,
        dealers.cost_today, dealers.last_act, street.presence, street.passing, world.ledger.rows, world.ledger.filled,
        today.presence.calm, today.presence.eyes_calm, today.discretion.people_make_seen, violence.threat_share,
        violence.serious_share, today.victims.fraud_answered,
    )  # fmt: skip


@loop
def _answer_fraud(
    now, key, aggression, money, dealer_force, reputation, cash, cost_today, last_act, presence, passing, rows, filled,
    calming, eyes_calm, people_make_seen, threat_share, serious_share, fraud_answered,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] != RIP_OFF:
            continue
        here, dealer, person = rows[row, CELL], rows[row, ACTOR], rows[row, TARGET]
        calm = calm_of(calming, presence[here], passing[here], eyes_calm, people_make_seen)
        if not answers_fraud(
            aggression[person], reputation[dealer], calm, fraud_answered, uniform(key[person], word, ANSWERS_FRAUD)
        ):  # fmt: skip
            continue
        won = wins(
            force=aggression[person],
            other_force=dealer_force[dealer],
            chance=uniform(key[person], word, WINS),
        )
        force = aggression[person] if won else dealer_force[dealer]
        how_bad = severity(
            force, threat_share, serious_share, 0.0, uniform(key[person], word, FRAUD_SEVERITY)
        )
        if won:
            taken = min(rows[row, AMOUNT], max(cash[dealer], 0))
            cash[dealer] -= taken
            cost_today[dealer] += taken
            money[person] += taken
            record(
                rows, filled, tick, here, VIOLENCE, FRAUD, PERSON, person, DEALER, dealer, how_bad, taken, 0
            )
        else:
            last_act[dealer] = tick
            record(rows, filled, tick, here, VIOLENCE, FRAUD, DEALER, dealer, PERSON, person, how_bad, 0, 0)
