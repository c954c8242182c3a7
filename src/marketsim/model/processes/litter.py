"""Every hour used equipment is left lying, some of it is found, and rounds of cleaning take it away (M6)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import PIECES_CLEANED, PIECES_DROPPED
from marketsim.entities.clock import SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.ledger import (
    ACTOR,
    BUSINESS,
    CELL,
    CHILD,
    HIDDEN,
    KIND,
    LITTER,
    LITTER_CLEANED,
    LITTER_FOUND,
    NO_CAUSE,
    NOBODY,
    PERSON,
    PLACE,
    RESIDENT,
    SEVERITY,
    USE,
    VISIBLE,
    record,
)
from marketsim.entities.ledger import TICK as TICK_OF_ROW
from marketsim.entities.scales import DECIMETRES_PER_METRE, FAR_AWAY
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.litter import chances_to_find, drops_equipment, is_found, rounds_done

DROPS = stream("leaves used equipment lying")
FINDS = stream("a piece of used equipment is found")
BY_BUSINESS = stream("a shop finds the piece on its doorstep")
BY_CHILD = stream("a child finds the piece")
CLEARS = stream("finder clears the piece away")
TAKEN = stream("a round of cleaning takes the piece")


def bins_stand(world: World, today: Today, now: Clock) -> Call:
    """Bins stand where the city wants them today; how far the nearest bin or room is, is known for every place."""
    return _put_out, (
        world.street.bin_walk, world.around.bin_places, world.rooms.cell, today.room_exists, today.litter.bins,
        world.city.distance,
    )  # fmt: skip


@loop
def _put_out(bin_walk, bin_places, room_cell, room_exists, bins, decimetres):
    bin_walk[:] = FAR_AWAY
    for quarter in range(bin_places.shape[0]):
        for each in range(bins[quarter]):
            there = bin_places[quarter, each]
            if there < 0:
                break
            for place in range(bin_walk.shape[0]):
                bin_walk[place] = min(bin_walk[place], decimetres[there, place] / DECIMETRES_PER_METRE)
    for room in range(room_cell.shape[0]):
        if room_exists[room]:
            door = room_cell[room]
            for place in range(bin_walk.shape[0]):
                bin_walk[place] = min(bin_walk[place], decimetres[door, place] / DECIMETRES_PER_METRE)


def equipment_is_dropped(world: World, today: Today, now: Clock) -> Call:
    """Of those who used outside in the last hour some leave their equipment where they used it."""
    people, street, litter = world.people, world.street, today.litter
    return _drop, (
        now, today.ticks_per_hour, people.key, people.injects, people.considerate, people.perceived_risk,
        street.bin_walk, street.litter, world.accounts, world.ledger.rows, world.ledger.filled, litter.bin_reach,
        litter.fear_drops, litter.careless,
    )  # fmt: skip


@loop
def _drop(
    now, ticks_per_hour, key, injects, considerate, perceived_risk, bin_walk, litter, accounts, rows, filled,
    bin_reach, fear_drops, careless,
):  # fmt: skip
    tick = now[TICK]
    row = filled[0] - 1
    while row >= 0 and rows[row, TICK_OF_ROW] > tick - ticks_per_hour:
        outside = rows[row, PLACE] == HIDDEN or rows[row, PLACE] == VISIBLE
        if rows[row, KIND] == USE and outside:
            person = rows[row, ACTOR]
            here = rows[row, CELL]
            rushed = rows[row, SEVERITY] > 1
            fear = 1.0 if rushed else perceived_risk[person]
            word = moment(rows[row, TICK_OF_ROW])
            if drops_equipment(
                bin_walk[here], considerate[person], fear, bin_reach, fear_drops, careless,
                uniform(key[person], word, DROPS),
            ):  # fmt: skip
                litter[here] += 1
                accounts[PIECES_DROPPED] += 1
                record(
                    rows, filled, tick, here, LITTER, NO_CAUSE, PERSON, person, NOBODY, -1,
                    1 + injects[person], 1, 0,
                )  # fmt: skip
        row -= 1


def litter_is_found(world: World, today: Today, now: Clock) -> Call:
    """Whoever goes past may find a piece: a child, a shop on its doorstep, or somebody else."""
    street, around, litter = world.street, world.around, today.litter
    return _find, (
        now, today.entry_key, street.litter, street.litter_told, street.found_now, street.passing, street.seclusion,
        around.dwellings, around.premises, around.near_school, world.accounts, world.ledger.rows,
        world.ledger.filled, litter.first_round, litter.last_round, litter.household_trips, litter.find_rate,
        litter.child_share, litter.child_share_near_schools, litter.business_share, litter.finder_clears,
    )  # fmt: skip


@loop
def _find(
    now, entry_key, litter, litter_told, found_now, passing, seclusion, dwellings, premises, near_school,
    accounts, rows, filled, first_round, last_round, household_trips, find_rate, child_share,
    child_share_near_schools, business_share, finder_clears,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hours = 1.0
    awake = is_between(hour_of(now[SECOND]), first_round, last_round)
    found_now[:] = 0
    for place in range(litter.shape[0]):
        lying = litter[place] - litter_told[place]
        if lying <= 0:
            continue
        passing_here = chances_to_find(passing[place], dwellings[place], household_trips, awake)
        heap = about(entry_key, place)
        for piece in range(lying):
            one = about(heap, piece)
            if not is_found(passing_here, seclusion[place], find_rate, hours, uniform(one, word, FINDS)):
                continue
            finder = RESIDENT
            children = child_share_near_schools if near_school[place] else child_share
            if premises[place] and uniform(one, word, BY_BUSINESS) < business_share:
                finder = BUSINESS
            elif uniform(one, word, BY_CHILD) < children:
                finder = CHILD
            found_now[place] += 1
            record(rows, filled, tick, place, LITTER_FOUND, NO_CAUSE, finder, -1, NOBODY, -1, 1, 1, 0)
            if uniform(one, word, CLEARS) < finder_clears:
                litter[place] -= 1
                accounts[PIECES_CLEANED] += 1
                record(rows, filled, tick, place, LITTER_CLEANED, NO_CAUSE, finder, -1, NOBODY, -1, 1, 1, 0)
            else:
                litter_told[place] += 1


def rounds_clean(world: World, today: Today, now: Clock) -> Call:
    """A round of cleaning through a quarter takes all that was found and most of what was not."""
    street, litter = world.street, today.litter
    return _clean, (
        now, today.entry_key, street.litter, street.litter_told, world.around.quarter, world.accounts,
        world.ledger.rows, world.ledger.filled, litter.rounds, litter.first_round, litter.last_round,
        litter.thoroughness,
    )  # fmt: skip


@loop
def _clean(
    now, entry_key, litter, litter_told, quarter, accounts, rows, filled, rounds, first_round, last_round,
    thoroughness,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = int(hour_of(now[SECOND]))
    for place in range(litter.shape[0]):
        if litter[place] == 0:
            continue
        often = rounds[quarter[place]]
        done = rounds_done(hour, rounds=often, first_round=first_round, last_round=last_round)
        if rounds_done(hour + 1, rounds=often, first_round=first_round, last_round=last_round) <= done:
            continue
        taken = litter_told[place]
        heap = about(entry_key, place)
        for piece in range(litter[place] - litter_told[place]):
            taken += uniform(about(heap, piece), word, TAKEN) < thoroughness
        if taken == 0:
            continue
        litter[place] -= taken
        litter_told[place] = 0
        accounts[PIECES_CLEANED] += taken
        record(rows, filled, tick, place, LITTER_CLEANED, NO_CAUSE, NOBODY, -1, NOBODY, -1, 1, taken, 0)
