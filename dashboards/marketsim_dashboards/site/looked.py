"""What the page tells of somebody or of a street that was clicked, in the visitor's language."""

from __future__ import annotations

from typing import Any

from marketsim.measures.declared import CELL_MEASURES
from marketsim_dashboards.site.naming import measure_words, short
from marketsim_dashboards.words.catalogue import words

FIRST = (
    "whereabouts doing standing body craving tolerance dependence money debt heroin cocaine trust_officer trust_police "
    "perceived_risk victimised overdoses room_visits force visibility earned custom arrests reputation commitment"
).split()
"""What is told of somebody, in this order, as far as the model has it."""

ONLY_OUT = ("doing",)
"""What is not so while somebody is elsewhere: the last thing done here is only remembered."""

ON_THE_SCENE = ("people", "dealers")


def looked(whom: dict[str, Any], worlds: list[dict[str, Any] | None], language: str) -> dict[str, Any]:
    """Title and rows for both worlds."""
    told = words(language)
    if "street" in whom:
        here = next((one for one in worlds if one), None)
        return {"title": here["street"] if here else "", "worlds": [_street(one, language) for one in worlds]}
    kind = told["looking"]["somebody"].get(whom["kind"], whom["kind"])
    return {
        "title": f"{kind} {short(int(whom['number']))}",
        "worlds": [_somebody(one, language) for one in worlds],
    }


def _street(one: dict[str, Any] | None, language: str) -> dict[str, Any] | None:
    if one is None:
        return None
    rows = []
    for measure in CELL_MEASURES:
        if measure.name in one["totals"]:
            named = measure_words(measure, language)
            label = f"{named['label']} ({named['unit']})" if named["unit"] else named["label"]
            rows.append({"name": label, "value": number(one["totals"][measure.name], language)})
    return {"street": "", "away": "", "rows": rows}


def _somebody(one: dict[str, Any] | None, language: str) -> dict[str, Any] | None:
    if one is None:
        return None
    told = words(language)["looking"]
    rows = []
    known = {row["name"]: row for row in one["told"] if one["out"] or row["name"] not in ONLY_OUT}
    for name in (name for name in FIRST if name in known):
        row = known[name]
        value, unit = row["value"], told["units"].get(row["unit"], row["unit"])
        if row["unit"] == "øre":
            value = value / 100
        text = told["values"].get(value, value) if isinstance(value, str) else number(value, language)
        rows.append({"name": told["attributes"].get(name, row["about"]), "value": f"{text} {unit}".strip()})
    return {"street": one["street"], "away": away(one, language), "rows": rows}


def away(one: dict[str, Any], language: str) -> str:
    """What is said of somebody who cannot be met in the area now; nothing of somebody who can."""
    told = words(language)["stage"]
    if one["out"]:
        return ""
    return str(told["off_scene"] if one["kind"] in ON_THE_SCENE else told["not_there"])


def number(value: float, language: str) -> str:
    """A number to three digits, with the language's decimal sign."""
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return text.replace(".", ",") if language == "da" else text
