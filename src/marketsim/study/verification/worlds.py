"""Worlds in which nothing impossible may happen: today's, a storm, any within the ranges, and every policy."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from marketsim.parameters import declared
from marketsim.parameters.declaration import Declaration
from marketsim.policies import library, read_policy
from marketsim.study.verification.finding import Finding, none_of
from marketsim.study.verification.invariants import impossible
from marketsim.study.verification.stage import PAYDAY, START, WORLDS, market

SMALL, AFTERNOON, TWO_WEEKS = 0.25, 150, 14
KNOCKED_OUT, LOW, HIGH = 0.9, 0.1, 0.2
WORLDS_PER_REPLICATE, REPLICATES_PER_ROUND = 10, 6


def at_every_tick(_: int) -> Iterator[Finding]:
    """Money, drugs, equipment and people neither appear nor vanish, and nothing impossible is so, at any tick."""
    for name, changes in WORLDS.items():
        here = market(changes, start=PAYDAY.replace(day=PAYDAY.day - 1))
        found = impossible(here)
        ticks = 3 * 288
        for tick in range(ticks):
            here.tick()
            found += [f"tick {tick}: {what}" for what in impossible(here)]
        yield none_of(f"{name}, three days around a payday: breaches", found, f"{ticks} ticks")


def any_text(one: Declaration, luck: np.random.Generator) -> str:
    """Return a value of a declaration's range as it is written in files, now and then its edge or a knock-out."""
    if one.among:
        return str(one.among[luck.integers(len(one.among))])
    if one.form is bool:
        return one.text(bool(luck.integers(2)))
    edge = luck.random()
    if one.knock_out and edge > KNOCKED_OUT:
        return one.text(one.form(0))
    share = 0.0 if edge < LOW else 1.0 if edge < HIGH else luck.random()
    number = one.low + share * (one.high - one.low)
    return one.text(round(number) if one.form is int else float(min(number, one.high)))


def any_world(which: int) -> dict[str, str]:
    """Return changes of all numbers but the size of the population, drawn from their ranges."""
    luck = np.random.default_rng(which)
    changes = {key: any_text(one, luck) for one in declared().declarations() for key in one.keys}
    return changes | {"market.room_for_dealers": "400 dealers"}


def breaches(which: int, days: int, scale: float = SMALL) -> list[str]:
    """Return what is impossible, or no number, in one of these worlds, by the day on which it is seen first."""
    here = market(any_world(which), scale=scale, replicate=which)
    for day in range(days):
        here.ticks(AFTERNOON)
        found = impossible(here)
        here.run_day()
        if found := found + impossible(here):
            return [f"world {which}, day {day}: {what}" for what in found]
    numbers = np.array(list(here.observer.days.values()))
    return [] if np.isfinite(numbers).all() else [f"world {which}: a measure is no number"]


def in_any_world(replicates: int) -> Iterator[Finding]:
    """In worlds drawn over the full declared ranges two weeks pass without an error or a breach."""
    many = WORLDS_PER_REPLICATE * replicates
    found = [what for which in range(many) for what in breaches(which, TWO_WEEKS)]
    yield none_of(
        f"worlds over all declared ranges, {TWO_WEEKS} days, a quarter of the people: breaches",
        found,
        f"{many} worlds",
    )


def under_policy(name: str, replicate: int, days: int = TWO_WEEKS) -> list[str]:
    """Return what is impossible, or warned of, in some days under a policy of the library.

    Where its changes are dated, the last of them falls into the middle of these days.
    """
    policy = read_policy(name)
    dates = [change.from_date for change in policy.changes if change.from_date]
    first = max(dates) - timedelta(days=days // 2) if dates else START
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        here = market(policy=policy, replicate=replicate, start=first)
        found: list[str] = []
        for day in range(days):
            here.run_day()
            found += [f"{name}, day {day}: {what}" for what in impossible(here)]
    return found + [f"{name}: {one.message}" for one in warned]


def under_every_policy(replicates: int) -> Iterator[Finding]:
    """Two weeks under every policy of the library finish without a warning, and everything adds up every midnight."""
    for replicate in range(1 + replicates // REPLICATES_PER_ROUND):
        found = [what for name in library() for what in under_policy(name, replicate)]
        many = f"{len(library())} policies × {TWO_WEEKS} days"
        yield none_of(f"every policy, replicate {replicate}: warnings and breaches", found, many)
