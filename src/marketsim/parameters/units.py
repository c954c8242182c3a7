"""What '8 h', '30 %' or '40 kr/dose' mean, and how one unit is turned into another."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from marketsim.parameters.errors import BadUnit, BadValue, did_you_mean, shown

Dimension = tuple[tuple[str, int], ...]

MEASURED: dict[str, tuple[dict[str, int], Fraction]] = {
    "s": ({"time": 1}, Fraction(1)),
    "min": ({"time": 1}, Fraction(60)),
    "h": ({"time": 1}, Fraction(3600)),
    "day": ({"time": 1}, Fraction(86_400)),
    "week": ({"time": 1}, Fraction(7 * 86_400)),
    "year": ({"time": 1}, Fraction(365 * 86_400)),
    "m": ({"length": 1}, Fraction(1)),
    "dm": ({"length": 1}, Fraction(1, 10)),
    "cm": ({"length": 1}, Fraction(1, 100)),
    "km": ({"length": 1}, Fraction(1000)),
    "m2": ({"length": 2}, Fraction(1)),
    "kr": ({"money": 1}, Fraction(1)),
    "øre": ({"money": 1}, Fraction(1, 100)),
    "mg": ({"mass": 1}, Fraction(1)),
    "g": ({"mass": 1}, Fraction(1000)),
    "lux": ({"light": 1}, Fraction(1)),
    "%": ({}, Fraction(1, 100)),
    "1": ({}, Fraction(1)),
}
"""Unit → what it measures, and how many of the plain unit of that kind it is."""

COUNTED = {
    "person": "people", "buyer": "buyers", "dealer": "dealers", "crew": "crews", "supplier": "suppliers",
    "officer": "officers", "guard": "guards", "resident": "residents", "worker": "workers",
    "passer-by": "passers-by", "household": "households", "dwelling": "dwellings", "child": "children",
    "witness": "witnesses", "customer": "customers", "newcomer": "newcomers", "place": "places",
    "spot": "spots", "cell": "cells", "room": "rooms", "seat": "seats", "set": "sets", "bed": "beds", "slot": "slots",
    "bin": "bins", "lamp": "lamps", "patrol": "patrols", "car": "cars", "van": "vans", "use": "uses",
    "dose": "doses", "sale": "sales", "visit": "visits", "event": "events", "encounter": "encounters",
    "stop": "stops", "arrest": "arrests", "case": "cases", "tip": "tips", "call": "calls",
    "complaint": "complaints", "offence": "offences", "theft": "thefts", "overdose": "overdoses",
    "threat": "threats", "fine": "fines", "item": "items", "syringe": "syringes", "tablet": "tablets",
    "kit": "kits", "point": "points", "tick": "ticks", "round": "rounds", "shift": "shifts",
}  # fmt: skip
"""Things that are counted, each a kind of its own: dealers are never accepted where people are due."""

WORDS_FOR = {"time": "a time", "length": "a length", "money": "an amount of money", "mass": "a mass"}
EVERY_UNIT = {
    **MEASURED,
    **{unit + "s": MEASURED[unit] for unit in ("day", "week", "year")},
    **{word: ({one: 1}, Fraction(1)) for one, many in COUNTED.items() for word in (one, many)},
}
QUANTITY = re.compile(
    r"""\s*
    ([+-]? (?: \d[\d_]{0,20} (?:\.\d{0,24})? | \.\d{1,24} ) (?: [eE][+-]?\d{1,3} )?)  # the number
    (?![\d.,])                                                                        # all of it
    \s*(.*?)\s*                                                                       # the unit""",
    re.DOTALL | re.VERBOSE,
)
SINGULAR = {many: one for one, many in COUNTED.items()} | {"days": "day", "weeks": "week", "years": "year"}
SPELT_OUT = {
    "second": "s", "seconds": "s", "sec": "s", "minute": "min", "minutes": "min", "mins": "min",
    "hour": "h", "hours": "h", "hr": "h", "hrs": "h", "d": "day", "meter": "m", "metre": "m", "meters": "m",
    "metres": "m", "DKK": "kr", "dkk": "kr", "kroner": "kr", "gram": "g", "grams": "g", "percent": "%",
}  # fmt: skip
"""Not units here, one word per thing; but it is clear which one is meant."""

NOT_FINITE = {"inf", "infinity", "nan"}
LONGEST_QUANTITY = 100
LARGEST_WHOLE = 10**15


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, what it measures, and its size.

    A percentage is kept as a share: ``kept`` is the size in which numbers are stored, where % counts as 1, and
    ``as_written`` says that numbers are kept just as they are written.
    """

    text: str
    dimension: Dimension
    size: Fraction
    kept: Fraction
    as_written: bool

    @property
    def words(self) -> str:
        """What is measured, in words that follow 'expected'."""
        if not self.dimension:
            return "a share" if "%" in self.text else "a number"
        if len(self.dimension) == 1 and self.dimension[0][1] == 1:
            kind = self.dimension[0][0]
            return WORDS_FOR.get(kind) or f"a number of {COUNTED.get(kind, kind)}"
        return f"a quantity in {self.text}"


@lru_cache(maxsize=1024)
def unit(text: str) -> Unit:
    """Read a unit such as ``h``, ``officer h``, ``1/day`` or ``mg/dose``; what follows a slash divides."""
    dimension: dict[str, int] = {}
    size, percent = Fraction(1), Fraction(1)
    for position, part in enumerate(text.split("/")):
        power = -1 if position else 1
        words = part.split() or ([] if position else ["1"])
        if not words:
            raise BadUnit(f"'{shown(text)}' is not a unit; expected one such as 'h', 'kr/day' or '1/h'")
        for word in words:
            if word not in EVERY_UNIT:
                nearest = did_you_mean(SPELT_OUT.get(word, word), EVERY_UNIT)
                raise BadUnit(f"unknown unit '{shown(word)}'{nearest}")
            kinds, factor = EVERY_UNIT[word]
            size *= factor**power
            percent *= factor**power if word == "%" else 1
            for kind, exponent in kinds.items():
                dimension[kind] = dimension.get(kind, 0) + power * exponent
    present = tuple(sorted((kind, exponent) for kind, exponent in dimension.items() if exponent))
    tidy = " ".join(text.split()) or "1"
    written = "1" + tidy if tidy.startswith("/") else tidy
    return Unit(written, present, size, size / percent, percent == 1)


def quantity(text: str) -> tuple[Fraction, str]:
    """Split ``"8 h"`` into its number and its unit (``""`` when none is written)."""
    match = QUANTITY.fullmatch(text) if len(text) <= LONGEST_QUANTITY else None
    if match is None:
        first = text.strip().lstrip("+-").split(" ")[0].lower()
        if first in NOT_FINITE:
            raise BadValue(f"{shown(text)} is not a finite number")
        raise BadValue(f"'{shown(text)}' is not a number with a unit")
    return Fraction(match[1].replace("_", "")), match[2]


def number_in(declared: Unit, text: str) -> Fraction:
    """Return the number that ``text`` says, as kept in the declared unit; exact, so nothing gets lost."""
    number, written = quantity(text)
    if not written and declared.text != "1":
        raise BadUnit(f"{shown(text)} is a number; expected {declared.words} such as '{example(declared)}'")
    given = unit(written or "1")
    if given.dimension != declared.dimension:
        raise BadUnit(
            f"'{shown(text)}' is {given.words}; expected {declared.words} such as '{example(declared)}'"
        )
    return number * given.size / declared.kept


def example(declared: Unit) -> str:
    """Return a value in this unit that an error can show."""
    return with_unit(Fraction(8) * declared.size / declared.kept, declared)


def with_unit(number: float | Fraction, declared: Unit) -> str:
    """Write a kept number with its unit; reading it again gives the same number to the last bit."""
    if declared.as_written and not isinstance(number, Fraction) and math.isfinite(number):
        written = shortest(float(number))  # most numbers: nothing to convert, so nothing to be exact about
    else:
        exact = number if isinstance(number, Fraction) else Fraction(repr(float(number)))
        written = plain(exact * declared.kept / declared.size)
    return written + after(declared.text, written == "1")


@lru_cache(maxsize=2048)
def after(text: str, one: bool) -> str:
    """Return what follows a number: its unit, which for one thing is singular."""
    if text.startswith("1"):
        return text[1:]
    first, *others = text.split("/")
    return "/".join([f" {SINGULAR.get(first, first) if one else first}", *others])


def shortest(number: float) -> str:
    """Write a float with as few digits as bring it back, a whole one without a point."""
    return str(int(number)) if number.is_integer() and abs(number) < LARGEST_WHOLE else repr(number)


def plain(exact: Fraction) -> str:
    """Write a number with as few digits as bring back the same float."""
    if exact.denominator == 1 and abs(exact) < LARGEST_WHOLE:
        return str(exact.numerator)
    fewest = repr(float(exact))
    if Fraction(fewest) == exact or not math.isfinite(float(exact)):
        return fewest
    from decimal import Decimal

    return str(Decimal(exact.numerator) / Decimal(exact.denominator))
