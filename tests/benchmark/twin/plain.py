"""The rules as ordinary Python functions, calculating with the standard library."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import numpy as np

Rule = Callable[..., Any]


def halving(x: float) -> float:
    """What is left of one after ``x`` halvings."""
    return 2.0**-x if x > 0.0 else 1.0


def chance_within(rate: float, hours: float) -> float:
    """The chance that something that happens ``rate`` times an hour happens within ``hours``."""
    return -math.expm1(-rate * hours) if rate > 0.0 else 0.0


ARITHMETIC = {"halving": halving, "chance_within": chance_within, "power": math.pow, "log": math.log}


def plainly(*rules: Rule) -> Iterator[Rule]:
    """The same code objects with ``math`` for arithmetic, which is the quickest that plain Python can do."""
    for rule in rules:
        function = getattr(rule, "py_func", rule)
        yield FunctionType(function.__code__, {**function.__globals__, **ARITHMETIC}, function.__name__)


def on_whole_layers(*rules: Rule) -> Iterator[Rule]:
    """The same code objects for arrays of all cells at once, for rules without a choice between two ways."""
    for rule in rules:
        function = getattr(rule, "py_func", rule)
        names = {**function.__globals__, "halving": lambda x: np.exp2(-x)}
        yield FunctionType(function.__code__, names, function.__name__)
