"""Row loops turned into machine code once, kept on disk, and made again when anything they reach is edited."""

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any, TypeVar, cast

import numba

from marketsim.entries import begin, entry
from marketsim.frames import Frame, Memory

Loop = TypeVar("Loop", bound=Callable[..., Any])
MEMORY = Memory()


IS_COMPILING = not numba.config.DISABLE_JIT


class Compiled:
    """A function that runs as machine code whoever calls it; the compiler itself is woken only where none is kept."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.py_func = function
        update_wrapper(self, function)

    def __call__(self, *arguments: Any) -> Any:
        """Run it and return what it gives, a number or nothing."""
        frame = Frame(arguments, MEMORY)
        return begin(entry(self, frame.kinds), frame.words.ctypes.data)

    def __reduce__(self) -> str:
        """Other processes are sent its name."""
        return self.py_func.__qualname__

    @cached_property
    def _inside(self) -> Any:
        from marketsim.inside import callable_in_loops

        return callable_in_loops(self.py_func)

    @property
    def _numba_type_(self) -> Any:
        """What the compiler takes it for where other compiled code calls it."""
        return self._inside._numba_type_


def loop(function: Loop) -> Loop:
    """Compile a row loop on its first call and keep the result on disk.

    With ``NUMBA_DISABLE_JIT=1`` the function is returned as it is. Loops of other packages and loops that
    close over variables are compiled but not kept.
    """
    return cast(Loop, Compiled(function)) if IS_COMPILING else function


def for_python(rule: Loop) -> Loop:
    """A rule as Python calls it, kept on disk; left to itself it would be compiled anew in every process."""
    return loop(getattr(rule, "py_func", rule))
