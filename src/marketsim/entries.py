"""The entry of a loop: its machine code as a function of one frame, kept on disk as an object file.

The compiler's own way of keeping functions, made for those that others call, takes ten times as long to load.
"""

from __future__ import annotations

from ctypes import CFUNCTYPE, byref, c_int32, c_uint64, c_void_p
from dataclasses import dataclass
from functools import cache
from struct import unpack_from
from typing import Any

from llvmlite import binding as llvm

from marketsim.machine_code import Shelf, is_ours, processor

ENGINES: list[Any] = []
"""What holds the loaded code, as long as the process lives."""
CALLED_FROM_PYTHON = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_void_p)
READ_AS = {"float64": "<d", "int64": "<q", "uint64": "<Q", "bool": "<?"}


class LoopFailed(ArithmeticError):
    """A loop that ended in an error, which in compiled code has no name."""


@dataclass(frozen=True)
class Entry:
    """Where the machine code begins that takes a frame and does what a loop does, and the type of what it gives."""

    address: int
    gives: str


@cache
def entry(called: Any, kinds: tuple[Any, ...]) -> Entry:
    """The entry of a loop for arguments of these kinds, compiled where none is kept on disk."""
    plain = called.py_func
    shelf = Shelf(plain)
    kept = shelf.read(kinds, processor())
    if kept is None:
        from marketsim.compiling import compiled

        name, gives, code = compiled(plain, kinds)
        kept = b"\n".join((name.encode(), gives.encode(), code))
        if is_ours(plain):
            shelf.keep(kept, kinds, processor())
    spelt, told, code = kept.split(b"\n", 2)
    return Entry(_loaded(spelt.decode(), code), told.decode())


def begin(one: Entry, frame: int) -> Any:
    """Run an entry with the frame at an address, and return what it gives."""
    given, problem = c_uint64(), c_void_p()
    if CALLED_FROM_PYTHON(one.address)(byref(given), byref(problem), frame):
        raise LoopFailed("a compiled loop ended in an error; with NUMBA_DISABLE_JIT=1 it says in which")
    return unpack_from(READ_AS[one.gives], given)[0] if one.gives in READ_AS else None


def _loaded(name: str, code: bytes) -> int:
    """Where the function of this name lies, after loading an object file into an engine of its own."""
    machine = llvm.Target.from_default_triple().create_target_machine(codemodel="jitdefault", jit=True)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    ENGINES.append(engine)
    return int(engine.get_function_address(name))
