"""Loops bound to their arguments, so that compiled code can call many of them without knowing any.

A function that passes hundreds of columns on to all the loops took longer to compile than most of them together.
Here each loop has an *entry*, compiled with it, that reads the arguments from a frame; a caller needs two addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import numpy as np
from numba import types
from numba.extending import overload

from marketsim.compiled import inside, loop
from marketsim.frames import Memory, arguments_in, enter, kind, types_of

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
            codes = [code(each, arguments) for each, arguments in given]
            pairs = [(at, frame.ctypes.data) for at, frame in zip(codes, self._frames, strict=True)]
            self.calls = np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def call(self, place: int) -> None:
        """Call the loop at one place."""
        _call_one(self.calls, place)


class Unseen:
    """Arguments that take no part in a look-up and are needed only where it has not been made before."""

    def __init__(self, arguments: tuple[Any, ...]) -> None:
        self.arguments = arguments

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unseen)

    def __hash__(self) -> int:
        return 0


def code(called: Any, arguments: tuple[Any, ...]) -> int:
    """Where the machine code begins that takes a frame of such arguments and calls the loop."""
    return _code(called, tuple(map(kind, arguments)), Unseen(arguments))


@cache
def _code(called: Any, _kinds: tuple[Any, ...], unseen: Unseen) -> int:
    entered = _entry(called, types_of(unseen.arguments))
    made = entered.overloads[(types.int64,)]
    return int(made.library.get_pointer_to_function(made.fndesc.llvm_func_name))


@cache
def _entry(called: Any, given: types.Tuple) -> Any:
    """The compiled function of one frame that calls the loop; kept as long as the process lives."""
    plain = called.py_func
    names = {
        "__name__": plain.__module__,
        "called": inside(called),
        "given": given,
        "arguments_in": arguments_in,
    }
    name = f"{plain.__name__}_{sha256(str(given).encode()).hexdigest()[:16]}"
    exec(f"def {name}(frame):\n    called(*arguments_in(frame, given))\n", names)
    entered: Any = inside(names[name])
    entered.compile((types.int64,))
    return entered


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
