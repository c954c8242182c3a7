"""Pictures of a sweep: doses and their effects, which facts matter, and how worlds differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from marketsim.measures import Measure
from marketsim.study.analysis.sensitivity import Influence
from marketsim.study.comparison import Contrast
from marketsim.study.experiment.worlds import coordinates
from marketsim.study.intervals import mean_of
from marketsim.study.measure import unit_words, words
from marketsim.study.report.colours import INK, LOOKS, QUIET
from marketsim.study.report.curves import STYLE
from marketsim.study.sweep.results import Found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_BARS = 12
WIDE, BAR = 6.4, 0.3


def drawn(width: float, height: float) -> tuple[Figure, Axes]:
    """Return an empty figure in the style of the report."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    figure.patch.set_alpha(0)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.patch.set_alpha(0)
    return figure, axes


def styled() -> AbstractContextManager[None]:
    """Draw in the style of the report."""
    from matplotlib import rc_context

    return rc_context(STYLE)


def dose(found: Found, measure: Measure) -> Figure:
    """Draw by how much one measure differs from the first arm, over the values of the first crossed lever."""
    with styled():
        figure, axes = drawn(WIDE, 3.4)
        arms = found.experiment.arms
        lever = next(iter(arms[0].levers))
        values = list(dict.fromkeys(arm.levers[lever] for arm in arms))
        for number, (name, members) in enumerate(lines_of(found, lever)):
            look = LOOKS[number % len(LOOKS)]
            means = [from_the_first(found, arm, measure.name) for arm in members]
            middle = np.array([mean[0] for mean in means])
            shift = (number - 1) * 0.03
            axes.errorbar(
                np.arange(len(values)) + shift, middle, yerr=[mean[1] for mean in means], color=look.colour,
                linestyle=look.dash, marker="o", markersize=4, linewidth=1.6, capsize=2, label=name,
            )  # fmt: skip
        axes.set_xticks(range(len(values)), values)
        axes.set_xlabel(words(lever).replace(".", ": "))
        told = f"{unit_words(measure.unit)}, paired difference from the first arm; bars: 95 % interval of its mean"
        axes.set_title(told.lstrip(", "), loc="left", fontsize=9, color=QUIET)
        axes.axhline(0, color=INK, linewidth=0.8)
        if len(list(lines_of(found, lever))) > 1:
            axes.legend(frameon=False, fontsize=8)
        return figure


def lines_of(found: Found, lever: str) -> Iterator[tuple[str, list[int]]]:
    """Give the arms that differ only in one lever, under the name of what they share."""
    groups: dict[str, list[int]] = {}
    for number, arm in enumerate(found.experiment.arms):
        rest = ", ".join(
            f"{key.rpartition('.')[2]} {text}" for key, text in arm.levers.items() if key != lever
        )
        groups.setdefault(words(f"{arm.policy}, {rest}" if rest else arm.policy), []).append(number)
    yield from groups.items()


def from_the_first(found: Found, arm: int, measure: str) -> tuple[float, float]:
    """Return an arm's mean paired difference from the first arm, and the half-width of its interval."""
    pairs = (found.values[measure][arm] - found.values[measure][0]).ravel()
    pairs = pairs[np.isfinite(pairs)]
    if not len(pairs):
        return np.nan, 0.0
    mean = mean_of(pairs)
    half = (mean.high - mean.low) / 2
    return mean.value, half if np.isfinite(half) else 0.0


def strengths(found: list[Influence], measure: Measure) -> Figure:
    """Draw which facts matter most, as bars; with both ends of the range known, as a tornado."""
    shown = found[:MOST_BARS]
    if all({"declared", "low", "high"} <= set(one.more) for one in shown):
        ends = {one.key: (one.more["low"], one.more["high"]) for one in shown}
        return tornado(ends, shown[0].more["declared"], measure)
    shown = shown[::-1]
    with styled():
        figure, axes = drawn(WIDE, 0.9 + BAR * len(shown))
        spread = [one.more.get("differing", 0.0) for one in shown]
        axes.barh(
            range(len(shown)), [one.strength for one in shown], color=LOOKS[1].colour, height=0.6,
            xerr=spread if any(spread) else None, error_kw={"ecolor": INK, "elinewidth": 0.8, "capsize": 2},
        )  # fmt: skip
        if any(spread):
            axes.set_title(
                "thin line: by how much effects differ from place to place",
                loc="left",
                fontsize=9,
                color=QUIET,
            )
        if all("alone" in one.more for one in shown):
            axes.plot([one.more["alone"] for one in shown], range(len(shown)), "o", color=INK, markersize=4,
                      label="alone")  # fmt: skip
            axes.legend(frameon=False, fontsize=8)
        axes.set_xlabel(shown[0].meaning)
        named_by_fact(axes, [one.key for one in shown])
        return figure


def tornado(ends: dict[str, tuple[float, float]], middle: float, measure: Measure) -> Figure:
    """Draw how far each fact moves the difference, from its low end to its high end, the strongest first."""
    keys = list(ends)[:MOST_BARS][::-1]
    with styled():
        figure, axes = drawn(WIDE, 1.1 + BAR * len(keys))
        for place, key in enumerate(keys):
            for end, value, look in zip(("low", "high"), ends[key], (LOOKS[1], LOOKS[0]), strict=True):
                name = f"at its {end} end" if place == 0 else None
                axes.barh(place, value - middle, 0.6, middle, color=look.colour, label=name)
        axes.axvline(middle, color=INK, linewidth=0.8)
        axes.legend(frameon=False, fontsize=8, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
        axes.set_xlabel(f"difference in {words(measure.name)}, {unit_words(measure.unit)}".rstrip(", "))
        named_by_fact(axes, keys)
        return figure


def named_by_fact(axes: Axes, keys: list[str]) -> None:
    """Name each bar by its fact."""
    axes.set_yticks(range(len(keys)), [key.replace("_", " ").replace(".", ": ") for key in keys])
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")


def scatter(found: Found, contrast: Contrast, measure: Measure, key: str) -> Figure:
    """Draw each world's difference over the fact that matters most."""
    with styled():
        figure, axes = drawn(WIDE, 3.4)
        values = found.by_world(contrast, measure.name)
        points = coordinates(found.experiment.worlds, [key])[:, 0]
        for sign, look, name in ((1, LOOKS[0], "higher"), (-1, LOOKS[1], "lower")):
            chosen = np.sign(values) == sign
            axes.plot(
                points[chosen], values[chosen], "o", color=look.colour, markersize=3.5, alpha=0.7, label=name
            )
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.set_xlabel(key.replace("_", " ").replace(".", ": "))
        axes.set_title(
            f"difference in {words(measure.name)}, {unit_words(measure.unit)}; one dot a world", loc="left",
            fontsize=9, color=QUIET,
        )  # fmt: skip
        axes.legend(frameon=False, fontsize=8)
        return figure
