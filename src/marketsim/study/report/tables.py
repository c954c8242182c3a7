"""The paired differences as tables that can be read by eye and by a screen reader."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from marketsim.study.measure import BEARERS, by_theme, unit_words, words
from marketsim.study.numerals import decimals, fixed, interval, percent, times
from marketsim.study.report.prose import contrast_words, policy_words
from marketsim.study.summary import Row


def differences(rows: list[Row]) -> str:
    """Return one table a contrast, its measures grouped by theme."""
    parts = [table(list(group)) for _, group in groupby(rows, key=lambda row: row.contrast)]
    return "\n".join(parts)


def table(rows: list[Row]) -> str:
    """Return the table of one contrast."""
    contrast = rows[0].contrast
    by_name = {row.measure.name: row for row in rows}
    body = "".join(
        f'<tbody><tr class="theme"><th colspan="6" scope="rowgroup">{escape(heading)}</th></tr>'
        + "".join(line(by_name[measure.name]) for measure in measures)
        + "</tbody>"
        for heading, measures in by_theme([row.measure for row in rows]).items()
    )
    treated, control = (escape(policy_words(policy)) for policy in (contrast.treated, contrast.control))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(contrast_words(contrast))}"><table>'
        f"<caption>{escape(contrast_words(contrast).capitalize())}</caption><thead><tr>"
        f'<th scope="col">Measure</th><th scope="col">{control}</th><th scope="col">{treated}</th>'
        '<th scope="col">Difference, 95&nbsp;% interval</th><th scope="col">Relative</th>'
        '<th scope="col"><abbr title="variance of the unpaired over that of the paired difference">Pairing</abbr></th>'
        f"</tr></thead>{body}</table></div>"
    )


def line(row: Row) -> str:
    """Return one measure's line."""
    paired = row.paired
    places = decimals(paired.treated.value, paired.control.value)
    change, reach = interval(paired.difference)
    sure = "sure" if paired.established else "unsure"
    said = "" if paired.established else '<span class="tag">sign open</span>'
    return (
        f'<tr class="{sure}"><th scope="row"><span title="{escape(row.measure.about)}">'
        f"{escape(words(row.measure.name).capitalize())}</span> "
        f"<small>{escape(unit_words(row.measure.unit))}</small></th>"
        f'<td data-label="{escape(policy_words(row.contrast.control))}">{fixed(paired.control.value, places)}</td>'
        f'<td data-label="{escape(policy_words(row.contrast.treated))}">{fixed(paired.treated.value, places)}</td>'
        f'<td data-label="Difference"><b>{change}</b> <span class="reach">{reach}</span> {said}</td>'
        f'<td data-label="Relative">{percent(paired.relative)}</td>'
        f'<td data-label="Pairing saved">{times(paired.pairing_saved)}</td></tr>'
    )


def table_of(
    caption: str, head: Iterable[str], lines: Iterable[tuple[str, Iterable[tuple[str, str]]]]
) -> str:
    """Return a table of lines, each a name and its cells; a cell has the label that it bears where a page is narrow.

    Cells are HTML already made harmless; names, labels and headings are not.
    """
    body = "".join(
        f'<tr><th scope="row">{escape(name[:1].upper() + name[1:])}</th>'
        + "".join(f'<td data-label="{escape(label)}">{cell}</td>' for label, cell in cells)
        + "</tr>"
        for name, cells in lines
    )
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def ledger(rows: list[Row]) -> str:
    """Return the harms by who bears them, where measures say so; never a single score."""
    borne = [row for row in rows if row.contrast == rows[0].contrast and row.measure.bearer]
    bearers = sorted({row.measure.bearer for row in borne}, key=[*BEARERS].index)
    lists = "".join(
        f"<div><h3>{BEARERS[bearer]}</h3><ul>"
        + "".join(harm(row) for row in borne if row.measure.bearer == bearer)
        + "</ul></div>"
        for bearer in bearers
    )
    return f'<div class="ledger">{lists}</div>' if lists else ""


def harm(row: Row) -> str:
    """Return one harm under one bearer."""
    change, reach = interval(row.paired.difference)
    sure = "sure" if row.paired.established else "unsure"
    return (
        f'<li class="{sure}"><span>{escape(words(row.measure.name).capitalize())}</span> <b>{change}</b> '
        f"<small>{reach} {escape(unit_words(row.measure.unit))}</small></li>"
    )
