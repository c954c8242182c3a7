"""All the numbers of one world at one moment: an unchangeable record with one part per topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from marketsim.parameters.declaration import Declaration, Given, Kept, kept
from marketsim.parameters.errors import MarketsimError, UnknownName, WrongKind, did_you_mean, shown

Changes = Mapping[str, Given | Mapping[str, Given]]
OTHER_OPTION = {"parameter": "--assume", "lever": "--set"}


class Numbers:
    """One instance of each topic, reached by its name: ``numbers.need.heroin_cycle``.

    ``Numbers(topics)`` holds every declared value; :meth:`changed` returns another record.
    """

    __slots__ = ("_hash", "_parts", "_topics")
    _topics: tuple[type, ...]
    _parts: dict[str, Any]
    _hash: int | None

    def __init__(self, topics: tuple[type, ...], parts: dict[str, Any] | None = None) -> None:
        put = object.__setattr__
        put(self, "_topics", topics)
        put(self, "_parts", parts or {_name(one): one() for one in topics})
        put(self, "_hash", None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._parts[name]
        except KeyError:
            raise AttributeError(f"no topic is called '{name}'{did_you_mean(name, self._parts)}") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("numbers cannot be changed in place; numbers.changed({…}) returns others")

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._parts]

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._topics, self.resolved())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Numbers):
            return NotImplemented
        return self is other or (self._topics == other._topics and self.resolved() == other.resolved())

    def __hash__(self) -> int:
        if self._hash is None:
            object.__setattr__(self, "_hash", hash(tuple(self.resolved().items())))
        return self._hash  # type: ignore[return-value]

    def __repr__(self) -> str:
        declared_texts = _declared_texts(self._topics)
        differ = {key: text for key, text in self._texts() if text != declared_texts[key]}
        return f"Numbers(declared, changed={differ})" if differ else "Numbers(declared)"

    def declarations(self) -> tuple[Declaration, ...]:
        """Return every declaration, in the order of the topics and of their fields."""
        return tuple(one for part in self._topics for one in part.__declarations__)  # type: ignore[attr-defined]

    def declaration(self, key: str) -> Declaration:
        """Return the declaration behind ``topic.field`` or ``topic.field.name``."""
        return self._found(key)[0]

    def value(self, key: str) -> Any:
        """Return the kept number behind a key, such as ``8.0``; an array for all of a field per name."""
        declaration, position = self._found(key)
        whole = getattr(self._parts[declaration.topic], declaration.name)
        return whole if position is None else whole[position].item()

    def text(self, key: str) -> str:
        """Return the number behind a key as it is written in files: ``"8 h"``."""
        declaration, position = self._found(key)
        if position is None and declaration.per:
            raise UnknownName(f"{key} has one value per name; add one of {', '.join(declaration.per)}")
        return declaration.text(self.value(key))

    def resolved(self) -> dict[str, str]:
        """Return every number as text, by key, for the manifest; ``changed`` with it gives the same numbers back."""
        return dict(self._texts())

    def changed(self, changes: Changes) -> Numbers:
        """Return numbers in which some differ; these very same ones when nothing does.

        ``"topic.field"`` addresses all names of a field per name, ``"topic.field.name"`` one of them.
        """
        parts = dict(self._parts)
        for key, given in changes.items():
            declaration, position = self._found(key)
            part = parts[declaration.topic]
            now = _kept_numbers(declaration, part)
            new = _after(key, declaration, position, now, given)
            if new != now:
                parts[declaration.topic] = _with(part, declaration, new)
        same = all(parts[name] is part for name, part in self._parts.items())
        return self if same else Numbers(self._topics, parts)

    def _texts(self) -> Iterator[tuple[str, str]]:
        for declaration in self.declarations():
            present = _kept_numbers(declaration, self._parts[declaration.topic])
            for key, number in zip(declaration.keys, present, strict=True):
                yield key, declaration.text(number)

    def _found(self, key: str) -> tuple[Declaration, int | None]:
        places = _places(self._topics)
        if key not in places:
            raise UnknownName(f"nothing is called '{shown(key)}'{did_you_mean(key, places)}")
        return places[key]


def changed(numbers: Numbers, levers: Changes | None = None, parameters: Changes | None = None) -> Numbers:
    """Return numbers with levers set (``--set``) and parameters assumed (``--assume``), refusing a mix-up."""
    for expected, changes in (("lever", levers or {}), ("parameter", parameters or {})):
        for key in changes:
            kind = numbers.declaration(key).kind
            if kind != expected:
                raise WrongKind(
                    f"{key} is a {kind}, not a {expected}; give it with {OTHER_OPTION[kind]} "
                    f"instead of {OTHER_OPTION[expected]}"
                )
    return numbers.changed({**(parameters or {}), **(levers or {})})


@cache
def declared() -> Numbers:
    """Return the numbers as declared: the world of March 2018 under ``as_today``."""
    from marketsim.parameters.topics import TOPICS  # a topic's file imports this package first

    return Numbers(TOPICS)


def declarations() -> tuple[Declaration, ...]:
    """Return every declaration, for tables, sweeps and controls."""
    return declared().declarations()


def _name(part: type) -> str:
    return part.__topic__  # type: ignore[attr-defined]


@cache
def _places(topics: tuple[type, ...]) -> dict[str, tuple[Declaration, int | None]]:
    """Key → its declaration and, for one name of a field per name, the position."""
    places: dict[str, tuple[Declaration, int | None]] = {}
    for part in topics:
        for declaration in part.__declarations__:  # type: ignore[attr-defined]
            places[declaration.key] = (declaration, None)
            for position, name in enumerate(declaration.per):
                places[f"{declaration.key}.{name}"] = (declaration, position)
    return places


@cache
def _declared_texts(topics: tuple[type, ...]) -> dict[str, str]:
    return Numbers(topics).resolved()


def _restored(topics: tuple[type, ...], texts: dict[str, str]) -> Numbers:
    return Numbers(topics).changed(texts)


def _kept_numbers(declaration: Declaration, part: Any) -> tuple[Kept, ...]:
    present = getattr(part, declaration.name)
    return tuple(present.tolist()) if declaration.per else (present,)


def _with(part: Any, declaration: Declaration, new: tuple[Kept, ...]) -> Any:
    every = {one.name: getattr(part, one.name) for one in part.__declarations__}
    return type(part)(**{**every, declaration.name: kept(declaration, new)})


def _after(
    key: str, declaration: Declaration, position: int | None, now: tuple[Kept, ...], given: Any
) -> tuple[Kept, ...]:
    """Return the numbers of one declaration after a change to all of them, some of them or one of them."""
    if isinstance(given, Mapping):
        for name in given:
            if position is not None or name not in declaration.per:
                raise UnknownName(
                    f"{key}: nothing is called '{shown(name)}' here{did_you_mean(str(name), declaration.per)}"
                )
        each = [given.get(name, number) for name, number in zip(declaration.per, now, strict=True)]
        marks = [name in given for name in declaration.per]
    else:
        each = [given] * len(now)
        marks = [position in (None, index) for index in range(len(now))]
    try:
        return tuple(
            declaration.read(wanted) if mark else number
            for wanted, mark, number in zip(each, marks, now, strict=True)
        )
    except MarketsimError as error:
        raise error.inside(key) from None
