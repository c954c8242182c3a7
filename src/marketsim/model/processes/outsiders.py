"""Once an hour some people attack or rob those who are not of the scene, or rob a dealer (M9)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import MONEY_IN
from marketsim.entities.clock import NEW_HOUR, TICK, Clock
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import (
    BUSINESS,
    DEALER,
    ECONOMIC,
    IN_ROOM,
    PERSON,
    PHARMACOLOGICAL,
    RESIDENT,
    VIOLENCE,
    record,
)
from marketsim.entities.people import COCAINE, HERE, RAISING, SLEEPING, USING
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.turns import on_whom_it_falls
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.money import amount, robs
from marketsim.rules.need import is_in_withdrawal
from marketsim.rules.presence import calm_of
from marketsim.rules.victims import dares_to_rob, outsiders_met
from marketsim.rules.violence import is_agitated, lashes_out, severity

LASHES_OUT = stream("lashes out at a passer-by")
OUTBURST_SEVERITY = stream("severity of an outburst at a passer-by")
ROBS = stream("robs a passer-by or a shop")
ROBS_A_SHOP = stream("what is robbed is a shop")
TAKEN = stream("proceeds of robbing a passer-by or a shop")
ROBBERY_SEVERITY = stream("severity of robbing a passer-by or a shop")
ROBS_A_DEALER = stream("sets about robbing a dealer")
WHICH_DEALER = stream("which dealer is robbed")
DARES = stream("dares to rob the dealer")
DEALER_SEVERITY = stream("severity of robbing a dealer")


def outsiders_are_attacked(world: World, today: Today, now: Clock) -> Call:
    """Withdrawal, cocaine and need make some people attack or rob passers-by, and rob shops."""
    people, street, money, violence, victims = (
        world.people,
        world.street,
        today.money,
        today.violence,
        today.victims,
    )
    return _attack_outsiders, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.use_place, people.cell,
        people.craving, people.last_drug, people.last_use, people.aggression, people.offending_now, people.money,
        street.presence, street.passing, world.around.premises, world.around.people_here, world.accounts,
        world.ledger.rows, world.ledger.filled, today.presence.calm, today.presence.eyes_calm,
        today.discretion.people_make_seen, today.presence.provocation, violence.outburst_rate, violence.agitated_for,
        violence.threat_share, violence.serious_share, money.robbery_rate, violence.robbery_strength,
        victims.outsiders_attacked, victims.outsiders_robbed, victims.shops_robbed, victims.robbery_takings,
    )  # fmt: skip


@loop
def _attack_outsiders(
    now, ticks_per_hour, key, whereabouts, doing, use_place, cell, craving, last_drug, last_use, aggression,
    offending, money, presence, street_passing, premises, people_here, accounts, rows, filled, calming, eyes_calm,
    people_make_seen, provoking, outburst_rate, agitated_for, threat_share, serious_share, robbery_rate,
    robbery_strength, outsiders_attacked, outsiders_robbed, shops_robbed, robbery_takings,
):  # fmt: skip
    if not now[NEW_HOUR]:
        return
    tick = now[TICK]
    word = moment(tick)
    hours = 1.0
    for person in people_here:
        if person < 0:
            break
        in_a_room = doing[person] == USING and use_place[person] == IN_ROOM
        if whereabouts[person] != HERE or doing[person] == SLEEPING or in_a_room:
            continue
        here = cell[person]
        dice = key[person]
        force = aggression[person]
        passing = street_passing[here]
        met = outsiders_met(passing, people_make_seen)
        calm = calm_of(calming, presence[here], passing, eyes_calm, people_make_seen)
        provoked = provoking * presence[here]
        agitated = is_agitated(
            withdrawn=is_in_withdrawal(craving[person]), last_was_cocaine=last_drug[person] == COCAINE,
            since_use=tick - last_use[person], lasts=agitated_for * ticks_per_hour,
        )  # fmt: skip
        rate = outburst_rate * outsiders_attacked * met
        if lashes_out(
            aggression[person], agitated, company=met, outburst_rate=rate, calm=calm, provoked=provoked, hours=hours,
            chance=uniform(dice, word, LASHES_OUT),
        ):  # fmt: skip
            how_bad = severity(
                force, threat_share, serious_share, 0.0, uniform(dice, word, OUTBURST_SEVERITY)
            )
            record(
                rows, filled, tick, here, VIOLENCE, PHARMACOLOGICAL, PERSON, person, RESIDENT, -1, how_bad, 0, 0
            )  # fmt: skip
        strength = robbery_strength * outsiders_robbed * met
        if doing[person] == RAISING and robs(
            craving[person], offending[person], robbery_rate, robbery_strength=strength, calm=calm, hours=hours,
            chance=uniform(dice, word, ROBS),
        ):  # fmt: skip
            of_a_shop = premises[here] and uniform(dice, word, ROBS_A_SHOP) < shops_robbed
            taken = amount(mean=robbery_takings, chance=uniform(dice, word, TAKEN))
            money[person] += taken
            accounts[MONEY_IN] += taken
            how_bad = severity(force, threat_share, serious_share, 0.0, uniform(dice, word, ROBBERY_SEVERITY))
            record(
                rows, filled, tick, here, VIOLENCE, ECONOMIC, PERSON, person, BUSINESS if of_a_shop else RESIDENT,
                -1, how_bad, taken, 0,
            )  # fmt: skip


def dealers_are_robbed(world: World, today: Today, now: Clock) -> Call:
    """Need makes some people rob a dealer in sight of what was earned, but seldom one who is ready to use force."""
    people, dealers, street, violence = world.people, world.dealers, world.street, today.violence
    return _rob_dealers, (
        now, people.key, people.whereabouts, people.doing, people.cell, people.craving, people.aggression,
        people.offending_now, people.money, dealers.key, dealers.standing, dealers.cell, dealers.force, dealers.cash,
        dealers.cost_today, street.presence, street.passing, world.city.distance, world.around.people_here,
        world.around.dealers_out, world.ledger.rows, world.ledger.filled, today.presence.calm,
        today.presence.eyes_calm, today.discretion.people_make_seen, today.turf.sight, violence.threat_share,
        violence.serious_share, today.money.robbery_rate, violence.robbery_strength, today.victims.dealers_robbed,
    )  # fmt: skip


@loop
def _rob_dealers(
    now, key, whereabouts, doing, cell, craving, aggression, offending, money, dealer_key, standing, dealer_cell,
    dealer_force, cash, cost_today, presence, passing, decimetres, people_here, dealers_out, rows, filled, calming,
    eyes_calm, people_make_seen, sight, threat_share, serious_share, robbery_rate, robbery_strength, dealers_robbed,
):  # fmt: skip
    if not now[NEW_HOUR]:
        return
    tick = now[TICK]
    word = moment(tick)
    hours = 1.0
    for person in people_here:
        if person < 0:
            break
        if whereabouts[person] != HERE or doing[person] != RAISING:
            continue
        here = cell[person]
        calm = calm_of(calming, presence[here], passing[here], eyes_calm, people_make_seen)
        if not robs(
            craving[person], offending[person], robbery_rate, robbery_strength * dealers_robbed, calm, hours,
            uniform(key[person], word, ROBS_A_DEALER),
        ):  # fmt: skip
            continue
        dealer = -1
        least = 1.0
        for other in dealers_out:
            if other < 0:
                break
            if (
                standing[other] == AT_SPOT
                and decimetres[dealer_cell[other], here] <= sight * DECIMETRES_PER_METRE
            ):
                lot = uniform(dealer_key[other] ^ key[person], word, WHICH_DEALER)
                dealer, least = on_whom_it_falls(dealer, least, other, lot)
        if dealer < 0 or not dares_to_rob(dealer_force[dealer], uniform(key[person], word, DARES)):
            continue
        taken = max(cash[dealer], 0)
        cash[dealer] -= taken
        cost_today[dealer] += taken
        money[person] += taken
        force = aggression[person]
        how_bad = severity(
            force, threat_share, serious_share, 0.0, uniform(key[person], word, DEALER_SEVERITY)
        )
        record(
            rows, filled, tick, dealer_cell[dealer], VIOLENCE, ECONOMIC, PERSON, person, DEALER, dealer, how_bad,
            taken, 0,
        )  # fmt: skip
