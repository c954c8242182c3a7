"""Dealers in sight of each other share, threaten, fight or settle old scores (M7, M9)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import AT_SPOT, OFF
from marketsim.entities.ledger import DEALER, FEUD, NO_CAUSE, RETALIATION, RIVALS, TURF, VIOLENCE, record
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.crews import feud_after, strangeness_in_crews, wages_feud
from marketsim.rules.presence import calm_of
from marketsim.rules.turf import gives_way, quarrels, stake, strangeness, uses_force, wins
from marketsim.rules.violence import severity, takes_revenge

TURN = stream("turn to quarrel")
QUARRELS = stream("quarrels over a spot")
REVENGE = stream("takes revenge on a dealer")
FOR_A_FEUD = stream("attacks for a feud between crews")
ANSWER = stream("answers a quarrel with force")
GIVES_WAY = stream("gives way to a threat")
WINS = stream("wins a fight over a spot")
SEVERITY = stream("severity of a fight over a spot")


def rivals_quarrel(world: World, today: Today, now: Clock) -> Call:
    """Dealers on one spot may quarrel over its custom or settle scores; who uses force may win it, and enemies."""
    dealers, crews, street = world.dealers, world.crews, world.street
    turf, violence, of_crews = today.turf, today.violence, today.crews
    return _quarrel, (
        now, today.hours, today.ticks_per_hour, dealers.key, dealers.standing, dealers.cell, dealers.unsettled,
        dealers.why_unsettled, dealers.settled_since, dealers.custom, dealers.earned, dealers.force,
        dealers.risk_of_force, dealers.last_act, dealers.cash, dealers.won_today, dealers.cost_today,
        dealers.grudge, dealers.hurt_until, dealers.crew, crews.leader, crews.feud, street.presence, street.passing,
        world.city.distance, world.around.order, world.around.drawn, world.ledger.rows, world.ledger.filled,
        today.presence.calm, today.presence.eyes_calm, today.discretion.people_make_seen, turf.sight,
        turf.quarrel_rate, turf.getting_used, turf.familiar_peace,
        turf.force_restrained, turf.yields, turf.hurt_days, violence.revenge_rate, violence.force_pays,
        violence.threat_share, violence.serious_share, today.deterrence.weapon_restrained, of_crews.crew_peace,
        of_crews.succession_quarrel, of_crews.feud_spread, of_crews.feud_rate,
    )  # fmt: skip


@loop
def _quarrel(
    now, hours, ticks_per_hour, key, standing, cell, unsettled, why_unsettled, settled_since, custom, earned,
    force, perceived_risk, last_act, cash, won_today, cost_today, grudge, hurt_until, crew_of, leader, feuds,
    presence, passing, decimetres, order, drawn, rows, filled, calming, eyes_calm, people_make_seen, sight,
    quarrel_rate, getting_used, familiar_peace,
    force_restrained, yields, hurt_days, revenge_rate, force_pays, threat_share, serious_share, weapon_restrained,
    crew_peace, succession_quarrel, feud_spread, feud_rate,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    out = _out_in_turn(key, standing, word, order, drawn)
    for first in range(out):
        for second in range(first + 1, out):
            one = order[first]
            other = order[second]
            if decimetres[cell[one], cell[other]] > sight * DECIMETRES_PER_METRE:
                continue
            if standing[one] != AT_SPOT or standing[other] != AT_SPOT:
                continue
            spot = cell[one]
            calm = calm_of(calming, presence[spot], passing[spot], eyes_calm, people_make_seen)
            crew, other_crew = crew_of[one], crew_of[other]
            crewmates = crew >= 0 and crew == other_crew
            crews_differ = crew >= 0 and other_crew >= 0 and not crewmates
            feud = feuds[crew, other_crew] if crews_differ else 0.0
            led = crewmates and leader[crew] >= 0
            together = (tick - max(settled_since[one], settled_since[other])) / ticks_per_hour
            strange = strangeness(together, getting_used, familiar_peace)
            strange = strangeness_in_crews(strange, crewmates, led, crew_peace, succession_quarrel)
            at_stake = stake(custom[one], other_custom=custom[other])

            if grudge[other] == one and grudge[one] != other:
                one, other = other, one
            pair = key[one] ^ key[other]
            cause = _cause(
                force[one], grudge[one] == other, feud, at_stake, strange, calm, hours, pair, word, revenge_rate,
                feud_rate, quarrel_rate,
            )  # fmt: skip
            if cause == NO_CAUSE:
                continue
            if cause == RETALIATION:
                grudge[one] = -1
            if cause == TURF:
                one_fights = uses_force(
                    force[one], perceived_risk[one], force_restrained, uniform(key[one], word, ANSWER)
                )
                other_fights = uses_force(
                    force[other], perceived_risk[other], force_restrained, uniform(key[other], word, ANSWER)
                )
                if not one_fights and not other_fights:
                    continue
                if not one_fights:
                    one, other = other, one

            other_force = force[one]
            yielded = cause == TURF and gives_way(
                force[other], other_force, yields, uniform(key[other], word, GIVES_WAY)
            )
            how_bad = 1
            loser, winner = other, one
            if not yielded:
                armed_restraint = weapon_restrained * perceived_risk[one]
                how_bad = severity(
                    force[one], threat_share, serious_share, armed_restraint, uniform(pair, word, SEVERITY)
                )
                other_force = force[other]
                if not wins(force[one], other_force, uniform(pair, word, WINS)):
                    loser, winner = one, other
                if how_bad > 1:
                    hurt_until[loser] = tick + int(hurt_days * HOURS_PER_DAY * ticks_per_hour)
                    standing[loser] = OFF
                grudge[loser] = winner

            record(rows, filled, tick, cell[one], VIOLENCE, cause, DEALER, one, DEALER, other, how_bad, 0, 0)
            last_act[one] = tick
            if crews_differ:
                feuds[crew, other_crew] = feuds[other_crew, crew] = feud_after(feud, feud_spread)
            spoils = int(force_pays * min(max(earned[loser], 0), max(cash[loser], 0)))
            cash[loser] -= spoils
            cash[winner] += spoils
            won_today[winner] += spoils
            cost_today[loser] += int(earned[loser] * how_bad)
            unsettled[loser] = True
            why_unsettled[loser] = RIVALS


@loop
def _out_in_turn(key, standing, word, order, drawn):
    """Put the dealers who are out in the order in which they may quarrel; returns how many they are."""
    out = 0
    for dealer in range(key.shape[0]):
        if standing[dealer] == AT_SPOT:
            turn = uniform(key[dealer], word, TURN)
            out = take_turn(order, drawn, out, dealer, turn)
    return out


@loop
def _cause(
    force,
    bears_a_grudge,
    feud,
    at_stake,
    strange,
    calm,
    hours,
    pair,
    word,
    revenge_rate,
    feud_rate,
    quarrel_rate,
):
    """Why two dealers in sight of each other fall out now: an old score, a feud of their crews, the spot, or not."""
    if bears_a_grudge and takes_revenge(force, revenge_rate, calm, hours, uniform(pair, word, REVENGE)):
        return RETALIATION
    if feud > 0 and wages_feud(force, feud, feud_rate, calm, hours, uniform(pair, word, FOR_A_FEUD)):
        return FEUD
    if quarrels(at_stake, strange, quarrel_rate, calm, hours, uniform(pair, word, QUARRELS)):
        return TURF
    return NO_CAUSE
