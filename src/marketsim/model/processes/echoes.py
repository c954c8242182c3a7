"""Violence has consequences: it is seen, feared, told, recorded or kept quiet (M9, M10, M20)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    CELL,
    DEALER,
    KIND,
    PERSON,
    RECORDED,
    SEVERITY,
    TARGET,
    TARGET_KIND,
    TOLD,
    VIOLENCE,
)  # fmt: skip
from marketsim.entities.people import HERE
from marketsim.entities.police import LOCAL_OFFICER
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.buying import liking_after_violence
from marketsim.rules.discretion import belief_after
from marketsim.rules.trust import tells, trusts_after
from marketsim.rules.violence import reputation_after

TELLS = stream("victim tells an officer")
MEDIATED = stream("what was told is mediated instead of recorded")


def violence_echoes(world: World, today: Today, now: Clock) -> Call:
    """Each act of this tick is remembered by its victim and by who saw it, and may reach the police."""
    people, dealers, officers, street = world.people, world.dealers, world.officers, world.street
    trust = today.trust
    return _echo, (
        now, people.key, people.whereabouts, people.cell, people.known, people.liking, people.victimised,
        people.trust_officer, people.trust_police, dealers.reputation, dealers.crew, dealers.conceals,
        dealers.believed_violent, officers.on_duty, officers.cell, officers.body, street.officers_in_view,
        street.violence_seen, street.known_acts, world.city.distance, world.ledger.rows, world.ledger.filled,
        today.turf.sight, today.buying.threat_weight, today.violence.force_scares_off,
        today.violence.reputation_gain, today.crews.crew_name, today.discretion.belief_from_sight,
        today.discretion.belief_from_tip, today.presence.reach, trust.telling, trust.silenced, trust.mediated,
        trust.by_help, trust.spills_over, trust.trust_strength,
    )  # fmt: skip


@loop
def _echo(
    now, key, whereabouts, cell, known, liking, victimised, trust_officer, trust_police, reputation, crew_of,
    conceals, believed_violent, on_duty, officer_cell, body, officers_in_view, violence_seen, known_acts,
    decimetres, rows, filled, sight, threat_weight, force_scares_off, reputation_gain, crew_name,
    belief_from_sight, belief_from_tip, reach, telling, silenced, mediated, by_help, spills_over, trust_strength,
):  # fmt: skip
    word = moment(now[TICK])
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] != VIOLENCE:
            continue
        here = rows[row, CELL]
        violence_seen[here] += 1
        by_dealer = rows[row, ACTOR_KIND] == DEALER
        actor = rows[row, ACTOR]
        victim = rows[row, TARGET]
        seriousness = rows[row, SEVERITY]
        fear = reputation[actor] if by_dealer else 0.0
        if rows[row, TARGET_KIND] == PERSON:
            victimised[victim] += 1
            if tells(
                trust_officer[victim], seriousness, fear, telling, silenced, uniform(key[victim], word, TELLS)
            ):
                rows[row, TOLD] = 1
                change = by_help
                by_local_officer = True
                trust_officer[victim], trust_police[victim] = trusts_after(
                    trust_officer[victim], trust_police[victim], change, by_local_officer, spills_over,
                    trust_strength,
                )  # fmt: skip
                if uniform(key[victim], word, MEDIATED) >= mediated:
                    rows[row, RECORDED] = 1
        if officers_in_view[here] > 0:
            rows[row, RECORDED] = 1
        if rows[row, RECORDED]:
            known_acts[here] += 1
        if not by_dealer:
            continue
        reputation[actor] = reputation_after(reputation[actor], reputation_gain)
        for other in range(reputation.shape[0]):
            if other != actor and crew_of[actor] >= 0 and crew_of[other] == crew_of[actor]:
                reputation[other] = reputation_after(reputation[other], reputation_gain * crew_name)
        if rows[row, TOLD]:
            believed_violent[actor, LOCAL_OFFICER] = belief_after(
                belief=believed_violent[actor, LOCAL_OFFICER], evidence=1.0, weight=belief_from_tip
            )
        for officer in range(officer_cell.shape[0]):
            if on_duty[officer] and decimetres[here, officer_cell[officer]] <= reach * DECIMETRES_PER_METRE:
                believed_violent[actor, body[officer]] = belief_after(
                    belief=believed_violent[actor, body[officer]],
                    evidence=1.0,
                    weight=belief_from_sight * (1.0 - conceals[actor]),
                )
        for person in range(key.shape[0]):
            if whereabouts[person] != HERE or decimetres[here, cell[person]] > sight * DECIMETRES_PER_METRE:
                continue
            lesson = force_scares_off * (1.0 - conceals[actor])
            if rows[row, TARGET_KIND] == PERSON and victim == person:
                lesson = threat_weight
            for slot in range(known.shape[1]):
                if known[person, slot] == actor:
                    liking[person, slot] = liking_after_violence(liking[person, slot], lesson)
    filled[1] = filled[0]
