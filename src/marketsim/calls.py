"""Loops bound to their arguments, so that compiled code can call many of them without knowing any.

A function that passes hundreds of columns on to all the loops took longer to compile than most of them together.
Here each loop has an *entry* that reads its arguments from a frame; a caller needs two addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numba.extending import overload

from marketsim.compiled import loop
from marketsim.entries import entry
from marketsim.frames import Memory, enter

Calls = Any
"""Addresses of code and frame, ``int64[calls, 2]``; where nothing is compiled, pairs of a loop and its arguments."""

CODE, FRAME = 0, 1


class Bound:
    """Loops with their arguments, to be called by their place; it holds on to the arguments' memory."""

    def __init__(self, given: Sequence[tuple[Any, tuple[Any, ...]]], memory: Memory) -> None:
        self._held = list(given)
        self.calls: Calls = self._held
        if all(hasattr(each, "py_func") for each, _ in given):
            self._frames = [memory.frame(arguments) for _, arguments in given]
            pairs = [
                (entry(called, arguments, kinds), frame.ctypes.data)
                for (called, arguments), (kinds, frame) in zip(given, self._frames, strict=True)
            ]
            self.calls = np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def call(self, place: int) -> None:
        """Call the loop at one place."""
        _call_one(self.calls, place)


def call(calls: Calls, place: int) -> None:
    """Call one of the bound loops, from Python or from compiled code."""
    called, arguments = calls[place]
    called(*arguments)


@overload(call)
def _compiled_call(calls: Any, place: Any) -> Callable[..., None]:  # noqa: ARG001 - the compiler asks by name
    def by_address(calls: Any, place: Any) -> None:
        enter(calls[place, CODE], calls[place, FRAME])

    return by_address


@loop
def _call_one(calls: Calls, place: int) -> None:
    call(calls, place)
