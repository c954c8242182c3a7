"""What follows from arrests and violence: gaps, debts, lessons, and what is told and thought of it (M7–M11, M21)."""

from __future__ import annotations

from tests.benchmark.twin.plain import plainly

from marketsim.entities.dealers import DETAINED, OFF
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER
from marketsim.rules import (
    buying,
    deterrence,
    discretion,
    learning,
    lengths,
    reporting,
    trust,
    turf,
    violence,
)

(
    liking_after_violence, risk_after, belief_after, conceals_after, length_around, heard, is_phoned_in, dealer_tells,
    tells, trust_after, stays_empty, is_split, reputation_after, is_cancelled, is_inherited,
) = plainly(
    buying.liking_after_violence, deterrence.risk_after, discretion.belief_after, learning.conceals_after,
    lengths.length_around, reporting.heard, reporting.is_phoned_in, reporting.dealer_tells, trust.tells,
    trust.trust_after, turf.stays_empty, turf.is_split, violence.reputation_after, violence.is_cancelled,
    violence.is_inherited,
)  # fmt: skip


def arrest(model, dealer):
    """A dealer caught loses stock and cash; others in sight draw lessons, take the custom, inherit the debts."""
    others = [one for one in model.selling if one.sells and one.caught_by < 0]
    distances, eyesight = model.distance[dealer.cell], model.buying.eyesight * 10
    watching = [other for other in others if distances[other.cell] <= eyesight]
    _leave_a_gap(model, dealer, others, watching)
    _pass_on_debts(model, dealer, others)
    _lead_away(model, dealer)
    model.happened["arrest"] += 1
    for other in watching:
        other.perceived_risk = risk_after(other.perceived_risk, model.deterrence.risk_from_arrest)


def _lead_away(model, dealer):
    """Custody, long if there is room for the case."""
    dice, enforcement, deterring = model.random.random, model.enforcement, model.deterrence
    by_squad, dealer.caught_by = dealer.caught_by == DRUG_SQUAD, -1
    prosecuted = by_squad or dice() < enforcement.prosecuted_on_sight
    held, dealer.replaced_at = enforcement.short_custody, -1
    if prosecuted and model.cases_taken < model.drug_squad.case_slots:
        model.cases_taken += 1
        held = length_around(enforcement.seller_custody * 24, dice())
        wait = length_around(model.learning.replacement_days * 24, dice())
        dealer.replaced_at = model.tick + int(wait * model.ticks_per_hour)
    elif prosecuted and dealer.case_waits < 0:
        dealer.case_waits = model.tick
    dealer.free_at = model.tick + int(held * deterring.custody_bites * model.ticks_per_hour)
    dealer.standing = DETAINED if dealer.free_at > model.tick else OFF
    dealer.arrests += 1
    dealer.evidence = 0.0
    for name in ("heroin", "cocaine", "cash"):
        had = getattr(dealer, name)
        setattr(dealer, name, had - int(max(had, 0) * enforcement.drops_stock))
    dealer.perceived_risk = risk_after(dealer.perceived_risk, deterring.risk_from_own_arrest)


def _leave_a_gap(model, dealer, others, watching):
    """The spot's custom disperses, is split or contested by those in sight; some learn to hide force."""
    dice, numbers, distances = model.random.random, model.turf, model.distance[dealer.cell]
    for other in watching:
        other.conceals = conceals_after(other.conceals, other.force, dealer.reputation, model.learning.hiding)
    if stays_empty(numbers.vacancy_empty, dice()):
        return
    rivals = [other for other in others if distances[other.cell] <= numbers.sight * 10]
    split = is_split(numbers.vacancy_split, dice())
    if not split or not rivals:
        model.vacant[dealer.cell] += dealer.custom
    for other in rivals:
        if split:
            other.custom += dealer.custom / len(rivals)
        else:
            other.settled_since = model.tick


def _pass_on_debts(model, dealer, others):
    """What is owed is cancelled, inherited or collected at once, by somebody of the crew if there is one."""
    dice, numbers = model.random.random, model.violence
    mates = [other for other in others if other.crew is not None and other.crew is dealer.crew]
    heir = model.random.choice(mates or others) if others else None
    for person in model.agents:
        if getattr(person, "creditor", None) is not dealer:
            continue
        person.creditor = heir
        if heir is None or is_cancelled(numbers.debt_lost, dice()):
            person.creditor, person.debt = None, 0
        elif is_inherited(numbers.debt_inherited, dice()):
            person.due = model.tick + int(model.buying.credit_days * 24 * model.ticks_per_hour)
        else:
            person.due = model.tick


def echo(model, here, cell, actor, victim, how_bad):
    """An act is seen, told, perhaps recorded, and shapes what is thought of who did it."""
    model.violence_seen[cell] += 1
    model.eventful.add(cell)
    by_dealer = hasattr(actor, "reputation")
    if hasattr(victim, "victimised"):
        victim.victimised += 1
    told = actor != "police" and _is_told(model, cell, actor if by_dealer else None, victim, how_bad)
    if by_dealer:
        _is_remembered(model, here, cell, actor, victim, told)


def _is_told(model, cell, dealer, victim, how_bad):
    """Whether the victim told; what is told, phoned in or seen may be recorded."""
    dice, trusting, reports = model.random.random, model.trust, model.reporting
    told = quiet = False
    if hasattr(victim, "victimised"):
        fear = dealer.reputation if dealer is not None else 0.0
        trusted = heard(victim.trust_officer, victim.danish, reports.language_barrier)
        if tells(trusted, how_bad, fear, trusting.telling, trusting.silenced, dice()):
            told, strength, quiet = True, trusting.trust_strength, dice() < trusting.mediated
            victim.trust_officer = trust_after(victim.trust_officer, trusting.by_help, strength)
            spilt = trusting.by_help * trusting.spills_over
            victim.trust_police = trust_after(victim.trust_police, spilt, strength)
            model.happened["referred"] += dice() < reports.referred
    else:
        told = dealer_tells(how_bad, reports.dealers_tell, dice())
    passing = model.passing[cell] * model.hours
    phoned = is_phoned_in(passing, model.seclusion[cell], how_bad, reports.witness_phones, dice())
    if phoned or (told and not quiet) or model.officers_in_view.get(cell, 0) > 0:
        model.known_acts[cell] += 1
    return told


def _is_remembered(model, here, cell, actor, victim, told):
    """What rivals, officers and customers make of a dealer's act."""
    beliefs, distances, believing = actor.believed_violent, model.distance[cell], model.discretion
    gain = model.violence.reputation_gain
    actor.reputation = reputation_after(actor.reputation, gain)
    if actor.crew is not None:
        for other in actor.crew.members:
            if other is not actor:
                other.reputation = reputation_after(other.reputation, gain * model.crews.crew_name)
    if told:
        beliefs[LOCAL_OFFICER] = belief_after(beliefs[LOCAL_OFFICER], 1.0, believing.belief_from_tip)
    seen = 1.0 - actor.conceals
    for officer in model.agents:
        if getattr(officer, "on_duty", False) and distances[officer.cell] <= model.presence.reach * 10:
            weight = believing.belief_from_sight * seen
            beliefs[officer.body] = belief_after(beliefs[officer.body], 1.0, weight)
    for person in here:
        if actor in person.liking and distances[person.cell] <= model.turf.sight * 10:
            lesson = (
                model.buying.threat_weight if person is victim else model.violence.force_scares_off * seen
            )
            person.liking[actor] = liking_after_violence(person.liking[actor], lesson)
