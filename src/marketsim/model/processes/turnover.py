"""Dealers leave the market or the area, come back, and are replaced (M8, M16)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_LOST, HEROIN_LOST, MONEY_OUT, NEWCOMERS
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.dealers import DETAINED, EMPTY, OFF, SELLING_ELSEWHERE, is_in_the_market
from marketsim.entities.ledger import CUSTOM, DEALER, ENTRY, EXIT, LEFT, NOBODY, PRICE, RISK, record
from marketsim.entities.scales import ORE_PER_KR, PER_MILLION
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.displacement import dealer_leaves, dealer_returns
from marketsim.rules.learning import leaves_the_market, newcomers_expected

GIVES_UP = stream("dealer leaves the market")
LEAVES = stream("dealer leaves for another scene")
WHICH = stream("which scene a dealer goes to")
RETURNS = stream("dealer comes back from another scene")
REPLACED = stream("arrested dealer is replaced")
ENTERS = stream("newcomers enter the market today")


def earnings_call_newcomers(world: World, today: Today, now: Clock) -> Call:
    """What dealers earn and fear calls newcomers into the market, and some of those long in custody are replaced."""
    dealers, learning = world.dealers, today.learning
    return _call_newcomers, (
        now, today.entry_key, dealers.key, dealers.standing, dealers.earned, dealers.perceived_risk,
        dealers.replaced_at, dealers.crew, world.crews.posts, world.accounts, learning.alternative,
        learning.entry_rate, learning.replacement,
    )  # fmt: skip


@loop
def _call_newcomers(
    now, entry_key, key, standing, earned_in_ore, perceived_risk, replaced_at, crew_of, posts, accounts, alternative,
    entry_rate, replacement,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    sellers = 0
    takings = 0
    fears = 0
    for dealer in range(key.shape[0]):
        if is_in_the_market(standing[dealer]):
            sellers += 1
            takings += int(earned_in_ore[dealer])
            fears += int(perceived_risk[dealer] * PER_MILLION)
        elif standing[dealer] == DETAINED and 0 <= replaced_at[dealer] <= tick:
            replaced_at[dealer] = -1
            if uniform(key[dealer], word, REPLACED) < replacement:
                accounts[NEWCOMERS] += 1
                if crew_of[dealer] >= 0:
                    posts[crew_of[dealer]] += 1
    earned = takings / max(1, sellers) / ORE_PER_KR
    believed = fears / max(1, sellers) / PER_MILLION
    expected = newcomers_expected(earned, alternative, believed, entry_rate)
    whole = int(expected)
    accounts[NEWCOMERS] += whole + (uniform(entry_key, word, ENTERS) < expected - whole)


def dealers_leave_and_return(world: World, today: Today, now: Clock) -> Call:
    """Each dealer may give up selling, try another scene or come back."""
    dealers, learning, displacement = world.dealers, today.learning, today.displacement
    scene_turnover = displacement.scene_turnover * today.scene_reach
    return _leave_and_return, (
        now, dealers.key, dealers.standing, dealers.cell, dealers.earned, dealers.custom, dealers.perceived_risk,
        dealers.local, dealers.unsettled, dealers.why_unsettled, dealers.scene, today.scene_draw,
        today.elsewhere.scene_open, today.elsewhere.scene_policing, world.street.vacant, world.around.dealer_order,
        world.ledger.rows, world.ledger.filled, learning.alternative, learning.exit_rate, displacement.leaving_rate,
        displacement.return_rate, scene_turnover, learning.usual_earnings,
    )  # fmt: skip


@loop
def _leave_and_return(
    now, key, standing, cell, earned_in_ore, custom, perceived_risk, local, unsettled, why_unsettled, scene,
    scene_draw, scene_open, scene_policing, vacant, dealer_order, rows, filled, alternative, exit_rate, leaving_rate,
    return_rate, scene_turnover, usual_earnings,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    elsewhere = max(1.0, scene_turnover * usual_earnings)
    for dealer in dealer_order:
        here = cell[dealer]
        earned = earned_in_ore[dealer] / ORE_PER_KR
        if standing[dealer] == SELLING_ELSEWHERE:
            if dealer_returns(
                perceived_risk[dealer], scene_open[scene[dealer]], scene_policing[scene[dealer]], return_rate,
                uniform(key[dealer], word, RETURNS),
            ):  # fmt: skip
                standing[dealer] = OFF
                unsettled[dealer] = True
                why_unsettled[dealer] = CUSTOM
                from_scene = 1 + scene[dealer]
                scene[dealer] = -1
                record(rows, filled, tick, here, ENTRY, CUSTOM, DEALER, dealer, NOBODY, -1, 1, 0, from_scene)
        elif is_in_the_market(standing[dealer]):
            if scene_draw[-1] > 0 and dealer_leaves(
                perceived_risk[dealer], earned, elsewhere, local[dealer], leaving_rate,
                uniform(key[dealer], word, LEAVES),
            ):  # fmt: skip
                cause = RISK if perceived_risk[dealer] > 1 - earned / elsewhere else CUSTOM
                lot = uniform(key[dealer], word, WHICH) * scene_draw[-1]
                for each in range(scene_draw.shape[0]):
                    if scene[dealer] < 0 and lot < scene_draw[each]:
                        scene[dealer] = each
                to_scene = 1 + scene[dealer]
                record(rows, filled, tick, here, LEFT, cause, DEALER, dealer, NOBODY, -1, 1, 0, to_scene)
                standing[dealer] = SELLING_ELSEWHERE
                vacant[here] += custom[dealer]
            elif leaves_the_market(
                earned, alternative, perceived_risk[dealer], exit_rate, uniform(key[dealer], word, GIVES_UP)
            ):
                record(rows, filled, tick, here, EXIT, PRICE, DEALER, dealer, NOBODY, -1, 1, 0, 0)
                standing[dealer] = EMPTY
                vacant[here] += custom[dealer]


def the_departed_are_forgotten(world: World, today: Today, now: Clock) -> Call:
    """Dealers who gave up take what they hold along; debts, grudges, cases and memories of them end."""
    people, dealers = world.people, world.dealers
    return _forget, (
        people.known, people.liking, people.creditor, people.debt, people.target_dealer, people.bought_from,
        dealers.number, dealers.standing, dealers.heroin, dealers.cocaine, dealers.cash, dealers.grudge,
        world.crews.leader, world.officers.target, world.accounts,
    )  # fmt: skip


@loop
def _forget(
    known, liking, creditor, debt, target_dealer, bought_from, number, standing, heroin, cocaine, cash, grudge, leader,
    case_target, accounts,
):  # fmt: skip
    for dealer in range(number.shape[0]):
        if standing[dealer] != EMPTY or number[dealer] < 0:
            continue
        accounts[MONEY_OUT] += cash[dealer]
        accounts[HEROIN_LOST] += heroin[dealer]
        accounts[COCAINE_LOST] += cocaine[dealer]
        number[dealer] = -1
        cash[dealer] = 0
        heroin[dealer] = 0
        cocaine[dealer] = 0
        _name_nobody(grudge, dealer)
        _name_nobody(leader, dealer)
        _name_nobody(case_target, dealer)
        _name_nobody(target_dealer, dealer)
        _name_nobody(bought_from, dealer)
        for person in range(creditor.shape[0]):
            if creditor[person] == dealer:
                creditor[person] = -1
                debt[person] = 0
            for slot in range(known.shape[1]):
                if known[person, slot] == dealer:
                    known[person, slot] = -1
                    liking[person, slot] = 0


@loop
def _name_nobody(names, dealer):
    """Where a column names this dealer it names nobody now."""
    for row in range(names.shape[0]):
        if names[row] == dealer:
            names[row] = -1
