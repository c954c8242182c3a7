"""Two worlds in one picture: the same streets under two policies, where they differ, and how to read it."""

from __future__ import annotations

import datetime as dt
import io
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.entities.city.ground import HALF_WIDTH
from marketsim.study.cartography import INK, ON_TOP, PAPER, QUIET_INK
from marketsim.study.intervals import paired_difference
from marketsim.study.legend import MARK, MEANING
from marketsim.study.measure import unit_words, words
from marketsim.study.numerals import interval, number
from marketsim.study.report.maps import (
    HEAT,
    MORE_AND_LESS,
    Ground,
    density,
    ground_under,
    heat,
    mixed,
    more_and_less,
    top_of,
)
from marketsim.study.report.places import parting
from marketsim.study.report.prose import in_words, policy_words
from marketsim.study.scenario import city_in, folder_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from marketsim.measures import Measure
    from marketsim.study.comparison import Results
    from marketsim.study.scenario import World

WIDE, MARGIN, GAP, HEAD, CAPTION, FOOT = 8.0, 0.22, 0.2, 0.98, 0.36, 0.34
"""Inches; at 800 pixels a point of type is one and a half pixels high."""

HOUSES, EDGE, SURFACE = "#e8e3d9", "#d3ccbf", "#fffefb"
"""What lies under the heat has no colour of its own, so that any colour is heat."""

PANEL = (WIDE - 2 * MARGIN - GAP) / 2
DOTS_PER_INCH = 200
LETTERS = 55
"""On a line beside the map."""

FINER = 4
"""Points drawn for each cell in either direction."""

LONGEST_NAME = 22
"""Letters."""

ROOM = "consumption room"


def picture_of_twins(results: Results, measure: Measure, cite: str, ground: Ground | None = None) -> bytes:
    """Return a PNG: the two worlds of the first contrast side by side, their difference, and the key.

    Parameters
    ----------
    measure : Measure
        Counted by cell; both worlds are drawn on one colour scale.
    cite : str
        The line to cite the comparison by.
    """
    from matplotlib import rc_context

    contrast, setting = results.comparison.contrasts[0], results.comparison.world
    ground = ground or ground_under(folder_of(setting))
    policies = (contrast.control, contrast.treated)
    cells = [results.cells(policy, measure.name, results.paired(*policies)) for policy in policies]
    worlds = [density(ground, counted) for counted in cells]
    difference, sure = parting(results, measure, ground)
    tops = top_of(worlds), top_of([difference])
    high = PANEL * ground.rows / ground.columns
    with rc_context({"text.parse_math": False}):
        figure = sheet(HEAD + 2 * (CAPTION + high) + FOOT)
        for policy, counted, world, left in zip(policies, cells, worlds, (0.0, PANEL + GAP), strict=True):
            axes = panel(figure, ground, left, HEAD + CAPTION)
            draw(axes, ground, heat(fine(world), tops[0]), setting)
            many = f"{number(float(counted.sum()))} {unit_words(measure.unit)} a day"
            caption(axes, called(policy).capitalize(), many)
        below = panel(figure, ground, 0.0, HEAD + 2 * CAPTION + high)
        draw(below, ground, more_and_less(fine(difference), tops[1], fine(sure) > 0.5), setting)
        caption(below, "Where they differ")
        key(panel(figure, ground, PANEL + GAP, HEAD + 2 * CAPTION + high), results, measure, tops)
        head(figure, measure, setting)
        foot(figure, cite, ground.attribution)
        file = io.BytesIO()
        figure.savefig(file, dpi=DOTS_PER_INCH, facecolor=PAPER, metadata={"Description": cite})
    return file.getvalue()


def called(policy: str) -> str:
    """Return a policy's name as it is written here, cut where it would run into what stands beside it."""
    name = policy_words(policy)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def sheet(high: float) -> Figure:
    """Return an empty sheet, so many inches high."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDE, high), facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def panel(figure: Figure, ground: Ground, left: float, above: float) -> Axes:
    """Return a place for one map, so many inches from the left margin and from the top, in metres of the map."""
    wide, high = figure.get_size_inches()
    tall = PANEL * ground.rows / ground.columns
    axes = figure.add_axes(((MARGIN + left) / wide, 1 - (above + tall) / high, PANEL / wide, tall / high))
    size = ground.columns * ground.edge, ground.rows * ground.edge
    axes.set(xlim=(0, size[0]), ylim=(0, size[1]), xticks=[], yticks=[], facecolor=HOUSES)
    for side in axes.spines.values():
        side.set(color=QUIET_INK, linewidth=0.6)
    return axes


def draw(axes: Axes, ground: Ground, colours: NDArray[np.float64], setting: World) -> None:
    """Draw streets, over them what happens there, and over that the names one finds one's way by.

    Parameters
    ----------
    colours : array, shape (rows, columns, 4)
    setting : World
        Consumption rooms are marked that were there on its first counted day.
    """
    from matplotlib.patheffects import withStroke

    size = ground.columns * ground.edge, ground.rows * ground.edge
    for kind, line in ground.lines:
        wide = 1.6 * HALF_WIDTH[kind] * PANEL * 72 / size[0]
        for colour, more, order in ((EDGE, 0.8, 2.0), (SURFACE, 0.0, 3.0 + ON_TOP.index(kind) / 100)):
            axes.plot(*line.T, color=colour, linewidth=wide + more, zorder=order, solid_capstyle="round")
    axes.imshow(colours, extent=(0, size[0], 0, size[1]), origin="lower", interpolation="bilinear", zorder=5)
    axes.set_aspect("auto")
    edge = [withStroke(linewidth=1.8, foreground="#fffdf8", alpha=0.9)]
    for name, x, y, angle in ground.names:
        axes.text(x, y, name, rotation=angle, rotation_mode="anchor", ha="center", va="center", fontsize=6.4,
                  color=INK, path_effects=edge, zorder=8)  # fmt: skip
    mark_rooms(axes, setting, edge)


def mark_rooms(axes: Axes, setting: World, edge: list[Any]) -> None:
    """Mark the consumption rooms that were there on the first day, where the map reaches so far."""
    places = city_in(setting).places
    there = places.there_on(dt.date.fromisoformat(setting.start).toordinal())
    look: dict[str, Any] = {
        "color": INK,
        "markersize": 4.2,
        "markeredgecolor": "white",
        "markeredgewidth": 0.8,
    }
    for row in places.of_kind(ROOM):
        x, y = float(places.x[row]), float(places.y[row])
        if there[row] and x < axes.get_xlim()[1] and y < axes.get_ylim()[1]:
            axes.plot(x, y, MARK[ROOM][0], zorder=9, **look)
            axes.text(x + 22, y, places.name[row], fontsize=6.8, weight="bold", va="center", color=INK,
                      path_effects=edge, zorder=9)  # fmt: skip


def fine(grid: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return a grid in finer steps, so that heat has no corners: shape (rows, columns) times ``FINER``."""
    from scipy.ndimage import zoom

    finer = zoom(np.asarray(grid, np.float64), FINER, order=1, mode="nearest", grid_mode=True)
    return np.asarray(finer)


def caption(axes: Axes, left: str, right: str = "") -> None:
    """Write what a map shows above it."""
    axes.text(0, 1.025, left, transform=axes.transAxes, fontsize=11, weight="bold", color=INK)
    axes.text(1, 1.025, right, transform=axes.transAxes, fontsize=9, color=QUIET_INK, ha="right")


def head(figure: Figure, measure: Measure, world: World) -> None:
    """Write the title, and what the two worlds share."""
    high = figure.get_size_inches()[1]
    title = f"{words(measure.name).capitalize()} in twin worlds"
    days = f"{world.days} days from {in_words(world.start)}" if world.days > 1 else in_words(world.start)
    shared = f"The same streets, people and luck: only the policy differs. {days}."
    figure.text(MARGIN / WIDE, 1 - 0.47 / high, title, fontsize=20, color=INK, family="serif", weight="bold")
    figure.text(MARGIN / WIDE, 1 - 0.75 / high, shared, fontsize=10, color=INK)


def foot(figure: Figure, cite: str, attribution: str) -> None:
    """Write by what the picture is cited, and whose map it is."""
    at = 0.13 / figure.get_size_inches()[1]
    figure.text(MARGIN / WIDE, at, cite, fontsize=7, color=QUIET_INK)
    figure.text(1 - MARGIN / WIDE, at, attribution, fontsize=7, color=QUIET_INK, ha="right")


def key(axes: Axes, results: Results, measure: Measure, tops: tuple[float, float]) -> None:
    """Say how the colours are read, and by how much the two worlds differ.

    Parameters
    ----------
    tops : a week and hectare
        Where the colour scales of the worlds and of their difference end.
    """
    contrast, world = results.comparison.contrasts[0], results.comparison.world
    treated, control = called(contrast.treated), called(contrast.control)
    axes.set(xlim=(0, 1), ylim=(0, 1), facecolor=PAPER)
    for side in axes.spines.values():
        side.set_visible(False)
    caption(axes, "How to read it")
    ramp(axes, HEAT, 0.95, "0", f"{number(tops[0], 2)} or more")
    axes.text(
        0.5,
        0.885,
        f"{unit_words(measure.unit)} a week and hectare",
        fontsize=8.5,
        ha="center",
        va="top",
        color=INK,
    )
    ramp(axes, MORE_AND_LESS, 0.77, f"more under {control}", f"under {treated}")
    more = f"by {number(tops[1], 2)} or more a week and hectare; pale: may be chance"
    axes.text(0, 0.65, more, fontsize=8.5, va="top", color=INK)
    axes.plot(0.015, 0.525, MARK[ROOM][0], color=INK, markersize=5, markeredgecolor="white")
    axes.text(0.05, 0.525, f"{MEANING[ROOM]}, {in_words(world.start)}", fontsize=8.5, va="center", color=INK)
    told = in_numbers(results, measure)
    axes.text(0, 0.35, told[0], fontsize=16, weight="bold", color=INK)
    axes.text(0, 0.29, fill(told[1], LETTERS), fontsize=9, va="top", linespacing=1.45, color=INK)


def in_numbers(results: Results, measure: Measure) -> tuple[str, str]:
    """Say by how much the worlds differ, a day and on the whole map, and how sure that is."""
    contrast = results.comparison.contrasts[0]
    both = results.paired(contrast.treated, contrast.control)
    treated, control = (
        np.array([results.cells(policy, measure.name, [one]).sum() for one in both])
        for policy in (contrast.treated, contrast.control)
    )
    paired = paired_difference(treated, control)
    change, reach = interval(paired.difference)
    if len(both) == 1:
        sure = "One pair of runs says nothing about chance."
    elif paired.established or paired.same:
        sure = f"95 % interval {reach}, from {len(both)} pairs of runs."
    else:
        sure = f"95 % interval {reach}, from {len(both)} pairs of runs: it may be chance."
    return f"{change} {unit_words(measure.unit)} a day", (
        f"under {called(contrast.treated)}, compared with {called(contrast.control)}. {sure} "
        "Simulated worlds with the declared numbers, not a forecast for Copenhagen."
    )


def ramp(axes: Axes, colours: tuple[str, ...], top: float, low: str, high: str) -> None:
    """Draw a colour scale with its ends written under it."""
    strip = mixed(colours, np.linspace(0, 1, 256)[np.newaxis])
    axes.imshow(strip, extent=(0, 1, top - 0.05, top), aspect="auto", zorder=3)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    for x, text, side in ((0, low, "left"), (1, high, "right")):
        axes.text(x, top - 0.065, text, fontsize=8.5, ha=side, va="top", color=INK)
