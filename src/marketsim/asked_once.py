"""While loops are compiled, the compiler asks itself nothing twice, and reports to nobody.

For every ``+`` and every comparison of two numbers it asks a dozen templates for strings, lists and dates first, and
again for each round of inference; and for the size of a number it has a small module compiled each time. Both are a
quarter of the time of a first start.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from numba import types
from numba.core import event
from numba.core.base import BaseContext

OPERATORS = frozenset(each for each in vars(operator).values() if callable(each))
_ask = types.Function.get_call_type
_measure = BaseContext.get_abi_sizeof


@contextmanager
def asking_once() -> Iterator[None]:
    """Inside, answers about operators and sizes are remembered, and steps are not reported."""
    with ExitStack() as inside:
        for place, name, instead in (
            (types.Function, "get_call_type", _answer),
            (BaseContext, "get_abi_sizeof", _size),
            (event, "start_event", _nobody_listens),
            (event, "end_event", _nobody_listens),
        ):
            inside.enter_context(patch.object(place, name, instead))
        yield


def _answer(self: Any, context: Any, operands: Any, named: Any) -> Any:
    if self.typing_key in OPERATORS and not named:
        return _remembered(self, context, tuple(operands))
    return _ask(self, context, operands, named)


@cache
def _remembered(function: Any, context: Any, operands: tuple[Any, ...]) -> Any:
    return _ask(function, context, operands, {})


@cache
def _size(self: Any, given: Any) -> int:
    return int(_measure(self, given))


def _nobody_listens(*_about: Any, **_details: Any) -> None:
    """In place of a report."""
