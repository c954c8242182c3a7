"""The page of state variables: every table, every column, with meaning and unit."""

from __future__ import annotations

import sys

import numpy as np

from marketsim.entities import world
from marketsim.entities.table import Column, Table
from marketsim.study.document.markdown import first_line, table, title


def tables() -> list[type[Table]]:
    """Return the kinds of entity that a world keeps, in its own order."""
    kinds = [kind for kind in vars(world).values() if isinstance(kind, type) and issubclass(kind, Table)]
    return [kind for kind in kinds if kind is not Table]


def state() -> str:
    """Return every state variable of every kind of entity."""
    return title("State variables") + "".join(
        f"\n## {kind.__name__}\n\n{first_line(sys.modules[kind.__module__].__doc__)} {first_line(kind.__doc__)}\n\n"
        + table(
            ("attribute", "type", "meaning", "unit"),
            (
                (f"`{name}`", _type(column), column.about, column.unit)
                for name, column in kind.columns.items()
            ),
        )
        for kind in tables()
    )


def _type(column: Column) -> str:
    each = np.dtype(column.dtype).name
    return f"{column.wide} × {each}" if column.wide else each
