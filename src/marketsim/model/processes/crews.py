"""Once a day crews settle their affairs: feuds cool, leaders change, consignments come, debts press (M23)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_IN, COCAINE_LOST, HEROIN_IN, HEROIN_LOST, MONEY_OUT
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import EMPTY, is_in_the_market
from marketsim.entities.scales import ORE_PER_KR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.crews import consignment_comes, follows_another, pressed_by
from marketsim.rules.deterrence import fading

SUCCEEDS = stream("crew agrees on another leader")
CONSIGNMENT = stream("consignment comes for a crew")


def crews_meet(world: World, today: Today, now: Clock) -> Call:
    """Feuds cool, a crew without leader may follow its most feared dealer, and the supplier brings consignments."""
    crews, dealers, numbers, market = world.crews, world.dealers, today.crews, today.market
    return _meet, (
        now, crews.key, crews.number, crews.leader, crews.heroin, crews.cocaine, crews.owes, crews.feud, dealers.key,
        dealers.standing, dealers.crew, dealers.reputation, world.accounts, numbers.feud_half_life,
        numbers.succession_days, numbers.consignment_days, numbers.consignment, market.heroin_dose,
        market.cocaine_dose, market.heroin_price, market.cocaine_price, market.wholesale,
    )  # fmt: skip


@loop
def _meet(
    now, key, number, leader, heroin, cocaine, owes, feud, dealer_key, standing, crew_of, reputation, accounts,
    feud_half_life, succession_days, consignment_days, consignment, heroin_dose, cocaine_dose, heroin_price,
    cocaine_price, wholesale,
):  # fmt: skip
    word = moment(now[TICK])
    hours = HOURS_PER_DAY
    for crew in range(key.shape[0]):
        if number[crew] < 0:
            continue
        for other in range(key.shape[0]):
            feud[crew, other] *= fading(hours, half_life=feud_half_life)
        members = 0
        first = -1
        for dealer in range(dealer_key.shape[0]):
            if crew_of[dealer] != crew or not is_in_the_market(standing[dealer]):
                continue
            members += 1
            if (
                first < 0
                or reputation[dealer] > reputation[first]
                or (reputation[dealer] == reputation[first] and dealer_key[dealer] > dealer_key[first])
            ):
                first = dealer
        led = leader[crew] >= 0 and is_in_the_market(standing[leader[crew]])
        if not led:
            leader[crew] = -1
            if follows_another(succession_days, uniform(key[crew], word, SUCCEEDS)):
                leader[crew] = first
        if members == 0:
            accounts[HEROIN_LOST] += heroin[crew]
            accounts[COCAINE_LOST] += cocaine[crew]
            heroin[crew] = 0
            cocaine[crew] = 0
            owes[crew] = 0
        elif consignment_comes(consignment_days, uniform(key[crew], word, CONSIGNMENT)):
            doses = members * consignment
            more_heroin = max(0, doses * heroin_dose - heroin[crew])
            more_cocaine = max(0, doses * cocaine_dose - cocaine[crew])
            heroin[crew] += more_heroin
            cocaine[crew] += more_cocaine
            accounts[HEROIN_IN] += more_heroin
            accounts[COCAINE_IN] += more_cocaine
            bought = more_heroin / heroin_dose * heroin_price + more_cocaine / cocaine_dose * cocaine_price
            owes[crew] += int(bought * wholesale * ORE_PER_KR)


def suppliers_are_paid(world: World, today: Today, now: Clock) -> Call:
    """A crew's dealers pay from their takings for what has left the stash; a debt that no stock stands for presses."""
    crews, dealers, market = world.crews, world.dealers, today.market
    return _pay, (
        crews.number, crews.heroin, crews.cocaine, crews.owes, dealers.standing, dealers.crew, dealers.heroin,
        dealers.cocaine, dealers.cash, dealers.owes, dealers.pressed, world.around.dealer_order, world.accounts,
        market.heroin_dose, market.cocaine_dose, market.heroin_price, market.cocaine_price, market.wholesale,
        market.pocket_stock, market.float_kept,
    )  # fmt: skip


@loop
def _pay(
    number, stash_heroin, stash_cocaine, crew_owes, standing, crew_of, heroin, cocaine, cash, owes, pressed,
    dealer_order, accounts, heroin_dose, cocaine_dose, heroin_price, cocaine_price, wholesale, pocket_stock,
    float_kept,
):  # fmt: skip
    worth_of_heroin = heroin_price * wholesale * ORE_PER_KR / heroin_dose
    worth_of_cocaine = cocaine_price * wholesale * ORE_PER_KR / cocaine_dose
    stock_value = pocket_stock * (heroin_price + cocaine_price) * wholesale * ORE_PER_KR
    for dealer in dealer_order:
        held = heroin[dealer] * worth_of_heroin + cocaine[dealer] * worth_of_cocaine
        pressed[dealer] = pressed_by(owed=owes[dealer], held=held, stock_value=stock_value)
    for crew in range(number.shape[0]):
        if number[crew] < 0:
            continue
        held = stash_heroin[crew] * worth_of_heroin + stash_cocaine[crew] * worth_of_cocaine
        for dealer in dealer_order:
            if crew_of[dealer] != crew or standing[dealer] == EMPTY:
                continue
            paid = min(
                max(0, cash[dealer] - int(float_kept * ORE_PER_KR)), max(0, crew_owes[crew] - int(held))
            )
            cash[dealer] -= paid
            crew_owes[crew] -= paid
            accounts[MONEY_OUT] += paid
        for dealer in dealer_order:
            if crew_of[dealer] == crew and standing[dealer] != EMPTY:
                held += heroin[dealer] * worth_of_heroin + cocaine[dealer] * worth_of_cocaine
        for dealer in dealer_order:
            if crew_of[dealer] == crew and standing[dealer] != EMPTY:
                pressed[dealer] = pressed_by(owed=crew_owes[crew], held=held, stock_value=stock_value)
