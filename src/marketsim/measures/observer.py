"""The observer writes down each day's measures from the ledger and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city.zones import TARGET
from marketsim.entities.clock import SECONDS_PER_HOUR
from marketsim.entities.dealers import AT_SPOT, DETAINED, OFF, SELLING_ELSEWHERE
from marketsim.entities.ledger import (
    ACTOR,
    AMOUNT,
    ARREST,
    ASKED_TO_MOVE,
    CAUSE,
    CELL,
    COMPLAINT,
    CONFISCATION,
    CONTACT,
    DEALER,
    DEATH,
    ENTRY,
    EQUIPMENT,
    EVIDENCE,
    EXIT,
    FACILITY_VISIT,
    FINE,
    HIDDEN,
    IN_ROOM,
    INFECTION,
    KIND,
    KINDS,
    NALOXONE_HANDED_OUT,
    NALOXONE_USED,
    NEAR_HEALTH_ROOM,
    OUTREACH_CONTACT,
    OVERDOSE,
    PERSON,
    PLACE,
    POLICE_FORCE,
    PREPARING,
    REFERRED,
    REFUSAL,
    RELOCATION,
    REQUEST,
    RIP_OFF,
    RISK,
    SALE,
    SEVERITY,
    SHARING,
    STEERED,
    STOP,
    TAKEN_HOME,
    TARGET_KIND,
    THEFT,
    TIP,
    TOUTING,
    TREATMENT_BEGUN,
    TREATMENT_ENDED,
    TREATMENT_OFFERED,
    USE,
    VIOLENCE,
    VISIBLE,
    WARNING,
)  # fmt: skip
from marketsim.entities.ledger import TARGET as TARGET_ROW
from marketsim.entities.people import ANOTHER_SCENE, HERE, NO_TREATMENT, NOWHERE
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.measures import market, neighbourhood, police, register, violence
from marketsim.measures.declared import CELL_MEASURES, MEASURES
from marketsim.measures.displacement.traces import Traces
from marketsim.measures.ledger.keeper import Keeper
from marketsim.measures.vacancies import Vacancies

if TYPE_CHECKING:
    from marketsim.entities.world import World

RUSHED = 2
EARLY = 2
DAYS_OF_RETENTION = 90
BY_PLACE = {"in_rooms": IN_ROOM, "hidden": HIDDEN, "visible": VISIBLE}
COUNTED = {
    "theft": THEFT, "complaints": COMPLAINT, "touting": TOUTING, "spot_moves": RELOCATION, "uses": USE,
    "deaths": DEATH, "room_refusals": REFUSAL, "sales": SALE, "rip_offs": RIP_OFF,
    "dealers_entering": ENTRY, "dealers_quitting": EXIT, "fines": FINE, "contacts": CONTACT,
    "asked_to_move": ASKED_TO_MOVE, "steered": STEERED, "tips": TIP, "confiscations": CONFISCATION,
    "purchases_taken_home": TAKEN_HOME, "naloxone_used": NALOXONE_USED,
    "naloxone_handed_out": NALOXONE_HANDED_OUT, "warnings": WARNING, "treatment_offers": TREATMENT_OFFERED,
    "treatment_entries": TREATMENT_BEGUN, "facility_visits": FACILITY_VISIT,
    "outreach_contacts": OUTREACH_CONTACT, "shared_equipment": SHARING,
    "infections": INFECTION,
}  # fmt: skip


class Observer:
    """Daily series and totals per cell of one run; observing changes nothing in the world.

    Attributes
    ----------
    days : measure → list of floats, one a day
    cells : measure → float64[cells], total over the counted days
    traces : what is left for whoever asks about displacement
    vacancies : the places of arrested dealers that nobody has taken yet
    kept : every event of the counted days, or nothing unless asked for
    """

    def __init__(self, world: World, *, keep_events: bool = False) -> None:
        self.days: dict[str, list[float]] = {measure.name: [] for measure in MEASURES}
        self.cells = {measure.name: np.zeros(world.city.cells) for measure in CELL_MEASURES}
        self.traces = Traces(world.city.cells)
        self.vacancies = Vacancies()
        self.kept = Keeper() if keep_events else None

    def begin(self, world: World) -> None:
        """Look at the morning of a day, if events are kept."""
        if self.kept:
            self.kept.begin(world)

    def observe(self, world: World, today: Any, *, counted: bool) -> None:
        """Count a day that has just ended, unless it belongs to the settling."""
        world.ledger.must_hold_all()
        if not counted:
            return
        rows = np.asfortranarray(world.ledger.today())  # each field is asked for many times, a row never
        found = {
            **_from_ledger(rows, world), **_from_tables(world, today),
            **neighbourhood.from_ledger(rows, world, today),
            **neighbourhood.from_tables(world, today),
            **market.from_ledger(rows, world, today), **market.from_tables(world, today),
            **police.from_ledger(rows), **police.from_tables(world, today),
            **violence.from_ledger(rows), **register.from_ledger(rows), **self.vacancies.day(rows, world, today),
        }  # fmt: skip
        for name, series in self.days.items():
            series.append(float(found[name]))
        self._add_cells(rows, world)
        self.traces.add(rows, world)
        if self.kept:
            self.kept.end(world, today)

    def _add_cells(self, rows: NDArray[np.int64], world: World) -> None:
        for name, today in cells_today(rows, world).items():
            self.cells[name] += today


def cells_today(rows: NDArray[np.int64], world: World) -> dict[str, NDArray[np.float64]]:
    """What has happened on each cell since midnight: cell measure → ``float64[cells]``.

    Parameters
    ----------
    rows : int64[events, fields], the ledger's of today
    """
    street, cells = world.street, world.city.cells
    where = {
        "violence": rows[(rows[:, KIND] == VIOLENCE) & (rows[:, CAUSE] != POLICE_FORCE), CELL],
        "sales": rows[rows[:, KIND] == SALE, CELL],
        "overdoses": rows[(rows[:, KIND] == OVERDOSE) | (rows[:, KIND] == DEATH), CELL],
        "complaints": rows[rows[:, KIND] == COMPLAINT, CELL],
        **neighbourhood.where(rows),
    }
    return {
        **{name: np.bincount(here, minlength=cells).astype(np.float64) for name, here in where.items()},
        "outdoor_use": street.use_today.astype(np.float64),
        "visible_selling": street.selling_today / SECONDS_PER_HOUR,
        "crowding": street.crowding_today.copy(),
        "police_presence": street.police_today / SECONDS_PER_HOUR,
    }


def _from_ledger(rows: NDArray[np.int64], world: World) -> dict[str, float]:
    """Count the day's rows."""
    kind = rows[:, KIND]
    uses, sales, moves, arrests, stops = (
        rows[kind == which] for which in (USE, SALE, RELOCATION, ARREST, STOP)
    )
    overdosed = rows[(kind == OVERDOSE) | (kind == DEATH)]
    often = np.bincount(kind, minlength=len(KINDS))
    found: dict[str, float] = {name: int(often[which]) for name, which in COUNTED.items()}
    in_target = (world.city.zone[sales[:, CELL]] & TARGET) > 0
    here = np.flatnonzero(world.people.whereabouts == HERE)
    active = np.concatenate([here, uses[:, ACTOR], sales[:, TARGET_ROW]])
    found |= {
        "visible_use": _count(uses[:, PLACE] == VISIBLE),
        "hidden_use": _count(uses[:, PLACE] == HIDDEN),
        "uses_in_rooms": _count(uses[:, PLACE] == IN_ROOM),
        "uses_near_health_room": _count(uses[:, PLACE] == NEAR_HEALTH_ROOM),
        "treatment_dropouts": _count((kind == TREATMENT_ENDED) & (rows[:, SEVERITY] == EARLY)),
        "rushed_uses": _count(uses[:, SEVERITY] == RUSHED),
        "overdoses": len(overdosed),
        "equipment_handed_out": int(rows[kind == EQUIPMENT, AMOUNT].sum()),
        **_by_place("overdoses", overdosed),
        **_by_place("deaths", rows[kind == DEATH]),
        "metres_moved": int(moves[:, AMOUNT].sum()) / DECIMETRES_PER_METRE,
        "moves_for_police": _count(np.isin(moves[:, CAUSE], (RISK, REQUEST))),
        "sales_outside_target": 1.0 - _count(in_target) / max(1, len(sales)),
        "arrests_of_dealers": _count(arrests[:, TARGET_KIND] == DEALER),
        "arrests_of_people": _count(arrests[:, TARGET_KIND] == PERSON),
        "stops": len(stops),
        "uses_put_off": _count(
            (rows[:, CAUSE] == PREPARING) & ((kind == ASKED_TO_MOVE) | (kind == REFERRED))
        ),
        "evidence_stops": _count(stops[:, CAUSE] == EVIDENCE),
        "people_seen": len(np.unique(active)),
    }
    return found


def _by_place(what: str, rows: NDArray[np.int64]) -> dict[str, float]:
    """Count rows by the place of use."""
    return {f"{what}_{name}": _count(rows[:, PLACE] == place) for name, place in BY_PLACE.items()}


def _from_tables(world: World, today: Any) -> dict[str, float]:
    """Look up what stands in the tables at the end of the day."""
    people, dealers, street = world.people, world.dealers, world.street
    here = (dealers.standing == AT_SPOT) | (dealers.standing == OFF)
    in_pool = people.whereabouts != NOWHERE
    entered = people.treated_since >= world.tick - DAYS_OF_RETENTION * today.ticks
    return {
        "perceived_safety": _mean(world.residents.safety),
        "visible_selling": int(street.selling_today.sum()) / SECONDS_PER_HOUR,
        "police_hours": int(street.police_today.sum()) / SECONDS_PER_HOUR,
        "dealers_elsewhere": _count(dealers.standing == SELLING_ELSEWHERE),
        "people_elsewhere": _count(people.whereabouts == ANOTHER_SCENE),
        "dealers": _count(here),
        "dealers_in_custody": _count(dealers.standing == DETAINED),
        "violent_share": _mean(dealers.last_act[here] >= world.tick - market.DAYS_OF_ACTS * today.ticks),
        "violent_propensity_share": _mean(dealers.force[here] >= today.market.violent_from),
        "visibility": _mean(dealers.visibility[here]),
        "dealers_perceived_risk": _mean(dealers.perceived_risk[here]),
        "in_treatment": _count(in_pool & (people.treatment > NO_TREATMENT)),
        "waiting_for_treatment": _count(in_pool & (people.waits_for > NO_TREATMENT)),
        "treatment_retention": _mean(~people.dropped_out[in_pool & entered]),
        "infected": _mean(people.infected[in_pool & people.injects]),
        "naloxone_carried": _mean(people.naloxone[in_pool] > 0),
        "dealers_with_a_bad_batch": _count(here & (dealers.tainted_until > world.tick)),
        "trust_in_local_officer": _mean(people.trust_officer[in_pool]),
        "trust_in_police": _mean(people.trust_police[in_pool]),
        "people_in_a_spell": _count(in_pool & people.in_a_spell),
        "people_perceived_risk": _mean(people.perceived_risk[in_pool]),
    }


def _mean(values: NDArray[Any]) -> float:
    """A mean that does not depend on the order of rows."""
    return float(np.sort(values.astype(np.float64)).sum() / max(1, len(values)))


def _count(which: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(which))
