"""A table holds one kind of entity: one contiguous column per attribute, one row per individual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np


@dataclass(frozen=True)
class Column:
    """What one attribute is: its type, its meaning, its unit and, for a reference, the table it points into."""

    dtype: type
    about: str
    unit: str = "1"
    wide: int = 0
    points_to: str = ""
    nothing: float = 0


def column(
    dtype: type, about: str, unit: str = "1", *, wide: int = 0, points_to: str = "", nothing: float = 0
) -> Any:
    """Declare an attribute; ``wide`` gives several values per row, ``nothing`` is what an empty row holds."""
    return Column(dtype, about, unit, wide, points_to, nothing)


class Table:
    """Columns of equal length; a subclass declares them and instances own the arrays."""

    columns: ClassVar[dict[str, Column]]

    def __init_subclass__(cls) -> None:
        """Collect the declared columns in the order in which they were written."""
        cls.columns = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}

    def __init__(self, rows: int) -> None:
        for name, declared in self.columns.items():
            shape = (rows, declared.wide) if declared.wide else (rows,)
            setattr(self, name, np.full(shape, declared.nothing, dtype=declared.dtype))

    def __len__(self) -> int:
        return len(getattr(self, next(iter(self.columns))))

    def arrays(self) -> dict[str, np.ndarray]:
        """Every column by name, shape (rows) or (rows, wide); the arrays themselves, not copies."""
        return {name: getattr(self, name) for name in self.columns}

    def only(self, rows: slice) -> Self:
        """Look at some rows only: a table of views that share this table's memory."""
        window = object.__new__(type(self))
        for name, array in self.arrays().items():
            setattr(window, name, array[rows])
        return window

    def take(self, order: np.ndarray) -> None:
        """Put the rows into another order, ``int64[rows]``; references from other tables are the caller's to mend."""
        for array in self.arrays().values():
            array[...] = array[order]

    def clear(self, rows: int | np.ndarray) -> None:
        """Empty one row or several, ``int64[n]``, so that newcomers can have them."""
        for name, declared in self.columns.items():
            getattr(self, name)[rows] = declared.nothing
