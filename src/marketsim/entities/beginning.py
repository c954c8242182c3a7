"""The beginning of a run: surroundings worked out from the map, and everybody in place before the first tick."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from marketsim.chance import identities
from marketsim.entities.city import VESTERBRO, City
from marketsim.entities.city.bins import bin_places
from marketsim.entities.city.works import lay_works
from marketsim.entities.city.zones import BUFFER, NON_ENFORCEMENT, TARGET
from marketsim.entities.crews import MOST_CREWS, Crews
from marketsim.entities.dealers import Dealers
from marketsim.entities.facilities import facilities_of
from marketsim.entities.fixtures import put_up
from marketsim.entities.ledger import Ledger
from marketsim.entities.morning import (
    NO_SHELTER,
    around,
    drawing,
    found_crews,
    one_of,
    settle_dealers,
    settle_people,
)
from marketsim.entities.neighbours import settle_residents
from marketsim.entities.outreach import OutreachWorkers
from marketsim.entities.people import People
from marketsim.entities.police import Officers
from marketsim.entities.rooms import rooms_of
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.scenes import Scenes
from marketsim.entities.street import Street
from marketsim.entities.tiles import HIGH, WIDE, lay_tiles
from marketsim.entities.world import Surroundings, World, empty_accounts
from marketsim.parameters import Numbers
from marketsim.parameters.errors import BadDocument
from marketsim.parameters.names import BODIES, SCENES

NEAR = 100
EVENTS_PER_PERSON = 60
"""Room in the ledger of a day; some four are usual, and pages of memory that nobody writes on are never taken."""
PEOPLE_PER_NEWCOMER_ROW = 10
HAUNT_REACH = 60
HAUNTS = ("shelter", "drop-in", "health room", "church", "consumption room", "station exit", "square")
SPOT_KINDS = (0, 1, 2, 5, 6)
CITIES_IN_MEMORY = 2


def world_of(numbers: Numbers, city: City, replicate: int, scale: float = 1.0) -> World:
    """The world as it stands before the first tick of a replicate."""
    pool = round(numbers.scene.pool * scale)
    spare = pool // PEOPLE_PER_NEWCOMER_ROW
    people, dealers = People(pool + spare), Dealers(round(numbers.market.room_for_dealers * scale))
    around_us = surroundings(city, numbers, len(people), len(dealers))
    officers = _officers(numbers, replicate, around_us)
    residents, weight = settle_residents(numbers, city, around_us.entrances, replicate, scale)
    accounts = empty_accounts()
    world = World(
        city, around_us, people, dealers, Crews(MOST_CREWS), _scenes(numbers, replicate, scale), officers,
        residents, rooms_of(city), put_up(city, around_us.bin_places), facilities_of(city.places),
        _outreach(int(numbers.declaration("outreach.workers").high), replicate, around_us), Street(city.cells),
        Ledger(EVENTS_PER_PERSON * len(people)), accounts, np.zeros(2, dtype=np.int64), weight,
    )  # fmt: skip
    identity = np.arange(round(numbers.market.dealers * scale), dtype=np.int64)
    settle_dealers(
        dealers,
        identity,
        numbers,
        replicate,
        identity,
        numbers.market.violent_share,
        around_us.spots,
        accounts,
        0,
    )
    found_crews(world.crews, dealers, numbers, replicate, around_us.spots, accounts)
    identity_of_people = np.arange(pool, dtype=np.int64)
    welcome(world, identity_of_people, identity_of_people, numbers, replicate)
    world.line_up()
    _remember_custom(world)
    return world


def _scenes(numbers: Numbers, replicate: int, scale: float) -> Scenes:
    """The neighbouring scenes with their own sellers."""
    scenes = Scenes(len(SCENES))
    scenes.key[:] = identities(replicate, "scene", np.arange(len(SCENES), dtype=np.int64))
    scenes.sellers[:] = np.rint(numbers.elsewhere.own_sellers * scale).astype(np.int64)
    return scenes


def _remember_custom(world: World) -> None:
    """Before the first day, custom is expected where people gather; it is replaced by experience within weeks."""
    around_us, people = world.around, world.people
    for haunt, gathered in zip(*np.unique(people.haunt[people.number >= 0], return_counts=True), strict=True):
        close = around_us.near[around_us.near_from[haunt] : around_us.near_from[haunt + 1]]
        world.street.custom[close] += gathered / len(close)
        world.street.gathered[haunt] += gathered


def welcome(
    world: World, rows: NDArray[np.int64], identity: NDArray[np.int64], numbers: Numbers, replicate: int
) -> None:
    """Fill rows of the table of people with newcomers who know a few of the dealers there are.

    Parameters
    ----------
    rows, identity : int64[newcomers]
        Where they stand in the table, and the numbers they are known by.
    """
    city, people = world.city, world.people
    hideouts = np.flatnonzero(
        city.seclusion >= np.quantile(city.seclusion, 1.0 - numbers.morning.hideout_share, method="lower")
    )
    shelters = city.places.of_kind("shelter")
    shelter = int(city.places.cell[shelters[0]]) if shelters.size else NO_SHELTER
    settle_people(people, rows, numbers, replicate, identity, world.around, shelter, hideouts, world.accounts)
    there = np.flatnonzero(world.dealers.number >= 0)
    there = there[np.argsort(world.dealers.number[there])]
    draw = drawing(people.key[rows])
    for slot in range(people.known.shape[1] - 1):
        if len(there):
            people.known[rows, slot] = there[(draw(f"dealer known {slot}") * len(there)).astype(np.int64)]
            people.liking[rows, slot] = draw(f"liking of dealer {slot}")


def surroundings(city: City, numbers: Numbers, people: int, dealers: int) -> Surroundings:
    """Work out which cells lie near each other, where selling is thinkable and where people come in."""
    longest = max(people, dealers)
    near_from, near, metres = _nearest_first(city)
    sellable = np.flatnonzero(np.isin(city.kind, SPOT_KINDS)).astype(np.int32)
    works = lay_works(city)
    spots = np.union1d(_thinned_out(sellable, numbers.turf.spot_spacing, city), works.passage[0]).astype(
        np.int32
    )
    tiles, tile = lay_tiles(city)
    exits = np.concatenate([city.places.cell[city.places.of_kind("station exit")], _edges(city)])
    return Surroundings(
        near_from=near_from,
        near=near,
        near_metres=metres,
        spots=spots,
        entrances=np.unique(exits).astype(np.int32),
        haunts=_haunts(city, works.passage[0]),
        premises=city.shops > 0,
        in_zone=(city.zone & NON_ENFORCEMENT) > 0,
        quarter=city.quarter.astype(np.int64),
        fence=works.fence.astype(np.int64),
        dwellings=works.dwellings.astype(np.float64),
        passage=works.passage,
        passage_spots=np.searchsorted(spots, works.passage[0]),
        bin_places=bin_places(city, spots, int(numbers.declaration("litter.bins").high)),
        near_school=_near_schools(city),
        open_light=works.open_light,
        open_seclusion=works.open_seclusion,
        open_footfall=works.open_footfall,
        order=np.zeros(longest, dtype=np.int64),
        drawn=np.zeros(longest, dtype=np.float64),
        drawn_too=np.zeros(longest, dtype=np.float64),
        officer_order=np.zeros(_rows_per_body(numbers) * len(BODIES), dtype=np.int64),
        officers_out=np.full(_rows_per_body(numbers) * len(BODIES) + 1, -1, dtype=np.int64),
        people_order=np.zeros(people, dtype=np.int64),
        dealer_order=np.zeros(dealers, dtype=np.int64),
        people_here=np.full(people + 1, -1, dtype=np.int64),
        picked=np.zeros(max(people, city.cells) + 1, dtype=np.int64),
        dealers_out=np.full(dealers + 1, -1, dtype=np.int64),
        buyers=np.full(people + 1, -1, dtype=np.int64),
        tiles=tiles,
        tile=tile,
        sellers=np.zeros(dealers, dtype=np.int64),
        sellers_from=np.zeros(tiles[WIDE] * tiles[HIGH] + 2, dtype=np.int64),
    )


def _thinned_out(sellable: NDArray[np.int32], spot_spacing: int, city: City) -> NDArray[np.int32]:
    """Return the cells one of which is a spot in each ``spot_spacing`` cells of the declared edge."""
    apart = spot_spacing * (VESTERBRO.edge / city.frame.edge) ** 2
    chosen: NDArray[np.int32] = sellable[np.arange(0.0, len(sellable), max(1.0, apart)).astype(np.int64)]
    return chosen


@lru_cache(CITIES_IN_MEMORY)
def _nearest_first(city: City) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """For each cell those within reach, the nearest first, so that a loop can stop where it no longer sees.

    Returns where each cell's neighbours begin, int32[cells + 1], the neighbours, and how far they are, m. All worlds
    of a process share them.
    """
    cells, neighbours = np.nonzero(city.distance <= NEAR * DECIMETRES_PER_METRE)
    metres = city.distance[cells, neighbours] / DECIMETRES_PER_METRE
    order = np.lexsort((neighbours, metres, cells))
    begins = np.zeros(city.cells + 1, dtype=np.int32)
    begins[1:] = np.cumsum(np.bincount(cells, minlength=city.cells))
    return begins, neighbours[order].astype(np.int32), metres[order]


def _haunts(city: City, passage: NDArray[np.int32]) -> NDArray[np.int32]:
    """Cells within 60 m of the services, squares and exits around the target zone, where people of the scene gather."""
    places = np.concatenate([city.places.cell[city.places.of_kind(kind)] for kind in HAUNTS])
    places = places[(city.zone[places] & (TARGET | BUFFER)) > 0]
    close = (city.distance[places] <= HAUNT_REACH * DECIMETRES_PER_METRE).any(axis=0)
    gathering = np.union1d(np.flatnonzero(close & np.isin(city.kind, SPOT_KINDS)), passage).astype(np.int32)
    if not gathering.size:
        raise BadDocument(
            f"{city.folder}: has nowhere to gather; expected one of {', '.join(HAUNTS)} in the target or buffer zone"
        )
    return gathering


def _near_schools(city: City) -> NDArray[np.bool_]:
    """Cells within sight of a school or a playground."""
    doors = np.concatenate([city.places.cell[city.places.of_kind(kind)] for kind in ("school", "playground")])
    near: NDArray[np.bool_] = (city.distance[doors] <= NEAR * DECIMETRES_PER_METRE).any(axis=0)
    return near


def _edges(city: City) -> NDArray[np.int32]:
    """Cells at the ends of main streets, or of all where there are none, by which people come on foot or by bus."""
    main = np.flatnonzero(city.kind == 0)
    if not main.size:
        main = np.arange(city.cells)
    ends = [main[np.argmin(city.x[main])], main[np.argmax(city.y[main])], main[np.argmin(city.y[main])]]
    return np.array(ends, dtype=np.int32)


def _rows_per_body(numbers: Numbers) -> int:
    """As many officers as a body can have in all its teams together."""
    return int(numbers.declaration("police.officers").high * numbers.declaration("police.teams").high)


def _officers(numbers: Numbers, replicate: int, around_us: Surroundings) -> Officers:
    """A row for every officer whom a lever could call; who is out follows from the levers of the day."""
    rows = _rows_per_body(numbers)
    officers = Officers(rows * len(BODIES))
    number = np.arange(len(officers), dtype=np.int64)
    officers.key[:] = identities(replicate, "officer", number)
    officers.number[:] = number
    officers.body[:] = number // rows
    officers.shift[:] = number % rows
    draw = drawing(officers.key)
    officers.commitment[:] = around(
        numbers.morning.commitment, draw("commitment"), numbers.morning.commitment_spread
    )
    officers.cell[:] = around_us.spots[(draw("first beat") * len(around_us.spots)).astype(np.int64)]
    officers.bound_for[:] = -1
    return officers


def _outreach(rows: int, replicate: int, around_us: Surroundings) -> OutreachWorkers:
    """A row for every worker whom a lever could employ; who is out follows from the levers of the day."""
    workers = OutreachWorkers(rows)
    workers.number[:] = np.arange(rows)
    workers.key[:] = identities(replicate, "outreach worker", workers.number)
    workers.cell[:] = one_of(around_us.haunts, drawing(workers.key)("first round"))
    workers.bound_for[:] = workers.cell
    return workers
