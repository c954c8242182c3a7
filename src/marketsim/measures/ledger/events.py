"""Every event of a run in words: when, where, what, why, who did it to whom, and who came to know."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.entities.city.ground import KINDS as GROUND
from marketsim.entities.dealers import FORMS
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    ACTORS,
    AMOUNT,
    ARREST,
    ASKED_TO_MOVE,
    CALL,
    CASED,
    CAUSE,
    CAUSES,
    CELL,
    CONFISCATION,
    DEALER,
    DEATH,
    ENTRY,
    EQUIPMENT,
    FIELDS,
    FINE,
    FORM_CHANGED,
    KIND,
    KINDS,
    LEFT,
    LITTER,
    LITTER_CLEANED,
    LITTER_FOUND,
    NALOXONE_USED,
    NEWCOMER,
    NO_CAUSE,
    OF_A_DRUG,
    OVERDOSE,
    PERSON,
    PLACE,
    PLACES,
    PROSECUTION,
    RECORDED,
    REFERRED,
    REFUSAL,
    RELOCATION,
    RIP_OFF,
    ROBBERY,
    SALE,
    SEIZURE,
    SEVERITY,
    TAKEN_HOME,
    TARGET,
    TARGET_KIND,
    THEFT,
    TICK,
    TOLD,
    TREATMENT_ENDED,
    TREATMENT_OFFERED,
    USE,
    VIOLENCE,
    VISIT,
)  # fmt: skip
from marketsim.entities.people import DRUGS
from marketsim.entities.scales import DECIMETRES_PER_METRE, ORE_PER_KR
from marketsim.measures.displacement.areas import AREAS, areas_of
from marketsim.measures.ledger.column import Column, identity, word
from marketsim.measures.ledger.keeper import Kept
from marketsim.parameters.names import BODIES, ROOMS, SCENES, SERVICES

WITH_A_PLACE = (USE, OVERDOSE, DEATH, VISIT, REFUSAL, TAKEN_HOME, ASKED_TO_MOVE, NALOXONE_USED)
"""Kinds whose place in the ledger is a place of use; the others keep something else there."""
UNITS = ("kr", "mg", "m", "h", "pieces", "min", "sets")
AMOUNTS = {
    SALE: ("kr", ORE_PER_KR), RIP_OFF: ("kr", ORE_PER_KR), THEFT: ("kr", ORE_PER_KR), FINE: ("kr", ORE_PER_KR),
    VIOLENCE: ("kr", ORE_PER_KR), USE: ("mg", 1), CONFISCATION: ("mg", 1), SEIZURE: ("mg", 1), TAKEN_HOME: ("mg", 1),
    RELOCATION: ("m", DECIMETRES_PER_METRE), ARREST: ("h", 1),
    LITTER: ("pieces", 1), LITTER_FOUND: ("pieces", 1), LITTER_CLEANED: ("pieces", 1),
    PROSECUTION: ("h", 1), CALL: ("min", 1), EQUIPMENT: ("sets", 1),
}  # fmt: skip
"""Kind → unit of its amount, and how many of the ledger's units make one."""
HOW = ("rushed", "prosecuted", "explained", "syringe", "accepted", "dropped out", "followed")
HOW_AT_TWO = {
    USE: 0,
    ARREST: 1,
    ASKED_TO_MOVE: 2,
    LITTER: 3,
    TREATMENT_OFFERED: 4,
    TREATMENT_ENDED: 5,
    REFERRED: 6,
}
"""Kind → what a severity of 2 means, where severity is not that of violence."""


def events(days: Sequence[Kept], city: City, tick_seconds: int) -> tuple[Column, ...]:
    """Every kept event as a row, in the order in which they happened.

    Beyond what happened, to whom and where, a row says how much: ``amount`` in ``amount_unit`` (paid, taken, used,
    walked, held), ``doses`` sold, and ``how`` a dose was used or an arrest ended. Identities are those of
    ``people.parquet`` and ``dealers.parquet``; officers of no name and attackers unknown have none.

    Parameters
    ----------
    days : the days kept
    city : the map
    tick_seconds : int, s
    """
    rows = np.concatenate([day.rows for day in days]) if days else np.zeros((0, len(FIELDS)), dtype=np.int64)
    institution = np.concatenate([day.institution for day in days]) if days else np.zeros(0, dtype=np.int64)
    kind, cell = rows[:, KIND], rows[:, CELL]
    of_violence, of_a_sale = kind == VIOLENCE, np.isin(kind, (SALE, RIP_OFF))
    drug = np.where(np.isin(kind, OF_A_DRUG), rows[:, CAUSE], -1)
    how = np.select(
        [(kind == one) & (rows[:, SEVERITY] == 2) for one in HOW_AT_TWO], list(HOW_AT_TWO.values()), -1
    )
    in_a_form = of_a_sale | (kind == FORM_CHANGED) | (of_violence & (rows[:, CAUSE] == ROBBERY))
    to_or_from = np.isin(kind, (LEFT, ENTRY, NEWCOMER))
    form = np.where(in_a_form, rows[:, PLACE], -1)
    return (
        Column("tick", rows[:, TICK], "tick of the run, counted from the first day of settling", "tick"),
        Column("time", _times(days, tick_seconds), "when the tick began, local time"),
        Column("x", city.x[cell], "metres east of the map's south-western corner", "m"),
        Column("y", city.y[cell], "metres north of the map's south-western corner", "m"),
        word("street", city.street[cell], city.street_names, "street; none in yards, parks and squares"),
        word("kind", kind, KINDS, "what happened"),
        word("cause", np.where(drug >= 0, NO_CAUSE, rows[:, CAUSE]), CAUSES, "why"),
        word("actor_kind", rows[:, ACTOR_KIND], ACTORS, "who did it"),
        identity("actor", rows[:, ACTOR], "identity of who did it"),
        word("target_kind", rows[:, TARGET_KIND], ACTORS, "to whom"),
        identity("target", rows[:, TARGET], "identity of to whom"),
        Column("severity", rows[:, SEVERITY], "violence only: 1 threat, 2 injury, 3 serious", missing=~of_violence),
        word("place_kind", np.where(np.isin(kind, WITH_A_PLACE), rows[:, PLACE], -1), PLACES, "place of use"),
        Column("reported", rows[:, TOLD] > 0, "whether a victim or witness told the police"),
        Column("recorded", rows[:, RECORDED] > 0, "whether it is in the police register"),
        Column("case", rows[:, CASED] > 0, "whether it is recorded with a known offender or inquired into"),
        *_amount(rows),
        word("drug", drug, DRUGS, "drug sold or used"),
        word("scene", np.where(to_or_from, rows[:, PLACE] - 1, -1), SCENES, "neighbouring scene gone to or come from"),
        word("form", form, FORMS, "form of a sale, of a robbery in the course of one, or that a dealer takes up"),
        Column("doses", rows[:, SEVERITY], "doses sold", "doses", missing=~of_a_sale),
        word("how", how, HOW, "how a use, a case, a request, a drop, an offer or a treatment went"),
        word("institution", institution, (*BODIES, *ROOMS, *SERVICES), "police body, room or service that acted"),
        word("ground", city.kind[cell], GROUND, "kind of ground"),
        *_areas(rows, city),
    )  # fmt: skip


def _times(days: Sequence[Kept], tick_seconds: int) -> NDArray[np.datetime64]:
    """When each event's tick began."""
    times = [
        np.datetime64(day.date, "s")
        + (day.rows[:, TICK] - day.first_tick) * np.timedelta64(tick_seconds, "s")
        for day in days
    ]
    return np.concatenate([np.zeros(0, dtype="datetime64[s]"), *times])


def _amount(rows: NDArray[np.int64]) -> tuple[Column, Column]:
    """How much money, drug, way or time, and in which unit; arrests of people say no hours."""
    unit = np.full(len(rows), -1, dtype=np.int64)
    amount = np.zeros(len(rows))
    for kind, (name, many) in AMOUNTS.items():
        here = (rows[:, KIND] == kind) & ~((kind == ARREST) & (rows[:, TARGET_KIND] == PERSON))
        unit[here] = UNITS.index(name)
        amount[here] = rows[here, AMOUNT] / many
    return (
        Column("amount", amount, "how much: paid, taken, used, walked or held", missing=unit < 0),
        word("amount_unit", unit, UNITS, "unit of the amount"),
    )


def _areas(rows: NDArray[np.int64], city: City) -> tuple[Column, ...]:
    """Where in the study's areas, and for dealers who moved also from where."""
    area = areas_of(city.zone)
    moved = (rows[:, KIND] == RELOCATION) & (rows[:, ACTOR_KIND] == DEALER)
    came_from = np.where(moved, rows[:, PLACE], 0)
    return (
        word("area", area[rows[:, CELL]], AREAS, "area of the evaluation"),
        word("from_area", np.where(moved, area[came_from], -1), AREAS, "area a dealer moved from"),
        Column("from_x", city.x[came_from], "metres east, of the spot a dealer left", "m", missing=~moved),
        Column("from_y", city.y[came_from], "metres north, of the spot a dealer left", "m", missing=~moved),
    )
