"""How it goes day by day: each policy's mean with its interval, and the spread of single runs around it."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.measures import Measure
from marketsim.study.comparison import Results
from marketsim.study.intervals import student
from marketsim.study.measure import unit_words, words
from marketsim.study.report.colours import INK, LINE, ON_PAGE, QUIET, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WINDOW = 7
SPREAD = (10.0, 90.0)
NEAR_ZERO = 0.5
INCHES = (4.7, 3.0)
STYLE: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "marketsim",
    "font.size": 9.5,
    "axes.edgecolor": LINE,
    "axes.labelcolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "text.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": LINE,
    "grid.linewidth": 0.6,
}


def window_of(days: int) -> int:
    """Return over how many days a point of the curve is taken, so that weekdays do not hide the course."""
    return WINDOW if days >= 3 * WINDOW else 1


def smoothed(values: np.ndarray, window: int) -> np.ndarray:
    """Return means of each day and the days before it, shape (…, days); first whole window first."""
    if window == 1:
        return values
    total = np.cumsum(np.concatenate([np.zeros((*values.shape[:-1], 1)), values], axis=-1), axis=-1)
    return np.asarray((total[..., window:] - total[..., :-window]) / window)


def curve(results: Results, measure: Measure, look: dict[str, Look]) -> Figure:
    """Draw one measure over the days under every policy."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    with rc_context(STYLE):
        figure = Figure(figsize=INCHES, layout="constrained")
        figure.patch.set_alpha(0)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        for policy in results.comparison.policies:
            draw(axes, results, measure, policy, look[policy])
        begin_at_zero_if_near(axes)
        axes.set_xlabel("day")
        axes.xaxis.set_major_locator(MaxNLocator(nbins="auto", integer=True))
        axes.set_title(unit_words(measure.unit) or "0 to 1", loc="left", fontsize=9, color=QUIET)
        axes.margins(x=0.01)
        return figure


def as_png(figure: Figure, heading: str, look: dict[str, Look], told: str) -> bytes:
    """Return a curve to be used elsewhere, where it must say itself which line is whose and what its bands are."""
    from textwrap import fill

    from matplotlib.lines import Line2D

    figure.set_size_inches(INCHES[0], INCHES[1] + 1.0)
    figure.suptitle(heading, fontsize=11)
    keys = [
        Line2D([], [], color=one.colour, linestyle=one.dash, label=words(name)) for name, one in look.items()
    ]
    figure.legend(
        handles=keys, loc="outside lower center", ncols=3, frameon=False, fontsize=8, title=fill(told, 78),
        title_fontproperties={"size": 7},
    )  # fmt: skip
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=160, facecolor="white")
    return file.getvalue()


def begin_at_zero_if_near(axes: Axes) -> None:
    """Let the axis begin at zero unless that would squeeze all that happens into its upper half."""
    low, high = axes.get_ylim()
    never_negative = all(np.min(np.asarray(line.get_ydata())) >= 0 for line in axes.lines)
    if never_negative and low < high * NEAR_ZERO:
        axes.set_ylim(bottom=0)


def draw(axes: Axes, results: Results, measure: Measure, policy: str, look: Look) -> None:
    """Draw one policy: the spread of single runs, the interval of the mean, and the mean."""
    done = results.paired(policy)
    if not done:
        return
    window = window_of(results.comparison.world.days)
    values = smoothed(results.over_days(policy, measure.name, done), window)
    day = np.arange(values.shape[1]) + window
    middle = values.mean(axis=0)
    if len(done) > 1:
        half = student(0.95, len(done) - 1) * values.std(axis=0, ddof=1) / np.sqrt(len(done))
        low, high = np.percentile(values, SPREAD, axis=0)
        axes.fill_between(day, low, high, color=look.colour, alpha=0.09, linewidth=0)
        axes.fill_between(day, middle - half, middle + half, color=look.colour, alpha=0.25, linewidth=0)
    marker = "o" if len(day) == 1 else None
    axes.plot(day, middle, color=look.colour, linestyle=look.dash, linewidth=1.7, marker=marker)


def as_svg(figure: Figure, title: str, on_page: bool) -> str:
    """Return a figure as SVG; on a page it takes the page's colours and type."""
    from matplotlib import rc_context

    file = io.StringIO()
    with rc_context(STYLE):
        figure.savefig(file, format="svg", metadata={"Date": None})
    drawing = file.getvalue()
    if not on_page:
        return drawing
    drawing = drawing[drawing.index("<svg") :]
    drawing = re.sub(r"<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(
        r' id="(figure|patch|axes|matplotlib|line2d|text|xtick|ytick|Fill|Poly)[^"]*"', "", drawing
    )
    drawing = re.sub(r'(font: [^;"]*?px) [^;"]*', r"\1 var(--sans)", drawing)
    drawing = re.sub(
        r'<svg [^>]*?viewBox="([^"]*)"[^>]*>',
        rf'<svg class="curve" viewBox="\1" role="img" aria-label="{escape(title)}">'
        rf"<title>{escape(title)}</title>",
        drawing,
        count=1,
    )
    for colour, variable in ON_PAGE.items():
        drawing = drawing.replace(colour, variable)
    return drawing


def title_of(results: Results, measure: Measure) -> str:
    """Say in words what a curve shows, for those who do not see it."""
    means = "; ".join(
        f"{words(policy)} {results.over_days(policy, measure.name, results.paired(policy)).mean():.3g}"
        for policy in results.comparison.policies
        if results.paired(policy)
    )
    return f"{words(measure.name)} by day, in {unit_words(measure.unit) or 'shares'}. Mean over all days: {means}."
