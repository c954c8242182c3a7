"""The port made ready to be called: C is told what our loops are given, compiled and loaded."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from marketsim.calls import Given

COMPILER = "gcc"
OPTIONS = ("-std=gnu11", "-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC", "-w")
IN_C = {
    "bool": "bool", "int8": "int8_t", "uint8": "uint8_t", "uint16": "uint16_t", "int16": "int16_t",
    "int32": "int32_t", "int64": "int64_t", "uint64": "uint64_t", "float64": "double",
}  # fmt: skip
SIZES = ("rows", "columns", "layers")
DRIVER = """
void run(int64_t *now, int64_t ticks, int64_t seconds, void **frames)
{{
    for (int64_t tick = 0; tick < ticks; tick++) {{
        now[{NEW_HOUR}] = now[{SECOND}] % 3600 == 0;
        {calls}
        now[{TICK}]++;
        now[{SECOND}] += seconds;
    }}
}}
"""


def there_is_a_compiler() -> bool:
    """Whether C can be compiled on this machine."""
    return shutil.which(COMPILER) is not None


def port_of(given: Given) -> Any:
    """``run(now, ticks, seconds, frames)`` in C over these loops, the frames holding their arguments."""
    source = Path(__file__).with_name("step.c").read_text(encoding="utf-8")
    whole = "\n".join(
        [*map(_told, *zip(*given, strict=True)), source, *map(_entered, *zip(*given, strict=True))]
    )
    whole += _driven(given)
    whole = "#include <stdbool.h>\n#include <stdint.h>\n" + whole
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "port.so"
        command = (COMPILER, *OPTIONS, "-x", "c", "-", "-o", str(library))
        subprocess.run(command, input=whole, text=True, check=True)
        run = ctypes.CDLL(str(library)).run
    run.argtypes = (ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)
    run.restype = None
    return run


def _plain(called: Any) -> FunctionType:
    plain: FunctionType = getattr(called, "py_func", called)
    return plain


def name_of(called: Any) -> str:
    """What a loop is called in C."""
    return _plain(called).__name__.strip("_")


def arguments_of(called: Any, arguments: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """The arguments of a loop with their names."""
    code = _plain(called).__code__
    return list(zip(code.co_varnames[: code.co_argcount], arguments, strict=True))


def _told(called: Any, arguments: tuple[Any, ...]) -> str:
    """What C must know to write the loop: its arguments, the constants it uses, and how a frame holds the former."""
    name, named = name_of(called), arguments_of(called, arguments)
    parameters = ", ".join(part for each in named for part, _ in _parameters(*each))
    constants = " ".join(_constants(_plain(called)))
    fields = " ".join(f"{word};" for each in named for word in _words(*each))
    return (
        f"#define {name.upper()}_ARGUMENTS {parameters}\n#define {name.upper()}_NAMES {constants}\n"
        f"struct {name} {{ {fields} }};"
    )


def _parameters(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """What declares an argument in C, and by what name it is passed on."""
    if isinstance(value, np.ndarray):
        yield f"{IN_C[value.dtype.name]} *restrict {name}", name
        for size in SIZES[: value.ndim]:
            yield f"int64_t {name}_{size}", f"{name}_{size}"
    else:
        yield f"{'double' if isinstance(value, float) else 'int64_t'} {name}", name


def _words(name: str, value: Any) -> Iterator[str]:
    """The words of a frame that hold an argument: of an array also its sizes and its strides."""
    for declared, _ in _parameters(name, value):
        yield declared.replace("*restrict ", "*")
    if isinstance(value, np.ndarray):
        for size in SIZES[: value.ndim]:
            yield f"int64_t {name}_{size}_step"


def _constants(plain: FunctionType) -> Iterator[str]:
    """The numbers that a loop knows from its module."""
    for name in plain.__code__.co_names:
        value = plain.__globals__.get(name)
        if isinstance(value, np.uint64):
            yield f"const uint64_t {name} = {int(value)}u;"
        elif isinstance(value, float):
            yield f"const double {name} = {value!r};"
        elif isinstance(value, int):
            yield f"const int64_t {name} = {value};"


def _entered(called: Any, arguments: tuple[Any, ...]) -> str:
    """The loop as a function of one frame."""
    name = name_of(called)
    passed = ", ".join(
        f"of->{part}" for each in arguments_of(called, arguments) for _, part in _parameters(*each)
    )
    return f"static void {name}_in(const struct {name} *of) {{ {name}({passed}); }}"


def _driven(given: Given) -> str:
    """The loops one after the other, tick after tick."""
    from marketsim.entities.clock import NEW_HOUR, SECOND, TICK

    calls = "\n        ".join(
        f"{name_of(called)}_in(frames[{place}]);" for place, (called, _) in enumerate(given)
    )
    return DRIVER.format(NEW_HOUR=NEW_HOUR, SECOND=SECOND, TICK=TICK, calls=calls)
