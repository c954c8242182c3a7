"""What follows from arrests and violence, and what an hour leaves behind (M7, M10, M15, M20, M21)."""

from __future__ import annotations

from tests.benchmark.twin.plain import plainly

from marketsim.entities.dealers import DETAINED
from marketsim.entities.ledger import RISK
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER
from marketsim.rules import buying, complaints, deterrence, discretion, lengths, trust

(
    liking_after, annoyance_of, risk_after, fading, belief_after, length_around, tells, trust_after,
) = plainly(
    buying.liking_after, complaints.annoyance_of, deterrence.risk_after, deterrence.fading,
    discretion.belief_after, lengths.length_around,
    trust.tells, trust.trust_after,
)  # fmt: skip


def arrest(model, dealer):
    """A dealer caught loses stock, cash and spot; others in sight draw lessons, somebody inherits the debts."""
    dice, enforcement, deterring = model.random.random, model.enforcement, model.deterrence
    by_squad, dealer.caught_by = dealer.caught_by == DRUG_SQUAD, -1
    prosecuted = by_squad or dice() < enforcement.prosecuted_on_sight
    held = enforcement.short_custody
    if prosecuted and model.cases_taken < model.drug_squad.case_slots:
        model.cases_taken += 1
        held = length_around(enforcement.seller_custody * 24, dice())
        wait = length_around(model.learning.replacement_days * 24, dice())
        dealer.replaced_at = model.tick + int(wait * model.ticks_per_hour)
    dealer.standing = DETAINED
    dealer.free_at = model.tick + int(held * deterring.custody_bites * model.ticks_per_hour)
    dealer.arrests += 1
    dealer.evidence = 0.0
    model.vacant[dealer.cell] += dealer.custom
    for name in ("heroin", "cocaine", "cash"):
        had = getattr(dealer, name)
        setattr(dealer, name, had - int(max(had, 0) * enforcement.drops_stock))
    dealer.perceived_risk = risk_after(dealer.perceived_risk, deterring.risk_from_own_arrest)
    model.happened["arrest of a dealer"] += 1
    others = [one for one in model.selling if one.sells]
    distances = model.distance[dealer.cell]
    for other in others:
        if distances[other.cell] <= model.buying.eyesight * 10:
            other.perceived_risk = risk_after(other.perceived_risk, deterring.risk_from_arrest)
    heir = model.random.choice(others) if others else None
    for person in model.agents:
        if getattr(person, "creditor", None) is dealer:
            person.creditor = heir
            if heir is None or dice() < model.violence.debt_lost:
                person.creditor, person.debt = None, 0


def echo(model, here, cell, actor, victim, how_bad):
    """An act is seen, feared, told and perhaps recorded."""
    dice, numbers, trusting = model.random.random, model.violence, model.trust
    model.violence_seen[cell] += 1
    model.eventful.add(cell)
    by_dealer = hasattr(actor, "reputation")
    told = recorded = False
    if hasattr(victim, "victimised"):
        victim.victimised += 1
        fear = actor.reputation if by_dealer else 0.0
        if tells(victim.trust_officer, how_bad, fear, trusting.telling, trusting.silenced, dice()):
            told, strength = True, trusting.trust_strength
            victim.trust_officer = trust_after(victim.trust_officer, trusting.by_help, strength)
            victim.trust_police = trust_after(
                victim.trust_police, trusting.by_help * trusting.spills_over, strength
            )
            recorded = dice() >= trusting.mediated
    if recorded or model.officers_in_view.get(cell, 0) > 0:
        model.known_acts[cell] += 1
    if not by_dealer:
        return
    actor.reputation = risk_after(actor.reputation, numbers.reputation_gain)
    beliefs, distances = actor.believed_violent, model.distance[cell]
    if told:
        beliefs[LOCAL_OFFICER] = belief_after(beliefs[LOCAL_OFFICER], 1.0, model.discretion.belief_from_tip)
    for officer in model.agents:
        if getattr(officer, "on_duty", False) and distances[officer.cell] <= model.presence.reach * 10:
            beliefs[officer.body] = belief_after(
                beliefs[officer.body], 1.0, model.discretion.belief_from_sight
            )
    for person in here:
        if actor in person.liking and distances[person.cell] <= model.turf.sight * 10:
            lesson = model.buying.threat_weight if person is victim else numbers.force_scares_off
            person.liking[actor] = liking_after(person.liking[actor], -1.0, lesson)


def see_the_hour(model):
    """What happened in an hour comes into view around: use, selling and violence by cell, and the worst of it."""
    numbers, in_view, worst = model.complaining, {}, {}
    for place in model.eventful:
        use = (1 - model.seclusion[place]) * model.use_seen[place]
        selling, violence = model.selling_seen[place] / 3600, model.violence_seen[place]
        if use + selling + violence == 0:
            continue
        bad = annoyance_of(
            use,
            selling,
            violence,
            numbers.annoyed_by_use,
            numbers.annoyed_by_selling,
            numbers.annoyed_by_violence,
        )
        for window, metres in model.near[place]:
            if metres > numbers.sees:
                break
            seen = in_view.setdefault(window, [0.0, 0.0, 0.0])
            seen[0] += use
            seen[1] += selling
            seen[2] += violence
            if bad > worst.get(window, (0.0, -1))[0]:
                worst[window] = bad, place
    return in_view, worst


def remember_the_hour(model):
    """What an hour held passes into what is feared and known of a place; older memories fade."""
    left = fading(1.0, model.violence.fear_days)
    known_left = fading(1.0, model.enforcement.memory_half_life)
    complaint_left = fading(1.0, model.complaining.complaint_half_life)
    for dealer in model.selling:
        seen = model.police_seen[dealer.cell]
        if dealer.sells and seen > 0:
            lesson = min(1.0, model.deterrence.risk_from_sight * seen / 3600)
            dealer.perceived_risk = risk_after(dealer.perceived_risk, lesson)
            if (
                model.turf.risk_push > 0
                and model.random.random() < model.displacement.moves_for_risk * model.felt[dealer.cell]
            ):
                dealer.unsettled, dealer.why_unsettled = True, RISK
    model.fading["fear"] *= left
    for layer, gained, stays in (
        ("heat", model.known_acts, known_left),
        ("selling_known", model.sales_known, known_left),
        ("complaints", model.complained, complaint_left),
    ):
        model.fading[layer] *= stays
        model.fading[layer] += gained
    model.fading["fear"] += model.violence_seen
    for name in (
        "use_seen", "selling_seen", "violence_seen", "police_seen", "known_acts", "sales_known", "complained"
    ):  # fmt: skip
        setattr(model, name, [0] * model.cells)
    model.eventful = set()
