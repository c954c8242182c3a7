"""The numbers as rows of a table, for the command line and the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketsim.parameters.declare import GRADES
from marketsim.parameters.errors import UnknownName, did_you_mean, shown
from marketsim.parameters.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marketsim.parameters.declaration import Declaration

Row = dict[str, str | list[str] | bool]


def table_of(declarations: Iterable[Declaration], grade: str | None = None) -> list[Row]:
    """Return one row of plain words per declaration; only those of one evidence grade when it is named."""
    if grade is not None and grade not in GRADES:
        raise UnknownName(
            f"'{shown(grade)}' is no evidence grade; allowed is {', '.join(GRADES)}{did_you_mean(grade, GRADES)}"
        )
    return [_row(one) for one in declarations if grade in (None, one.grade)]


def table_of_sources() -> list[Row]:
    """Return one row per source: key, kind and citation."""
    return [{"key": one.key, "kind": one.kind, "citation": one.citation} for one in sources().values()]


def _row(one: Declaration) -> Row:
    return {
        "key": one.key,
        "kind": one.kind,
        "value": one.value,
        "allowed": one.allowed,
        "unit": one.unit,
        "about": one.about,
        "source": list(one.source),
        "grade": one.grade,
        "per": list(one.per),
        "knock_out": one.knock_out,
    }
