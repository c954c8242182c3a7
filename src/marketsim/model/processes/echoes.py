"""Violence has consequences: it is seen and feared, and shapes what is thought of who did it (M9, M11)."""

from __future__ import annotations

from marketsim.compiled import loop
from marketsim.entities.clock import Clock
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    CELL,
    DEALER,
    KIND,
    PERSON,
    RECORDED,
    TARGET,
    TARGET_KIND,
    TOLD,
    TOLD_BY_VICTIM,
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
from marketsim.rules.violence import reputation_after


def violence_echoes(world: World, today: Today, now: Clock) -> Call:
    """Each act of this tick is remembered by its victim and by who saw it, and shapes what is thought of who did it."""
    people, dealers, officers, street = world.people, world.dealers, world.officers, world.street
    return _echo, (
        people.key, people.whereabouts, people.cell, people.known, people.liking, people.victimised,
        dealers.reputation, dealers.crew, dealers.conceals, dealers.believed_violent, officers.on_duty, officers.cell,
        officers.body, street.violence_seen, street.known_acts, world.city.distance, world.ledger.rows,
        world.ledger.filled, today.turf.sight, today.buying.threat_weight, today.violence.force_scares_off,
        today.violence.reputation_gain, today.crews.crew_name, today.discretion.belief_from_sight,
        today.discretion.belief_from_tip, today.presence.reach,
    )  # fmt: skip


@loop
def _echo(
    key, whereabouts, cell, known, liking, victimised, reputation, crew_of,
    conceals, believed_violent, on_duty, officer_cell, body, violence_seen, known_acts,
    decimetres, rows, filled, sight, threat_weight, force_scares_off, reputation_gain, crew_name,
    belief_from_sight, belief_from_tip, reach,
):  # fmt: skip
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] != VIOLENCE:
            continue
        here = rows[row, CELL]
        violence_seen[here] += 1
        by_dealer = rows[row, ACTOR_KIND] == DEALER
        actor = rows[row, ACTOR]
        victim = rows[row, TARGET]
        if rows[row, TARGET_KIND] == PERSON:
            victimised[victim] += 1
        if rows[row, RECORDED]:
            known_acts[here] += 1
        if not by_dealer:
            continue
        reputation[actor] = reputation_after(reputation[actor], reputation_gain)
        for other in range(reputation.shape[0]):
            if other != actor and crew_of[actor] >= 0 and crew_of[other] == crew_of[actor]:
                reputation[other] = reputation_after(reputation[other], reputation_gain * crew_name)
        if rows[row, TOLD] == TOLD_BY_VICTIM:
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
