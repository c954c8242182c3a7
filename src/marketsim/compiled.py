"""Row loops turned into machine code once, kept on disk, and made again when any source changes.

The compiler's own cache looks only at the file of the loop: an edited rule in another file would go unseen
and yield old results. Ours is a folder named by a digest of all code, versions and options. Reading compiled
code means running it, so the folder belongs to the user alone.
"""

import os
import pickle
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeVar

import llvmlite
import numba
import numpy as np
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from marketsim.cache import forget_older, private_folder
from marketsim.provenance import CODE, code_digest, digest_of

OPTIONS = {
    "fastmath": False, "parallel": False, "boundscheck": False, "nogil": True, "error_model": "numpy",
    "no_cfunc_wrapper": True,
}  # fmt: skip
STAMPS_KEPT = 8
CHECKSUM_BYTES = 32

Loop = TypeVar("Loop", bound=Callable[..., Any])


def loop(function: Loop) -> Loop:
    """Compile a row loop on its first call and keep the result on disk.

    With ``NUMBA_DISABLE_JIT=1`` the function is returned as it is. Loops of other packages and loops that
    close over variables are compiled but not kept.
    """
    kept: Loop = _compiled(function)
    return kept


def inside(kept: Loop) -> Loop:
    """The same loop for use inside a compiled function only.

    The wrapper through which Python calls a loop of forty columns takes longer to compile than some loops do.
    """
    plain = getattr(kept, "py_func", kept)
    only_inside: Loop = _compiled(plain, no_cpython_wrapper=True)
    return only_inside


def _compiled(function: Any, **more: bool) -> Any:
    options = OPTIONS | more
    compiled = numba.njit(**options)(function)
    if isinstance(function, FunctionType) and compiled is not function and _is_ours(function):
        compiled._cache = KeptOnDisk(function, "-inside" if more else "")
    return compiled


def _is_ours(function: FunctionType) -> bool:
    module, ours = function.__module__, __name__.partition(".")[0]
    return module.partition(".")[0] == ours and module in sys.modules and function.__closure__ is None


@cache
def stamp() -> str:
    """What compiled code depends on besides its own loop: all our code, versions, options and switches."""
    switches = sorted((name, value) for name, value in os.environ.items() if name.startswith("NUMBA_"))
    versions = (platform.python_version(), numba.__version__, llvmlite.__version__, np.__version__)
    told = repr((code_digest(), versions, sorted(OPTIONS.items()), switches))
    return sha256(told.encode()).hexdigest()[:24]


@cache
def folder() -> Path:
    """The private folder of this stamp; only the most recent stamps are kept."""
    place = private_folder(f"compiled-{stamp()}")
    forget_older(place, kept=STAMPS_KEPT)
    return place


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)


def _meaning(value: Any) -> str:
    """A word for what a global name stands for inside a loop."""
    if isinstance(value, int | float | str | np.generic):
        return repr(value)
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__name__)}"


def fingerprint(function: FunctionType) -> str:
    """What one loop says: its instructions, constants and the meaning of every global name in it.

    A loop written by a program has no file that the stamp could digest; this tells it apart all the same.
    """
    code = function.__code__
    names = {name: _meaning(function.__globals__.get(name)) for name in _names_in(code)}
    constants = [repr(constant) for constant in code.co_consts if not isinstance(constant, CodeType)]
    told = (function.__module__, function.__qualname__, code.co_code, code.co_varnames, constants, names)
    return sha256(repr(told).encode()).hexdigest()


class KeptOnDisk:
    """The machine code of one loop on disk, one file per signature and processor.

    It has the methods that a dispatcher calls on its cache. Files are put in place whole, under names that
    say what they hold, so that several processes may compile the same loop at once.
    """

    def __init__(self, function: FunctionType, kind: str = "") -> None:
        self._function, self._kind = function, kind
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
        for path in folder().glob(f"{self._name()}-*"):
            path.unlink(missing_ok=True)

    def load_overload(self, signature: Any, target: Any) -> Any:
        """The kept machine code for this signature, or None; a damaged file counts as none."""
        target.refresh()
        try:
            content = self._path(signature, target.codegen()).read_bytes() if self._enabled else b""
        except OSError:
            return None
        checksum, payload = content[:CHECKSUM_BYTES], content[CHECKSUM_BYTES:]
        if sha256(payload).digest() != checksum:
            return None
        return CompileResult._rebuild(target, *pickle.loads(payload))  # noqa: S301  (a private folder)

    def save_overload(self, signature: Any, result: Any) -> None:
        """Keep new machine code, unless the sources were edited since this process began."""
        if not self._enabled or result.lifted or result.library.has_dynamic_globals:
            return
        if digest_of(kinds=CODE) != code_digest():
            return
        payload = dumps(result._reduce())
        try:
            self._put(self._path(signature, result.codegen), sha256(payload).digest() + payload)
        except OSError:
            return

    def _name(self) -> str:
        readable = f"{self._function.__module__}.{self._function.__name__}"
        return f"{readable}{self._kind}-{fingerprint(self._function)[:16]}"

    def _path(self, signature: Any, codegen: Any) -> Path:
        special = sha256(repr((str(signature), codegen.magic_tuple())).encode()).hexdigest()
        return folder() / f"{self._name()}-{special[:16]}.machine"

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
            part.write(content)
        Path(part.name).replace(path)
