"""Arguments of a loop as words in one frame of memory, and loops called by their place in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

A_WORD = 0xFFFF_FFFF_FFFF_FFFF
REAL, WHOLE = Struct("<d"), Struct("<Q")
C_ORDER, FORTRAN_ORDER, ALIGNED, WRITEABLE = 0x1, 0x2, 0x100, 0x400
# Of an array's flags; who owns the memory decides nothing.
FLAGS = C_ORDER | FORTRAN_ORDER | ALIGNED | WRITEABLE

Calls = Any
"""Addresses of code and frame, ``int64[calls, 2]``; where nothing is compiled, pairs of a loop and its arguments."""

CODE, FRAME = 0, 1


class Memory:
    """Where arrays lie; asking for it costs more than many a loop, so that of lasting arrays it is remembered."""

    def __init__(self, lasting: Iterable[NDArray[Any]] = ()) -> None:
        self._lasting = list(lasting)
        self._known = {id(array): (kind(array), _of_array(array)) for array in self._lasting}

    def frame(self, arguments: Sequence[Any]) -> tuple[tuple[Any, ...], NDArray[np.uint64]]:
        """What kind each argument is, and all of them as words: ``uint64[words]``.

        A word for each number; for each array where it lies, its shape and its strides in bytes.
        """
        kinds, words = zip(*map(self._read, arguments), strict=True)
        return kinds, np.array(list(chain.from_iterable(words)), dtype=np.uint64)

    def _read(self, argument: Any) -> tuple[Any, tuple[int, ...]]:
        if isinstance(argument, np.ndarray):
            return self._known.get(id(argument)) or (kind(argument), _of_array(argument))
        if isinstance(argument, float):
            return type(argument), WHOLE.unpack(REAL.pack(argument))
        return type(argument), (int(argument) & A_WORD,)


def kind(argument: Any) -> Any:
    """What decides the compiler's type of an argument, quicker to find than the type."""
    if isinstance(argument, np.ndarray):
        return argument.dtype.char, argument.ndim, argument.flags.num & FLAGS
    return type(argument)


def call(calls: Calls, place: int) -> None:
    """Call the loop at one place of a table, from Python or from compiled code."""
    called, arguments = calls[place]
    called(*arguments)


def _of_array(array: NDArray[Any]) -> tuple[int, ...]:
    return (array.__array_interface__["data"][0], *array.shape, *(step & A_WORD for step in array.strides))
