"""Officers come upon a use outside and judge it (M11)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import ASKED_TO_MOVE, CONTACT, IN_ROOM, OFFICER, PERSON, PUBLIC_USE, record
from marketsim.entities.people import HERE, USING
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER, TALKING
from marketsim.entities.scales import DECIMETRES_PER_METRE, MINUTES_PER_HOUR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.discretion import considerate_after, harm_weighed, judges_by_harm, lets_finish
from marketsim.rules.enforcement import is_attended_to
from marketsim.rules.trust import trusts_after

ATTENDS = stream("officer attends to a use in public")
JUDGES = stream("officer judges a use by its harm")


def officers_judge_public_use(world: World, today: Today, now: Clock) -> Call:
    """An officer in view of a use outside lets it be, explains and asks to move, or only moves people on."""
    people, officers, city, street = world.people, world.officers, world.city, world.street
    police, discretion, trust = today.police, today.discretion, today.trust
    return _judge, (
        now, today.hours, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.use_place,
        people.cell, people.busy_until, people.asked_away, people.considerate, people.trust_officer,
        people.trust_police, officers.key, officers.body, officers.minds_use, officers.cell, officers.busy_until,
        officers.work, officers.commitment, city.distance, street.seclusion, street.findability, street.overlooked,
        world.around.premises, street.passing, world.around.officers_out, world.around.people_here,
        world.ledger.rows, world.ledger.filled, police.moves_on, police.discretion, today.presence.reach,
        discretion.weight_of_being_seen, discretion.weight_of_being_found, discretion.weight_of_damage,
        discretion.people_make_seen, discretion.bearable, discretion.explanation_works, today.enforcement.talk_time,
        trust.by_contact, trust.by_asking, trust.spills_over, trust.trust_strength,
    )  # fmt: skip


@loop
def _judge(
    now, hours, ticks_per_hour, key, whereabouts, doing, use_place, cell, busy_until, asked_away, considerate,
    trust_officer, trust_police, officer_key, body, minds_use, officer_cell, officer_busy_until, work, commitment,
    decimetres, seclusion, street_findability, street_overlooked, street_premises, street_passing,
    officers_out, people_here, rows, filled, moves_on, discretion, reach,
    weight_of_being_seen, weight_of_being_found, weight_of_damage, people_make_seen, bearable,
    explanation_works, talk_time, by_contact, by_asking, spills_over, trust_strength,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for officer in officers_out:
        if officer < 0:
            break
        kind = body[officer]
        if not minds_use[officer] or officer_busy_until[officer] > tick or kind == DRUG_SQUAD:
            continue
        for person in people_here:
            if person < 0:
                break
            if doing[person] != USING or whereabouts[person] != HERE or asked_away[person]:
                continue
            here = cell[person]
            if (
                use_place[person] == IN_ROOM
                or decimetres[officer_cell[officer], here] > reach * DECIMETRES_PER_METRE
            ):
                continue
            pair = officer_key[officer] ^ key[person]
            if not is_attended_to(moves_on[kind], seclusion[here], hours, uniform(pair, word, ATTENDS)):
                continue
            passing = street_passing[here]
            overlooked = street_overlooked[here]
            findability = street_findability[here]
            premises = street_premises[here]
            change = by_asking
            asked_away[person] = True
            judged = judges_by_harm(discretion[kind], commitment[officer], uniform(pair, word, JUDGES))
            harm = harm_weighed(
                passing, overlooked, findability, premises, weight_of_being_seen, weight_of_being_found,
                weight_of_damage, people_make_seen,
            )  # fmt: skip
            if judged and lets_finish(harm, bearable):
                change = by_contact
                record(
                    rows, filled, tick, here, CONTACT, PUBLIC_USE, OFFICER, officer, PERSON, person, 1, kind,
                    0,
                )  # fmt: skip
            else:
                record(
                    rows, filled, tick, here, ASKED_TO_MOVE, PUBLIC_USE, OFFICER, officer, PERSON, person,
                    1 + judged, kind, use_place[person],
                )  # fmt: skip
                busy_until[person] = tick + 1
                if judged:
                    considerate[person] = considerate_after(considerate[person], explanation_works)
            by_local_officer = kind == LOCAL_OFFICER
            trust_officer[person], trust_police[person] = trusts_after(
                trust_officer[person], trust_police[person], change, by_local_officer, spills_over,
                trust_strength,
            )  # fmt: skip
            work[officer] = TALKING
            officer_busy_until[officer] = tick + int(talk_time * ticks_per_hour / MINUTES_PER_HOUR)
            if officer_busy_until[officer] > tick:
                break
