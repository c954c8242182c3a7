"""Row loops turned into machine code once, kept on disk, and made again when anything they reach is edited."""

import pickle
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar

import numba
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from marketsim.machine_code import OPTIONS, Shelf, folder

Loop = TypeVar("Loop", bound=Callable[..., Any])


def loop(function: Loop) -> Loop:
    """Compile a row loop on its first call and keep the result on disk.

    With ``NUMBA_DISABLE_JIT=1`` the function is returned as it is. Loops of other packages and loops that
    close over variables are compiled but not kept.
    """
    return _compiled(function)


def for_python(rule: Loop) -> Loop:
    """A rule as Python calls it, kept on disk; left to itself it would be compiled anew in every process."""
    return loop(getattr(rule, "py_func", rule))


def of_one_type(signature: str) -> Callable[[Loop], Loop]:
    """Compile a function for loops once, for these types of arguments; others are converted on the way in.

    Integers of several widths would otherwise each make a new copy of the function. The wrapper through which
    Python would call it takes longer to compile than some loops do, so there is none.
    """

    def settle(function: Loop) -> Loop:
        only: Any = _compiled(function, no_cpython_wrapper=True)
        if only is not function:
            only.compile(signature)
            only.disable_compile()
        settled: Loop = only
        return settled

    return settle


def is_ours(function: FunctionType) -> bool:
    """Whether a function's fingerprint tells all that it does: of this package, and closing over nothing."""
    module, ours = function.__module__, __name__.partition(".")[0]
    return module.partition(".")[0] == ours and module in sys.modules and function.__closure__ is None


def _compiled(function: Loop, **more: bool) -> Loop:
    compiled: Any = numba.njit(**OPTIONS | more)(function)
    if isinstance(function, FunctionType) and compiled is not function and is_ours(function):
        compiled._cache = KeptOnDisk(Shelf(function, "-inside" if more else ""))
    kept: Loop = compiled
    return kept


class KeptOnDisk:
    """The machine code of one loop on disk, with the methods that a dispatcher calls on its cache."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._enabled = True

    @property
    def cache_path(self) -> str:
        """The folder, for the dispatcher's statistics."""
        return str(folder())

    def enable(self) -> None:
        """Read and write files again."""
        self._enabled = True

    def disable(self) -> None:
        """Neither read nor write files."""
        self._enabled = False

    def flush(self) -> None:
        """Forget every file of this loop."""
        self._shelf.clear()

    def load_overload(self, signature: Any, target: Any) -> Any:
        """The kept machine code for this signature, or None."""
        target.refresh()
        kept = self._shelf.read(str(signature), target.codegen().magic_tuple()) if self._enabled else None
        return kept and CompileResult._rebuild(target, *pickle.loads(kept))  # noqa: S301  (a private folder)

    def save_overload(self, signature: Any, result: Any) -> None:
        """Keep new machine code."""
        if self._enabled and not result.lifted and not result.library.has_dynamic_globals:
            self._shelf.keep(dumps(result._reduce()), str(signature), result.codegen.magic_tuple())
