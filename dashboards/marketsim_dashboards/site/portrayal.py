"""How each kind of Mesa agent is drawn on Mesa's own page, and the legend that says so."""

from __future__ import annotations

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


def of_days(nothing_yet: str, axes: Any) -> None:
    """Leave a chart of days with an axis from zero, and with a word where no day is over yet."""
    axes.set_ylim(bottom=0)
    if not any(len(line.get_xdata()) for line in axes.lines):
        axes.text(0.5, 0.5, nothing_yet, transform=axes.transAxes, ha="center")
        axes.set_xticks([])
        axes.set_yticks([])


def legend(names: dict[str, str]) -> list[dict[str, str]]:
    """Every look once, with its name in the visitor's language."""
    looks = {look.kind: look for look in LOOKS.values()}
    return [
        {"kind": kind, "text": names[kind], "shape": look.shape, "colour": look.colour}
        for kind, look in looks.items()
    ]
