"""Loops bound to their arguments, so that compiled code can call many of them without knowing any.

A function that passes hundreds of columns on to all the loops took longer to compile than most of them together.
Here each loop has an *entry* that reads its arguments from a frame; a caller needs two addresses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from marketsim.entries import begin, entry
from marketsim.frames import FRAME, Calls, Memory, call


class Bound:
    """Loops with their arguments, to be called by their place; it holds on to the arguments' memory."""

    def __init__(self, given: Sequence[tuple[Any, tuple[Any, ...]]], memory: Memory) -> None:
        self._held = list(given)
        self.calls: Calls = self._held
        if all(hasattr(each, "py_func") for each, _ in given):
            read = [memory.frame(arguments) for _, arguments in given]
            self._frames = [frame for _, frame in read]
            self._entries = [
                entry(called, kinds) for (called, _), (kinds, _) in zip(given, read, strict=True)
            ]
            pairs = [
                (one.address, frame.ctypes.data)
                for one, frame in zip(self._entries, self._frames, strict=True)
            ]
            self.calls = np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def call(self, place: int) -> None:
        """Call the loop at one place."""
        if self.calls is self._held:
            call(self.calls, place)
        else:
            begin(self._entries[place], int(self.calls[place, FRAME]))
