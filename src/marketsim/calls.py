"""Loops bound to their arguments, so that compiled code can call many of them without knowing any.

A function that passes hundreds of columns on to all the loops took longer to compile than most of them together.
Here each loop has an *entry* that reads its arguments from a frame; a caller needs two addresses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from marketsim.entries import begin, entry
from marketsim.frames import FRAME, Calls, Frame, Memory, call

Given = Sequence[tuple[Any, tuple[Any, ...]]]
"""Loops, each with its arguments."""


class Bound:
    """Loops with their arguments, to be called by their place; it holds on to the arguments' memory."""

    def __init__(self, given: Given, memory: Memory) -> None:
        self._memory = memory
        self._bind(given)

    def take(self, given: Given) -> None:
        """Be bound to other arguments of the same loops, of which only those are read that are other objects."""
        arguments = [each for _, each in given]
        if len(given) != len(self._frames) or not all(map(Frame.take, self._frames, arguments)):
            self._bind(given)

    def _bind(self, given: Given) -> None:
        self._held = list(given)
        self._frames: list[Frame] = []
        self.calls: Calls = self._held
        if all(hasattr(each, "py_func") for each, _ in given):
            self._frames = [Frame(arguments, self._memory) for _, arguments in given]
            self._entries = [
                entry(called, frame.kinds) for (called, _), frame in zip(given, self._frames, strict=True)
            ]
            pairs = [
                (one.address, frame.words.ctypes.data)
                for one, frame in zip(self._entries, self._frames, strict=True)
            ]
            self.calls = np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def call(self, place: int) -> None:
        """Call the loop at one place."""
        if self.calls is self._held:
            call(self.calls, place)
        else:
            begin(self._entries[place], int(self.calls[place, FRAME]))
