"""Places, dealers and people remember what an hour held, and forget (M15, M16, M21)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECONDS_PER_HOUR, TICK, Clock
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import RISK
from marketsim.entities.people import HERE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import fading, risk_after

MOVES = stream("dealer moves for fear of police at the spot")


def people_notice_patrols(world: World, today: Today, now: Clock) -> Call:
    """Every hour people where officers were in view reckon a little more with being stopped."""
    people = world.people
    return _notice, (
        people.whereabouts, people.cell, people.perceived_risk, world.street.police_seen,
        today.deterrence.risk_from_patrol,
    )  # fmt: skip


@loop
def _notice(whereabouts, cell, perceived_risk, police_seen, risk_from_patrol):
    for person in range(cell.shape[0]):
        if whereabouts[person] == HERE and police_seen[cell[person]] > 0:
            lesson = min(1.0, risk_from_patrol * police_seen[cell[person]] / SECONDS_PER_HOUR)
            perceived_risk[person] = risk_after(perceived_risk[person], lesson)


def street_remembers(world: World, today: Today, now: Clock) -> Call:
    """Every hour what happened passes into what is feared and known about a place, and older memories fade."""
    street, dealers, complaints = world.street, world.dealers, today.complaints
    return _remember, (
        street.fear, street.heat, street.selling_known, street.complaints, street.use_seen, street.selling_seen,
        street.violence_seen, street.police_seen, street.known_acts, street.sales_known, street.complained,
        street.presence, dealers.standing, dealers.cell, dealers.perceived_risk, dealers.unsettled,
        dealers.why_unsettled, now, dealers.key, today.violence.fear_days, complaints.complaint_half_life,
        today.enforcement.memory_half_life, today.deterrence.risk_from_sight, today.turf.risk_push,
        today.displacement.moves_for_risk,
    )  # fmt: skip


@loop
def _remember(
    fear, heat, selling_known, complaints, use_seen, selling_seen, violence_seen, police_seen, known_acts,
    sales_known, complained, presence, standing, cell, perceived_risk, unsettled, why_unsettled, now, key,
    fear_days, complaint_half_life, memory_half_life, risk_from_sight, risk_push, moves_for_risk,
):  # fmt: skip
    word = moment(now[TICK])
    left = fading(1.0, half_life=fear_days)
    complaint_left = fading(1.0, half_life=complaint_half_life)
    known_left = fading(1.0, half_life=memory_half_life)
    for dealer in range(key.shape[0]):
        if standing[dealer] == AT_SPOT and police_seen[cell[dealer]] > 0:
            lesson = min(1.0, risk_from_sight * police_seen[cell[dealer]] / SECONDS_PER_HOUR)
            perceived_risk[dealer] = risk_after(perceived_risk[dealer], lesson)
            if risk_push > 0 and uniform(key[dealer], word, MOVES) < moves_for_risk * presence[cell[dealer]]:
                unsettled[dealer] = True
                why_unsettled[dealer] = RISK
    for place in range(fear.shape[0]):
        fear[place] = fear[place] * left + violence_seen[place]
        heat[place] = heat[place] * known_left + known_acts[place]
        selling_known[place] = selling_known[place] * known_left + sales_known[place]
        complaints[place] = complaints[place] * complaint_left + complained[place]
    use_seen[:] = 0
    selling_seen[:] = 0
    violence_seen[:] = 0
    police_seen[:] = 0
    known_acts[:] = 0
    sales_known[:] = 0
    complained[:] = 0
