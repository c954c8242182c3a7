"""How each kind of Mesa agent is drawn on Mesa's own page, and the legend that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

STREETS = "#d8cfc0"
"""Wherever one can stand on the map."""

MARKERS = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "diamond": "D",
    "cross": "P",
    "down": "v",
    "dot": "o",
}
"""Shapes by the names that the legend draws them by, as matplotlib calls them."""


@dataclass(frozen=True)
class Look:
    """How one kind is drawn.

    Attributes
    ----------
    kind : what the legend calls it; kinds of agents that look the same share one
    size : area of the mark, points²
    order : what is drawn over what, the highest last
    """

    kind: str
    colour: str
    shape: str
    size: float
    order: int


PERSON = Look("person", "#55525f", "circle", 12, 3)
POLICE = Look("police", "#1550a8", "triangle", 34, 5)
ROOM = Look("room", "#a8324a", "square", 60, 5)
PLACE = Look("place", "#2f6f73", "down", 16, 2)
THING = Look("thing", "#756c5f", "dot", 1.5, 1)
LOOKS = {
    "Person": PERSON,
    "Dealer": Look("dealer", "#b3401a", "square", 22, 4),
    "LocalOfficer": POLICE,
    "PatrolOfficer": POLICE,
    "DispatchOfficer": POLICE,
    "SquadOfficer": POLICE,
    "TaskForceOfficer": POLICE,
    "MunicipalGuard": Look("guard", "#5b3fa0", "right", 34, 5),
    "OutreachWorker": Look("outreach", "#17624a", "diamond", 24, 5),
    "ConsumptionRoom": ROOM,
    "Facility": Look("facility", "#8a2f8f", "cross", 60, 5),
    "FixedPlace": PLACE,
    "School": PLACE,
    "PoliceStation": PLACE,
    "StationExit": PLACE,
    "ConstructionFence": PLACE,
    "WasteBin": THING,
    "StreetLamp": THING,
}
OTHER = Look("other", "#000000", "cross", 20, 2)
"""A kind that is new to this page."""
A_WEEK = 7
"""Days that a chart has room for from the beginning."""
INDOORS = ("Resident",)
"""Kinds of whom there are too many to draw, behind their windows."""


def portrayal(agent: Any) -> Any:
    """How an agent is drawn."""
    from mesa.visualization.components import AgentPortrayalStyle

    kind = type(agent).__name__
    if kind in INDOORS:
        return AgentPortrayalStyle(color=STREETS, size=0.01, alpha=0.0, edgecolors=STREETS)
    look = LOOKS.get(kind, OTHER)
    return AgentPortrayalStyle(
        color=look.colour,
        marker=MARKERS[look.shape],
        size=look.size,
        zorder=look.order,
        edgecolors="#ffffff" if look.order > PERSON.order else look.colour,
        linewidths=0.5,
    )


def streets_of(model: Any) -> Any:
    """The style of layers by which streets lie under everybody: one layer, masked off the streets, in one colour."""
    from mesa.visualization.components import PropertyLayerStyle

    first = next(iter(model.grid.properties))

    def style(layer: Any) -> Any:
        if layer.name != first:
            return None
        return PropertyLayerStyle(colormap=[STREETS, STREETS], alpha=1.0, colorbar=False, vmin=0, vmax=1)

    return style


def bare(axes: Any) -> None:
    """Leave the map without the ticks of a raster."""
    axes.set_axis_off()
    axes.set_aspect("equal")


def of_days(values: Sequence[float], name: str, told: dict[str, str]) -> Any:
    """Draw a measure on each day that is over, from zero up; where none is, a word of that and no axis.

    Parameters
    ----------
    values : one a day
    name : what is measured, with its unit
    told : what a ``day`` is called, and what is said where there is ``nothing`` yet
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(6.4, 4.2))
    axes = figure.subplots()
    axes.set_title(name, loc="left")
    if not len(values):
        axes.text(0.5, 0.5, told["nothing"], transform=axes.transAxes, ha="center")
        axes.set_axis_off()
        return figure
    axes.plot(range(1, len(values) + 1), values, marker="o", color=POLICE.colour, clip_on=False)
    axes.set_xlim(0.5, max(A_WEEK, len(values)) + 0.5)
    axes.set_ylim(0, 1.1 * max(1.0, *values))
    axes.set_xlabel(told["day"])
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    return figure


def legend(names: dict[str, str]) -> list[dict[str, str]]:
    """Every look once, with its name in the visitor's language."""
    looks = {look.kind: look for look in LOOKS.values()}
    return [
        {"kind": kind, "text": names[kind], "shape": look.shape, "colour": look.colour}
        for kind, look in looks.items()
    ]
