"""A policy in a world: what was asked for, checked to the last word before anything is run or written."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketsim.parameters import Numbers, changed, declared
from marketsim.parameters.errors import BadDay, BadValue, Conflict, OutOfRange, shown
from marketsim.policies import check, read_policy
from marketsim.study.cities.absent import refuse_what_is_not_there
from marketsim.study.engine import OURS, engine

if TYPE_CHECKING:
    from marketsim.entities.city import City
    from marketsim.model.simulate import RunSpec

START = "2018-03-05"
SETTLING_DAYS = 90
TICK_SECONDS = 300
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2040, 12, 31)
MOST_DAYS = 36_500
LARGEST_REPLICATE = 2**31 - 1
SMALLEST_SCALE, LARGEST_SCALE = 0.01, 100.0


@dataclass(frozen=True)
class World:
    """One set of facts and the span of days that is looked at: everything but the policy and the replicate.

    ``levers`` and ``parameters`` hold only what differs from the declared numbers, as text with unit; ``scale`` is how
    many times the people of Vesterbro there are, and ``city`` the folder of another city than our own.
    """

    levers: dict[str, str]
    parameters: dict[str, str]
    start: str = START
    days: int = 30
    settling_days: int = SETTLING_DAYS
    tick_seconds: int = TICK_SECONDS
    scale: float = 1.0
    city: str = ""


def world(
    levers: Iterable[str],
    parameters: Iterable[str],
    start: str,
    days: int,
    scale: float,
    city: Path | None = None,
) -> World:
    """Read a world from what was typed, such as ``need.heroin_cycle=6 h``."""
    to_set, to_assume = assignments("--set", levers), assignments("--assume", parameters)
    numbers = changed(declared(), to_set, to_assume)
    found = World(
        levers=differing(numbers, to_set),
        parameters=differing(numbers, to_assume),
        start=date_of(start).isoformat(),
        days=whole("--days", days, 1, MOST_DAYS),
        scale=scale_of(scale),
        city="" if city is None else str(city.resolve()),
    )
    if found.city:
        by_hand = [("--set", key) for key in to_set] + [("--assume", key) for key in to_assume]
        refuse_what_is_not_there(by_hand, city_in(found))
    return found


def scenario(policy: str, world: World, replicate: int, model: str = OURS) -> RunSpec:
    """Return the run of one policy in one world with one replicate's luck, if there can be such a run."""
    read = read_policy(policy)
    numbers = changed(declared(), world.levers, world.parameters)
    check(read, numbers, dt.date.fromisoformat(world.start), world.days, world.levers)
    elsewhere = {"city": world.city} if world.city else {}
    if world.city:
        refuse_what_is_not_there(((read.name, change.lever) for change in read.changes), city_in(world))
    spec: RunSpec = engine(model).RunSpec(
        policy={"name": read.name, **read.document()},
        levers=world.levers,
        parameters=world.parameters,
        start=world.start,
        days=world.days,
        settling_days=world.settling_days,
        tick_seconds=world.tick_seconds,
        scale=world.scale,
        replicate=whole("--replicate", replicate, 0, LARGEST_REPLICATE),
        **elsewhere,
    )
    return spec


def city_in(world: World) -> City:
    """Return the city of a world."""
    from marketsim.entities.city import read_city

    return read_city(folder=folder_of(world))


def folder_of(world: World) -> Path:
    """Return the folder of the city of a world."""
    from marketsim.entities.city.tables import FOLDER

    return Path(world.city) if world.city else FOLDER


def assignments(option: str, given: Iterable[str]) -> dict[str, str]:
    """Split each ``NAME=VALUE``."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name or not value:
            raise BadValue(f"{option} {shown(text)}: expected NAME=VALUE such as 'topic.name=8 h'")
        if name in found:
            raise Conflict(
                f"{option} {shown(name)}: given twice, as '{shown(found[name])}' and '{shown(value)}'"
            )
        found[name] = value
    return found


def differing(numbers: Numbers, given: Iterable[str]) -> dict[str, str]:
    """Return which of the given numbers differ from the declared ones, one key a number, in a fixed order."""
    keys = [
        key for name in given for key in ([name] if is_one(numbers, name) else numbers.declaration(name).keys)
    ]
    return {key: numbers.text(key) for key in sorted(set(keys)) if numbers.text(key) != declared().text(key)}


def is_one(numbers: Numbers, name: str) -> bool:
    """Whether a name stands for a single number, not for one per place or police body."""
    return name in numbers.declaration(name).keys


def date_of(text: str) -> dt.date:
    """Read the first day."""
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise BadDay(f"--from {shown(text)}: expected a date such as {START}") from None
    if not EARLIEST <= date <= LATEST:
        raise BadDay(f"--from {date}: is out of range; allowed is {EARLIEST} to {LATEST}")
    return date


def whole(option: str, value: int, lowest: int, highest: int) -> int:
    """Return a whole number that lies in its range."""
    if not lowest <= value <= highest:
        raise OutOfRange(f"{option} {value}: is out of range; allowed is {lowest} to {highest}")
    return value


def days_between(option: str, given: str, days: int) -> tuple[int, int]:
    """Return the first and last of some counted days, from text such as ``181-365``."""
    first, _, last = given.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        raise BadDay(f"{option} {given}: expected the first and last counted day, such as 1-{days}")
    if not 1 <= int(first) <= int(last) <= days:
        raise OutOfRange(f"{option} {given}: is out of range; allowed is within days 1 to {days}")
    return int(first), int(last)


def scale_of(value: float) -> float:
    """Return how many times the people of Vesterbro there are."""
    if not (math.isfinite(value) and SMALLEST_SCALE <= value <= LARGEST_SCALE):
        raise OutOfRange(
            f"--scale {value:g}: is out of range; allowed is {SMALLEST_SCALE:g} to {LARGEST_SCALE:g}"
        )
    return value


def asked_of(world: World) -> dict[str, Any]:
    """Return a world as plain data, for a manifest; our own city goes without saying."""
    return {name: value for name, value in vars(world).items() if name != "city" or value}
