"""How a number is declared: its value with unit, its range, where it comes from, and who decides it.

A *parameter* is a fact that is not known exactly; a *lever* is a thing the city chooses.
"""

from __future__ import annotations

import dataclasses
import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, get_type_hints

import numpy as np
from numpy.typing import NDArray

from marketsim.parameters.errors import (
    BadDeclaration,
    BadValue,
    MarketsimError,
    OutOfRange,
    did_you_mean,
    shown,
)
from marketsim.parameters.units import Unit, number_in, quantity, unit, with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Given = str | int | float | bool
Kept = float | int | bool

GRADES = ("measured", "literature", "expert", "assumed")
YES_NO = ("no", "yes")
FORMS: dict[Any, type] = {
    float: float, int: int, bool: bool, Floats: float, Ints: int, Bools: bool, np.ndarray: float,
}  # fmt: skip
STORED: dict[type, Any] = {float: np.float64, int: np.int64, bool: np.bool_}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spec:
    """What is written at a field before the field knows its own name."""

    kind: str
    value: str | Mapping[str, str]
    between: tuple[str, str] | None
    among: tuple[str, ...]
    source: tuple[str, ...]
    grade: str
    about: str
    per: tuple[str, ...]
    knock_out: bool


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
        if not knocked_out and not Fraction(self.low) <= exact <= Fraction(self.high):
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
        return number_in(unit(self.unit), given if isinstance(given, str) else repr(given))


def parameter(
    value: str | Mapping[str, str],
    *,
    between: tuple[str, str] | None = None,
    among: tuple[str, ...] = (),
    source: str | tuple[str, ...],
    grade: str,
    about: str,
    per: tuple[str, ...] | None = None,
    knock_out: bool = False,
) -> Any:
    """Declare a fact that is not known exactly.

    Parameters
    ----------
    value : the declared value with unit (``"8 h"``), or one per name where values differ
    between : lowest and highest plausible value, with unit
    among : the possible words, for a choice; kept as the index of the word
    source : key or keys in ``sources.toml``
    grade : one of ``GRADES``
    about : what the number means, in one sentence
    per : names (places, police bodies) that each have a value of their own
    knock_out : whether zero switches a mechanism off
    """
    keys = (source,) if isinstance(source, str) else tuple(source)
    return Spec("parameter", value, between, tuple(among), keys, grade, about, tuple(per or ()), knock_out)


def lever(
    value: str | Mapping[str, str],
    *,
    between: tuple[str, str] | None = None,
    among: tuple[str, ...] = (),
    source: str | tuple[str, ...],
    grade: str,
    about: str,
    per: tuple[str, ...] | None = None,
    knock_out: bool = False,
) -> Any:
    """Declare a thing the city chooses; arguments as for :func:`parameter`."""
    keys = (source,) if isinstance(source, str) else tuple(source)
    return Spec("lever", value, between, tuple(among), keys, grade, about, tuple(per or ()), knock_out)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(parameter, lever))
def topic(cls: type[T]) -> type[T]:
    """Make a class of declarations a frozen record of numbers, checked while it is imported."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
    hints = get_type_hints(cls)
    found: list[Declaration] = []
    for field, spec in list(vars(cls).items()):
        if isinstance(spec, Spec):
            found.append(_declaration(name, field, spec, hints.get(field)))
            setattr(cls, field, _default(found[-1]))
    if len(found) != len(hints):
        undeclared = sorted(set(hints) - {declaration.name for declaration in found})
        raise BadDeclaration(f"{name}: declare {', '.join(undeclared)} with parameter(…) or lever(…)")
    record = dataclass(frozen=True, slots=True, eq=False, kw_only=True)(cls)
    record.__topic__ = name  # type: ignore[attr-defined]
    record.__declarations__ = tuple(found)  # type: ignore[attr-defined]
    return record


def _float(exact: Fraction) -> float:
    try:
        return float(exact)
    except OverflowError:
        return math.inf if exact > 0 else -math.inf


def kept(declaration: Declaration, numbers: tuple[Kept, ...]) -> Any:
    """Return what a topic's field holds: a plain number, or a read-only array with one number per name."""
    if not declaration.per:
        return numbers[0]
    array = np.array(numbers, dtype=STORED[declaration.form])
    array.flags.writeable = False
    return array


def _default(declaration: Declaration) -> Any:
    if not declaration.per:
        return kept(declaration, declaration.default)
    return dataclasses.field(default_factory=lambda: kept(declaration, declaration.default))


def _declaration(topic_name: str, name: str, spec: Spec, hint: Any) -> Declaration:
    key = f"{topic_name}.{name}"
    try:
        return _checked(key, topic_name, name, spec, hint)
    except BadDeclaration:
        raise
    except MarketsimError as error:
        raise BadDeclaration(f"{key}: {error}") from error


def _checked(key: str, topic_name: str, name: str, spec: Spec, hint: Any) -> Declaration:
    form = FORMS.get(hint)
    if form is None:
        raise BadDeclaration(f"{key}: its type is {hint}; expected float, int, bool, Floats, Ints or Bools")
    if spec.grade not in GRADES:
        raise BadDeclaration(f"{key}: grade '{spec.grade}' is none of {', '.join(GRADES)}")
    if not spec.about or not all(spec.source) or not spec.source:
        raise BadDeclaration(f"{key}: says no meaning or no source")
    if spec.among and form is not int:
        raise BadDeclaration(f"{key}: a choice is kept as its index; annotate it int (Ints when per name)")
    if spec.per and not all(part.isidentifier() for part in spec.per):
        raise BadDeclaration(f"{key}: each name in per must be a plain word: {', '.join(spec.per)}")
    texts = _per_name(key, spec)
    low, high, written = _range(key, spec, form, texts[0])
    declaration = Declaration(
        key, topic_name, name, spec.kind, form, written, (), low, high, spec.among,
        spec.about, spec.source, spec.grade, spec.per, spec.knock_out,
    )  # fmt: skip
    return dataclasses.replace(declaration, default=tuple(declaration.read(text) for text in texts))


def _per_name(key: str, spec: Spec) -> tuple[str, ...]:
    if isinstance(spec.value, str):
        return (spec.value,) * max(1, len(spec.per))
    if set(spec.value) != set(spec.per):
        raise BadDeclaration(
            f"{key}: has values for {', '.join(spec.value)}; expected {', '.join(spec.per) or 'one value'}"
        )
    return tuple(spec.value[name] for name in spec.per)


def _range(key: str, spec: Spec, form: type, first: str) -> tuple[float, float, str]:
    """Return the lowest and highest kept number and the unit in which they are kept."""
    if spec.among or form is bool:
        return 0.0, float(len(spec.among or YES_NO) - 1), ""
    if spec.between is None:
        raise BadDeclaration(f"{key}: says no range; add between=(lowest, highest)")
    declared: Unit = unit(quantity(first)[1] or "1")
    low, high = (float(number_in(declared, text)) for text in spec.between)
    if not low < high:
        raise BadDeclaration(f"{key}: its range {spec.between[0]} to {spec.between[1]} is empty")
    return low, high, declared.text
