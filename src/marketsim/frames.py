"""Arguments of a loop as words in one frame of memory, and loops called by their place in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
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

    def read(self, argument: Any) -> tuple[Any, tuple[int, ...]]:
        """What kind an argument is, and its words: one of a number; where an array lies, its shape and its strides."""
        if isinstance(argument, np.ndarray):
            return self._known.get(id(argument)) or (kind(argument), _of_array(argument))
        if isinstance(argument, float):
            return type(argument), WHOLE.unpack(REAL.pack(argument))
        return type(argument), (int(argument) & A_WORD,)


class Frame:
    """The arguments of one call as words.

    Attributes
    ----------
    kinds : what kind each argument is
    words : uint64[words], those of each argument after those of the one before
    """

    def __init__(self, arguments: Sequence[Any], memory: Memory) -> None:
        self._arguments, self._memory = arguments, memory
        kinds, words = zip(*map(memory.read, arguments), strict=True)
        self.kinds: tuple[Any, ...] = kinds
        self.words = np.array(list(chain.from_iterable(words)), dtype=np.uint64)
        self._begins = list(accumulate(map(len, words), initial=0))

    def take(self, arguments: Sequence[Any]) -> bool:
        """Take other arguments, reading those that are other objects; say whether all are of the kinds before."""
        for place, (other, held) in enumerate(zip(arguments, self._arguments, strict=True)):
            if other is not held:
                other_kind, words = self._memory.read(other)
                if other_kind != self.kinds[place]:
                    return False
                self.words[self._begins[place] : self._begins[place + 1]] = words
        self._arguments = arguments
        return True


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
