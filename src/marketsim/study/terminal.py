"""What is shown on a terminal: tables of runs, differences, policies and numbers; the command line prints them."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from marketsim.measures import Measure
from marketsim.study.measure import unit_words, words
from marketsim.study.numerals import decimals, fixed, interval, number, percent, times
from marketsim.study.run import Row as DayRow
from marketsim.study.summary import Row

RUN_LINES = 10
ROOMY = 100
CAPTION = "* the interval leaves out zero. Every measure: report.html and summary.csv"


def of_run(rows: list[DayRow], measures: tuple[Measure, ...], title: str) -> Table:
    """Return the ten most telling measures of a run: the headline ones first."""
    values: dict[str, list[float]] = {}
    for row in rows:
        values.setdefault(row["measure"], []).append(row["value"])
    present = [one for one in measures if not one.cell and one.name in values]
    order = sorted(present, key=lambda one: not one.headline)
    table = Table(
        "Measure",
        *(right(name) for name in ("a day", "first day", "last day")),
        "Unit",
        title=title,
        title_justify="left",
        box=None,
        pad_edge=False,
    )
    for one in order[:RUN_LINES]:
        days = values[one.name]
        numbers = (number(sum(days) / len(days)), number(days[0]), number(days[-1]))
        table.add_row(words(one.name), *numbers, Text(unit_words(one.unit), style="dim"))
    return table


def of_differences(rows: list[Row], width: int) -> list[Table]:
    """Return the paired differences, one table a contrast: the first with violence by cause, all with the headlines.

    Parameters
    ----------
    width : int
        Characters on a line; where there is room, relative changes and what pairing saved are shown too.
    """
    roomy = width >= ROOMY
    tables = []
    for contrast in dict.fromkeys(row.contrast for row in rows):
        told = [
            row
            for row in rows
            if row.contrast == contrast
            and (row.measure.headline or (contrast == rows[0].contrast and row.measure.theme == "violence"))
        ]
        treated, control = words(contrast.treated), words(contrast.control)
        extra = [right("relative"), right("pairing saved")] if roomy else []
        table = Table(
            "Measure, a day",
            right(control),
            right(treated),
            right("difference"),
            right("95 % interval"),
            *extra,
            title=f"{treated} against {control}",
            title_justify="left",
            title_style="bold",
            box=None,
            pad_edge=False,
            caption=CAPTION,
            caption_justify="left",
        )
        for row in told:
            table.add_row(*cells(row, roomy), style="" if row.paired.established else "dim")
        tables.append(table)
    return tables


def cells(row: Row, roomy: bool) -> list[str]:
    """Return one line of a table of differences; a star marks a sign that is established."""
    paired = row.paired
    places = decimals(paired.treated.value, paired.control.value)
    change, reach = interval(paired.difference)
    shown = [
        words(row.measure.name),
        fixed(paired.control.value, places),
        fixed(paired.treated.value, places),
        f"{change} {'*' if paired.established else ' '}",
        reach,
    ]
    return [*shown, percent(paired.relative), times(paired.pairing_saved)] if roomy else shown


def of_documents(documents: list[dict[str, Any]], columns: tuple[str, ...]) -> Table:
    """Return any list of like things as a table."""
    table = Table(*columns, box=None, pad_edge=False)
    for document in documents:
        table.add_row(*(str(document[column]) for column in columns))
    return table


def right(name: str) -> Any:
    """Return a column of numbers."""
    from rich.table import Column

    return Column(name, justify="right")
