"""A column of a table that leaves the model: values with unit and meaning; words where the model has codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    name, about, unit : str
    values : array[rows]; where there are ``words`` an index into them, below 0 for none
    words : what the values stand for, unless they speak for themselves
    missing : bool[rows], rows for which there is no such value, unless there is one for all
    """

    name: str
    values: NDArray[Any]
    about: str
    unit: str = "1"
    words: tuple[str, ...] = ()
    missing: NDArray[np.bool_] | None = None


def word(name: str, codes: NDArray[Any], words: tuple[str, ...], about: str) -> Column:
    """A column of words, from their codes, ``int[rows]``; a code below 0 is none."""
    return Column(name, codes, about, words=words, missing=codes < 0)


def identity(name: str, numbers: NDArray[Any], about: str) -> Column:
    """A column of identities, ``int[rows]``; a number below 0 is nobody."""
    return Column(name, numbers, about, missing=numbers < 0)
