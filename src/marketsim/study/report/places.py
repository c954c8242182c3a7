"""The maps of the report: for each thing that has a place, one map a policy and one of the difference."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import Measure
from marketsim.study.measure import unit_words, words
from marketsim.study.numerals import number
from marketsim.study.report.maps import (
    HEAT,
    MORE_AND_LESS,
    SPREAD_METRES,
    Grid,
    Ground,
    density,
    heat,
    more_and_less,
    panel,
    picture,
    top_of,
)
from marketsim.study.report.prose import policy_words

if TYPE_CHECKING:
    from marketsim.study.comparison import Results

FIRST = ("violence", "visible_selling", "outdoor_use")
MOST_MAPS = 5
ERRORS = 2.0


def maps(results: Results, measures: tuple[Measure, ...], ground: Ground) -> str:
    """Return every map of the report."""
    present = results.mapped(measures)
    order = sorted(present, key=lambda one: FIRST.index(one.name) if one.name in FIRST else len(FIRST))
    return "".join(of_measure(results, measure, ground) for measure in order[:MOST_MAPS]) or (
        '<p class="note">No measure of these runs is counted by place.</p>'
    )


def of_measure(results: Results, measure: Measure, ground: Ground) -> str:
    """Return the maps of one measure, on one colour scale."""
    policies = [policy for policy in results.comparison.policies if results.paired(policy)]
    grids = {policy: density(ground, results.cells(policy, measure.name)) for policy in policies}
    top = top_of(list(grids.values()))
    name, unit = words(measure.name), escape(unit_words(measure.unit))
    key = scale(HEAT, "0", f"{number(top, 2)} or more {unit} a week and hectare")
    panels = "".join(
        framed(
            panel(ground, picture(heat(grids[policy], top)), f"{name} under {policy_words(policy)}"),
            f"<b>{escape(policy_words(policy).capitalize())}</b>: {number(total)} {unit} a day",
        )
        for policy in policies
        for total in (float(results.cells(policy, measure.name).sum()),)
    )
    return (
        f'<div class="place"><h3>{escape(name.capitalize())}</h3><div class="panels">{panels}'
        f"{difference(results, measure, ground)}</div>{key}"
        f'<p class="note">{escape(measure.about)} Spread over {SPREAD_METRES:.0f} m along the streets.</p></div>'
    )


def difference(results: Results, measure: Measure, ground: Ground) -> str:
    """Return the map of where the first contrast's policies differ."""
    contrast = results.comparison.contrasts[0]
    if not results.paired(contrast.treated, contrast.control):
        return ""
    grid, sure = parting(results, measure, ground)
    top = top_of([grid])
    treated, control = policy_words(contrast.treated), policy_words(contrast.control)
    image = picture(more_and_less(grid, top, sure))
    caption = (
        f"<b>Difference</b>: orange where there is more under {escape(treated)}, violet where there is more "
        f"under {escape(control)}; pale where it is less than {ERRORS:g} standard errors and may be chance. "
    )
    bar = scale(MORE_AND_LESS, f"−{number(top, 2)}", f"+{number(top, 2)} a week and hectare")
    title = f"{words(measure.name)}: where {treated} and {control} differ"
    return framed(panel(ground, image, title), caption, bar)


def parting(results: Results, measure: Measure, ground: Ground) -> tuple[Grid, NDArray[np.bool_]]:
    """Return by how much the first contrast's policies differ, and where chance hardly explains it.

    Returns
    -------
    arrays over (rows, columns)
        The difference a week and hectare, from pairs of runs alone, and where it exceeds two standard errors.
    """
    contrast = results.comparison.contrasts[0]
    both = results.paired(contrast.treated, contrast.control)
    pairs = np.array(
        [
            density(
                ground,
                results.cells(contrast.treated, measure.name, [one])
                - results.cells(contrast.control, measure.name, [one]),
            )
            for one in both
        ]
    )
    grid = pairs.mean(axis=0)
    error = pairs.std(axis=0, ddof=1) / np.sqrt(len(both)) if len(both) > 1 else np.full_like(grid, np.inf)
    return grid, np.abs(grid) > ERRORS * error


def framed(drawing: str, caption: str, below: str = "") -> str:
    """Return a map with its caption; the caption is HTML already made harmless."""
    return f"<figure>{drawing}<figcaption>{caption}{below}</figcaption></figure>"


def scale(colours: tuple[str, ...], low: str, high: str) -> str:
    """Return a colour scale with its ends."""
    ramp = ",".join(colours)
    return (
        f'<span class="scale"><span>{escape(low)}</span><i style="background:linear-gradient(90deg,{ramp})"></i>'
        f"<span>{escape(high)}</span></span>"
    )
