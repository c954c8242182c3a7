"""Dealers open and close for the day, hold a spot or look for another, and call out to passers-by (M7, M16)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_IN, HEROIN_IN, MONEY_OUT
from marketsim.entities.clock import HOURS_PER_DAY, SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.dealers import AT_SPOT, DETAINED, OFF, OPEN, is_in_the_market
from marketsim.entities.ledger import CUSTOM, DEALER, NOBODY, RELOCATION, SELLING, TOUTING, record
from marketsim.entities.people import HERE
from marketsim.entities.scales import DECIMETRES_PER_METRE, NOWHERE_NEAR, ORE_PER_KR
from marketsim.entities.tiles import sort_by_tile
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.turf import spot_worth, touts

TURN = stream("turn to choose a spot")
SPOT_TASTE = stream("dealer's liking for a spot")
TOUTS = stream("touts")


def dealers_open_and_close(world: World, today: Today, now: Clock) -> Call:
    """A dealer sells at the hours of a selling day, in the chosen form, restocks, and stays away hurt or detained."""
    dealers, crews, market = world.dealers, world.crews, today.market
    return _open_and_close, (
        now, dealers.standing, dealers.starts, dealers.hours, dealers.works_today, dealers.hurt_until,
        dealers.free_at, dealers.unsettled, dealers.why_unsettled, dealers.heroin, dealers.cocaine, dealers.cash,
        dealers.owes, dealers.form, dealers.reachable, dealers.crew, crews.heroin, crews.cocaine,
        world.around.dealer_order, world.accounts, market.pocket_stock, market.heroin_dose, market.cocaine_dose,
        market.heroin_price, market.cocaine_price, market.wholesale,
    )  # fmt: skip


@loop
def _open_and_close(
    now, standing, starts, selling_hours, works_today, hurt_until, free_at, unsettled, why_unsettled, heroin,
    cocaine, cash, owes, form, reachable, crew_of, stash_heroin, stash_cocaine, dealer_order, accounts,
    pocket_stock, heroin_dose, cocaine_dose, heroin_price, cocaine_price, wholesale,
):  # fmt: skip
    tick = now[TICK]
    hour = hour_of(now[SECOND])
    for dealer in dealer_order:
        if standing[dealer] == DETAINED and free_at[dealer] <= tick:
            standing[dealer] = OFF
            unsettled[dealer] = True
            why_unsettled[dealer] = CUSTOM
        reachable[dealer] = False
        if not is_in_the_market(standing[dealer]):
            continue
        ends = starts[dealer] + selling_hours[dealer]
        if ends > HOURS_PER_DAY:
            ends -= HOURS_PER_DAY
        out = works_today[dealer] and hurt_until[dealer] <= tick and is_between(hour, starts[dealer], ends)
        standing[dealer] = AT_SPOT if out and form[dealer] == OPEN else OFF
        reachable[dealer] = out and form[dealer] != OPEN
        if not out:
            continue
        more_heroin = 0 if heroin[dealer] >= heroin_dose else pocket_stock * heroin_dose
        more_cocaine = 0 if cocaine[dealer] >= cocaine_dose else pocket_stock * cocaine_dose
        crew = crew_of[dealer]
        if crew >= 0:
            more_heroin = min(more_heroin, stash_heroin[crew])
            more_cocaine = min(more_cocaine, stash_cocaine[crew])
            stash_heroin[crew] -= more_heroin
            stash_cocaine[crew] -= more_cocaine
            heroin[dealer] += more_heroin
            cocaine[dealer] += more_cocaine
            continue
        heroin[dealer] += more_heroin
        cocaine[dealer] += more_cocaine
        accounts[HEROIN_IN] += more_heroin
        accounts[COCAINE_IN] += more_cocaine
        bought = more_heroin / heroin_dose * heroin_price + more_cocaine / cocaine_dose * cocaine_price
        owes[dealer] += int(bought * wholesale * ORE_PER_KR)
        paid = min(max(cash[dealer], 0), owes[dealer])
        cash[dealer] -= paid
        owes[dealer] -= paid
        accounts[MONEY_OUT] += paid


def dealers_choose_spots(world: World, today: Today, now: Clock) -> Call:
    """Unsettled dealers weigh custom, rivals, police, windows and the way; then whoever is out is listed."""
    dealers, street, around, turf = world.dealers, world.street, world.around, today.turf
    return _choose_spots, (
        now, dealers.key, dealers.standing, dealers.cell, dealers.unsettled, dealers.why_unsettled,
        dealers.visibility, dealers.settled_since, street.people_in_sight, street.vacant, street.presence,
        street.dealers_in_sight, street.watched, around.spots, world.city.distance,
        around.dealer_order, around.dealers_out, around.tile, around.sellers_from, around.sellers, around.order,
        around.drawn, world.ledger.rows, world.ledger.filled,
        turf.custom_pull, turf.vacancy_pull, turf.rival_push, turf.risk_push, turf.overlooked_push,
        turf.moving_bother, turf.spot_taste, today.learning.usual_custom,
    )  # fmt: skip


@loop
def _choose_spots(
    now, key, standing, cell, unsettled, why_unsettled, dealer_visibility, settled_since, people_in_sight,
    street_vacant, presence, dealers_in_sight, street_watched, spots, decimetres, dealer_order, dealers_out,
    tile, sellers_from, sellers, order, drawn, rows, filled,
    custom_pull, vacancy_pull, rival_push, risk_push, overlooked_push, moving_bother, spot_taste, usual_custom,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    moving = 0
    for dealer in range(key.shape[0]):
        if unsettled[dealer] and (standing[dealer] == AT_SPOT or standing[dealer] == OFF):
            turn = uniform(key[dealer], word, TURN)
            moving = take_turn(order, drawn, moving, dealer, turn)
    most = 1.0
    if moving > 0:
        for spot in spots:
            most = max(most, people_in_sight[spot])
    for position in range(moving):
        dealer = order[position]
        best = spot = cell[dealer]
        best_worth = NOWHERE_NEAR
        visibility = dealer_visibility[dealer]
        for spot in spots:
            custom = people_in_sight[spot] / most
            vacant = street_vacant[spot] / usual_custom
            rivals = dealers_in_sight[spot]
            risk = presence[spot]
            overlooked = street_watched[spot]
            distance = decimetres[cell[dealer], spot] / DECIMETRES_PER_METRE
            worth = spot_taste * uniform(about(key[dealer], spot), word, SPOT_TASTE) + spot_worth(
                custom, vacant, rivals, risk, overlooked, visibility, distance,
                custom_pull, vacancy_pull, rival_push, risk_push, overlooked_push, moving_bother,
            )  # fmt: skip
            if worth > best_worth and (spot != cell[dealer] or why_unsettled[dealer] == CUSTOM):
                best_worth = worth
                best = spot
        unsettled[dealer] = False
        if best != cell[dealer]:
            walked = decimetres[cell[dealer], best]
            record(
                rows, filled, tick, best, RELOCATION, why_unsettled[dealer], DEALER, dealer, NOBODY, -1,
                1, walked, cell[dealer],
            )  # fmt: skip
            street_vacant[best] = 0
            cell[dealer] = best
            settled_since[dealer] = tick
    out = 0
    for dealer in dealer_order:
        if standing[dealer] == AT_SPOT:
            dealers_out[out] = dealer
            out += 1
    dealers_out[out] = -1
    sort_by_tile(dealers_out, cell, tile, sellers_from, sellers)


def crowds_gather(world: World, today: Today, now: Clock) -> Call:
    """Who is here is listed, who stands where is counted, and how many dealers are in sight of each cell."""
    people, dealers, street, around = world.people, world.dealers, world.street, world.around
    return _gather, (
        now, today.hours, today.seconds, people.whereabouts, people.cell, dealers.key, dealers.standing,
        dealers.cell, dealers.visibility, dealers.perceived_risk, street.crowd, street.gathered_today,
        street.dealers_in_sight, street.selling_seen, street.selling_today, around.near_from, around.near,
        around.near_metres, around.people_order, around.people_here, world.ledger.rows, world.ledger.filled,
        today.turf.sight, today.turf.touting,
    )  # fmt: skip


@loop
def _gather(
    now, hours, seconds, whereabouts, cell, dealer_key, standing, dealer_cell, visibility, perceived_risk,
    crowd, gathered_today, dealers_in_sight, selling_seen, selling_today, near_from, near, near_metres,
    people_order, people_here, rows, filled, sight, touting,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    crowd[:] = 0
    dealers_in_sight[:] = 0
    here_now = 0
    for person in people_order:
        people_here[here_now] = person
        here_now += whereabouts[person] == HERE
    people_here[here_now] = -1
    for person in people_here[:here_now]:
        crowd[cell[person]] += 1
        gathered_today[cell[person]] += seconds
    for dealer in range(dealer_cell.shape[0]):
        if standing[dealer] != AT_SPOT:
            continue
        here = dealer_cell[dealer]
        crowd[here] += 1
        seen_for = int(seconds * visibility[dealer])
        selling_seen[here] += seen_for
        selling_today[here] += seen_for
        for neighbour in range(near_from[here], near_from[here + 1]):
            if near_metres[neighbour] > sight:
                break
            dealers_in_sight[near[neighbour]] += 1
    for dealer in range(dealer_cell.shape[0]):
        if standing[dealer] == AT_SPOT:
            here = dealer_cell[dealer]
            rivals = dealers_in_sight[here] - 1
            if touts(
                visibility[dealer], rivals, perceived_risk[dealer], touting, hours,
                uniform(dealer_key[dealer], word, TOUTS),
            ):  # fmt: skip
                record(rows, filled, tick, here, TOUTING, SELLING, DEALER, dealer, NOBODY, -1, 1, 0, 0)
