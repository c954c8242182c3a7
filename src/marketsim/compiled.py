"""Row loops turned into machine code once, kept on disk, and made again when anything they reach is edited.

The compiler's own cache looks only at the file of the loop: an edited rule in another file would go unseen
and yield old results. Ours names each file by the fingerprint of the loop and of all it calls, in a folder named by
versions and options. Reading compiled code means running it, so the folder belongs to the user alone.
"""

import os
import pickle
import platform
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar

import llvmlite
import numba
import numpy as np
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from marketsim.cache import forget_older, forget_older_files, private_folder
from marketsim.fingerprint import fingerprint
from marketsim.provenance import PACKAGE

# Loops only look and write; without reference counts (nothing in a tick allocates) they compile a tenth faster.
OPTIONS = {
    "fastmath": False, "parallel": False, "boundscheck": False, "nogil": True, "error_model": "numpy",
    "no_cfunc_wrapper": True, "_nrt": False,
}  # fmt: skip
# What these write into compiled code is no function that a fingerprint could follow.
WRITE_CODE = ("calls.py", "compiled.py", "frames.py")
STAMPS_KEPT = 8
VERSIONS_KEPT = 8
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


def for_python(rule: Loop) -> Loop:
    """A rule as Python calls it, kept on disk; left to itself it would be compiled anew in every process."""
    return loop(getattr(rule, "py_func", rule))


def of_one_type(signature: str) -> Callable[[Loop], Loop]:
    """Compile a function for loops once, for these types of arguments; others are converted on the way in.

    Integers of several widths would otherwise each make a new copy of the function.
    """

    def settle(function: Loop) -> Loop:
        only: Any = inside(function)
        if only is not function:
            only.compile(signature)
            only.disable_compile()
        settled: Loop = only
        return settled

    return settle


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
    """What compiled code depends on besides what it calls: how it is written, versions, options and switches."""
    switches = sorted((name, value) for name, value in os.environ.items() if name.startswith("NUMBA_"))
    versions = (platform.python_version(), numba.__version__, llvmlite.__version__, np.__version__)
    written = [sha256((PACKAGE / name).read_bytes()).hexdigest() for name in WRITE_CODE]
    told = repr((versions, sorted(OPTIONS.items()), switches, written))
    return sha256(told.encode()).hexdigest()[:24]


@cache
def folder() -> Path:
    """The private folder of this stamp; only the most recent stamps are kept."""
    place = private_folder(f"compiled-{stamp()}")
    forget_older(place, kept=STAMPS_KEPT)
    return place


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
        forget_older_files(folder(), self._readable, kept=0)

    def load_overload(self, signature: Any, target: Any) -> Any:
        """The kept machine code for this signature, or None; a damaged file counts as none."""
        target.refresh()
        path = self._path(signature, target.codegen())
        try:
            content = path.read_bytes() if self._enabled else b""
            os.utime(path)
        except OSError:
            return None
        checksum, payload = content[:CHECKSUM_BYTES], content[CHECKSUM_BYTES:]
        if sha256(payload).digest() != checksum:
            return None
        return CompileResult._rebuild(target, *pickle.loads(payload))  # noqa: S301  (a private folder)

    def save_overload(self, signature: Any, result: Any) -> None:
        """Keep new machine code under what this process has read, whatever became of the sources since."""
        if not self._enabled or result.lifted or result.library.has_dynamic_globals:
            return
        payload = dumps(result._reduce())
        try:
            self._put(self._path(signature, result.codegen), sha256(payload).digest() + payload)
        except OSError:
            return
        forget_older_files(folder(), self._readable, kept=VERSIONS_KEPT)

    @property
    def _readable(self) -> str:
        return f"{self._function.__module__}.{self._function.__name__}{self._kind}"

    def _path(self, signature: Any, codegen: Any) -> Path:
        special = repr((fingerprint(self._function), str(signature), codegen.magic_tuple()))
        return folder() / f"{self._readable}-{sha256(special.encode()).hexdigest()[:32]}.machine"

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
            part.write(content)
        Path(part.name).replace(path)
