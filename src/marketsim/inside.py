"""What compiled code can do beside Python: read its arguments from a frame, and call by address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numba
import numpy as np
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, overload

from marketsim.frames import C_ORDER, CODE, FORTRAN_ORDER, FRAME, WRITEABLE, call
from marketsim.machine_code import OPTIONS
from marketsim.only_inside import OnlyInside


def types_of(kinds: Sequence[Any]) -> types.Tuple:
    """The compiler's types of arguments of these kinds."""
    return types.Tuple([_type_of(each) for each in kinds])


def _type_of(kind: Any) -> Any:
    if not isinstance(kind, tuple):
        return numba.typeof(kind())
    element, dimensions, flags = kind
    order = "C" if flags & C_ORDER else "F" if flags & FORTRAN_ORDER else "A"
    return types.Array(numba.from_dtype(np.dtype(element)), dimensions, order, readonly=not flags & WRITEABLE)


def callable_in_loops(function: Callable[..., Any]) -> Any:
    """A function of ours as a loop calls it."""
    return numba.njit(**OPTIONS, no_cpython_wrapper=True, pipeline_class=OnlyInside)(function)


@intrinsic
def arguments_in(_typing: Any, frame: Any, given: Any) -> tuple[Any, Callable[..., Any]]:
    """Inside compiled code: the arguments in the frame at an address, as a tuple of the given types."""

    def generated(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        word = context.get_value_type(types.int64)
        words = builder.inttoptr(values[0], word.as_pointer())
        places = iter(range(sum(map(_length, signature.return_type))))

        def following() -> Any:
            return builder.load(builder.gep(words, [word(next(places))]))

        read = [_read(context, builder, each, following) for each in signature.return_type]
        return context.make_tuple(builder, signature.return_type, read)

    return given.instance_type(frame, given), generated


@intrinsic
def enter(_typing: Any, _code: Any, _frame: Any) -> tuple[Any, Callable[..., Any]]:
    """Inside compiled code: call the function of one frame whose machine code begins at an address."""

    def generated(context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        convention, one_word = context.call_conv, (types.int64,)
        shape = convention.get_function_type(types.none, one_word)
        there = builder.inttoptr(values[0], shape.as_pointer())
        status, _ = convention.call_function(builder, there, types.none, one_word, [values[1]])
        with builder.if_then(status.is_error, likely=False):
            convention.return_status_propagate(builder, status)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64), generated


@overload(call)
def _compiled_call(calls: Any, place: Any) -> Callable[..., None]:  # noqa: ARG001 - the compiler asks by name
    def by_address(calls: Any, place: Any) -> None:
        enter(calls[place, CODE], calls[place, FRAME])

    return by_address


def _length(given: Any) -> int:
    return 1 + 2 * given.ndim if isinstance(given, types.Array) else 1


def _read(context: Any, builder: Any, given: Any, following: Callable[[], Any]) -> Any:
    """The next argument of a frame."""
    if isinstance(given, types.Array):
        return _read_array(context, builder, given, following)
    if given == types.float64:
        return builder.bitcast(following(), context.get_value_type(given))
    return context.cast(builder, following(), types.int64, given)


def _read_array(context: Any, builder: Any, given: Any, following: Callable[[], Any]) -> Any:
    model, element = context.data_model_manager[given], context.get_data_type(given.dtype)
    word = context.get_value_type(types.intp)
    data = builder.inttoptr(following(), element.as_pointer())
    shape, strides = ([following() for _ in range(given.ndim)] for _ in ("elements", "bytes"))
    parts = {
        "nitems": reduce(builder.mul, shape, word(1)),
        "itemsize": word(context.get_abi_sizeof(element)),
        "data": data,
        "shape": cgutils.pack_array(builder, shape, word),
        "strides": cgutils.pack_array(builder, strides, word),
    }
    array = context.get_constant_null(given)  # nobody owns its memory here
    for name, part in parts.items():
        array = model.set(builder, array, part, name)
    return array
