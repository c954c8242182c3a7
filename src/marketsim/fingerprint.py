"""What a compiled loop says: its own instructions and those of every rule it reaches, wherever they are written.

Two loops with one fingerprint do the same; an edit anywhere gives another fingerprint to just the loops that reach
the edited line. Comments and docstrings change nothing.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

# These options decide from where a loop may be called, not what it does.
ABOUT_CALLERS = frozenset({"no_cpython_wrapper", "no_cfunc_wrapper"})


def fingerprint(function: FunctionType) -> str:
    """The SHA-256 of a function and of all functions it can reach through the global names it uses.

    Parameters
    ----------
    function : FunctionType
        Plain, before compilation.

    Returns
    -------
    str
        64 hexadecimal digits, the same in every process that loads the same sources.
    """
    reached: dict[int, str] = {}
    waiting = [function]
    while waiting:
        each = waiting.pop()
        if id(each) not in reached:
            reached[id(each)], called = _read(each)
            waiting.extend(called)
    own = reached[id(function)]
    return sha256("".join((own, *sorted(reached.values()))).encode()).hexdigest()


@cache
def _read(function: FunctionType) -> tuple[str, tuple[FunctionType, ...]]:
    """The digest of one function alone, and the functions it names."""
    called: list[FunctionType] = []
    names = {
        name: _meaning(function.__globals__[name], called)
        for name in sorted(set(_names_in(function.__code__)))
        if name in function.__globals__
    }
    told = (
        function.__module__, function.__qualname__, function.__defaults__,
        list(_instructions(function.__code__, function.__doc__)), names,
    )  # fmt: skip
    return sha256(repr(told).encode()).hexdigest(), tuple(called)


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)


def _instructions(code: CodeType, documented: str | None) -> Iterator[Any]:
    """Everything that the interpreter would act on, without line numbers."""
    yield code.co_code, code.co_varnames, code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _instructions(constant, None)
        elif documented is None or constant != documented:
            yield repr(constant)


def _meaning(value: Any, called: list[FunctionType]) -> str:
    """What a global name stands for; functions are noted in ``called`` and told by themselves."""
    plain = getattr(value, "py_func", value)
    if isinstance(plain, FunctionType):
        called.append(plain)
        options = getattr(value, "targetoptions", {})
        told = sorted((option, options[option]) for option in options.keys() - ABOUT_CALLERS)
        return f"{plain.__module__}.{plain.__qualname__} {told}"
    if isinstance(value, np.ndarray):
        return f"{value.dtype} {value.shape} {sha256(value.tobytes()).hexdigest()}"
    if isinstance(value, tuple):
        return f"({', '.join(_meaning(each, called) for each in value)})"
    if isinstance(value, bool | int | float | str | np.generic) or value is None:
        return f"{type(value).__name__} {value!r}"
    if isinstance(value, ModuleType):
        return _module(value)
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__name__)}"


def _module(module: ModuleType) -> str:
    """A module of ours by its content, because any name may be looked up in it; one of others by its name."""
    ours = __name__.partition(".")[0]
    if module.__name__.partition(".")[0] != ours or module.__file__ is None:
        return module.__name__
    return sha256(Path(module.__file__).read_bytes()).hexdigest()
