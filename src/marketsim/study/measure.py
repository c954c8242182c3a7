"""What a measure is called and in which unit; the model declares them, reports and tables read them."""

from __future__ import annotations

import re

from marketsim.measures import Measure

THEMES = {
    "violence": "Violence",
    "nuisance": "Nuisance and complaints",
    "displacement": "Displacement",
    "health": "Health",
    "market": "The market",
    "police": "Policing",
    "trust": "Trust",
    "people": "People",
}
"""Theme → its heading, in the order of the report."""


BEARERS = {
    "people": "People who use drugs",
    "dealers": "Dealers",
    "residents": "Residents and workers",
    "businesses": "Shops and bars",
    "staff": "Staff of rooms, facilities and outreach",
    "police": "The police",
}
"""Who bears a harm → their heading, in the order of the report."""


PROPER = {
    "skyen": "Skyen",
    "h17": "H17",
    "kodbyen": "Kødbyen",
    "halmtorvet": "Halmtorvet",
    "istedgade": "Istedgade",
    "stampesgade": "Stampesgade",
    "enghave_plads": "Enghave Plads",
    "sonder_boulevard": "Sønder Boulevard",
    "pusher_street": "Pusher Street",
    "blaagaardsgade": "Blågårdsgade",
    "sydhavn": "Sydhavn",
    "sundholm": "Sundholm",
    "valby": "Valby",
}
"""Names that can be typed on any keyboard, and how they are spelt on the map."""

IN_A_NAME = re.compile(rf"(?<![a-z])({'|'.join(PROPER)})(?![a-z])")


def unit_words(unit: str) -> str:
    """Return a unit as it is read: ``acts/day`` as "acts a day"; a share and a plain number have none."""
    words = unit.replace("/day", " a day")
    return "" if unit == "1" else re.sub(r"\bh\b", "hours", words)


def words(name: str) -> str:
    """Return a name as it is read: ``visible_dealing`` as "visible dealing", ``kodbyen`` as "Kødbyen"."""
    return IN_A_NAME.sub(lambda found: PROPER[found[0]], name).replace("_", " ")


def by_theme(measures: list[Measure]) -> dict[str, list[Measure]]:
    """Group measures under the headings of the report; unheard-of themes come last."""
    order = [*THEMES, *sorted({one.theme for one in measures} - set(THEMES))]
    groups = {
        THEMES.get(theme, words(theme).capitalize()): [one for one in measures if one.theme == theme]
        for theme in order
    }
    return {heading: group for heading, group in groups.items() if group}
