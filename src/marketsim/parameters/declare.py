"""How a number is declared: its value with unit, its range, where it comes from, and who decides it.

A *parameter* is a fact that is not known exactly; a *lever* is a thing the city chooses.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import (
    TYPE_CHECKING,
    Any,
    Required,
    TypedDict,
    TypeVar,
    Unpack,
    dataclass_transform,
    get_type_hints,
)

import numpy as np
from numpy.typing import NDArray

from marketsim.parameters.declaration import YES_NO, Declaration, kept
from marketsim.parameters.errors import BadDeclaration, MarketsimError
from marketsim.parameters.units import Unit, number_in, quantity, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]
"""``float64[names]``: one number for each of the names that its declaration gives."""

Ints = NDArray[np.int64]
"""``int64[names]``."""

Bools = NDArray[np.bool_]
"""``bool[names]``."""

GRADES = ("measured", "literature", "expert", "assumed")
FORMS: dict[Any, type] = {
    float: float, int: int, bool: bool, Floats: float, Ints: int, Bools: bool, np.ndarray: float,
}  # fmt: skip

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


class Words(TypedDict, total=False):
    """What a declaration says beside its value.

    ``between``: lowest and highest plausible value, with unit. ``among``: the words of a choice, which is kept
    as the index of the word. ``source``: key or keys in ``sources.toml``. ``grade``: one of ``GRADES``.
    ``about``: what the number means, in one sentence. ``per``: names (places, police bodies) that each have a
    value of their own. ``knock_out``: whether zero switches a mechanism off.
    """

    between: tuple[str, str]
    among: tuple[str, ...]
    source: Required[str | tuple[str, ...]]
    grade: Required[str]
    about: Required[str]
    per: tuple[str, ...]
    knock_out: bool


def parameter(value: str | Mapping[str, str], **words: Unpack[Words]) -> Any:
    """Declare a fact that is not known exactly: its value with unit (or one per name) and :class:`Words`."""
    return _spec("parameter", value, **words)


def lever(value: str | Mapping[str, str], **words: Unpack[Words]) -> Any:
    """Declare a thing the city chooses: its value with unit (or one per name) and :class:`Words`."""
    return _spec("lever", value, **words)


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


def _spec(
    kind: str,
    value: str | Mapping[str, str],
    *,
    source: str | tuple[str, ...],
    grade: str,
    about: str,
    between: tuple[str, str] | None = None,
    among: tuple[str, ...] = (),
    per: tuple[str, ...] = (),
    knock_out: bool = False,
) -> Spec:
    keys = (source,) if isinstance(source, str) else tuple(source)
    return Spec(kind, value, between, tuple(among), keys, grade, about, tuple(per), knock_out)


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
