"""At midnight dealers draw the lessons of the day: about force, openness, place and whether to go on (M8, M21)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import MONEY_OUT
from marketsim.entities.clock import HOURS_PER_DAY, SECONDS_PER_HOUR, TICK, Clock
from marketsim.entities.dealers import EMPTY, is_in_the_market
from marketsim.entities.ledger import CUSTOM
from marketsim.entities.scales import DECIMETRES_PER_METRE, LEAST_FELT, ORE_PER_KR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import fading
from marketsim.rules.learning import drifts_toward, force_after, sells_today, visibility_after
from marketsim.rules.turf import batch_strength, gets_a_batch, in_sight
from marketsim.rules.violence import forgets_a_score

WORKS = stream("dealer sells today")
BATCH = stream("dealer gets a new batch")
STRENGTH = stream("strength of a batch")
FORGETS = stream("dealer forgets a score")
RECONSIDERS = stream("dealer reconsiders the spot")


def dealers_learn(world: World, today: Today, now: Clock) -> Call:
    """Earnings are averaged, practices drift toward what paid, memories fade, and the new day is planned."""
    dealers, learning, turf = world.dealers, today.learning, today.turf
    return _learn, (
        now, dealers.key, dealers.standing, dealers.cell, dealers.force, dealers.visibility, dealers.potency,
        dealers.earned, dealers.earned_today, dealers.won_today, dealers.cost_today, dealers.custom,
        dealers.sales_today, dealers.cash, world.accounts, dealers.perceived_risk, dealers.reputation,
        dealers.grudge, dealers.believed_violent, dealers.known_to, dealers.works_today, dealers.unsettled,
        dealers.why_unsettled, world.city.distance, world.around.drawn, world.around.drawn_too,
        learning.smoothing_days, learning.force_learning, learning.imitation, learning.visibility_learning,
        learning.usual_custom, turf.sight, turf.reconsiders, today.market.batch_days,
        today.market.batch_spread, today.violence.reputation_half_life, today.violence.grudge_days,
        today.deterrence.risk_half_life, today.discretion.belief_half_life, today.deterrence.selling_deterred,
        today.market.float_kept, learning.usual_earnings,
    )  # fmt: skip


@loop
def _learn(
    now, key, standing, cell, force, visibility, potency, earned, earned_today, won_today, cost_today, custom,
    sales_today, cash, accounts, perceived_risk, reputation, grudge, believed_violent, known_to, works_today,
    unsettled, why_unsettled, decimetres, new_force, new_visibility, smoothing_days, force_learning, imitation,
    visibility_learning, usual_custom, sight, reconsiders, batch_days, batch_spread, reputation_half_life,
    grudge_days, risk_half_life, belief_half_life, selling_deterred, float_kept, usual_earnings,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hours = HOURS_PER_DAY
    for dealer in range(key.shape[0]):
        if not is_in_the_market(standing[dealer]):
            continue
        earned[dealer] += (earned_today[dealer] + won_today[dealer] - earned[dealer]) / smoothing_days
        custom[dealer] += (sales_today[dealer] - custom[dealer]) / smoothing_days
    for dealer in range(key.shape[0]):
        new_force[dealer] = force[dealer]
        new_visibility[dealer] = visibility[dealer]
        if not is_in_the_market(standing[dealer]):
            continue
        best = dealer
        for other in range(key.shape[0]):
            if not is_in_the_market(standing[other]):
                continue
            if decimetres[cell[dealer], cell[other]] > sight * DECIMETRES_PER_METRE:
                continue
            if earned[other] > earned[best] or (earned[other] == earned[best] and key[other] > key[best]):
                best = other
        model_earned = earned[best]
        own, model = force[dealer], force[best]
        new_force[dealer] = drifts_toward(own, model, earned[dealer], model_earned, imitation)
        own, model = visibility[dealer], visibility[best]
        new_visibility[dealer] = drifts_toward(own, model, earned[dealer], model_earned, imitation)
    for dealer in range(key.shape[0]):
        if standing[dealer] == EMPTY:
            continue
        usual = max(usual_earnings * ORE_PER_KR, earned[dealer])
        gained, lost = won_today[dealer], cost_today[dealer]
        force[dealer] = new_force[dealer]
        visibility[dealer] = new_visibility[dealer]
        force[dealer] = force_after(force[dealer], gained, lost, usual, force_learning)
        visibility[dealer] = visibility_after(
            visibility[dealer], perceived_risk[dealer], custom[dealer], usual_custom, visibility_learning
        )
        reputation[dealer] *= fading(hours, half_life=reputation_half_life)
        perceived_risk[dealer] *= fading(hours, risk_half_life)
        for body in range(believed_violent.shape[1]):
            believed_violent[dealer, body] *= fading(hours, belief_half_life)
            known_to[dealer, body] *= fading(hours, belief_half_life)
        if grudge[dealer] >= 0 and forgets_a_score(grudge_days, uniform(key[dealer], word, FORGETS)):
            grudge[dealer] = -1
        if gets_a_batch(batch_days, uniform(key[dealer], word, BATCH)):
            potency[dealer] = batch_strength(batch_spread, uniform(key[dealer], word, STRENGTH))
        if uniform(key[dealer], word, RECONSIDERS) < reconsiders:
            unsettled[dealer] = True
            why_unsettled[dealer] = CUSTOM
        works_today[dealer] = sells_today(
            perceived_risk[dealer], selling_deterred, uniform(key[dealer], word, WORKS)
        )
        home = max(0, cash[dealer] - int(float_kept * ORE_PER_KR))
        cash[dealer] -= home
        accounts[MONEY_OUT] += home
        earned_today[dealer] = 0
        won_today[dealer] = 0
        cost_today[dealer] = 0
        sales_today[dealer] = 0


def spots_are_remembered(world: World, today: Today, now: Clock) -> Call:
    """Where people buy and gather is averaged over days; dealers see the people within sight along the street."""
    street, around = world.street, world.around
    return _average, (
        street.custom, street.custom_today, street.gathered, street.gathered_today, street.people_in_sight,
        street.vacant, street.use_today, street.selling_today, street.police_today, around.near_from, around.near,
        around.near_metres, today.learning.smoothing_days, today.turf.sight,
    )  # fmt: skip


@loop
def _average(
    custom, custom_today, gathered, gathered_today, people_in_sight, vacant, use_today, selling_today, police_today,
    near_from, near, near_metres, smoothing_days, sight,
):  # fmt: skip
    people_in_sight[:] = 0
    for place in range(custom.shape[0]):
        custom[place] += (custom_today[place] - custom[place]) / smoothing_days
        gathered[place] += (gathered_today[place] / SECONDS_PER_HOUR - gathered[place]) / smoothing_days
        vacant[place] -= vacant[place] / smoothing_days
        if gathered[place] < LEAST_FELT:
            continue
        for neighbour in range(near_from[place], near_from[place + 1]):
            distance = near_metres[neighbour]
            if distance > sight:
                break
            people_in_sight[near[neighbour]] += in_sight(gathered[place], distance, sight)
    custom_today[:] = 0
    gathered_today[:] = 0
    use_today[:] = 0
    selling_today[:] = 0
    police_today[:] = 0
