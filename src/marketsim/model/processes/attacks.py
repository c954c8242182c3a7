"""Violence other than over turf: debts, robbery, outbursts and sex buyers (M9)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.debts import pay_back
from marketsim.entities.ledger import (
    DEALER,
    DEBT,
    ECONOMIC,
    NOBODY,
    PERSON,
    PHARMACOLOGICAL,
    SEX_BUYER,
    VIOLENCE,
    record,
)  # fmt: skip
from marketsim.entities.people import COCAINE, HERE, RAISING, SLEEPING
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.turns import on_whom_it_falls
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.money import robs
from marketsim.rules.need import is_in_withdrawal
from marketsim.rules.presence import calm_of
from marketsim.rules.turf import uses_force
from marketsim.rules.violence import demands, is_agitated, is_attacked_by_a_buyer, lashes_out, severity

DEMANDS = stream("demands an overdue debt")
COLLECTS = stream("collects by force")
DEBT_SEVERITY = stream("severity of collecting")
LASHES_OUT = stream("lashes out")
OUTBURST_SEVERITY = stream("severity of an outburst")
VICTIM = stream("victim of an attack near by")
ROBS = stream("robs a person")
ROBBERY_SEVERITY = stream("severity of robbing a person")
BUYER = stream("is attacked by a sex buyer")
BUYER_SEVERITY = stream("severity of a sex buyer's attack")


def debts_are_collected(world: World, today: Today, now: Clock) -> Call:
    """A dealer who sees a debtor, or comes for one, asks for what is overdue: the debtor pays, or may be made to."""
    people, dealers, turf, violence = world.people, world.dealers, today.turf, today.violence
    return _collect, (
        now, today.hours, people.key, people.whereabouts, people.cell, people.money, people.debt, people.creditor,
        people.due, dealers.standing, dealers.reachable, dealers.cell, dealers.force, dealers.risk_of_force,
        dealers.cash, dealers.won_today, dealers.last_act, dealers.pressed, world.city.distance,
        world.around.people_here, world.ledger.rows, world.ledger.filled, turf.sight, turf.force_restrained,
        violence.collection_rate, today.crews.debt_pressure, violence.threat_share, violence.serious_share,
        today.deterrence.weapon_restrained,
    )  # fmt: skip


@loop
def _collect(
    now, hours, key, whereabouts, cell, money, debt, creditor, due, standing, reachable, dealer_cell, force,
    perceived_risk, cash, won_today, last_act, pressed, decimetres, people_here, rows, filled, sight,
    force_restrained, collection_rate, debt_pressure, threat_share, serious_share, weapon_restrained,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in people_here:
        if person < 0:
            break
        dealer = creditor[person]
        if dealer < 0 or whereabouts[person] != HERE or due[person] > tick:
            continue
        in_sight = decimetres[dealer_cell[dealer], cell[person]] <= sight * DECIMETRES_PER_METRE
        if not reachable[dealer] and not (standing[dealer] == AT_SPOT and in_sight):
            continue
        if not demands(
            collection_rate, pressed[dealer], debt_pressure, hours, uniform(key[person], word, DEMANDS)
        ):
            continue
        paid = pay_back(money, debt, creditor, cash, person, dealer)
        if debt[person] > 0 and uses_force(
            force[dealer], perceived_risk[dealer], force_restrained, uniform(key[person], word, COLLECTS)
        ):
            armed_restraint = weapon_restrained * perceived_risk[dealer]
            how_bad = severity(
                force[dealer], threat_share, serious_share, armed_restraint,
                uniform(key[person], word, DEBT_SEVERITY),
            )  # fmt: skip
            record(
                rows, filled, tick, cell[person], VIOLENCE, DEBT, DEALER, dealer, PERSON, person, how_bad,
                paid, 0,
            )  # fmt: skip
            last_act[dealer] = tick
            won_today[dealer] += paid


def people_attack(world: World, today: Today, now: Clock) -> Call:
    """Withdrawal, cocaine and need make some people attack those near by; sex buyers attack after dark."""
    people, street = world.people, world.street
    money, violence = today.money, today.violence
    return _attack, (
        now, today.hours, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.cell,
        people.craving, people.last_drug, people.last_use, people.aggression, people.offending_now,
        people.sells_sex, people.money, street.crowd, street.presence,
        street.passing, world.around.people_here,
        world.ledger.rows, world.ledger.filled,
        today.presence.calm, today.presence.eyes_calm, today.discretion.people_make_seen,
        today.presence.provocation, violence.outburst_rate, violence.agitated_for,
        violence.sex_buyer_rate, violence.dusk, violence.dawn,
        violence.threat_share, violence.serious_share, money.robbery_rate, violence.robbery_strength,
    )  # fmt: skip


@loop
def _attack(
    now, hours, ticks_per_hour, key, whereabouts, doing, cell, craving, last_drug, last_use, aggression,
    offending, sells_sex, money, crowd, presence, passing,
    people_here, rows, filled,
    calming, eyes_calm, people_make_seen, provoking, outburst_rate, agitated_for, sex_buyer_rate, dusk, dawn,
    threat_share, serious_share, robbery_rate, robbery_strength,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    for person in people_here:
        if person < 0:
            break
        if whereabouts[person] != HERE or doing[person] == SLEEPING:
            continue
        here = cell[person]
        calm = calm_of(calming, presence[here], passing[here], eyes_calm, people_make_seen)
        is_alone = sells_sex[person] and doing[person] == RAISING and is_between(hour, dusk, dawn)
        if is_alone and is_attacked_by_a_buyer(
            sex_buyer_rate, calm, passing[here], hours, uniform(key[person], word, BUYER)
        ):
            how_bad = severity(
                1.0, threat_share, serious_share, 0.0, uniform(key[person], word, BUYER_SEVERITY)
            )
            record(rows, filled, tick, here, VIOLENCE, SEX_BUYER, NOBODY, -1, PERSON, person, how_bad, 0, 0)
        company = crowd[here] - 1
        if company <= 0:
            continue
        agitated = is_agitated(
            withdrawn=is_in_withdrawal(craving[person]), last_was_cocaine=last_drug[person] == COCAINE,
            since_use=tick - last_use[person], lasts=agitated_for * ticks_per_hour,
        )  # fmt: skip
        provoked = provoking * presence[here]
        attacks = lashes_out(
            aggression[person], agitated, company, outburst_rate, calm, provoked, hours,
            uniform(key[person], word, LASHES_OUT),
        )  # fmt: skip
        steals_by_force = doing[person] == RAISING and robs(
            craving[person], offending[person], robbery_rate, robbery_strength, calm, hours,
            uniform(key[person], word, ROBS),
        )  # fmt: skip
        if not attacks and not steals_by_force:
            continue
        victim = _somebody_near_by(person, key, whereabouts, cell, people_here, word)
        if victim < 0:
            continue
        force = aggression[person]
        if attacks:
            how_bad = severity(
                force, threat_share, serious_share, 0.0, uniform(key[person], word, OUTBURST_SEVERITY),
            )  # fmt: skip
            record(
                rows, filled, tick, here, VIOLENCE, PHARMACOLOGICAL, PERSON, person, PERSON, victim, how_bad,
                0, 0,
            )  # fmt: skip
        if steals_by_force:
            how_bad = severity(
                force, threat_share, serious_share, 0.0, uniform(key[person], word, ROBBERY_SEVERITY),
            )  # fmt: skip
            taken = money[victim]
            money[victim] -= taken
            money[person] += taken
            record(
                rows, filled, tick, here, VIOLENCE, ECONOMIC, PERSON, person, PERSON, victim, how_bad, taken,
                0,
            )  # fmt: skip


@loop
def _somebody_near_by(person, key, whereabouts, cell, people_here, word):
    """One of the others at the same place, by lot; −1 where nobody is."""
    chosen = -1
    least = 1.0
    for other in people_here:
        if other < 0:
            break
        if other != person and whereabouts[other] == HERE and cell[other] == cell[person]:
            lot = uniform(key[other] ^ key[person], word, VICTIM)
            chosen, least = on_whom_it_falls(chosen, least, other, lot)
    return chosen
