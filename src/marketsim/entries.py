"""The entry of a loop: its machine code as a function of one frame, kept on disk as an object file.

The loop is compiled only in this form. One more function that calls it would be optimised a second time, and the
compiler's own way of keeping functions, made for those that others call, takes ten times as long to load.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache
from inspect import getsource
from textwrap import dedent
from types import FunctionType
from typing import Any

import numba
from llvmlite import binding as llvm
from numba import types
from numba.core.registry import cpu_target

from marketsim.compiled import is_ours
from marketsim.fingerprint import fingerprint
from marketsim.frames import arguments_in, kind, types_of
from marketsim.machine_code import OPTIONS, Shelf
from marketsim.typing_memory import operators_remembered

ENGINES: list[Any] = []
"""What holds the loaded code, as long as the process lives."""


class Unseen:
    """Arguments that take no part in a look-up and are needed only where it has not been made before."""

    def __init__(self, arguments: Sequence[Any]) -> None:
        self.arguments = arguments

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unseen)

    def __hash__(self) -> int:
        return 0


def entry(called: Any, arguments: Sequence[Any], kinds: tuple[Any, ...] | None = None) -> int:
    """Where the machine code begins that takes a frame of such arguments and does what the loop does."""
    return _entry(called, kinds or tuple(map(kind, arguments)), Unseen(arguments))


@cache
def _entry(called: Any, kinds: tuple[Any, ...], unseen: Unseen) -> int:
    plain, processor = called.py_func, cpu_target.target_context.codegen().magic_tuple()
    shelf = Shelf(plain, "-entry")
    kept = shelf.read(kinds, processor)
    if kept is None:
        kept = _compiled(called, types_of(unseen.arguments))
        if is_ours(plain):
            shelf.keep(kept, kinds, processor)
    name, _, code = kept.partition(b"\n")
    return _loaded(name.decode(), code)


def _compiled(called: Any, given: types.Tuple) -> bytes:
    """The name of the entry and, on the next line, its object file."""
    only_inside: Any = numba.njit(**OPTIONS, no_cpython_wrapper=True)
    one_frame = only_inside(
        _of_one_frame(called.py_func, given) or _calling(only_inside(called.py_func), given)
    )
    with operators_remembered():
        one_frame.compile((types.int64,))
    (made,) = one_frame.overloads.values()
    _, _, (code, _) = made.library.serialize_using_object_code()
    name: str = made.fndesc.llvm_func_name
    return name.encode() + b"\n" + code


def _of_one_frame(plain: FunctionType, given: types.Tuple) -> FunctionType | None:
    """The same function, taking its arguments from a frame; nothing where its source is not as it was read."""
    try:
        module = ast.parse(dedent(getsource(plain)))
    except (OSError, SyntaxError):
        return None
    ast.increment_lineno(module, plain.__code__.co_firstlineno - 1)
    definition = module.body[0]
    if len(module.body) > 1 or not isinstance(definition, ast.FunctionDef):
        return None  # Python 3.13 gives a neighbour's lines for a function that was made by `exec`
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
    def one_frame(frame: Any) -> None:
        only_inside(*arguments_in(frame, given))

    return one_frame


def _loaded(name: str, code: bytes) -> int:
    """Where the function of this name lies, after loading an object file into an engine of its own."""
    machine = llvm.Target.from_default_triple().create_target_machine(codemodel="jitdefault", jit=True)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    ENGINES.append(engine)
    return int(engine.get_function_address(name))
