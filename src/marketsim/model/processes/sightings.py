"""What the police do to one person is seen by others, and moves their trust and their fear a little (M20, M21)."""

from __future__ import annotations

from marketsim.compiled import loop
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    ARREST,
    ASKED_TO_MOVE,
    CAUSE,
    CELL,
    CONFISCATION,
    CONTACT,
    DEALER,
    FINE,
    KIND,
    NO_CAUSE,
    OFFICER,
    PERSON,
    PLACE,
    REFERRED,
    STOP,
    TARGET,
    TARGET_KIND,
    VIOLENCE,
)
from marketsim.entities.people import HERE
from marketsim.entities.police import LOCAL_OFFICER
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import risk_after
from marketsim.rules.trust import seen_change, trusts_after


def encounters_are_seen(world: World, today: Today, now: Clock) -> Call:
    """People in sight of an encounter share a little of it; those who see a violent dealer arrested feel protected.

    Whoever sees a stop or an arrest reckons more with being stopped.
    """
    people, dealers, officers, trust = world.people, world.dealers, world.officers, today.trust
    return _see_encounters, (
        now, today.ticks_per_hour, people.whereabouts, people.cell, people.perceived_risk, people.trust_officer,
        people.trust_police, dealers.last_act, officers.body, world.city.distance, world.around.people_here,
        world.ledger.rows, world.ledger.filled, today.turf.sight, trust.by_contact, trust.by_asking, trust.by_stop,
        trust.by_confiscation, trust.by_arrest, trust.by_force, trust.by_protection, trust.seen_by_others,
        trust.stale_after, trust.spills_over, trust.trust_strength, today.deterrence.risk_from_seen_encounter,
    )  # fmt: skip


@loop
def _see_encounters(
    now, ticks_per_hour, whereabouts, cell, perceived_risk, trust_officer, trust_police, last_act, body, decimetres,
    people_here, rows, filled, sight, by_contact, by_asking, by_stop, by_confiscation, by_arrest, by_force,
    by_protection, seen_by_others, stale_after, spills_over, trust_strength, risk_from_seen_encounter,
):  # fmt: skip
    for row in range(filled[1], filled[0]):
        if rows[row, ACTOR_KIND] != OFFICER:
            continue
        kind, target = rows[row, KIND], rows[row, TARGET]
        protects = False
        whole = 0.0
        if kind == CONTACT or (kind == REFERRED and rows[row, CAUSE] != NO_CAUSE):
            whole = by_contact
        elif kind == ASKED_TO_MOVE:
            whole = by_asking
        elif kind == STOP:
            whole = by_stop
        elif kind in (CONFISCATION, FINE):
            whole = by_confiscation
        elif kind == VIOLENCE:
            whole = by_force
        elif kind == ARREST and rows[row, TARGET_KIND] == PERSON:
            whole = by_arrest
        elif kind == ARREST and rows[row, TARGET_KIND] == DEALER:
            protects = now[TICK] - last_act[target] <= stale_after * HOURS_PER_DAY * ticks_per_hour
        change = seen_change(whole, protects, seen_by_others, by_protection)
        lesson = min(1.0, risk_from_seen_encounter) if kind in (STOP, ARREST) else 0.0
        if change == 0 and lesson == 0:
            continue
        officer = rows[row, ACTOR]
        of_body = body[officer] if officer >= 0 else rows[row, PLACE]
        by_local_officer = of_body == LOCAL_OFFICER
        for person in people_here:
            if person < 0:
                break
            if whereabouts[person] != HERE or (rows[row, TARGET_KIND] == PERSON and person == target):
                continue
            if decimetres[rows[row, CELL], cell[person]] <= sight * DECIMETRES_PER_METRE:
                perceived_risk[person] = risk_after(perceived_risk[person], lesson)
                trust_officer[person], trust_police[person] = trusts_after(
                    trust_officer[person], trust_police[person], change, by_local_officer, spills_over,
                    trust_strength,
                )  # fmt: skip
