"""The ledger keeps one row for everything that happened and counts: who did what to whom, where and why."""

from __future__ import annotations

from typing import Any

import numpy as np

from marketsim.parameters.errors import MarketsimError
from marketsim.settled import of_one_type

FIELDS = (
    "tick", "cell", "kind", "cause", "actor_kind", "actor", "target_kind", "target",
    "severity", "amount", "place", "told", "recorded", "case",
)  # fmt: skip
(
    TICK, CELL, KIND, CAUSE, ACTOR_KIND, ACTOR, TARGET_KIND, TARGET, SEVERITY, AMOUNT, PLACE, TOLD, RECORDED, CASED,
) = range(len(FIELDS))  # fmt: skip
TOLD_BY_VICTIM, TOLD_BY_WITNESS = 1, 2

KINDS = (
    "sale", "use", "overdose", "death", "violence", "theft", "complaint", "stop", "confiscation", "fine",
    "arrest", "contact", "asked to move", "steered", "referred", "tip", "relocation", "refusal", "visit",
    "rip-off", "gave up", "touting", "left for another scene", "entry", "exit", "case",
    "taken home", "litter dropped", "litter found", "litter cleaned",
    "call", "call lapsed", "prosecution", "case dropped",
    "seizure", "form changed", "brokered",
    "listed",
    "naloxone used", "naloxone handed out", "warning", "bad batch", "shared equipment", "infection",
    "equipment handed out", "facility visit", "outreach contact",
    "treatment offered", "treatment begun", "treatment ended",
    "called in",
    "newcomer", "joined", "quit",
)  # fmt: skip
(
    SALE, USE, OVERDOSE, DEATH, VIOLENCE, THEFT, COMPLAINT, STOP, CONFISCATION, FINE,
    ARREST, CONTACT, ASKED_TO_MOVE, STEERED, REFERRED, TIP, RELOCATION, REFUSAL, VISIT,
    RIP_OFF, GAVE_UP, TOUTING, LEFT, ENTRY, EXIT, CASE,
    TAKEN_HOME, LITTER, LITTER_FOUND, LITTER_CLEANED,
    CALL, CALL_LAPSED, PROSECUTION, CASE_DROPPED,
    SEIZURE, FORM_CHANGED, BROKERED,
    LISTED,
    NALOXONE_USED, NALOXONE_HANDED_OUT, WARNING, BAD_BATCH, SHARING, INFECTION,
    EQUIPMENT, FACILITY_VISIT, OUTREACH_CONTACT,
    TREATMENT_OFFERED, TREATMENT_BEGUN, TREATMENT_ENDED,
    CALLED_IN,
    NEWCOMER, JOINED, QUIT,
) = range(len(KINDS))  # fmt: skip

CAUSES = (
    "none", "turf", "debt", "robbery", "retaliation", "economic-compulsive", "psychopharmacological",
    "sex buyer", "police use of force", "possession", "selling", "evidence", "public use", "risk", "rivals",
    "custom", "request", "price", "patience", "false", "complaint", "alarm",
    "feud", "violence", "litter", "crowding", "stealing",
    "stale", "informing", "focus list",
    "fraud", "extortion", "against staff",
    "preparing to use",
)  # fmt: skip
(
    NO_CAUSE, TURF, DEBT, ROBBERY, RETALIATION, ECONOMIC, PHARMACOLOGICAL,
    SEX_BUYER, POLICE_FORCE, POSSESSION, SELLING, EVIDENCE, PUBLIC_USE, RISK, RIVALS,
    CUSTOM, REQUEST, PRICE, PATIENCE, FALSE, BY_COMPLAINT, BY_ALARM,
    FEUD, OF_VIOLENCE, OF_LITTER, OF_CROWDING, STEALING,
    STALE, INFORMING, FOCUS_LIST,
    FRAUD, EXTORTION, ON_DUTY,
    PREPARING,
) = range(len(CAUSES))  # fmt: skip

ACTORS = (
    "nobody", "person", "dealer", "officer", "resident", "room", "child", "business", "crew", "service",
    "outreach worker",
)  # fmt: skip
NOBODY, PERSON, DEALER, OFFICER, RESIDENT, ROOM, CHILD, BUSINESS, CREW, SERVICE, WORKER = range(len(ACTORS))

PLACES = ("elsewhere", "consumption room", "home", "hidden", "visible", "near the health room")
ELSEWHERE_PLACE, IN_ROOM, AT_HOME, HIDDEN, VISIBLE, NEAR_HEALTH_ROOM = range(len(PLACES))

OF_A_DRUG = (SALE, RIP_OFF, USE)
"""Kinds whose cause in the ledger is the drug."""


def in_words(row: np.ndarray) -> dict[str, Any]:
    """One row, ``int64[fields]``, as plain data: what and why, who and to whom, where, and how bad it was."""
    return {
        "kind": KINDS[row[KIND]],
        "cause": CAUSES[NO_CAUSE if row[KIND] in OF_A_DRUG else row[CAUSE]],
        "actor_kind": ACTORS[row[ACTOR_KIND]],
        "actor": int(row[ACTOR]),
        "target_kind": ACTORS[row[TARGET_KIND]],
        "target": int(row[TARGET]),
        "cell": int(row[CELL]),
        "severity": int(row[SEVERITY]),
    }


class TooManyEvents(MarketsimError):
    """More happened in a day than there is room to write down."""


class Ledger:
    """Rows of integers, ``int64[capacity, fields]``, emptied at the end of every day.

    ``filled[0]`` rows are in use, those from ``filled[1]`` on of this tick, and for ``filled[2]`` there was no room.
    Actors and targets are table rows while the day lasts.
    """

    def __init__(self, capacity: int) -> None:
        self.rows = np.zeros((capacity, len(FIELDS)), dtype=np.int64)
        self.filled = np.zeros(3, dtype=np.int64)

    def today(self) -> np.ndarray:
        """Rows written since the last emptying, ``int64[n, fields]``."""
        return self.rows[: self.filled[0]]

    def write(self, *row: int) -> None:
        """Write one row from outside compiled loops; the fields are those of ``record``."""
        getattr(record, "py_func", record)(self.rows, self.filled, *row)

    def must_hold_all(self) -> None:
        """Refuse a day of which part is lost: what was not written down has not been counted either."""
        if self.filled[2]:
            raise TooManyEvents(
                f"a day had {self.filled[0] + self.filled[2]:,} events and the ledger holds {len(self.rows):,}; fewer "
                "people (--scale) or smaller rates would do"
            )

    def empty(self) -> None:
        """Forget the day's rows."""
        self.filled[:] = 0


@of_one_type("void(int64[:, ::1], int64[::1]" + ", int64" * 11 + ")")
def record(
    rows, filled, tick, cell, kind, cause, actor_kind, actor, target_kind, target, severity, amount, place
):
    """Write one row; a full ledger counts what it has no room for, so that the day's end notices the loss.

    Called only when something happened (some dozens of times a tick), so passing arrays costs nothing here.
    """
    row = filled[0]
    if row >= rows.shape[0]:
        filled[2] += 1
        return
    filled[0] = row + 1
    rows[row, TICK] = tick
    rows[row, CELL] = cell
    rows[row, KIND] = kind
    rows[row, CAUSE] = cause
    rows[row, ACTOR_KIND] = actor_kind
    rows[row, ACTOR] = actor
    rows[row, TARGET_KIND] = target_kind
    rows[row, TARGET] = target
    rows[row, SEVERITY] = severity
    rows[row, AMOUNT] = amount
    rows[row, PLACE] = place
    rows[row, TOLD] = 0
    rows[row, RECORDED] = 0
    rows[row, CASED] = 0
