"""Where the answer is known without a model: no police, no dealers, a single dealer, no need, seats for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.accounts import COCAINE_IN, HEROIN_IN, MONEY_IN
from marketsim.entities.clock import HOURS_PER_DAY
from marketsim.entities.dealers import AT_SPOT
from marketsim.model.market import Market
from marketsim.study.verification.finding import Finding, at_least, exactly
from marketsim.study.verification.stage import STORM, after, highest, lowest, market, series

POLICE_ACTS = (
    "stops evidence_stops confiscations fines arrests_of_dealers arrests_of_people asked_to_move steered contacts"
    " referred_to_rooms uses_put_off tips police_hours police_use_of_force moves_for_police"
).split()
NEEDS_A_DEALER = "sales uses overdoses rip_offs visible_selling violence_turf".split()
DAYS, LONGER = 3, 5
HOURS = range(0, 24, 3)
LEAST = 1e-9
TICKS_A_DAY = 288
SEATS_FOR_ALL = {
    "services.seats_injecting": "60 seats", "services.seats_smoking": "60 seats",
    "services.opens": "0 h", "services.closes": "24 h",
}  # fmt: skip
Days = dict[str, NDArray[np.float64]]
"""Measure → ``float64[days]``."""


def runs_of(replicates: int, changes: dict[str, str]) -> list[Days]:
    """Return the daily measures of some replicates of a changed world."""
    return [series(after(DAYS, changes, replicate=replicate)) for replicate in range(replicates)]


def total(runs: Iterable[Days], *measures: str) -> float:
    """Return measures added up over days and replicates."""
    return float(sum(days[measure].sum() for days in runs for measure in measures))


def without_police(replicates: int) -> Iterator[Finding]:
    """Without police nobody is stopped, arrested or asked to move; selling goes on."""
    runs = runs_of(replicates, {**STORM, "police.officers": "0 officers"})
    yield exactly(f"no police: acts of the police, of {len(POLICE_ACTS)} kinds", 0, total(runs, *POLICE_ACTS))
    yield at_least("no police: sales", 1, total(runs, "sales"))


def market_without_dealers(changes: dict[str, str] | None = None, replicate: int = 0) -> Market:
    """Return a market from which every dealer has gone before the first tick, and to which none comes."""
    here = market({**(changes or {}), **lowest("learning.entry_rate")}, replicate=replicate)
    dealers, people = here.world.dealers, here.world.people
    here.world.accounts[:] = 0
    here.world.accounts[MONEY_IN] = people.money.sum()
    for row in range(len(dealers)):
        dealers.clear(row)
    people.known[:], people.liking[:] = -1, 0
    return here


def without_dealers(replicates: int) -> Iterator[Finding]:
    """Without dealers nobody buys, and whoever has nothing uses nothing."""
    markets = [market_without_dealers(replicate=replicate) for replicate in range(replicates)]
    for _ in range(DAYS):
        for here in markets:
            here.run_day()
    runs = [series(here) for here in markets]
    yield exactly("no dealers: dealers, added up over the days", 0, total(runs, "dealers"))
    yield exactly(f"no dealers: {', '.join(NEEDS_A_DEALER)}", 0, total(runs, *NEEDS_A_DEALER))
    yield exactly(
        "no dealers: heroin held at the end", 0, sum(here.world.people.heroin.sum() for here in markets)
    )
    yield at_least("no dealers: searches in vain", 1, total(runs, "searches_in_vain"))


def with_one_dealer(replicates: int) -> Iterator[Finding]:
    """A single dealer sells, and has nobody to quarrel with."""
    runs = [series(_one_dealer(replicate)) for replicate in range(replicates)]
    yield exactly(
        "one dealer: acts over spots and scores", 0, total(runs, "violence_turf", "violence_retaliation")
    )
    yield at_least("one dealer: sales", 1, total(runs, "sales"))


def _one_dealer(replicate: int) -> Market:
    quarrelsome = {**highest("turf.quarrel_rate", "violence.revenge_rate"), "learning.exit_rate": "0.002/day"}
    here, other = market_without_dealers(quarrelsome, replicate), market(replicate=replicate)
    dealers, accounts = here.world.dealers, here.world.accounts
    for column, values in other.world.dealers.arrays().items():
        getattr(dealers, column)[0] = values[0]
    accounts[:] = other.world.accounts
    accounts[HEROIN_IN], accounts[COCAINE_IN] = dealers.heroin.sum(), dealers.cocaine.sum()
    for _ in range(LONGER):
        here.run_day()
    return here


def without_need(replicates: int) -> Iterator[Finding]:
    """Who never needs never uses and never buys."""
    runs = []
    for replicate in range(replicates):
        here = market({"need.need_strength": "0"}, replicate=replicate)
        here.world.people.craving[:] = 0
        for _ in range(DAYS * TICKS_A_DAY):
            here.tick()
            here.world.people.craving[:] = 0
        runs.append(series(here))
    yield exactly("no need: uses", 0, total(runs, "uses"))
    yield exactly("no need: sales", 0, total(runs, "sales"))


def with_seats(replicates: int) -> Iterator[Finding]:
    """Where there are seats for all nobody is turned away; where rooms stay closed nobody uses in them."""
    crowded = {"scene.attendance": "0.8", **lowest("services.longest_wait")}
    few = runs_of(
        replicates, {**crowded, "services.seats_injecting": "1 seat", "services.seats_smoking": "1 seat"}
    )
    many = runs_of(replicates, {**crowded, **SEATS_FOR_ALL})
    closed = runs_of(replicates, {"services.opens": "0 h", "services.closes": "0 h"})
    yield at_least("one seat of a kind: turned away", 1, total(few, "room_refusals"))
    yield exactly("seats for all, day and night: turned away", 0, total(many, "room_refusals"))
    more = total(few, "uses_in_rooms") + 1
    yield at_least("seats for all: uses in rooms, more than with one", more, total(many, "uses_in_rooms"))
    yield exactly("rooms closed: uses in rooms", 0, total(closed, "uses_in_rooms"))
    yield at_least("rooms closed: uses elsewhere", 1, total(closed, "uses"))


def without_nuisance(replicates: int) -> Iterator[Finding]:
    """Where nothing annoys nobody complains."""
    runs = []
    for replicate in range(replicates):
        silent = {**highest("complaints.complaint_rate"), "need.need_strength": "0"}
        here = market_without_dealers(silent, replicate)
        here.world.people.whereabouts[:] = 0
        here.run_day()
        runs.append(series(here))
    yield exactly("nobody here: complaints", 0, total(runs, "complaints"))


def in_selling_hours(replicates: int) -> Iterator[Finding]:
    """Dealers stand at their spots in their own hours only."""
    outside, standing = 0, 0
    for replicate in range(replicates):
        for hour in HOURS:
            here = market(replicate=replicate)
            here.ticks(hour * TICKS_A_DAY // HOURS_PER_DAY + 1)
            dealers = here.world.dealers
            out = dealers.standing == AT_SPOT
            since = (hour - dealers.starts) % HOURS_PER_DAY
            outside += int(np.count_nonzero(since[out] >= dealers.hours[out] + LEAST))
            standing += int(np.count_nonzero(out))
    yield exactly("selling hours: dealers at a spot out of their hours, eight times a day", 0, outside)
    yield at_least("selling hours: dealers at a spot", 1, standing)
