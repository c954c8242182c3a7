"""Dealers rob customers instead of selling to them (M9)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.acquaintances import slot_of
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.dealers import OPEN
from marketsim.entities.ledger import DEALER, PERSON, ROBBERY, VIOLENCE, record
from marketsim.entities.people import HANGING
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.buying import acquaintance, is_robbed
from marketsim.rules.violence import severity

ROBBED = stream("is robbed by a dealer")
ROBBERY_SEVERITY = stream("severity of a dealer's robbery")


def dealers_rob_customers(world: World, today: Today, now: Clock) -> Call:
    """Of those who wait with money in hand, a stranger may be robbed instead of served; waiting longer is no worse."""
    people, dealers, violence = world.people, world.dealers, today.violence
    return _rob, (
        now, people.key, people.doing, people.cell, people.money, people.search_began, people.known, people.liking,
        people.target_dealer, people.lesson, people.dealt_with, dealers.cash, dealers.won_today,
        dealers.risk_of_force, dealers.force, dealers.form, dealers.last_act, world.around.buyers,
        world.ledger.rows, world.ledger.filled, violence.customer_robbery, violence.robbery_strength,
        today.turf.force_restrained, violence.threat_share, violence.serious_share,
        today.deterrence.weapon_restrained, today.forms.closed_robbery,
    )  # fmt: skip


@loop
def _rob(
    now, key, doing, cell, money, search_began, known, liking, target_dealer, lesson, dealt_with, cash, won_today,
    perceived_risk, dealer_force, form, last_act, buyers, rows, filled, customer_robbery, robbery_strength,
    force_restrained, threat_share, serious_share, weapon_restrained, closed_robbery,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in buyers:
        if person < 0:
            break
        dealer = target_dealer[person]
        taken = money[person]
        slot = slot_of(known, person, dealer)
        familiarity = acquaintance(liking[person, slot]) if slot >= 0 else 0.0
        force = dealer_force[dealer]
        restraint = min(1.0, force_restrained * perceived_risk[dealer])
        unseen = closed_robbery if form[dealer] != OPEN else 1.0
        if taken == 0 or not is_robbed(
            force, familiarity, customer_robbery * unseen, robbery_strength, restraint,
            uniform(key[person], moment(search_began[person]), ROBBED),
        ):  # fmt: skip
            continue
        armed_restraint = weapon_restrained * perceived_risk[dealer]
        how_bad = severity(
            force, threat_share, serious_share, armed_restraint, uniform(key[person], word, ROBBERY_SEVERITY)
        )
        record(
            rows, filled, tick, cell[person], VIOLENCE, ROBBERY, DEALER, dealer, PERSON, person, how_bad,
            taken, 0,
        )  # fmt: skip
        last_act[dealer] = tick
        won_today[dealer] += taken
        cash[dealer] += taken
        money[person] = 0
        lesson[person] = -1
        dealt_with[person] = dealer
        target_dealer[person] = -1
        doing[person] = HANGING
