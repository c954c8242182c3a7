"""Looking closely: all that is declared about one person, dealer or officer, or about a street, in both worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from marketsim_dashboards.stage.side import Side

LEFT_OUT = ("key", "number", "cell", "bound_for", "entrance", "haunt")


def look(sides: tuple[Side, Side], asked: dict[str, Any]) -> list[dict[str, Any] | None]:
    """Answer about somebody (``kind`` and ``number``) or about a street, once for each world."""
    if "street" in asked:
        return [street(side, int(asked["street"])) for side in sides]
    return [somebody(side, str(asked["kind"]), int(asked["number"])) for side in sides]


def somebody(side: Side, kind: str, number: int) -> dict[str, Any] | None:
    """Every declared attribute of one agent in one world; nothing where there is nobody of that name."""
    from marketsim.model.agents import KINDS  # loads mesa, which a stage needs for nothing else

    table: Any = side.market.world.tables().get(kind)
    if table is None or not hasattr(table, "number"):
        return None
    rows = np.flatnonzero(table.number == number)
    if number < 0 or not len(rows):
        return None
    row = int(rows[0])
    coded = next((view.coded for view in KINDS if view.called == kind), {})
    told = []
    for name, declared in table.columns.items():
        if name in LEFT_OUT or declared.points_to or declared.wide:
            continue
        value = getattr(table, name)[row].item()
        if name in coded:
            value = coded[name][value] if value >= 0 else ""
        told.append({"name": name, "about": declared.about, "unit": declared.unit, "value": value})
    cell = int(table.cell[row])
    out = next((bool(one.is_out(table)[row]) for one in side.kinds if one.name == kind), False)
    street = name_of(side, cell) if out else ""
    return {"kind": kind, "number": number, "cell": cell, "out": out, "street": street, "told": told}


def street(side: Side, which: int) -> dict[str, Any] | None:
    """What has happened on a street so far, by cell measure."""
    city = side.city
    if not 0 <= which < len(city.street_names):
        return None
    here = city.street == which
    totals = {name: float(cells[here].sum()) for name, cells in side.heat().items()}
    return {"street": city.street_names[which], "totals": totals}


def name_of(side: Side, cell: int) -> str:
    """The street of a cell; nothing in yards, parks and squares."""
    found = int(side.city.street[cell]) if cell >= 0 else -1
    return side.city.street_names[found] if found >= 0 else ""
