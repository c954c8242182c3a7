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
from marketsim.entities.ledger import COMPLAINT, NO_CAUSE, NOBODY, RESIDENT, record
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.complaints import annoyance_later, annoyance_of, complains_now, safety_later

COMPLAINS = stream("resident complains")


def the_hour_is_seen(world: World, today: Today, now: Clock) -> Call:
    """What happened on each cell in the last hour comes into view of the cells around it."""
    street, around, complaints = world.street, world.around, today.complaints
    return _see, (
        street.use_seen, street.selling_seen, street.violence_seen, street.use_in_view, street.selling_in_view,
        street.violence_in_view, street.worst, street.worst_place, around.near_from, around.near,
        around.near_metres, street.seclusion, complaints.sees, complaints.annoyed_by_use,
        complaints.annoyed_by_selling, complaints.annoyed_by_violence,
    )  # fmt: skip


@loop
def _see(
    use_seen, selling_seen, violence_seen, use_in_view, selling_in_view, violence_in_view, worst, worst_place,
    near_from, near, near_metres, seclusion, sees, annoyed_by_use, annoyed_by_selling, annoyed_by_violence,
):  # fmt: skip
    use_in_view[:] = 0
    selling_in_view[:] = 0
    violence_in_view[:] = 0
    worst[:] = 0
    for place in range(use_seen.shape[0]):
        if use_seen[place] + selling_seen[place] + violence_seen[place] == 0:
            continue
        seen_use = (1 - seclusion[place]) * use_seen[place]
        seen_selling = selling_seen[place] / SECONDS_PER_HOUR
        seen_violence = violence_seen[place]
        bad = annoyance_of(
            seen_use, seen_selling, seen_violence, annoyed_by_use, annoyed_by_selling, annoyed_by_violence
        )
        for neighbour in range(near_from[place], near_from[place + 1]):
            if near_metres[neighbour] > sees:
                break
            window = near[neighbour]
            use_in_view[window] += seen_use
            selling_in_view[window] += seen_selling
            violence_in_view[window] += seen_violence
            if bad > worst[window]:
                worst[window] = bad
                worst_place[window] = place


def residents_look_out(world: World, today: Today, now: Clock) -> Call:
    """Each resident sees, from the home, the workplace or the street, what the last hour held."""
    residents, street, complaints = world.residents, world.street, today.complaints
    return _look_out, (
        now, world.resident_weight, residents.key, residents.home, residents.work, residents.cell,
        residents.goes_out, residents.comes_home, residents.works_weekends, residents.annoyance, residents.safety,
        residents.complains, street.use_in_view, street.selling_in_view, street.violence_in_view,
        street.worst_place, street.police_seen, street.complained, world.ledger.rows, world.ledger.filled,
        complaints.annoyed_by_use, complaints.annoyed_by_selling, complaints.annoyed_by_violence,
        complaints.annoyance_half_life, complaints.complaint_rate, complaints.fear_by_scene,
        complaints.fear_by_violence, complaints.safety_by_police, complaints.usual_safety,
        complaints.safety_returns,
    )  # fmt: skip


@loop
def _look_out(
    now, weight, key, home, work, cell, goes_out, comes_home, works_weekends, annoyance, safety, complains,
    use_in_view, selling_in_view, violence_in_view, worst_place, police_seen, complained, rows, filled,
    annoyed_by_use, annoyed_by_selling, annoyed_by_violence, annoyance_half_life, complaint_rate,
    fear_by_scene, fear_by_violence, safety_by_police, usual_safety, safety_returns,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    hours = 1.0
    for resident in range(key.shape[0]):
        free_day = now[WEEKDAY] >= SATURDAY and not works_weekends[resident]
        out = not free_day and is_between(hour, goes_out[resident], comes_home[resident])
        cell[resident] = work[resident] if out else home[resident]
        here = cell[resident]
        seen_bad = 0.0
        seen_use = 0.0
        seen_selling = 0.0
        seen_violence = 0.0
        seen_police = 0.0
        if here >= 0:
            seen_violence = violence_in_view[here]
            seen_use = use_in_view[here]
            seen_selling = selling_in_view[here]
            seen_police = police_seen[here] / SECONDS_PER_HOUR
            seen_bad = annoyance_of(
                seen_use, seen_selling, seen_violence, annoyed_by_use, annoyed_by_selling, annoyed_by_violence
            )
        seen_scene = seen_use + seen_selling
        annoyance[resident] = annoyance_later(annoyance[resident], seen_bad, annoyance_half_life, hours)
        safety[resident] = safety_later(
            safety[resident], seen_scene, seen_violence, seen_police, fear_by_scene, fear_by_violence,
            safety_by_police, usual_safety, safety_returns, hours,
        )  # fmt: skip
        if seen_bad > 0 and complains_now(
            annoyance[resident], weight, complains[resident], complaint_rate, hours,
            uniform(key[resident], word, COMPLAINS),
        ):  # fmt: skip
            place = worst_place[here]
            complained[place] += 1
            record(rows, filled, tick, place, COMPLAINT, NO_CAUSE, RESIDENT, resident, NOBODY, -1, 1, 0, 0)
