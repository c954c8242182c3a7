"""Arguments of a loop as words in one frame of memory, and how compiled code reads them and calls by address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from struct import Struct
from typing import Any

import numba
import numpy as np
from numba import types
from numba.extending import intrinsic
from numba.np.arrayobj import populate_array
from numpy.typing import NDArray

A_WORD = 0xFFFF_FFFF_FFFF_FFFF
REAL, WHOLE = Struct("<d"), Struct("<Q")
# Of an array's flags: whether in C's order, in Fortran's, aligned, writeable. Who owns the memory decides nothing.
FLAGS = 0x1 | 0x2 | 0x100 | 0x400


class Memory:
    """Where arrays lie; asking for it costs more than many a loop, so that of lasting arrays it is remembered."""

    def __init__(self, lasting: Iterable[NDArray[Any]] = ()) -> None:
        self._lasting = list(lasting)
        self._known = {id(array): (kind(array), _of_array(array)) for array in self._lasting}

    def frame(self, arguments: Sequence[Any]) -> tuple[tuple[Any, ...], NDArray[np.uint64]]:
        """What kind each argument is, and all of them as words: ``uint64[words]``.

        A word for each number; for each array where it lies, its shape and its strides in bytes.
        """
        kinds, words = zip(*map(self._read, arguments), strict=True)
        return kinds, np.array(list(chain.from_iterable(words)), dtype=np.uint64)

    def _read(self, argument: Any) -> tuple[Any, tuple[int, ...]]:
        if isinstance(argument, np.ndarray):
            return self._known.get(id(argument)) or (kind(argument), _of_array(argument))
        if isinstance(argument, float):
            return type(argument), WHOLE.unpack(REAL.pack(argument))
        return type(argument), (int(argument) & A_WORD,)


def kind(argument: Any) -> Any:
    """What decides the compiler's type of an argument, quicker to find than the type."""
    if isinstance(argument, np.ndarray):
        return argument.dtype.num, argument.ndim, argument.flags.num & FLAGS
    return type(argument)


def types_of(arguments: Sequence[Any]) -> types.Tuple:
    """The compiler's types of these arguments."""
    return types.Tuple([numba.typeof(argument) for argument in arguments])


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


def _of_array(array: NDArray[Any]) -> tuple[int, ...]:
    return (array.__array_interface__["data"][0], *array.shape, *(step & A_WORD for step in array.strides))


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
    array = context.make_array(given)(context, builder)
    element = context.get_data_type(given.dtype)
    populate_array(
        array,
        data=builder.inttoptr(following(), element.as_pointer()),
        shape=[following() for _ in range(given.ndim)],
        strides=[following() for _ in range(given.ndim)],
        itemsize=context.get_constant(types.intp, context.get_abi_sizeof(element)),
        meminfo=None,
    )
    return array._getvalue()
