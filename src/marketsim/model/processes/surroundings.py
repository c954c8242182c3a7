"""What is built stands all day; with every hour light, eyes and passers-by change (M18, M15)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import SECOND, SECONDS_PER_HOUR, TICK, WEEKDAY, Clock
from marketsim.entities.ledger import CUSTOM, DEALER, NOBODY, RELOCATION, record
from marketsim.entities.people import NOWHERE
from marketsim.entities.scales import PER_MILLION
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.complaints import passers_by
from marketsim.rules.residents import fear_felt
from marketsim.rules.surroundings import (
    beside_a_fence,
    drawn_by_light,
    finds_a_seat,
    found_soon,
    hidden_after_dark,
    light_with,
    overlooked_by,
    watched_over,
)

SITS = stream("finds a seat at a place to gather")
ELSEWHERE = stream("where else to sit")


def surroundings_stand(world: World, today: Today, now: Clock) -> Call:
    """Lamps, cameras, fences and the passage are as the city wants them today."""
    city, around, street, built = world.city, world.around, world.street, today.surroundings
    return _stand, (
        city.lighting, city.seclusion, city.footfall, street.light, street.bare, street.footfall, street.overlooked,
        street.watched, around.quarter, around.fence, around.dwellings, around.passage, built.more_light,
        built.cameras, today.fence_stands, around.open_light, around.open_seclusion, around.open_footfall,
        built.passage_runs, built.passage_flow, built.camera_deters, today.residents.windows_that_overlook,
    )  # fmt: skip


@loop
def _stand(
    lighting, mapped_seclusion, mapped_footfall, light, bare, footfall, overlooked, watched, quarter, fence,
    street_dwellings, passage, more_light, cameras, fence_stands, open_light, open_seclusion, open_footfall,
    passage_runs,
    passage_flow, camera_deters, windows_that_overlook,
):  # fmt: skip
    for place in range(light.shape[0]):
        lamps = lighting[place]
        bare[place] = mapped_seclusion[place]
        footfall[place] = mapped_footfall[place]
        if fence[place] >= 0:
            standing = fence_stands[fence[place]]
            lamps = beside_a_fence(mapped=lamps, opened=open_light, standing=standing)
            bare[place] = beside_a_fence(mapped=bare[place], opened=open_seclusion, standing=standing)
            footfall[place] = beside_a_fence(mapped=footfall[place], opened=open_footfall, standing=standing)
        light[place] = light_with(lighting=lamps, more_light=more_light[quarter[place]])
        dwellings = street_dwellings[place]
        overlooked[place] = overlooked_by(dwellings, windows_that_overlook)
        watched[place] = watched_over(overlooked[place], cameras[quarter[place]], camera_deters)
    for each in range(passage.shape[1]):
        footfall[passage[passage_runs, each]] += passage_flow


def passage_leads(world: World, today: Today, now: Clock) -> Call:
    """Who sells in a passage goes along when it is moved: the spots lie where the passage does."""
    dealers, around = world.dealers, world.around
    return _lead, (
        now, today.surroundings.passage_runs, around.passage, around.passage_spots, around.spots, dealers.cell,
        dealers.number, world.city.distance, world.ledger.rows, world.ledger.filled,
    )  # fmt: skip


@loop
def _lead(now, passage_runs, passage, passage_spots, spots, cell, number, decimetres, rows, filled):
    for each in range(passage.shape[1]):
        there = passage[passage_runs, each]
        spots[passage_spots[each]] = there
        for before in range(passage.shape[0]):
            if before == passage_runs:
                continue
            left = passage[before, each]
            for dealer in range(cell.shape[0]):
                if number[dealer] >= 0 and cell[dealer] == left:
                    record(
                        rows, filled, now[TICK], there, RELOCATION, CUSTOM, DEALER, dealer, NOBODY, -1, 1,
                        decimetres[left, there], left,
                    )  # fmt: skip
                    cell[dealer] = there


def people_find_a_seat(world: World, today: Today, now: Clock) -> Call:
    """People gather where they like to, if there is a bench; the same people find the same seats day after day."""
    people, around, built = world.people, world.around, today.surroundings
    return _find_a_seat, (
        people.key, people.whereabouts, people.haunt, people.usual_haunt, around.haunts, around.quarter,
        around.passage, built.benches, built.passage_runs,
    )  # fmt: skip


@loop
def _find_a_seat(key, whereabouts, haunt, usual_haunt, haunts, quarter, passage, benches, passage_runs):
    always = moment(0)
    most_seats = 0.0
    for part in range(benches.shape[0]):
        most_seats = max(most_seats, benches[part])
    for person in range(key.shape[0]):
        if whereabouts[person] == NOWHERE:
            continue
        wanted = usual_haunt[person]
        for attempt in range(haunts.shape[0]):
            mine = about(key[person], attempt)
            seats = benches[quarter[wanted]]
            if finds_a_seat(seats, most_seats, uniform(mine, always, SITS)):
                break
            wanted = haunts[int(uniform(mine, always, ELSEWHERE) * haunts.shape[0])]
        for each in range(passage.shape[1]):
            if wanted == passage[0, each]:
                wanted = passage[passage_runs, each]
                break
        haunt[person] = wanted


def the_hour_begins(world: World, today: Today, now: Clock) -> Call:
    """At the full hour it is lighter or darker, more or fewer people pass, and less or more is hidden."""
    city, around, street, built = world.city, world.around, world.street, today.surroundings
    return _begin, (
        now, today.dark, city.lighting, city.footfall_profile, city.footfall_profiles, around.dwellings, street.light,
        street.bare, street.footfall, street.fear, street.seclusion, street.findability, street.passing,
        street.passed_today, world.residents.safety, built.darkness_hides, built.light_draws, built.eyes_half,
        today.complaints.fear_empties, today.complaints.usual_safety, today.complaints.safety_moves_footfall,
    )  # fmt: skip


@loop
def _begin(
    now, dark_by_hour, street_lighting, footfall_profile, footfall_profiles, street_dwellings, street_light,
    street_bare, street_footfall, street_fear, seclusion, findability, street_passing, passed_today,
    safety, darkness_hides, light_draws, eyes_half, fear_empties, usual_safety, safety_moves_footfall,
):  # fmt: skip
    if now[SECOND] % SECONDS_PER_HOUR != 0:
        return
    hour = now[SECOND] // SECONDS_PER_HOUR
    dark = dark_by_hour[hour]
    missing = 0
    for resident in range(safety.shape[0]):
        missing += int((1.0 - safety[resident]) * PER_MILLION)
    unsafe = missing / max(1, safety.shape[0]) / PER_MILLION
    if hour == 0:
        passed_today[:] = 0
    for place in range(seclusion.shape[0]):
        light = street_light[place]
        bare = street_bare[place]
        footfall = street_footfall[place]
        dwellings = street_dwellings[place]
        secluded = hidden_after_dark(bare, light, dark, darkness_hides)
        seclusion[place] = secluded
        findability[place] = found_soon(footfall, dwellings, secluded, eyes_half)
        share = footfall_profiles[footfall_profile[place], now[WEEKDAY], hour]
        fear = fear_felt(street_fear[place], unsafe, usual_safety, safety_moves_footfall)
        passing = passers_by(footfall, share, fear, fear_empties)
        street_passing[place] = drawn_by_light(passing, light, street_lighting[place], dark, light_draws)
        passed_today[place] += street_passing[place]
