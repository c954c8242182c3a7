"""What must make no difference at all: a placebo, the order of people, one at a time, and machine code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    BUSINESS,
    DEALER,
    OFFICER,
    PERSON,
    RESIDENT,
    TARGET,
    TARGET_KIND,
)
from marketsim.model.market import Market
from marketsim.model.schedule import PERSONAL
from marketsim.policies import Change, Policy, read_policy
from marketsim.study.verification.finding import Finding, none_of, the_same
from marketsim.study.verification.stage import STORM, WORLDS, after, digest, market, series

TABLES = ("people", "dealers", "officers", "residents")
OF_KIND = {
    PERSON: "people",
    DEALER: "dealers",
    OFFICER: "officers",
    RESIDENT: "residents",
    BUSINESS: "residents",
}
DAYS, FIRST_DAY = 3, 3
LATER = ("police.officers", "8 officers")
TICKS_INTO_THE_DAY = (3, 150)
THINNED, SMALL, NIGHT, BUSY_FROM = 0.3, 0.06, 14, 12 * 12
State = tuple[dict[tuple[str, str], np.ndarray], np.ndarray, np.ndarray]
"""Columns by table and name, shape (rows, …), the accounts, and how far the ledger is filled, ``int64[2]``."""

Bag = list[tuple[int, ...]]


def placebo(replicates: int) -> Iterator[Finding]:
    """A placebo is as today, the same run is the same run, and no policy acts before its first day."""
    later = Change(*LATER, from_day=FIRST_DAY)
    policy = Policy("more officers later", "To see what happens before.", ("assumed-need",), (later,))
    parted: dict[str, list[str]] = {"as_today": [], "placebo": [], "later": []}
    for replicate in range(replicates):
        usual = after(FIRST_DAY + 1, replicate=replicate)
        for name in ("as_today", "placebo"):
            other = after(FIRST_DAY + 1, policy=read_policy(name), replicate=replicate)
            parted[name] += [f"replicate {replicate}"] * (digest(usual) != digest(other))
        ours, theirs = series(usual), series(after(FIRST_DAY + 1, policy=policy, replicate=replicate))
        early = [
            name for name in ours if not np.array_equal(ours[name][:FIRST_DAY], theirs[name][:FIRST_DAY])
        ]
        parted["later"] += [f"{name}, replicate {replicate}" for name in early]
    many = f"{replicates} replicates × {FIRST_DAY + 1} days"
    yield none_of("as_today run twice: other digests", parted["as_today"], many)
    yield none_of("placebo against as_today: other digests", parted["placebo"], many)
    yield none_of(f"8 officers from day {FIRST_DAY} on: measures that moved before", parted["later"], many)


def state(here: Market) -> State:
    """Return a copy of every column, of the accounts and of how far the ledger is filled."""
    world = here.world
    columns = {
        (name, column): values.copy()
        for name, table in world.tables().items()
        for column, values in table.arrays().items()
    }
    return columns, world.accounts.copy(), world.ledger.filled.copy()


def put_back(here: Market, kept: State) -> None:
    """Put a market back to where it stood."""
    columns, accounts, filled = kept
    for (name, column), values in columns.items():
        getattr(here.world.tables()[name], column)[...] = values
    here.world.accounts[:], here.world.ledger.filled[:] = accounts, filled


def bag(rows: np.ndarray) -> Bag:
    """Return rows, ``int64[rows, fields]``, without their order."""
    return sorted(map(tuple, rows.tolist()))


def all_at_once(here: Market, process: Any) -> tuple[Bag, State]:
    """Step everybody; return the rows written and the state reached."""
    first = here.world.ledger.filled[0]
    loop, arguments = process(here.world, here.today, here.now)
    loop(*arguments)
    return bag(here.world.ledger.today()[first:]), state(here)


def one_by_one(here: Market, process: Any, order: np.ndarray) -> tuple[Bag, State]:
    """Step each person, in the order ``int64[people]``, through a window in which that person is row 0."""
    first = here.world.ledger.filled[0]
    for person in order:
        begun = here.world.ledger.filled[0]
        loop, arguments = process(here.world.only_person(person), here.today, here.now)
        loop(*arguments)
        rows = here.world.ledger.today()[begun:]
        for kind, who in ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET)):
            rows[rows[:, kind] == PERSON, who] = person
    return bag(here.world.ledger.today()[first:]), state(here)


def singly(process: Any, scale: float = THINNED) -> list[str]:
    """Return what differs after a personal process has stepped people one by one, in random order."""
    here = market(STORM, scale=scale)
    here.run_day()
    wrong = []
    for ticks in TICKS_INTO_THE_DAY:
        here.ticks(ticks)
        before = state(here)
        told, (columns, accounts, _) = all_at_once(here, process)
        put_back(here, before)
        order = np.random.default_rng(ticks).permutation(len(here.world.people))
        told_singly, (one, accounts_singly, _) = one_by_one(here, process, order)
        wrong += ["the ledger"] * (told != told_singly)
        wrong += ["the accounts"] * (accounts.tolist() != accounts_singly.tolist())
        wrong += [".".join(name) for name in columns if columns[name].tobytes() != one[name].tobytes()]
    return wrong


def one_at_a_time(_: int) -> Iterator[Finding]:
    """People stepped one by one, in random order, do what everybody does at once."""
    for process in sorted(PERSONAL, key=lambda each: each.__name__):
        words = process.__name__.replace("_", " ")
        yield none_of(f"{words}: columns, accounts and events that differ", singly(process, 0.1), "two ticks")


def shuffle(here: Market, name: str, luck: int) -> None:
    """Put a table's rows into another order and turn every reference to them."""
    world = here.world
    table = world.tables()[name]
    order = np.random.default_rng(luck).permutation(len(table))
    new_row = np.argsort(order)
    table.take(order)
    for other in world.tables().values():
        for column, values in other.arrays().items():
            if other.columns[column].points_to == name:
                values[...] = np.where(values >= 0, new_row[values], values)


def told_of(here: Market) -> Bag:
    """Return the ledger as a bag of rows in which everybody goes by number instead of by row."""
    rows = here.world.ledger.today().copy()
    for kind, who in ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET)):
        for code, name in OF_KIND.items():
            number = here.world.tables()[name].number  # type: ignore[attr-defined]
            named = (rows[:, kind] == code) & (rows[:, who] >= 0)
            rows[named, who] = number[rows[named, who]]
    return bag(rows)


def lived_through(changes: dict[str, str], name: str = "", luck: int = 0) -> tuple[list[Bag], str]:
    """Return what was told every day and what it came to, after a first day and perhaps a shuffle."""
    here = market(changes)
    here.run_day()
    if name:
        shuffle(here, name, luck)
    bags = []
    for _ in range(DAYS):
        here.tick()
        assert here.today is not None
        here.ticks(here.today.ticks - 2)
        bags.append(told_of(here))
        here.tick()
    return bags, digest(here)


def in_any_order(_: int) -> Iterator[Finding]:
    """The order in which a table lists people, dealers, officers or residents changes nothing."""
    for world, changes in WORLDS.items():
        bags, usual = lived_through(changes)
        for luck, name in enumerate(TABLES):
            shuffled, other = lived_through(changes, name, luck)
            told = f"{name} in another order, {world}"
            yield the_same(f"{told}: digest after {DAYS} days", usual, other)
            parted = [f"day {day}" for day in range(DAYS) if bags[day] != shuffled[day]]
            yield none_of(f"{told}: days on which anything else happened", parted, f"{DAYS} days")


def night_and_noon() -> list[str]:
    """Return what a thinned, stormy market comes to in its first hour, and in an hour by day reached by a jump."""
    here = market(STORM, scale=SMALL)
    here.ticks(NIGHT)
    found = [digest(here)]
    here.now[:] = 0
    here.driver = None
    here.world.people.arrives[:] = here.world.tick
    here.tick()
    here.now[1] = BUSY_FROM * here.tick_seconds
    here.ticks(40)
    return [*found, digest(here)]


def in_plain_python() -> list[str]:
    """Return the same from a process in which nothing is compiled."""
    script = f"from {__name__} import night_and_noon; print(*night_and_noon())"
    plain = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return plain.stdout.split()


def compiled(_: int) -> Iterator[Finding]:
    """Machine code computes what the plain Python that people read computes, bit for bit."""
    for when, ours, plain in zip(("night", "noon"), night_and_noon(), in_plain_python(), strict=True):
        yield the_same(f"an hour by {when}, stormy: digest in plain Python and compiled", plain, ours)
