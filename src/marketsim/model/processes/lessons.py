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
from marketsim.rules.learning import drifts_toward, emboldened, force_after, sells_today, visibility_after
from marketsim.rules.turf import batch_strength, gets_a_batch, in_sight
from marketsim.rules.violence import forgets_a_score

WORKS = stream("dealer sells today")
BATCH = stream("dealer gets a new batch")
STRENGTH = stream("strength of a batch")
FORGETS = stream("dealer forgets a score")
RECONSIDERS = stream("dealer reconsiders the spot")


def dealers_compare(world: World, today: Today, now: Clock) -> Call:
    """Dealers average what the days bring, drift toward the best earner in sight, and dare more where fear is gone."""
    dealers, learning = world.dealers, today.learning
    return _compare, (
        dealers.key, dealers.standing, dealers.cell, dealers.crew, dealers.force, dealers.visibility,
        dealers.earned, dealers.earned_today, dealers.won_today, dealers.custom, dealers.sales_today,
        dealers.reputation, dealers.cowed, world.city.distance, world.around.drawn, world.around.drawn_too,
        learning.smoothing_days, learning.imitation, learning.emboldening, today.turf.sight,
    )  # fmt: skip


@loop
def _compare(
    key, standing, cell, crew, force, visibility, earned, earned_today, won_today, custom, sales_today, reputation,
    cowed, decimetres, new_force, new_visibility, smoothing_days, imitation, emboldening, sight,
):  # fmt: skip
    for dealer in range(key.shape[0]):
        if not is_in_the_market(standing[dealer]):
            continue
        earned[dealer] += (earned_today[dealer] + won_today[dealer] - earned[dealer]) / smoothing_days
        custom[dealer] += (sales_today[dealer] - custom[dealer]) / smoothing_days
    for dealer in range(key.shape[0]):
        if not is_in_the_market(standing[dealer]):
            continue
        best = dealer
        feared = 0.0
        for other in range(key.shape[0]):
            if not is_in_the_market(standing[other]):
                continue
            if decimetres[cell[dealer], cell[other]] > sight * DECIMETRES_PER_METRE:
                continue
            if earned[other] > earned[best] or (earned[other] == earned[best] and key[other] > key[best]):
                best = other
            if other != dealer and (crew[dealer] < 0 or crew[other] != crew[dealer]):
                feared = max(feared, reputation[other])
        model_earned = earned[best]
        own, model = force[dealer], force[best]
        drifted = drifts_toward(own, model, earned[dealer], model_earned, imitation)
        new_force[dealer] = emboldened(
            force=drifted, cowed=cowed[dealer], feared=feared, emboldening=emboldening
        )
        cowed[dealer] += (feared - cowed[dealer]) / smoothing_days
        own, model = visibility[dealer], visibility[best]
        new_visibility[dealer] = drifts_toward(own, model, earned[dealer], model_earned, imitation)
    for dealer in range(key.shape[0]):
        if is_in_the_market(standing[dealer]):
            force[dealer] = new_force[dealer]
            visibility[dealer] = new_visibility[dealer]


def dealers_learn(world: World, today: Today, now: Clock) -> Call:
    """What force won and cost moves the propensity to use it; want of custom and fear of arrest move openness."""
    dealers, learning = world.dealers, today.learning
    return _learn, (
        dealers.standing, dealers.force, dealers.visibility, dealers.earned, dealers.won_today, dealers.cost_today,
        dealers.custom, dealers.perceived_risk, learning.force_learning, learning.visibility_learning,
        learning.usual_custom, learning.usual_earnings,
    )  # fmt: skip


@loop
def _learn(
    standing, force, visibility, earned, won_today, cost_today, custom, perceived_risk, force_learning,
    visibility_learning, usual_custom, usual_earnings,
):  # fmt: skip
    for dealer in range(standing.shape[0]):
        if standing[dealer] == EMPTY:
            continue
        usual = max(usual_earnings * ORE_PER_KR, earned[dealer])
        gained, lost = won_today[dealer], cost_today[dealer]
        force[dealer] = force_after(force[dealer], gained, lost, usual, force_learning)
        visibility[dealer] = visibility_after(
            visibility[dealer], perceived_risk[dealer], custom[dealer], usual_custom, visibility_learning
        )


def memories_fade(world: World, today: Today, now: Clock) -> Call:
    """Fear of arrest, fear of a dealer, scores, caution and what the police believe of a dealer fade with the days."""
    dealers, violence = world.dealers, today.violence
    return _fade, (
        now, dealers.key, dealers.standing, dealers.perceived_risk, dealers.reputation, dealers.conceals,
        dealers.grudge, dealers.believed_violent, dealers.known_to, violence.reputation_half_life,
        violence.grudge_days, today.deterrence.risk_half_life, today.discretion.belief_half_life,
        today.learning.hidden_for,
    )  # fmt: skip


@loop
def _fade(
    now, key, standing, perceived_risk, reputation, conceals, grudge, believed_violent, known_to,
    reputation_half_life, grudge_days, risk_half_life, belief_half_life, hidden_for,
):  # fmt: skip
    word = moment(now[TICK])
    hours = HOURS_PER_DAY
    for dealer in range(key.shape[0]):
        if standing[dealer] == EMPTY:
            continue
        reputation[dealer] *= fading(hours, half_life=reputation_half_life)
        perceived_risk[dealer] *= fading(hours, risk_half_life)
        conceals[dealer] *= fading(hours, half_life=hidden_for)
        for body in range(believed_violent.shape[1]):
            believed_violent[dealer, body] *= fading(hours, belief_half_life)
            known_to[dealer, body] *= fading(hours, belief_half_life)
        if grudge[dealer] >= 0 and forgets_a_score(grudge_days, uniform(key[dealer], word, FORGETS)):
            grudge[dealer] = -1


def dealers_plan_the_day(world: World, today: Today, now: Clock) -> Call:
    """Takings go home, a new batch may have come, and each dealer decides on the day and may reconsider the spot."""
    dealers, market = world.dealers, today.market
    return _plan, (
        now, dealers.key, dealers.standing, dealers.potency, dealers.earned_today, dealers.won_today,
        dealers.cost_today, dealers.sales_today, dealers.cash, world.accounts, dealers.perceived_risk,
        dealers.works_today, dealers.unsettled, dealers.why_unsettled, today.turf.reconsiders, market.batch_days,
        market.batch_spread, today.deterrence.selling_deterred, market.float_kept,
    )  # fmt: skip


@loop
def _plan(
    now, key, standing, potency, earned_today, won_today, cost_today, sales_today, cash, accounts, perceived_risk,
    works_today, unsettled, why_unsettled, reconsiders, batch_days, batch_spread, selling_deterred, float_kept,
):  # fmt: skip
    word = moment(now[TICK])
    for dealer in range(key.shape[0]):
        if standing[dealer] == EMPTY:
            continue
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
