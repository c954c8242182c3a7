"""What the compiler remembers while loops are compiled is what it would have answered anyway."""

import operator
import os
import subprocess
import sys

import pytest
from numba import types
from numba.core import errors, event
from numba.core.base import BaseContext
from numba.core.registry import cpu_target

from marketsim.arithmetic import chance_within
from marketsim.asked_once import asking_once

NUMBERS = (types.int64, types.uint64, types.int32, types.uint8, types.float64, types.boolean)
OPERATORS = (
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    operator.lt,
    operator.eq,
    operator.and_,
)


@pytest.mark.parametrize("sign", OPERATORS, ids=lambda sign: sign.__name__)
def test_an_operator_gives_the_same_type_remembered_as_asked(sign):
    context = cpu_target.typing_context
    context.refresh()
    meaning = context.resolve_value_type(sign)
    for pair in [(left, right) for left in NUMBERS for right in NUMBERS]:
        asked = _given(meaning, context, pair)
        with asking_once():
            assert [_given(meaning, context, pair) for _ in range(2)] == [asked, asked]


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_a_number_is_as_long_remembered_as_measured(number):
    context = cpu_target.target_context
    shape = context.get_data_type(number)
    measured = context.get_abi_sizeof(shape)
    with asking_once():
        assert context.get_abi_sizeof(shape) == measured


def test_the_first_thing_that_a_process_compiles_finds_all_that_the_compiler_knows(tmp_path):
    """What NumPy's numbers can do is declared only while the compiler first looks for declarations."""
    asked = (
        "from marketsim.arithmetic import chance_within\n"
        "from marketsim.compiled import for_python\n"
        "print(for_python(chance_within)(2.0, 0.5))\n"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True)
    assert (told.stdout, told.stderr) == (f"{chance_within.py_func(2.0, 0.5)}\n", "")


def test_afterwards_the_compiler_is_as_it_was():
    before = (types.Function.get_call_type, BaseContext.get_abi_sizeof, event.start_event)
    with asking_once():
        assert types.Function.get_call_type is not before[0]
    after = (types.Function.get_call_type, BaseContext.get_abi_sizeof, event.start_event)
    assert after == before


def _given(meaning, context, operands):
    try:
        return meaning.get_call_type(context, operands, {}).return_type
    except errors.TypingError:
        return None
