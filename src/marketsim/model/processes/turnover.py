"""Dealers leave the market or the area, come back, and are replaced (M8, M16)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_LOST, HEROIN_LOST, MONEY_OUT, NEWCOMERS
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.dealers import AT_SPOT, DETAINED, EMPTY, OFF, SELLING_ELSEWHERE
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


def dealers_leave_and_return(world: World, today: Today, now: Clock) -> Call:
    """Each dealer may give up selling, try another scene or come back; the pull of earnings calls newcomers."""
    people, dealers, learning, displacement = world.people, world.dealers, today.learning, today.displacement
    scene_turnover = displacement.scene_turnover * today.scene_reach
    return _leave_and_return, (
        now, today.entry_key, people.known, people.liking, people.creditor, people.debt, people.target_dealer,
        people.bought_from, dealers.key, dealers.number, dealers.standing, dealers.cell, dealers.earned,
        dealers.custom, dealers.perceived_risk, dealers.local, dealers.unsettled, dealers.why_unsettled,
        dealers.heroin, dealers.cocaine, dealers.cash, dealers.grudge, dealers.replaced_at, dealers.crew,
        dealers.scene, today.scene_draw, today.elsewhere.scene_open, today.elsewhere.scene_policing,
        world.crews.leader, world.crews.posts, world.officers.target, world.street.vacant,
        world.around.dealer_order, world.accounts, world.ledger.rows, world.ledger.filled, learning.alternative,
        learning.exit_rate, learning.entry_rate, learning.replacement, displacement.leaving_rate,
        displacement.return_rate, scene_turnover, learning.usual_earnings,
    )  # fmt: skip


@loop
def _leave_and_return(
    now, entry_key, known, liking, creditor, debt, target_dealer, bought_from, key, number, standing, cell,
    earned_in_ore, custom, perceived_risk, local, unsettled, why_unsettled, heroin, cocaine, cash, grudge,
    replaced_at, crew_of, scene, scene_draw, scene_open, scene_policing, leader, posts, case_target, vacant,
    dealer_order, accounts, rows, filled, alternative, exit_rate, entry_rate, replacement, leaving_rate,
    return_rate, scene_turnover, usual_earnings,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    elsewhere = max(1.0, scene_turnover * usual_earnings)
    sellers = 0
    takings = 0
    fears = 0
    for dealer in dealer_order:
        earned = earned_in_ore[dealer] / ORE_PER_KR
        if standing[dealer] == DETAINED and 0 <= replaced_at[dealer] <= tick:
            replaced_at[dealer] = -1
            if uniform(key[dealer], word, REPLACED) < replacement:
                accounts[NEWCOMERS] += 1
                if crew_of[dealer] >= 0:
                    posts[crew_of[dealer]] += 1
        elif standing[dealer] == SELLING_ELSEWHERE:
            if dealer_returns(
                perceived_risk[dealer], scene_open[scene[dealer]], scene_policing[scene[dealer]], return_rate,
                uniform(key[dealer], word, RETURNS),
            ):  # fmt: skip
                standing[dealer] = OFF
                unsettled[dealer] = True
                why_unsettled[dealer] = CUSTOM
                record(
                    rows, filled, tick, cell[dealer], ENTRY, CUSTOM, DEALER, dealer, NOBODY, -1, 1, 0,
                    1 + scene[dealer],
                )  # fmt: skip
                scene[dealer] = -1
        elif standing[dealer] == AT_SPOT or standing[dealer] == OFF:
            sellers += 1
            takings += int(earned_in_ore[dealer])
            fears += int(perceived_risk[dealer] * PER_MILLION)
            if scene_draw[-1] > 0 and dealer_leaves(
                perceived_risk[dealer], earned, elsewhere, local[dealer], leaving_rate,
                uniform(key[dealer], word, LEAVES),
            ):  # fmt: skip
                cause = RISK if perceived_risk[dealer] > 1 - earned / elsewhere else CUSTOM
                lot = uniform(key[dealer], word, WHICH) * scene_draw[-1]
                for each in range(scene_draw.shape[0]):
                    if scene[dealer] < 0 and lot < scene_draw[each]:
                        scene[dealer] = each
                record(
                    rows,
                    filled,
                    tick,
                    cell[dealer],
                    LEFT,
                    cause,
                    DEALER,
                    dealer,
                    NOBODY,
                    -1,
                    1,
                    0,
                    1 + scene[dealer],
                )
                standing[dealer] = SELLING_ELSEWHERE
                vacant[cell[dealer]] += custom[dealer]
            elif leaves_the_market(
                earned, alternative, perceived_risk[dealer], exit_rate, uniform(key[dealer], word, GIVES_UP)
            ):
                record(rows, filled, tick, cell[dealer], EXIT, PRICE, DEALER, dealer, NOBODY, -1, 1, 0, 0)
                standing[dealer] = EMPTY
                vacant[cell[dealer]] += custom[dealer]
    earned = takings / max(1, sellers) / ORE_PER_KR
    believed = fears / max(1, sellers) / PER_MILLION
    expected = newcomers_expected(earned, alternative, believed, entry_rate)
    whole = int(expected)
    accounts[NEWCOMERS] += whole + (uniform(entry_key, word, ENTERS) < expected - whole)
    for dealer in range(key.shape[0]):
        if standing[dealer] != EMPTY or number[dealer] < 0:
            continue
        accounts[MONEY_OUT] += cash[dealer]
        accounts[HEROIN_LOST] += heroin[dealer]
        accounts[COCAINE_LOST] += cocaine[dealer]
        number[dealer] = -1
        cash[dealer] = 0
        heroin[dealer] = 0
        cocaine[dealer] = 0
        for other in range(key.shape[0]):
            if grudge[other] == dealer:
                grudge[other] = -1
        for crew in range(leader.shape[0]):
            if leader[crew] == dealer:
                leader[crew] = -1
        for officer in range(case_target.shape[0]):
            if case_target[officer] == dealer:
                case_target[officer] = -1
        for person in range(creditor.shape[0]):
            if creditor[person] == dealer:
                creditor[person] = -1
                debt[person] = 0
            if target_dealer[person] == dealer:
                target_dealer[person] = -1
            if bought_from[person] == dealer:
                bought_from[person] = -1
            for slot in range(known.shape[1]):
                if known[person, slot] == dealer:
                    known[person, slot] = -1
                    liking[person, slot] = 0
