"""Functions that loops call with arguments of one type only, so that there is one of each and not one a width."""

from collections.abc import Callable
from typing import Any, TypeVar

import numba

from marketsim.machine_code import OPTIONS

Function = TypeVar("Function", bound=Callable[..., Any])
UNSETTLED: list[tuple[Any, str]] = []
"""Functions of which nothing has been compiled, with their types."""


def of_one_type(signature: str) -> Callable[[Function], Function]:
    """Compile a function for loops with these types of arguments; others are converted on the way in.

    Integers of several widths would otherwise each make a new copy of the function. The wrapper through which
    Python would call it takes longer to compile than some loops do, so there is none.
    """

    def keep_in_mind(function: Function) -> Function:
        only: Any = numba.njit(**OPTIONS, no_cpython_wrapper=True)(function)
        if only is not function:
            UNSETTLED.append((only, signature))
        kept: Function = only
        return kept

    return keep_in_mind


def settle_types() -> None:
    """Compile them, before any loop that calls them; a process that compiles no loop needs none of them."""
    while UNSETTLED:
        only, signature = UNSETTLED.pop()
        only.compile(signature)
        only.disable_compile()
