"""The report on displacement: where dealers really went, and beside it what an evaluation would have found."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from marketsim.measures.displacement import Pattern, Quotient, lorenz
from marketsim.study.displaced import WITHIN, Displaced, Estimate, Spread, displaced
from marketsim.study.measure import words
from marketsim.study.numerals import interval, number
from marketsim.study.report.colours import QUIET, Look, looks
from marketsim.study.report.curves import INCHES, STYLE, as_svg
from marketsim.study.report.prose import contrast_words, policy_words
from marketsim.study.report.tables import table_of
from marketsim.study.scenario import city_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from marketsim.entities.city import City
    from marketsim.study.comparison import Results

MOST_ROUTES, MOST_CAUSES = 12, 8
REASONS = {
    "risk": "risk of arrest", "request": "asked by an officer", "custom": "more custom elsewhere",
    "rivals": "rivals at the spot",
}  # fmt: skip
AT_THE_SAME_PLACE = 50.0
"""How near, m, a hot spot must lie to one of the other policy's to count as the same."""


def section(results: Results, city: City | None = None) -> str:
    """Return the section of a page; nothing where runs do not tell of displacement."""
    city = city or city_in(results.comparison.world)
    known = displaced(results, results.comparison.contrasts[0], city)
    if known is None:
        return ""
    parts = (moves(known), estimates(known), concentration(known))
    return f'<section aria-labelledby="moved"><h2 id="moved">Did it move next door?</h2>{"".join(parts)}</section>'


def moves(known: Displaced) -> str:
    """Return where dealers really moved, and why."""
    change, reach = interval(known.between)
    told = (
        "Only a model knows this: each move of a dealer, counted where it happened. Moves from one area to another, "
        f"{contrast_words(known.contrast)}: {change} a day, 95 % interval {reach}."
    )
    ways = {
        f"{start} → {end}" if start != WITHIN else WITHIN: row
        for (start, end), row in [*known.routes.items()][: MOST_ROUTES - 1] + [*known.routes.items()][-1:]
    }
    reasons = {REASONS.get(cause, words(cause)): row for cause, row in [*known.causes.items()][:MOST_CAUSES]}
    return (
        f"<h3>Where dealers really went</h3>{note(told)}"
        + by_policy("Moves a day", ways, known.policies)
        + by_policy("Moves a day, by reason", reasons, known.policies)
    )


def by_policy(caption: str, rows: dict[str, dict[str, float]], policies: tuple[str, ...]) -> str:
    """Return a table with one column a policy."""
    lines = [
        (name, [(policy_words(policy), number(row[policy])) for policy in policies])
        for name, row in rows.items()
    ]
    return table_of(caption, [policy_words(policy) for policy in policies], lines)


def estimates(known: Displaced) -> str:
    """Return what somebody would find who counted events in a target area, a buffer around it and a control area."""
    treated, control = (policy_words(one) for one in (known.contrast.treated, known.contrast.control))
    told = (
        f"As an evaluation would estimate it, with {control} for the time before and {treated} for the time after. The "
        "weighted displacement difference (WDD) is how many events a day more there are in target and buffer than the "
        "control area would have it; its interval is over pairs of runs. “One register” is the standard error that a "
        "single evaluation would state, and how often it would call its difference significant. The weighted "
        "displacement quotient (WDQ) is of all runs together."
    )
    lines = [
        (
            events(one),
            [
                *((area, change_in(one, area)) for area in ("target", "buffer", "control")),
                ("WDD a day", f"<b>{change}</b> <small>{reach}</small>"),
                ("one register", f"± {number(one.register_error)}; significant in {one.told_by_one:.0%}"),
                ("WDQ", f"{quotient(one.quotient)} <small>{escape(reading(one.quotient))}</small>"),
            ],
        )
        for one in known.estimates
        for change, reach in (interval(one.difference),)
    ]
    head = ["target", "buffer", "control", "WDD a day", "one register", "WDQ"]
    found = table_of(f"Events a day, {control} → {treated}", head, lines)
    return f"<h3>What an evaluation would find</h3>{note(told)}{found}"


def concentration(known: Displaced) -> str:
    """Return how concentrated events are, where their middle is, and how far hot spots lie from the other's."""
    treated, control = (policy_words(one) for one in (known.contrast.treated, known.contrast.control))
    told = (
        "All pairs of runs together. Half of the events are held by so small a share of the walkable places; the Gini "
        "coefficient, 0 when events are spread as evenly as so few can be, 1 when all are at one place. The ellipse "
        f"is drawn at √2 standard deviations. A hot spot is new where none under {control} lies within "
        f"{AT_THE_SAME_PLACE:.0f} m."
    )
    lines = [
        (
            events(one),
            [
                ("half of them at", f"{percent(one.control.half)} → {percent(one.treated.half)} of places"),
                ("Gini", f"{number(one.control.gini, 3)} → {number(one.treated.gini, 3)}"),
                ("ellipse", f"{axes(one.control)} → {axes(one.treated)}"),
                ("middle moved", metres(one.centre_moved)),
                ("new hot spots", hot_spots(one)),
            ],
        )
        for one in known.spreads
    ]
    head = ["half of them at", "Gini", "ellipse, half axes", "middle moved", "hot spots"]
    return (
        f"<h3>How concentrated it is</h3>{note(told)}"
        f"{table_of(f'Where events lie, {control} → {treated}', head, lines)}"
        f'<div class="curves">{"".join(busiest(known, one) for one in known.spreads)}</div>'
    )


def busiest(known: Displaced, one: Spread) -> str:
    """Draw the Lorenz curve from its busy end: which share of the events the busiest places hold."""
    look = looks(known.policies)
    drawn = held_by_the_busiest(
        one, {name: look[name] for name in (known.contrast.control, known.contrast.treated)}
    )
    name = f"{events(one)[:1].upper()}{events(one)[1:]}"
    title = (
        f"Share of {events(one)} at the busiest places, under both policies; half are held as the table says."
    )
    return f"<figure><h3>{escape(name)}</h3>{as_svg(drawn, title, on_page=True)}</figure>"


def held_by_the_busiest(one: Spread, look: dict[str, Look]) -> Figure:
    """Draw the share of events over the share of places, the busiest first."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(STYLE):
        figure = Figure(figsize=INCHES, layout="constrained")
        figure.patch.set_alpha(0)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        for (policy, drawn), counts in zip(look.items(), one.counts, strict=True):
            places, share = (1 - part[::-1][1:] for part in lorenz(counts))
            axes.plot(
                100 * places, 100 * share, color=drawn.colour, linestyle=drawn.dash, linewidth=1.7,
                label=policy_words(policy),
            )  # fmt: skip
        axes.set_xscale("log")
        axes.set_xticks([0.1, 1, 10, 100], ["0.1 %", "1 %", "10 %", "100 %"])
        axes.set_ylim(0, 102)
        axes.set_xlabel("of places, the busiest first")
        axes.set_title("% of events", loc="left", fontsize=9, color=QUIET)
        axes.legend(frameon=False, fontsize=8, loc="lower right")
        return figure


def events(one: Estimate | Spread) -> str:
    """Name the events that a line is about."""
    return f"{words(one.measure)}, {'in the register' if one.recorded else 'all that happened'}"


def change_in(one: Estimate, area: str) -> str:
    """Return an area's events a day under both policies."""
    return f"{number(one.control[area])} → {number(one.treated[area])}"


def quotient(found: Quotient) -> str:
    """Return a quotient, or a dash where there is none."""
    return number(found.quotient) if math.isfinite(found.quotient) else "–"


def reading(found: Quotient) -> str:
    """Say how a quotient is read, after Bowers and Johnson (2003)."""
    value = found.quotient
    if not math.isfinite(value):
        return "too few events"
    if found.success >= 0:
        return "no reading: the target did no better than the control area"
    if value > 1:
        return "benefits spread further than they came about"
    if value > 0:
        return "benefits spread"
    return "some moved next door" if value >= -1 else "more moved than was gained"


def axes(pattern: Pattern) -> str:
    """Return the half axes of an ellipse."""
    one = pattern.ellipse
    return f"{one.long:.0f} × {one.short:.0f} m" if one else "–"


def metres(distance: float) -> str:
    """Return a distance."""
    return f"{distance:.0f} m" if math.isfinite(distance) else "–"


def percent(share: float) -> str:
    """Return a small share."""
    return f"{share:.1%}".replace("%", " %") if math.isfinite(share) else "–"


def hot_spots(one: Spread) -> str:
    """Say how many hot spots are new, and how far they lie from the nearest before."""
    far = one.new_hot_spots[one.new_hot_spots > AT_THE_SAME_PLACE]
    if not len(one.new_hot_spots):
        return "none"
    where = f", {metres(float(np.median(far)))} away (median)" if len(far) else ""
    return f"{len(far)} of {len(one.new_hot_spots)} new{where}"


def note(told: str) -> str:
    """Return a paragraph that explains a table."""
    return f'<p class="note">{escape(told)}</p>'
