"""What an hour held comes into view of the windows and the streets around: use, crowds, thefts, finds (M15)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, SECONDS_PER_HOUR, TICK, Clock
from marketsim.entities.ledger import (
    ACTOR,
    BUSINESS,
    CELL,
    KIND,
    NOBODY,
    OF_CROWDING,
    OF_LITTER,
    OF_VIOLENCE,
    PUBLIC_USE,
    RESIDENT,
    SELLING,
    TARGET_KIND,
    THEFT,
    TOUTING,
)
from marketsim.entities.ledger import TICK as TICK_OF_ROW
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.complaints import annoyance_of
from marketsim.rules.residents import crowding_of, nuisance_of, what_annoys_most

FROM_A_SHOP = stream("what is stolen is stolen from a shop")
COMPLAINED_OF = (PUBLIC_USE, SELLING, OF_VIOLENCE, OF_LITTER, OF_CROWDING)


def thefts_come_to_light(world: World, today: Today, now: Clock) -> Call:
    """Every hour shops, passers-by and residents notice what was stolen from them, and who was called out to."""
    return _come_to_light, (
        now, today.ticks_per_hour, world.people.key, world.street.thefts_seen, world.street.touting_seen,
        world.around.premises, world.ledger.rows, world.ledger.filled, today.residents.shops_lose,
    )  # fmt: skip


@loop
def _come_to_light(now, ticks_per_hour, key, thefts_seen, touting_seen, premises, rows, filled, shops_lose):
    thefts_seen[:] = 0
    touting_seen[:] = 0
    row = filled[0] - 1
    while row >= 0 and rows[row, TICK_OF_ROW] > now[TICK] - ticks_per_hour:
        if rows[row, KIND] == THEFT:
            here = rows[row, CELL]
            thefts_seen[here] += 1
            word = moment(rows[row, TICK_OF_ROW])
            from_a_shop = premises[here] and uniform(key[rows[row, ACTOR]], word, FROM_A_SHOP) < shops_lose
            if rows[row, TARGET_KIND] == NOBODY:
                rows[row, TARGET_KIND] = BUSINESS if from_a_shop else RESIDENT
        elif rows[row, KIND] == TOUTING:
            touting_seen[rows[row, CELL]] += 1
        row -= 1


def the_hour_is_seen(world: World, today: Today, now: Clock) -> Call:
    """What happened on each cell in the last hour comes into view of the cells around it."""
    street, around, complaints = world.street, world.around, today.complaints
    return _see, (
        now, street.use_seen, street.selling_seen, street.violence_seen, street.found_now, street.thefts_seen,
        street.touting_seen, street.gathered_today, street.gathered_before, street.crowding, street.crowding_today,
        street.scene_in_view, street.bad_in_view, street.scene_from_windows, street.bad_from_windows,
        street.violence_in_view, street.worst, street.worst_place, street.worst_cause, around.near_from, around.near,
        around.near_metres, street.seclusion, street.overlooked, complaints.sees, complaints.annoyed_by_use,
        complaints.annoyed_by_selling, complaints.annoyed_by_violence, complaints.annoyed_by_litter,
        complaints.annoyed_by_crowd, complaints.annoyed_by_theft, complaints.annoyed_by_touting,
        complaints.bearable_crowd,
    )  # fmt: skip


@loop
def _see(
    now, use_seen, selling_seen, violence_seen, found_now, thefts_seen, touting_seen, gathered_today, gathered_before,
    crowding, crowding_today, scene_in_view, bad_in_view, scene_from_windows, bad_from_windows, violence_in_view,
    worst, worst_place, worst_cause, near_from, near, near_metres, seclusion, overlooked, sees, annoyed_by_use,
    annoyed_by_selling, annoyed_by_violence, annoyed_by_litter, annoyed_by_crowd, annoyed_by_theft,
    annoyed_by_touting, bearable_crowd,
):  # fmt: skip
    if now[SECOND] < SECONDS_PER_HOUR:
        gathered_before[:] = 0
        crowding_today[:] = 0
    scene_in_view[:] = 0
    bad_in_view[:] = 0
    scene_from_windows[:] = 0
    bad_from_windows[:] = 0
    violence_in_view[:] = 0
    worst[:] = 0
    for place in range(use_seen.shape[0]):
        people = (gathered_today[place] - gathered_before[place]) / SECONDS_PER_HOUR
        gathered_before[place] = gathered_today[place]
        seen_crowding = crowding_of(people, bearable_crowd)
        crowding[place] = seen_crowding
        crowding_today[place] += seen_crowding
        seen_finds = found_now[place]
        seen_thefts = thefts_seen[place]
        seen_touting = touting_seen[place]
        seen_violence = violence_seen[place]
        eventful = (
            use_seen[place] + selling_seen[place] + seen_violence + seen_finds + seen_thefts + seen_touting
        )
        if eventful == 0 and seen_crowding == 0:
            continue
        windows = overlooked[place]
        seen_use = (1 - seclusion[place]) * use_seen[place]
        seen_selling = selling_seen[place] / SECONDS_PER_HOUR
        nuisance = nuisance_of(
            seen_finds, seen_crowding, seen_thefts, annoyed_by_litter, annoyed_by_crowd, annoyed_by_theft,
            seen_touting, annoyed_by_touting,
        )  # fmt: skip
        bad = nuisance + annoyance_of(
            seen_use, seen_selling, seen_violence, annoyed_by_use, annoyed_by_selling, annoyed_by_violence
        )
        from_windows = windows * nuisance + annoyance_of(
            seen_use=windows * use_seen[place], seen_selling=windows * seen_selling,
            seen_violence=seen_violence, annoyed_by_use=annoyed_by_use,
            annoyed_by_selling=annoyed_by_selling, annoyed_by_violence=annoyed_by_violence,
        )  # fmt: skip
        most = what_annoys_most(
            by_use=annoyed_by_use * use_seen[place],
            by_selling=annoyed_by_selling * seen_selling + annoyed_by_touting * seen_touting,
            by_violence=annoyed_by_violence * seen_violence, by_litter=annoyed_by_litter * seen_finds,
            by_crowd=annoyed_by_crowd * seen_crowding,
        )  # fmt: skip
        for neighbour in range(near_from[place], near_from[place + 1]):
            if near_metres[neighbour] > sees:
                break
            window = near[neighbour]
            scene_in_view[window] += seen_use + seen_selling
            bad_in_view[window] += bad
            scene_from_windows[window] += windows * (use_seen[place] + seen_selling)
            bad_from_windows[window] += from_windows
            violence_in_view[window] += seen_violence
            if max(bad, from_windows) > worst[window]:
                worst[window] = max(bad, from_windows)
                worst_place[window] = place
                worst_cause[window] = COMPLAINED_OF[most]
