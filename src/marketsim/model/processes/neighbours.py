"""Residents look out every hour: what they see annoys, frightens or reassures them, and some complain (M15)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, SECONDS_PER_HOUR, TICK, WEEKDAY, hour_of, is_between
from marketsim.entities.ledger import COMPLAINT, NO_CAUSE, NOBODY, RESIDENT, record
from marketsim.rules.complaints import annoyance_later, complains_now, safety_later

COMPLAINS = stream("resident complains")
SATURDAY = 5


def residents_look_out(world, today, now):
    """Each resident sees, from the home, the workplace or the street, what the last hour held."""
    residents, street, around, complaints = world.residents, world.street, world.around, today.complaints
    return _look_out, (
        now, world.resident_weight, residents.key, residents.home, residents.work, residents.cell,
        residents.goes_out, residents.comes_home, residents.works_weekends, residents.annoyance, residents.safety,
        residents.complains, street.use_seen, street.selling_seen, street.violence_seen, street.police_seen,
        street.complained, around.near_from, around.near, around.near_metres, world.city.seclusion,
        world.ledger.rows, world.ledger.filled, complaints.sees,
        complaints.annoyed_by_use, complaints.annoyed_by_selling, complaints.annoyed_by_violence,
        complaints.annoyance_half_life, complaints.complaint_rate, complaints.fear_by_scene,
        complaints.fear_by_violence, complaints.safety_by_police, complaints.usual_safety, complaints.safety_returns,
    )  # fmt: skip


@loop
def _look_out(
    now, weight, key, home, work, cell, goes_out, comes_home, works_weekends, annoyance, safety, complains,
    use_seen, selling_seen, violence_seen, police_seen, complained, near_from, near, near_metres, seclusion,
    rows, filled, sees, annoyed_by_use, annoyed_by_selling, annoyed_by_violence, annoyance_half_life, complaint_rate,
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
        seen_use = 0.0
        seen_selling = 0.0
        seen_violence = 0.0
        seen_police = 0.0
        worst = here
        most = 0.0
        if here >= 0:
            for neighbour in range(near_from[here], near_from[here + 1]):
                if near_metres[neighbour] > sees:
                    break
                place = near[neighbour]
                in_view = 1 - seclusion[place]
                use = in_view * use_seen[place]
                selling = selling_seen[place] / SECONDS_PER_HOUR
                seen_use += use
                seen_selling += selling
                seen_violence += violence_seen[place]
                seen_police += police_seen[place] / SECONDS_PER_HOUR
                bad = (
                    annoyed_by_use * use
                    + annoyed_by_selling * selling
                    + annoyed_by_violence * violence_seen[place]
                )
                if bad > most:
                    most = bad
                    worst = place
        annoyance[resident] = annoyance_later(
            annoyance[resident], seen_use, seen_selling, seen_violence, annoyed_by_use, annoyed_by_selling,
            annoyed_by_violence, annoyance_half_life, hours,
        )  # fmt: skip
        seen_scene = seen_use + seen_selling
        safety[resident] = safety_later(
            safety[resident], seen_scene, seen_violence, seen_police, fear_by_scene, fear_by_violence,
            safety_by_police, usual_safety, safety_returns, hours,
        )  # fmt: skip
        if most > 0 and complains_now(
            annoyance[resident] * weight, complains[resident], complaint_rate, hours,
            uniform(key[resident], word, COMPLAINS),
        ):  # fmt: skip
            complained[worst] += 1
            record(rows, filled, tick, worst, COMPLAINT, NO_CAUSE, RESIDENT, resident, NOBODY, -1, 1, 0, 0)
