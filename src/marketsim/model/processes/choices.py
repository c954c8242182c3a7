"""What people do next: hang around, raise money, look for a dealer, go to use (M2, M3)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.dealers import AT_SPOT, BY_APPOINTMENT, INDOORS, OPEN
from marketsim.entities.ledger import GAVE_UP, NOBODY, PATIENCE, PERSON, record
from marketsim.entities.people import COCAINE, HANGING, HERE, LOOKING, QUEUEING, RAISING, TO_USE, USING
from marketsim.entities.scales import DECIMETRES_PER_METRE, MINUTES_PER_HOUR, NOWHERE_NEAR, ORE_PER_KR
from marketsim.entities.tiles import WIDE, tiles_within
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.buying import (
    acquaintance,
    asks_for_credit,
    attraction,
    gives_up,
    is_deterred,
    notices,
    price,
)  # fmt: skip
from marketsim.rules.forms import draw_of_closed, is_let_in
from marketsim.rules.money import strolls_on

ASKS = stream("asks a dealer for credit")
REFRAINS = stream("refrains from buying for fear")
MOVES_ON = stream("moves on while raising money")
STROLL = stream("where to stroll")
BUSIER = stream("where else passers-by may be")
HEARSAY = stream("where others are said to buy")
NOTICES = stream("notices a stranger who sells")
GIVES_UP = stream("gives up the search for a dealer")


def people_decide(world: World, today: Today, now: Clock) -> Call:
    """Whoever is free decides by need, drugs and money in hand what to do next."""
    people, need, market = world.people, today.need, today.market
    return _decide, (
        now, today.hours, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until,
        people.cell, people.bound_for, people.craving, people.heroin, people.cocaine, people.money, people.wants,
        people.perceived_risk, people.use_place, people.target_dealer, people.tried, people.search_began,
        people.next_search, people.shuns_room, people.asked_away, people.haunt, people.creditor, world.around.spots,
        world.street.footfall, need.starts_seeking, need.uses_at, market.heroin_price, market.cocaine_price,
        today.buying.fear_of_buying, today.buying.waits_after_giving_up, today.money.strolls,
        today.buying.seeks_credit, world.around.picked,
    )  # fmt: skip


@loop
def _decide(
    now, hours, ticks_per_hour, key, whereabouts, doing, busy_until, cell, bound_for, craving, heroin, cocaine,
    money, wants, perceived_risk, use_place, target_dealer, tried, search_began, next_search, shuns_room,
    asked_away, haunt, creditor, spots, footfall, starts_seeking, uses_at, heroin_price, cocaine_price, fear_of_buying,
    waits_after_giving_up, strolls, seeks_credit, picked,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    free = 0
    for person in range(key.shape[0]):
        picked[free] = person
        free += (whereabouts[person] == HERE) & (busy_until[person] <= tick)
    for person in picked[:free]:
        about_to_use = doing[person] == TO_USE or doing[person] == QUEUEING
        bereft = about_to_use and heroin[person] + cocaine[person] == 0
        if doing[person] == USING or bereft:
            doing[person] = HANGING
            use_place[person] = 0
        if doing[person] != HANGING and doing[person] != RAISING:
            continue
        usual = cocaine_price if wants[person] == COCAINE else heroin_price
        seeks = craving[person] >= starts_seeking and heroin[person] + cocaine[person] == 0
        if heroin[person] + cocaine[person] > 0 and craving[person] >= uses_at:
            doing[person] = TO_USE
            use_place[person] = 0
            shuns_room[person] = False
            asked_away[person] = False
        elif seeks and money[person] >= usual * ORE_PER_KR and tick >= next_search[person]:
            if is_deterred(perceived_risk[person], fear_of_buying, uniform(key[person], word, REFRAINS)):
                next_search[person] = tick + int(waits_after_giving_up * ticks_per_hour)
            else:
                doing[person] = LOOKING
                target_dealer[person] = -1
                tried[person] = 0
                search_began[person] = tick
        elif (
            seeks
            and creditor[person] < 0
            and tick >= next_search[person]
            and asks_for_credit(seeks_credit, hours, uniform(key[person], word, ASKS))
        ):
            doing[person] = LOOKING
            target_dealer[person] = -1
            tried[person] = 0
            search_began[person] = tick
        elif seeks and money[person] < usual * ORE_PER_KR:
            moves_on = strolls_on(strolls, hours, uniform(key[person], word, MOVES_ON))
            if doing[person] == HANGING or (moves_on and cell[person] == bound_for[person]):
                one = spots[int(uniform(key[person], word, STROLL) * spots.shape[0])]
                other = spots[int(uniform(key[person], word, BUSIER) * spots.shape[0])]
                bound_for[person] = one if footfall[one] >= footfall[other] else other
            doing[person] = RAISING
        else:
            doing[person] = HANGING
            bound_for[person] = haunt[person]


def people_choose_a_dealer(world: World, today: Today, now: Clock) -> Call:
    """Who looks for drugs calls or walks to a dealer known to be good, or to a stranger seen selling, or gives up."""
    people, dealers, around = world.people, world.dealers, world.around
    buying, forms = today.buying, today.forms
    return _choose_dealer, (
        now, today.hours, today.ticks_per_hour, today.scene.walking_speed, people.key, people.whereabouts,
        people.doing, people.cell, people.bound_for, people.craving, people.perceived_risk, people.phone, people.known,
        people.liking, people.target_dealer, people.broker, people.appointment, people.tried, people.next_search,
        people.disappointed, dealers.key, dealers.standing, dealers.form, dealers.reachable, dealers.cell,
        dealers.visibility, dealers.reputation, dealers.perceived_risk, world.street.custom, around.spots,
        around.tiles, around.tile, around.sellers_from, around.sellers, world.city.distance, world.ledger.rows,
        world.ledger.filled,
        buying.trust_in_known, buying.walk_bother, buying.caution, buying.price_bother, buying.eyesight,
        buying.field_of_vision, buying.notice_rate, buying.patience, buying.waits_after_giving_up,
        today.market.risk_premium, forms.vetting, forms.appointment_wait, forms.prefers_closed,
    )  # fmt: skip


@loop
def _choose_dealer(
    now, hours, ticks_per_hour, walking_speed, key, whereabouts, doing, cell, bound_for, craving, perceived_risk,
    phone, known, liking, target_dealer, broker, appointment, tried, next_search, disappointed,
    dealer_key, standing, form, reachable, dealer_cell, visibility, reputation, dealer_perceived_risk, custom, spots,
    tiles, tile, sellers_from, sellers, decimetres, rows, filled,
    trust_in_known, walk_bother, caution, price_bother, eyesight, field_of_vision, notice_rate, patience,
    waits_after_giving_up, risk_premium, vetting, appointment_wait, prefers_closed,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in range(key.shape[0]):
        if doing[person] != LOOKING or whereabouts[person] != HERE or target_dealer[person] >= 0:
            continue
        here = cell[person]
        broker[person] = -1
        best = NOWHERE_NEAR
        for slot in range(known.shape[1]):
            dealer = known[person, slot]
            if dealer < 0 or tried[person] & (1 << slot):
                continue
            distance = decimetres[dealer_cell[dealer], here] / DECIMETRES_PER_METRE
            walk = distance / walking_speed
            closed = form[dealer] != OPEN
            if closed:
                familiarity = acquaintance(liking[person, slot])
                called = phone[person] or form[dealer] == INDOORS
                if not reachable[dealer] or not called or not is_let_in(familiarity, vetting):
                    continue
                walk = walk if form[dealer] == INDOORS else appointment_wait
            elif distance <= eyesight and standing[dealer] != AT_SPOT:
                continue
            dearer = price(1.0, perceived_risk=dealer_perceived_risk[dealer], risk_premium=risk_premium) - 1.0
            worth = draw_of_closed(closed, perceived_risk[person], prefers_closed) + attraction(
                liking[person, slot], walk, reputation[dealer], dearer, trust_in_known, walk_bother, caution,
                price_bother,
            )  # fmt: skip
            if worth > best:
                best = worth
                target_dealer[person] = dealer
        west, east, south, north = tiles_within(field_of_vision, tile[here], tiles)
        for line in range(south, north + 1):
            first, last = line * tiles[WIDE] + west, line * tiles[WIDE] + east
            for place in range(sellers_from[first], sellers_from[last + 1]):
                dealer = sellers[place]
                distance = decimetres[dealer_cell[dealer], here] / DECIMETRES_PER_METRE
                chance = uniform(key[person] ^ dealer_key[dealer], word, NOTICES)
                if standing[dealer] == AT_SPOT and notices(
                    distance, visibility[dealer], eyesight, field_of_vision, notice_rate, hours, chance
                ):
                    walk, dearer = distance / walking_speed, 0.0
                    worth = attraction(
                        0.0, walk, reputation[dealer], dearer, trust_in_known, walk_bother, caution, price_bother,
                    )  # fmt: skip
                    if worth > best:
                        best = worth
                        target_dealer[person] = dealer
        dealer = target_dealer[person]
        if dealer >= 0:
            by_call = form[dealer] == BY_APPOINTMENT
            bound_for[person] = here if by_call else dealer_cell[dealer]
            wait = int(appointment_wait * ticks_per_hour / MINUTES_PER_HOUR) if by_call else 0
            appointment[person] = tick + wait
        elif gives_up(craving[person], patience, hours, uniform(key[person], word, GIVES_UP)):
            doing[person] = HANGING
            disappointed[person] = 1
            next_search[person] = tick + int(waits_after_giving_up * ticks_per_hour)
            record(rows, filled, tick, here, GAVE_UP, PATIENCE, PERSON, person, NOBODY, -1, 1, 0, 0)
        elif here == bound_for[person]:
            one = spots[int(uniform(key[person], word, STROLL) * spots.shape[0])]
            other = spots[int(uniform(key[person], word, HEARSAY) * spots.shape[0])]
            bound_for[person] = one if custom[one] >= custom[other] else other
