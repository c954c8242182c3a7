"""Machine code kept on disk, each file named by all that it depends on, in a folder closed to everybody else.

The compiler's own cache looks only at the file of the loop: an edited rule in another file would go unseen
and yield old results. Ours names each file by the fingerprint of the loop and of all it calls, in a folder named by
versions and options. Reading compiled code means running it, so nobody else may write there.
"""

import os
import platform
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import FunctionType
from typing import Any

import llvmlite
import numpy as np
from llvmlite import binding as llvm

from marketsim.cache import forget_older, forget_older_files, private_folder, read_whole, write_whole
from marketsim.fingerprint import fingerprint
from marketsim.provenance import PACKAGE

# Loops only look and write; without reference counts (nothing in a tick allocates) they compile a tenth faster.
OPTIONS = {
    "fastmath": False, "parallel": False, "boundscheck": False, "nogil": True, "error_model": "numpy",
    "no_cfunc_wrapper": True, "_nrt": False,
}  # fmt: skip
# What these write into compiled code is no function that a fingerprint could follow.
WRITE_CODE = (
    "asked_once.py", "compiling.py", "entries.py", "frames.py", "inside.py", "machine_code.py", "only_inside.py",
    "settled.py",
)  # fmt: skip
STAMPS_KEPT = 8
VERSIONS_KEPT = 8


@cache
def stamp() -> str:
    """What compiled code depends on besides what it calls: how it is written, versions, options and switches."""
    switches = sorted((name, value) for name, value in os.environ.items() if name.startswith("NUMBA_"))
    versions = (platform.python_version(), version("numba"), llvmlite.__version__, np.__version__)
    written = [sha256((PACKAGE / name).read_bytes()).hexdigest() for name in WRITE_CODE]
    told = repr((versions, sorted(OPTIONS.items()), switches, written))
    return sha256(told.encode()).hexdigest()[:24]


@cache
def folder() -> Path:
    """The private folder of this stamp; only the most recent stamps are kept."""
    place = private_folder(f"compiled-{stamp()}")
    forget_older(place, kept=STAMPS_KEPT)
    return place


@cache
def processor() -> tuple[str, str, str]:
    """For what machine code is written here: the system, the processor and what it can do."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.get_process_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()


def is_ours(function: FunctionType) -> bool:
    """Whether a function's fingerprint tells all that it does: of this package, and closing over nothing."""
    module, ours = function.__module__, __name__.partition(".")[0]
    return module.partition(".")[0] == ours and module in sys.modules and function.__closure__ is None


class Shelf:
    """Where the machine code of one function stands, one file per kind of arguments and processor.

    Files are put in place whole, under names that say what they hold, so that several processes may compile
    the same function at once.
    """

    def __init__(self, function: FunctionType) -> None:
        self._function = function

    def read(self, *special: Any) -> bytes | None:
        """The kept code for such arguments and processor, or None; a damaged file counts as none."""
        return read_whole(self._path(special))

    def keep(self, payload: bytes, *special: Any) -> None:
        """Keep new code under what this process has read, whatever became of the sources since."""
        if write_whole(self._path(special), payload):
            self.clear(but=VERSIONS_KEPT)

    def clear(self, but: int = 0) -> None:
        """Forget all files of this function but the most recently used."""
        forget_older_files(folder(), self._readable, kept=but)

    @property
    def _readable(self) -> str:
        return f"{self._function.__module__}.{self._function.__name__}"

    def _path(self, special: tuple[Any, ...]) -> Path:
        told = repr((fingerprint(self._function), *special))
        return folder() / f"{self._readable}-{sha256(told.encode()).hexdigest()[:32]}.machine"
