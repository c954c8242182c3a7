"""People tell officers of dealers, truly or not; rivals tell on rivals; who told may be found out (M11)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import AT_SPOT, is_in_the_market
from marketsim.entities.ledger import (
    DEALER,
    DEBT,
    FALSE,
    INFORMING,
    NO_CAUSE,
    PERSON,
    RIVALS,
    STALE,
    TIP,
    VIOLENCE,
    record,
)  # fmt: skip
from marketsim.entities.people import HERE, SLEEPING, USING
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.turns import on_whom_it_falls
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.discretion import belief_after
from marketsim.rules.reporting import heard
from marketsim.rules.trust import gives_a_tip, is_found_out, is_punished, is_stale, names_a_rival, suspicion
from marketsim.rules.violence import severity

TIPS = stream("person gives a tip")
FALSE_TIP = stream("tip names somebody else")
NAMED = stream("whom a false tip names")
DEBTOR = stream("debtor names the creditor")
FOUND_OUT = stream("informant is found out")
RIVAL_TIPS = stream("dealer tells on a rival")
PUNISHED = stream("informant is punished")
PUNISHMENT = stream("severity of punishing an informant")


def people_give_tips(world: World, today: Today, now: Clock) -> Call:
    """Beside an officer some tell of a violent dealer they know, out of a debt, by mistake, or of what is long past."""
    people, dealers, officers, trust = world.people, world.dealers, world.officers, today.trust
    return _tip, (
        now, today.hours, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.cell, people.known,
        people.liking, people.creditor, people.danish, people.trust_officer, people.trust_police, people.told_on,
        dealers.number, dealers.reputation, dealers.local, dealers.last_act, dealers.believed_violent, officers.key,
        officers.body, officers.minds_use, officers.cell, world.city.distance, world.around.officers_out,
        world.around.people_here, world.ledger.rows, world.ledger.filled, today.police.contacts, today.presence.reach,
        today.discretion.belief_from_tip, today.reporting.language_barrier, trust.tipping, trust.silenced,
        trust.false_tips, trust.origin_bias, trust.debtors_name, trust.stale_after, trust.found_out,
    )  # fmt: skip


@loop
def _tip(
    now, hours, ticks_per_hour, key, whereabouts, doing, cell, known, liking, creditor, danish, trust_officer,
    trust_police, told_on, dealer_number, reputation, local, last_act, believed_violent, officer_key, body, minds_use,
    officer_cell, decimetres, officers_out, people_here, rows, filled, contacts, reach, belief_from_tip,
    language_barrier, tipping, silenced, false_tips, origin_bias, debtors_name, stale_after, found_out,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for officer in officers_out:
        if officer < 0:
            break
        kind = body[officer]
        if not minds_use[officer] or contacts[kind] <= 0:
            continue
        beat = officer_cell[officer]
        for person in people_here:
            if person < 0:
                break
            if whereabouts[person] != HERE or decimetres[beat, cell[person]] > reach * DECIMETRES_PER_METRE:
                continue
            if doing[person] == SLEEPING or doing[person] == USING:
                continue
            named = -1
            for slot in range(known.shape[1]):
                dealer = known[person, slot]
                if dealer < 0 or liking[person, slot] >= 0:
                    continue
                if named < 0 or reputation[dealer] > reputation[named]:
                    named = dealer
            cause = NO_CAUSE
            if creditor[person] >= 0 and uniform(key[person], word, DEBTOR) < debtors_name:
                named = creditor[person]
                cause = DEBT
            if named < 0:
                continue
            trust_in_body = trust_officer[person] if kind == LOCAL_OFFICER else trust_police[person]
            trust = heard(trust_in_body, danish[person], language_barrier)
            fear = reputation[named]
            pair = officer_key[officer] ^ key[person]
            if not gives_a_tip(trust, fear, tipping, silenced, hours, uniform(pair, word, TIPS)):
                continue
            days = (tick - last_act[named]) / ticks_per_hour / HOURS_PER_DAY
            if uniform(pair, word, FALSE_TIP) < false_tips:
                cause = FALSE
                named = -1
                least = 1.0
                for dealer in range(dealer_number.shape[0]):
                    if dealer_number[dealer] >= 0:
                        chance = uniform(about(key[person], dealer_number[dealer]), word, NAMED)
                        lot = suspicion(local[dealer], origin_bias, chance)
                        named, least = on_whom_it_falls(named, least, dealer, lot)
            elif cause == NO_CAUSE and is_stale(days, stale_after):
                cause = STALE
            believed_violent[named, kind] = belief_after(
                belief=believed_violent[named, kind], evidence=1.0, weight=belief_from_tip
            )
            record(rows, filled, tick, beat, TIP, cause, PERSON, person, DEALER, named, 1, kind, 0)
            if cause != FALSE and is_found_out(found_out, uniform(pair, word, FOUND_OUT)):
                told_on[person] = dealer_number[named]


def rivals_give_tips(world: World, today: Today, now: Clock) -> Call:
    """At midnight some dealers have told the drug squad, without a name, that the busiest rival in sight is violent."""
    dealers = world.dealers
    return _tell_on_rivals, (
        now, dealers.key, dealers.standing, dealers.cell, dealers.crew, dealers.custom, dealers.believed_violent,
        world.city.distance, world.around.dealer_order, world.ledger.rows, world.ledger.filled, today.turf.sight,
        today.discretion.belief_from_tip, today.trust.rival_tips, today.police.officers,
    )  # fmt: skip


@loop
def _tell_on_rivals(
    now, key, standing, cell, crew_of, custom, believed_violent, decimetres, dealer_order, rows, filled, sight,
    belief_from_tip, rival_tips, posts,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    if posts[DRUG_SQUAD] == 0:
        return
    for dealer in dealer_order:
        if not is_in_the_market(standing[dealer]):
            continue
        if not names_a_rival(rival_tips, uniform(key[dealer], word, RIVAL_TIPS)):
            continue
        rival = -1
        for other in dealer_order:
            if other == dealer or not is_in_the_market(standing[other]):
                continue
            if crew_of[dealer] >= 0 and crew_of[other] == crew_of[dealer]:
                continue
            if decimetres[cell[dealer], cell[other]] > sight * DECIMETRES_PER_METRE:
                continue
            if rival < 0 or custom[other] > custom[rival]:
                rival = other
        if rival >= 0:
            believed_violent[rival, DRUG_SQUAD] = belief_after(
                belief=believed_violent[rival, DRUG_SQUAD], evidence=1.0, weight=belief_from_tip
            )
            record(
                rows, filled, tick, cell[rival], TIP, RIVALS, DEALER, dealer, DEALER, rival, 1, DRUG_SQUAD, 0
            )


def informants_are_punished(world: World, today: Today, now: Clock) -> Call:
    """A dealer who has found out who told on him and has that person in sight may take it out on them."""
    people, dealers, violence = world.people, world.dealers, today.violence
    return _punish, (
        now, today.hours, people.key, people.whereabouts, people.cell, people.told_on, dealers.number,
        dealers.standing, dealers.cell, dealers.force, dealers.last_act, world.city.distance,
        world.around.people_here, world.around.dealers_out, world.ledger.rows, world.ledger.filled, today.turf.sight,
        today.trust.punishing,
        violence.threat_share, violence.serious_share,
    )  # fmt: skip


@loop
def _punish(
    now, hours, key, whereabouts, cell, told_on, number, standing, dealer_cell, force, last_act, decimetres,
    people_here, dealers_out, rows, filled, sight, punishing, threat_share, serious_share,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in people_here:
        if person < 0:
            break
        if told_on[person] < 0 or whereabouts[person] != HERE:
            continue
        for dealer in dealers_out:
            if dealer < 0:
                break
            if number[dealer] != told_on[person] or standing[dealer] != AT_SPOT:
                continue
            if decimetres[dealer_cell[dealer], cell[person]] > sight * DECIMETRES_PER_METRE:
                continue
            if is_punished(force[dealer], punishing, hours, uniform(key[person], word, PUNISHED)):
                how_bad = severity(
                    force[dealer], threat_share, serious_share, 0.0, uniform(key[person], word, PUNISHMENT)
                )
                record(
                    rows, filled, tick, cell[person], VIOLENCE, INFORMING, DEALER, dealer, PERSON, person, how_bad,
                    0, 0,
                )  # fmt: skip
                last_act[dealer] = tick
                told_on[person] = -1
