"""What is shown on a terminal: tables of runs, differences, policies and numbers; the command line prints them."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from marketsim.study.measure import Measure, unit_words, words
from marketsim.study.numerals import decimals, fixed, interval, number, percent, times
from marketsim.study.run import Row as DayRow
from marketsim.study.summary import Row

RUN_LINES = 10


def of_run(rows: list[DayRow], measures: tuple[Measure, ...], title: str) -> Table:
    """Return the ten most telling measures of a run: the headline ones first."""
    values: dict[str, list[float]] = {}
    for row in rows:
        values.setdefault(row["measure"], []).append(row["value"])
    present = [one for one in measures if not one.cell and one.name in values]
    order = sorted(present, key=lambda one: not one.headline)
    table = Table("Measure", *(right(name) for name in ("a day", "first day", "last day")), "Unit", title=title,
                  title_justify="left", box=None, pad_edge=False)
    for one in order[:RUN_LINES]:
        days = values[one.name]
        numbers = (number(sum(days) / len(days)), number(days[0]), number(days[-1]))
        table.add_row(words(one.name), *numbers, Text(unit_words(one.unit), style="dim"))
    return table


def of_differences(rows: list[Row]) -> list[Table]:
    """Return one table of paired differences a contrast."""
    tables: dict[str, Table] = {}
    for row in rows:
        treated, control = words(row.contrast.treated), words(row.contrast.control)
        if row.contrast.name not in tables:
            tables[row.contrast.name] = Table(
                "Measure, a day", right(control), right(treated), right("difference"), right("95 % interval"),
                right("relative"), right("pairing"), title=f"{treated} against {control}", title_justify="left",
                box=None, pad_edge=False)
        paired = row.paired
        places = decimals(paired.treated.value, paired.control.value)
        change, reach = interval(paired.difference)
        tables[row.contrast.name].add_row(
            Text.assemble(words(row.measure.name), (f"  {unit_words(row.measure.unit)}", "dim")),
            fixed(paired.control.value, places), fixed(paired.treated.value, places),
            change, reach, percent(paired.relative), times(paired.pairing_saved),
            style="bold" if paired.established else "dim",
        )
    return list(tables.values())


def of_documents(documents: list[dict[str, Any]], columns: tuple[str, ...]) -> Table:
    """Return any list of like things as a table."""
    table = Table(*columns, box=None, pad_edge=False)
    for document in documents:
        table.add_row(*(str(document[column]) for column in columns))
    return table


def right(name: str) -> Any:
    """Return a column of numbers."""
    from rich.table import Column

    return Column(name, justify="right", no_wrap=True)
