"""The drug squad chooses whom to build cases on, gathers evidence, and stops buyers for it (M13, M14)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import NEW_HOUR, TICK, Clock
from marketsim.entities.dealers import AT_SPOT, OFF
from marketsim.entities.ledger import CASE, DEALER, EVIDENCE, OFFICER, PERSON, STOP, record
from marketsim.entities.people import HERE
from marketsim.entities.police import ARRESTING, DRUG_SQUAD, LOCAL_OFFICER
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.seizure import seize
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import risk_after
from marketsim.rules.discretion import belief_after, knowledge_after
from marketsim.rules.enforcement import case_worth, is_stopped_for_evidence
from marketsim.rules.law import goes_by_the_law, is_by_right, is_small_supply
from marketsim.rules.trust import trusts_after

CASE_TASTE = stream("squad's liking for a case")
STASH = stream("squad finds the stash of a crew")
FOUND = stream("search of a buyer finds drugs")
GOES_BY_LAW = stream("squad goes by the law in force")
BUYER_STOPPED = stream("squad stops a buyer for evidence")


def drug_squad_builds_cases(world: World, today: Today, now: Clock) -> Call:
    """Squad officers gather evidence on one dealer each, and arrest when it suffices; a stash may come to light."""
    dealers, crews, officers = world.dealers, world.crews, world.officers
    squad, enforcement = today.drug_squad, today.enforcement
    return _build, (
        now, today.hours, today.ticks_per_hour, dealers.key, dealers.standing, dealers.cell, dealers.visibility,
        dealers.custom, dealers.heroin, dealers.cocaine, dealers.crew, dealers.evidence, dealers.believed_violent,
        dealers.known_to, dealers.caught_by, dealers.reachable, crews.leader, crews.found_by, officers.key,
        officers.body, officers.minds_dealing, officers.busy_until, officers.work, officers.target, officers.cell,
        world.around.officers_out, world.ledger.rows, world.ledger.filled, squad.target_violent,
        squad.target_visible, squad.target_big, squad.target_easy, squad.target_crews, squad.target_leaders,
        squad.target_random, squad.finds_stashes, squad.reports_used, today.discretion.beliefs_shared,
        enforcement.case_hours, enforcement.arrest_time, today.law.small_supply, today.law.law_strength,
        today.forms.closed_evidence,
    )  # fmt: skip


@loop
def _build(
    now, hours, ticks_per_hour, key, standing, dealer_cell, visibility, custom, heroin, cocaine, crew_of,
    evidence_hours, believed_violent, known_to, caught_by, reachable, leader, found_by, officer_key, body,
    minds_dealing, busy_until, work, target, officer_cell, officers_out, rows, filled, target_violent,
    target_visible, target_big, target_easy, target_crews, target_leaders, target_random, finds_stashes,
    reports_used, beliefs_shared, case_hours, arrest_time, small_supply, law_strength, closed_evidence,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    most = 1.0
    for dealer in range(key.shape[0]):
        most = max(most, custom[dealer])
    for officer in officers_out:
        if officer < 0:
            break
        if body[officer] != DRUG_SQUAD or not minds_dealing[officer] or busy_until[officer] > tick:
            continue
        dealer = target[officer]
        if dealer >= 0 and standing[dealer] != AT_SPOT and standing[dealer] != OFF:
            target[officer] = dealer = -1
        if dealer < 0 and now[NEW_HOUR]:
            best = 0.0
            for candidate in range(key.shape[0]):
                if standing[candidate] != AT_SPOT and not reachable[candidate]:
                    continue
                stock = heroin[candidate] + cocaine[candidate]
                by_law = goes_by_the_law(law_strength, uniform(key[candidate], word, GOES_BY_LAW))
                if by_law and is_small_supply(stock, small_supply):
                    continue
                belief = belief_after(
                    belief=believed_violent[candidate, DRUG_SQUAD],
                    evidence=believed_violent[candidate, LOCAL_OFFICER],
                    weight=reports_used * beliefs_shared,
                )
                turnover = custom[candidate] / most
                evidence = min(1.0, evidence_hours[candidate] / case_hours)
                in_crew = crew_of[candidate] >= 0
                leads = in_crew and leader[crew_of[candidate]] == candidate
                worth = case_worth(
                    belief, visibility[candidate], turnover, evidence, in_crew, leads, target_violent, target_visible,
                    target_big, target_easy, target_crews, target_leaders, target_random,
                    uniform(officer_key[officer] ^ key[candidate], word, CASE_TASTE),
                )  # fmt: skip
                if worth > best:
                    best = worth
                    target[officer] = dealer = candidate
            if dealer >= 0:
                record(
                    rows, filled, tick, dealer_cell[dealer], CASE, EVIDENCE, OFFICER, officer, DEALER, dealer,
                    1, 0, 0,
                )  # fmt: skip
        if dealer < 0 or (standing[dealer] != AT_SPOT and not reachable[dealer]):
            continue
        officer_cell[officer] = dealer_cell[dealer]
        gathered = closed_evidence * hours if reachable[dealer] else hours
        evidence_hours[dealer] += gathered
        known_to[dealer, DRUG_SQUAD] = knowledge_after(
            known_to[dealer, DRUG_SQUAD], learnt=gathered / case_hours
        )
        if evidence_hours[dealer] >= case_hours:
            caught_by[dealer] = DRUG_SQUAD
            target[officer] = -1
            work[officer] = ARRESTING
            busy_until[officer] = tick + int(arrest_time * ticks_per_hour)
            if crew_of[dealer] >= 0 and uniform(key[dealer], word, STASH) < finds_stashes:
                found_by[crew_of[dealer]] = DRUG_SQUAD


def drug_squad_stops_buyers(world: World, today: Today, now: Clock) -> Call:
    """Officers on a case stop some of those who have just bought, inside the zone too, and take what they find."""
    people, dealers, officers = world.people, world.dealers, world.officers
    enforcement, trust = today.enforcement, today.trust
    return _stop_buyers, (
        now, today.hours, people.key, people.whereabouts, people.cell, people.heroin, people.cocaine,
        people.bought_from, people.trust_officer, people.trust_police, people.perceived_risk, dealers.standing,
        dealers.cell, officers.key, officers.body, officers.minds_dealing, officers.busy_until, officers.target,
        world.city.distance, world.around.officers_out, world.around.people_here, world.accounts, world.ledger.rows,
        world.ledger.filled, today.drug_squad.stops_buyers, today.law.possession, today.law.law_strength,
        enforcement.buyers_per_case, enforcement.search_finds, today.turf.sight, today.deterrence.risk_from_stop,
        trust.by_stop, trust.by_confiscation, trust.spills_over, trust.trust_strength,
    )  # fmt: skip


@loop
def _stop_buyers(
    now, hours, key, whereabouts, cell, heroin, cocaine, bought_from, trust_officer, trust_police, perceived_risk,
    standing, dealer_cell, officer_key, body, minds_dealing, busy_until, target, decimetres, officers_out,
    people_here, accounts, rows, filled, stops_buyers, possession, law_strength, buyers_per_case, search_finds, sight,
    risk_from_stop, by_stop, by_confiscation, spills_over, trust_strength,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    if stops_buyers <= 0:
        return
    for officer in officers_out:
        if officer < 0:
            break
        dealer = target[officer]
        if body[officer] != DRUG_SQUAD or not minds_dealing[officer] or busy_until[officer] > tick:
            continue
        if dealer < 0 or standing[dealer] != AT_SPOT:
            continue
        within = sight * DECIMETRES_PER_METRE
        buyers = 0
        for person in range(key.shape[0]):
            if (
                whereabouts[person] == HERE
                and bought_from[person] == dealer
                and heroin[person] + cocaine[person] > 0
            ):
                buyers += decimetres[dealer_cell[dealer], cell[person]] <= within
        if buyers == 0:
            continue
        for person in people_here:
            if person < 0:
                break
            held = heroin[person] + cocaine[person]
            if whereabouts[person] != HERE or held == 0 or bought_from[person] != dealer:
                continue
            if decimetres[dealer_cell[dealer], cell[person]] > within:
                continue
            pair = officer_key[officer] ^ key[person]
            if not is_stopped_for_evidence(
                buyers_per_case, stops_buyers, buyers, hours, uniform(pair, word, BUYER_STOPPED)
            ):
                continue
            here = cell[person]
            record(
                rows, filled, tick, here, STOP, EVIDENCE, OFFICER, officer, PERSON, person, 1, DRUG_SQUAD, 0
            )
            change = by_stop
            by_law = goes_by_the_law(law_strength, uniform(pair, word, GOES_BY_LAW))
            by_right = is_by_right(possession) and by_law
            if uniform(pair, word, FOUND) < search_finds and not by_right:
                change = by_confiscation
                seize(
                    heroin, cocaine, accounts, rows, filled, tick, here, EVIDENCE, officer, person, DRUG_SQUAD
                )
            lesson = risk_from_stop
            perceived_risk[person] = risk_after(perceived_risk[person], lesson)
            by_local_officer = False
            trust_officer[person], trust_police[person] = trusts_after(
                trust_officer[person], trust_police[person], change, by_local_officer, spills_over,
                trust_strength,
            )  # fmt: skip
