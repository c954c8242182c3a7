"""One declared number: how it is read, checked against its range, kept and written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from marketsim.parameters.errors import BadValue, OutOfRange, did_you_mean, shown
from marketsim.parameters.units import number_in, unit, with_unit

Given = str | int | float | bool
Kept = float | int | bool

YES_NO = ("no", "yes")
STORED: dict[type, Any] = {float: np.float64, int: np.int64, bool: np.bool_}


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declared number (or one per name in ``per``), as tables, sweeps and controls need it.

    ``default`` holds kept numbers, one for each of ``names``; ``low`` and ``high`` are in ``unit`` too.
    """

    key: str
    topic: str
    name: str
    kind: str
    form: type
    unit: str
    default: tuple[Kept, ...]
    low: float
    high: float
    among: tuple[str, ...]
    about: str
    source: tuple[str, ...]
    grade: str
    per: tuple[str, ...]
    knock_out: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key by which a single number of this declaration is addressed."""
        return tuple(f"{self.key}.{name}" for name in self.per) or (self.key,)

    @property
    def value(self) -> str:
        """The declared value with unit; with one per name, the common one or all of them."""
        texts = [self.text(number) for number in self.default]
        if len(set(texts)) == 1:
            return texts[0]
        return ", ".join(f"{name} {text}" for name, text in zip(self.per, texts, strict=True))

    @property
    def allowed(self) -> str:
        """The allowed values, as a phrase: ``4 h to 14 h`` or ``enforced, tolerated``."""
        if self.among:
            return ", ".join(self.among)
        if self.form is bool:
            return "yes, no"
        or_out = " (or 0 to knock it out)" if self.knock_out and not self.low <= 0 <= self.high else ""
        return f"{self.text(self.low)} to {self.text(self.high)}{or_out}"

    def text(self, number: Kept) -> str:
        """Write a kept number as it is written in files; reading it back gives the same bits."""
        if self.among:
            return self.among[int(number)]
        if self.form is bool:
            return YES_NO[bool(number)]
        return with_unit(number, unit(self.unit))

    def read(self, given: Given) -> Kept:
        """Return the kept number that a file, a command line or a policy gives."""
        if self.among or self.form is bool:
            return self._chosen(given)
        exact = self._exact(given)
        knocked_out = self.knock_out and exact == 0
        if not knocked_out and not self.low <= _float(exact) <= self.high:
            raise OutOfRange(f"{shown(given)} is out of range; allowed is {self.allowed}")
        if self.form is int:
            if exact.denominator != 1:
                raise BadValue(f"{shown(given)} is not whole; expected {self.allowed} in whole numbers")
            return int(exact)
        return float(exact)

    def _chosen(self, given: Given) -> Kept:
        choices = self.among or YES_NO
        word = YES_NO[given] if isinstance(given, bool) and not self.among else given
        if word not in choices:
            nearest = did_you_mean(str(given), choices)
            raise BadValue(f"{shown(given)} is not a choice; allowed is {self.allowed}{nearest}")
        index = choices.index(str(word))
        return index if self.among else bool(index)

    def _exact(self, given: Given) -> Fraction:
        if isinstance(given, bool) or not isinstance(given, str | int | float):
            raise BadValue(f"{shown(given)} is not a number; allowed is {self.allowed}")
        plain = given if isinstance(given, str | int) else float(given)
        return number_in(unit(self.unit), str(plain))


def kept(declaration: Declaration, numbers: tuple[Kept, ...]) -> Any:
    """Return what a topic's field holds: a plain number, or a read-only array with one number per name."""
    if not declaration.per:
        return numbers[0]
    array = np.array(numbers, dtype=STORED[declaration.form])
    array.flags.writeable = False
    return array


def _float(exact: Fraction) -> float:
    try:
        return float(exact)
    except OverflowError:
        return math.inf if exact > 0 else -math.inf
