"""Rooms against the theory of queues: a door driven by chance alone, and Little's law in the running model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import factorial

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.clock import SECOND, TICK
from marketsim.entities.dealers import DETAINED
from marketsim.entities.ledger import ARREST, DEALER, IN_ROOM, KIND, SEVERITY, TARGET_KIND
from marketsim.entities.people import AWAY, HERE, TO_USE, USING
from marketsim.measures.police import PROSECUTED
from marketsim.model.processes.rooms import rooms_admit
from marketsim.study.verification.finding import Finding, alike, near
from marketsim.study.verification.stage import BUSY_STREET, market, series

STAY, NEVER = 30.0, 1_000_000_000.0
SCALE = 0.2
HOURS_PER_REPLICATE = 800
GROUPS = 20
WARM_UP = 0.1


def erlang_loss(offered: float, seats: int) -> float:
    """Return the share of arrivals turned away at ``seats`` seats and no queue, whatever the length of a stay.

    Parameters
    ----------
    offered : float
        Arrivals in the time of a mean stay.
    """
    weights = [offered**taken / factorial(taken) for taken in range(seats + 1)]
    return weights[-1] / sum(weights)


def wait_for_one_seat(load: float, stay: float) -> float:
    """Return the mean wait for a single seat with stays of one length (Pollaczek and Khinchine).

    With arrivals counted by the tick it holds for a tick of any length.
    """
    return load * stay / (2 * (1 - load))


class Door:
    """One consumption room whose door is driven by chance alone: arrivals at a constant rate, stays of one length.

    Parameters
    ----------
    seats : int
    offered : float
        Arrivals in the time of a stay.
    wait : float
        Longest wait, min; below zero nobody waits.
    tick_seconds : int, s
    luck : int
    """

    def __init__(self, seats: int, offered: float, wait: float, tick_seconds: int, luck: int) -> None:
        self.market = here = market(scale=SCALE, tick_seconds=tick_seconds, replicate=luck)
        here.begin_day()
        today, self.people = here.today, here.world.people
        assert today is not None
        ticks_per_hour = 3600 // tick_seconds
        self.rate = offered / (STAY / 60 * ticks_per_hour)
        self.luck = np.random.default_rng(luck)
        self.minutes = tick_seconds / 60
        self.people.whereabouts[:] = AWAY
        self.people.injects[:] = True
        here.now[SECOND] = 12 * 3600
        seats_anywhere = np.full_like(today.services.seats_injecting, seats)
        vars(today)["services"] = replace(
            today.services, seats_injecting=seats_anywhere, injecting_time=STAY, longest_wait=wait
        )
        self.admit, self.given = rooms_admit(here.world, today, here.now)
        self.waits: list[float] = []
        self.lost: list[bool] = []

    def open_for(self, ticks: int) -> NDArray[np.int64]:
        """Return the number of guests after each tick, ``int64[ticks]``."""
        guests = np.zeros(ticks, dtype=np.int64)
        coming = self.luck.poisson(self.rate, ticks)
        for tick in range(ticks):
            self._leave()
            self._arrive(int(coming[tick]))
            self.market.world.ledger.empty()
            self.admit(*self.given)
            self._look()
            guests[tick] = self.market.world.rooms.injecting[0]
            self.market.now[TICK] += 1
        return guests

    def _leave(self) -> None:
        people = self.people
        inside = people.doing == USING
        people.whereabouts[inside & (people.busy_until <= self.market.now[TICK])] = AWAY
        people.doing[people.whereabouts == AWAY] = 0

    def _arrive(self, coming: int) -> None:
        people = self.people
        rows = np.flatnonzero(people.whereabouts == AWAY)[:coming]
        people.whereabouts[rows], people.doing[rows], people.use_place[rows] = HERE, TO_USE, IN_ROOM
        people.room[rows], people.cell[rows] = 0, self.market.world.rooms.cell[0]
        people.dose_due[rows] = False

    def _look(self) -> None:
        people = self.people
        let_in = np.flatnonzero((people.doing == USING) & people.dose_due)
        waited = self.market.now[TICK] - people.queued_since[let_in]
        self.waits += (waited * self.minutes).tolist()
        people.dose_due[let_in] = False
        self.lost += [False] * len(let_in)
        gone = (people.whereabouts == HERE) & (people.use_place == 0)
        self.lost += [True] * int(np.count_nonzero(gone))
        people.whereabouts[gone] = AWAY


def in_the_long_run(what: str, expected: float, values: NDArray[np.float64], share: float = 0.0) -> Finding:
    """Hold the mean of ``float64[ticks]``, which depend on their neighbours, against a formula, by long groups."""
    means = np.array([group.mean() for group in np.array_split(values, GROUPS)])
    error = float(means.std(ddof=1) / np.sqrt(GROUPS))
    return near(what, expected, float(values.mean()), error, GROUPS - 1, share)


def at_the_door(replicates: int) -> Iterator[Finding]:
    """A door driven by chance alone keeps to Poisson's, Erlang's and Pollaczek's and Khinchine's formulas."""
    hours = HOURS_PER_REPLICATE * replicates
    offered = 7.0
    open_to_all = Door(200, offered, NEVER, 300, luck=1)
    guests = settled(open_to_all.open_for(hours * 12))
    yield in_the_long_run("seats for all: mean number of guests (Poisson)", offered, guests)
    yield in_the_long_run("seats for all: variance of guests (Poisson)", offered, (guests - offered) ** 2)
    for load in (0.5, 0.8):
        one = Door(1, load, NEVER, 300, luck=2)
        one.open_for(2 * hours * 12)
        waits = settled(np.array(one.waits))
        expected = wait_for_one_seat(load, STAY)
        yield in_the_long_run(
            f"one seat, load {load}: mean wait, min (Pollaczek, Khinchine)", expected, waits
        )
    eight = Door(8, offered, -1.0, 60, luck=3)
    eight.open_for(hours * 60 // 4)
    lost = settled(np.array(eight.lost))
    expected = erlang_loss(offered, 8)
    # arrivals of the same minute come in one batch, which the formula does not know
    yield in_the_long_run("eight seats, nobody waits: share turned away (Erlang)", expected, lost, share=0.03)


def settled(values: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
    """Return a series, ``float64[ticks]``, without its beginning, in which the room fills."""
    return values[int(WARM_UP * len(values)) :].astype(np.float64)


ALL_DAY = {"services.opens": "0 h", "services.closes": "24 h"}
SAME_STAY = {"services.injecting_time": "30 min", "services.smoking_time": "30 min"}
SHORT = {"enforcement.seller_custody": "2 days", "enforcement.short_custody": "12 h"}
NO_ROOM = {"drug_squad.case_slots": "0 cases/week", "capacity.backlog_lapses": "2 days"}
DAYS_HELD, DAYS_DETAINED = 2.0, 0.5
MIDNIGHTS = 3
"""At which a case still waits that is dropped, at the next midnight, because it has waited for two days."""

FROM, TO, TO_LAPSED = 4, 24, 16
RUNS_PER_REPLICATE = 4


def little(replicates: int) -> Iterator[Finding]:
    """In the running model as many are inside on average as arrive in the time of a mean stay (Little's law)."""
    inside, held, waiting = [], [], []
    for replicate in range(RUNS_PER_REPLICATE * replicates):
        inside.append(_guests(replicate))
        held.append(_detained(replicate))
        waiting.append(_backlog(replicate))
    for what, pairs, share in (
        ("rooms, guests", inside, 0.02),
        ("custody, dealers", held, 0.05),
        ("backlog, cases", waiting, 0.05),
    ):
        expected, found = np.array(pairs).T
        yield alike(f"{what}: mean number against arrivals × mean stay", expected, found, share)


def _guests(replicate: int) -> tuple[float, float]:
    """Visits by the tick times the ticks of a stay, and the mean number of guests, over three days."""
    here = market({**ALL_DAY, **SAME_STAY}, replicate=replicate)
    here.run_day()
    guests = []
    for _ in range(3 * 288):
        here.tick()
        guests.append(int(here.world.rooms.injecting.sum() + here.world.rooms.smoking.sum()))
    visits = series(here)["uses_in_rooms"][1:].sum() / len(guests)
    return float(visits * STAY / 5), float(np.mean(guests))


def _detained(replicate: int) -> tuple[float, float]:
    """Arrests of dealers by the day times the days of custody, and the mean number of dealers in custody."""
    here = market({**BUSY_STREET, **SHORT}, replicate=replicate, keep_events=True)
    detained = []
    for day in range(TO):
        for _ in range(24):
            here.ticks(12)
            if day >= FROM:
                detained.append(np.count_nonzero(here.world.dealers.standing == DETAINED))
    assert here.observer.kept is not None
    rows = np.concatenate([day.rows for day in here.observer.kept.days[FROM:]])
    outcome = rows[(rows[:, KIND] == ARREST) & (rows[:, TARGET_KIND] == DEALER), SEVERITY]
    arrivals = np.where(outcome >= PROSECUTED, DAYS_HELD, DAYS_DETAINED).sum() / (TO - FROM)
    return float(arrivals), float(np.mean(detained))


def _backlog(replicate: int) -> tuple[float, float]:
    """Cases dropped in the days after each midnight, over which whatever waits there is, and cases that wait there."""
    here = market({**BUSY_STREET, **NO_ROOM}, replicate=replicate)
    for _ in range(TO_LAPSED):
        here.run_day()
    days = series(here)
    dropped = np.lib.stride_tricks.sliding_window_view(days["cases_dropped"][1:], MIDNIGHTS).sum(axis=1)
    return float(dropped.mean()), float(days["cases_waiting"][:-MIDNIGHTS].mean())
