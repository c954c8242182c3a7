"""Residents look out every hour: what they see annoys, frightens or reassures them, and some complain (M15)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import (
    SATURDAY,
    SECOND,
    SECONDS_PER_HOUR,
    TICK,
    WEEKDAY,
    Clock,
    hour_of,
    is_between,
)
from marketsim.entities.ledger import BUSINESS, COMPLAINT, NOBODY, RESIDENT, record
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.complaints import annoyance_later, complains_now, safety_later
from marketsim.rules.residents import (
    attention_after,
    avoids_the_way,
    minded,
    readiness_to_complain,
    resident_trust_later,
    safety_with_light,
)

COMPLAINS = stream("resident complains")
AVOIDS = stream("resident takes another way")


def residents_look_out(world: World, today: Today, now: Clock) -> Call:
    """Each resident sees, from the window, the shop or the way there, what the last hour held."""
    residents, street, complaints, round_ = world.residents, world.street, today.complaints, today.residents
    return _look_out, (
        now, today.dark, world.resident_weight, residents.key, residents.home, residents.work, residents.way,
        residents.cell, residents.goes_out, residents.comes_home, residents.works_weekends,
        residents.owns_business, residents.has_children, residents.annoyance, residents.safety, residents.trust,
        residents.complains, street.scene_in_view, street.bad_in_view, street.scene_from_windows,
        street.bad_from_windows, street.violence_in_view, street.worst_place, street.worst_cause,
        street.police_seen, street.fear, street.light, world.city.lighting, street.complained, world.ledger.rows,
        world.ledger.filled, complaints.annoyance_half_life, complaints.complaint_rate, complaints.fear_by_scene,
        complaints.fear_by_violence, complaints.safety_by_police, complaints.usual_safety,
        complaints.safety_returns, complaints.safety_by_light, complaints.fear_empties,
        complaints.children_matter, complaints.owners_matter, complaints.trust_complains,
        complaints.trust_by_police, complaints.trust_by_nuisance, complaints.trust_returns, round_.trust,
        round_.night_begins, round_.night_ends, round_.awake_at_night,
    )  # fmt: skip


@loop
def _look_out(
    now, dark_by_hour, weight, key, home, work, way, cell, goes_out, comes_home, works_weekends, owns_business,
    has_children, annoyance, safety, trust, complains, scene_in_view, bad_in_view, scene_from_windows,
    bad_from_windows, violence_in_view, worst_place, worst_cause, police_seen, street_fear, street_light,
    street_lighting, complained, rows, filled, annoyance_half_life, complaint_rate, fear_by_scene, fear_by_violence,
    safety_by_police, usual_safety, safety_returns, safety_by_light, fear_empties, children_matter,
    owners_matter, trust_complains, trust_by_police, trust_by_nuisance, trust_returns, usual_trust,
    night_begins, night_ends, awake_at_night,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    dark = dark_by_hour[int(hour)]
    at_night = is_between(hour, night_begins, night_ends)
    hours = 1.0
    usual = usual_trust
    for resident in range(key.shape[0]):
        free_day = now[WEEKDAY] >= SATURDAY and not works_weekends[resident]
        out = not free_day and is_between(hour, goes_out[resident], comes_home[resident])
        leaving = not free_day and is_between(hour, goes_out[resident] - 1, goes_out[resident])
        coming = not free_day and is_between(hour, comes_home[resident], comes_home[resident] + 1)
        here = work[resident] if out else home[resident]
        at_own_shop = out and owns_business[resident]
        in_the_street = at_own_shop
        if (leaving or coming) and not avoids_the_way(
            safety[resident], street_fear[way[resident]], fear_empties, uniform(key[resident], word, AVOIDS)
        ):
            here = way[resident]
            in_the_street = True
        cell[resident] = here
        seen_bad = 0.0
        seen_scene = 0.0
        seen_violence = 0.0
        seen_police = 0.0
        if here >= 0:
            noticed = awake_at_night if at_night and not in_the_street else 1.0
            seen_violence = noticed * violence_in_view[here]
            seen_police = noticed * police_seen[here] / SECONDS_PER_HOUR
            seen_scene = noticed * (scene_in_view[here] if in_the_street else scene_from_windows[here])
            seen_bad = noticed * (bad_in_view[here] if in_the_street else bad_from_windows[here])
            seen_bad = minded(seen_bad, has_children[resident], at_own_shop, children_matter, owners_matter)
            light = street_light[here]
            lighting = street_lighting[here]
            safety[resident] = safety_with_light(safety[resident], light, lighting, dark, safety_by_light)
        annoyance[resident] = annoyance_later(annoyance[resident], seen_bad, annoyance_half_life, hours)
        safety[resident] = safety_later(
            safety[resident], seen_scene, seen_violence, seen_police, fear_by_scene, fear_by_violence,
            safety_by_police, usual_safety, safety_returns, hours,
        )  # fmt: skip
        trust[resident] = resident_trust_later(
            trust[resident], usual, seen_police, seen_bad, trust_by_police, trust_by_nuisance, trust_returns,
            hours,
        )  # fmt: skip
        ready = readiness_to_complain(complains[resident], trust[resident], usual, trust_complains)
        if seen_bad > 0 and complains_now(
            annoyance[resident], weight, complains=ready, complaint_rate=complaint_rate, hours=hours,
            chance=uniform(key[resident], word, COMPLAINS),
        ):  # fmt: skip
            place = worst_place[here]
            complained[place] += 1
            who = BUSINESS if at_own_shop else RESIDENT
            record(
                rows, filled, tick, place, COMPLAINT, worst_cause[here], who, resident, NOBODY, -1, 1, 0, 0
            )


def complaints_are_heeded(world: World, today: Today, now: Clock) -> Call:
    """Every day those who give the orders look at what has piled up, and may move officers to the scene."""
    officers, complaints = world.officers, today.complaints
    return _heed, (
        officers.body, officers.attention, world.street.complaints, complaints.heeded, complaints.usual_complaints,
    )  # fmt: skip


@loop
def _heed(body, attention, complaints, heeded, usual_complaints):
    complained = 0.0
    for place in range(complaints.shape[0]):
        complained += complaints[place]
    for officer in range(body.shape[0]):
        attention[officer] = attention_after(complained, usual_complaints, heeded[body[officer]])
