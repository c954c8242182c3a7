"""While loops are compiled, the compiler's answer to "what does this operator give for these types" is remembered.

For every ``+`` and every comparison of two numbers it asks a dozen templates for strings, lists and dates first, and
again for each round of inference: a fifth of the time of a first start.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from numba import types

OPERATORS = frozenset(each for each in vars(operator).values() if callable(each))
_ask = types.Function.get_call_type


@contextmanager
def operators_remembered() -> Iterator[None]:
    """Ask for each operator and types of operands once; everything else is asked as ever."""
    with patch.object(types.Function, "get_call_type", _answer):
        yield


def _answer(self: Any, context: Any, operands: Any, named: Any) -> Any:
    if self.typing_key in OPERATORS and not named:
        return _remembered(self, context, tuple(operands))
    return _ask(self, context, operands, named)


@cache
def _remembered(function: Any, context: Any, operands: tuple[Any, ...]) -> Any:
    return _ask(function, context, operands, {})
