"""Attributes of agents: a declared column of one row, as a number or in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.entities.table import Column
from marketsim.parameters.errors import BadValue, shown

if TYPE_CHECKING:
    from marketsim.model.view import View

IDENTITY = ("key", "number")


class Attribute:
    """One declared column as an attribute: reading gives plain Python, writing writes into the row."""

    def __init__(self, name: str, declared: Column) -> None:
        self.name, self.declared = name, declared
        self.__doc__ = declared.about + ("" if declared.unit == "1" else f" [{declared.unit}]")

    def __get__(self, agent: View | None, kind: type[View] | None = None) -> Any:
        if agent is None:
            return self
        value = getattr(agent.table, self.name)[agent.row]
        return tuple(value.tolist()) if self.declared.wide else value.item()

    def __set__(self, agent: View, value: Any) -> None:
        column = getattr(agent.table, self.name)
        if self.name in IDENTITY:
            raise AttributeError(f"{self.name} is who {agent!r} is, and stays")
        if not np.can_cast(np.min_scalar_type(value), column.dtype, "same_kind"):
            raise BadValue(f"{self.name} = {shown(value)}: expected {column.dtype.name}, {self.__doc__}")
        column[agent.row] = value


class Word:
    """The same attribute in words: ``doing_word`` is 'using' where ``doing`` is 5, None where it is nothing."""

    def __init__(self, name: str, words: tuple[str, ...]) -> None:
        self.name, self.words = name, words
        self.__doc__ = f"{name} in words: {', '.join(words)}"

    def __get__(self, agent: View | None, kind: type[View] | None = None) -> Any:
        if agent is None:
            return self
        code = getattr(agent, self.name)
        return self.words[code] if code >= 0 else None

    def __set__(self, agent: View, value: Any) -> None:
        raise AttributeError(f"{self.name}_word can only be read; set {self.name}")
