"""A loop compiled as its own entry: a function of one frame, in which its arguments lie.

The loop is compiled only in this form. One more function that calls it would be optimised a second time.
Only where a loop is not kept on disk is this read at all; elsewhere nobody wakes the compiler.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from inspect import getsource
from textwrap import dedent
from types import FunctionType
from typing import Any

import numba
from numba import types

from marketsim.asked_once import asking_once
from marketsim.fingerprint import fingerprint
from marketsim.inside import arguments_in, callable_in_loops, types_of
from marketsim.machine_code import OPTIONS
from marketsim.only_inside import ForALoop
from marketsim.settled import settle_types


def compiled(plain: FunctionType, kinds: Sequence[Any]) -> tuple[str, str, bytes]:
    """The name of the entry, the type of what it gives, and its object file."""
    given = types_of(kinds)
    alone: Any = numba.njit(**OPTIONS, no_cpython_wrapper=True, pipeline_class=ForALoop)
    one_frame = alone(_of_one_frame(plain, given) or _calling(callable_in_loops(plain), given))
    with asking_once():
        settle_types()
        one_frame.compile((types.int64,))
    (made,) = one_frame.overloads.values()
    name: str = made.fndesc.llvm_func_name
    return name, str(made.signature.return_type), made.library.object_file()


def _of_one_frame(plain: FunctionType, given: types.Tuple) -> FunctionType | None:
    """The same function, taking its arguments from a frame; nothing where its source is not as it was read."""
    try:
        module = ast.parse(dedent(getsource(plain)))
    except (OSError, SyntaxError):
        return None
    ast.increment_lineno(module, plain.__code__.co_firstlineno - 1)
    definition = module.body[0] if len(module.body) == 1 else None
    if not isinstance(definition, ast.FunctionDef):
        return None  # Python 3.13 gives a neighbour's lines, or none, for a function that was made by `exec`
    definition.decorator_list = []
    if fingerprint(_executed(module, plain)) != fingerprint(plain):
        return None
    names = ", ".join(plain.__code__.co_varnames[: plain.__code__.co_argcount])
    (shell,) = ast.parse(f"def shell(_frame):\n    ({names},) = _arguments_in(_frame, _given)").body
    assert isinstance(shell, ast.FunctionDef)
    definition.args, definition.body[:0] = shell.args, shell.body
    return _executed(module, plain, _arguments_in=arguments_in, _given=given)


def _executed(module: ast.Module, plain: FunctionType, **more: Any) -> FunctionType:
    names = plain.__globals__ | more
    exec(compile(module, plain.__code__.co_filename, "exec", dont_inherit=True), names)
    made: FunctionType = names[plain.__name__]
    return made


def _calling(only_inside: Any, given: types.Tuple) -> Any:
    def one_frame(frame: Any) -> Any:
        return only_inside(*arguments_in(frame, given))

    return one_frame
