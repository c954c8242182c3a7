"""What kind of market it is: in which forms, how closed, how concentrated, in whose hands, and who else sells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.dealers import AMONG_FRIENDS, BY_APPOINTMENT, IN_THE_MARKET, INDOORS, OPEN
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    AMOUNT,
    CAUSE,
    DEALER,
    FORM_CHANGED,
    GAVE_UP,
    JOINED,
    KIND,
    LEFT,
    NEWCOMER,
    PATIENCE,
    PLACE,
    PRICE,
    QUIT,
    RISK,
    ROBBERY,
    SALE,
    SEIZURE,
    SEVERITY,
    VIOLENCE,
)
from marketsim.entities.people import METHADONE, NOWHERE
from marketsim.entities.scales import ORE_PER_KR, PER_MILLION

if TYPE_CHECKING:
    from marketsim.entities.world import World

DAYS_OF_ACTS = 90


def from_ledger(rows: NDArray[np.int64], world: World, today: Any) -> dict[str, float]:
    """Count the day's rows, ``int64[events, fields]``, about the market, by measure."""
    kind, cause, place = rows[:, KIND], rows[:, CAUSE], rows[:, PLACE]
    sold = kind == SALE
    by_dealers = rows[sold & (rows[:, ACTOR_KIND] == DEALER)]
    each = np.bincount(by_dealers[:, ACTOR], minlength=len(world.dealers))
    violent = world.dealers.last_act >= world.tick - DAYS_OF_ACTS * today.ticks
    doses = int(by_dealers[:, SEVERITY].sum())
    robberies = (kind == VIOLENCE) & (cause == ROBBERY)
    return {
        "sales_open": _count(sold & (place == OPEN)),
        "sales_by_appointment": _count(sold & (place == BY_APPOINTMENT)),
        "sales_indoors": _count(sold & (place == INDOORS)),
        "sales_among_friends": _count(sold & (place == AMONG_FRIENDS)),
        "closed_share": _count(sold & (place != OPEN)) / max(1, _count(sold)),
        "doses_sold": doses,
        "price": int(by_dealers[:, AMOUNT].sum()) / ORE_PER_KR / max(1, doses),
        "concentration": int((each * each).sum()) / max(1, int(each.sum()) ** 2),
        "violent_share_of_sales": int(each[violent].sum()) / max(1, int(each.sum())),
        "form_changes": _count(kind == FORM_CHANGED),
        "robberies_in_closed_sale": _count(robberies & (place != OPEN)),
        "methadone_sold": _count(sold & (cause == METHADONE)),
        "consignments_taken": _count(kind == SEIZURE),
        "searches_in_vain": _count((kind == GAVE_UP) & (cause == PATIENCE)),
        "priced_out": _count((kind == GAVE_UP) & (cause == PRICE)),
        "newcomers": _count(kind == NEWCOMER),
        "newcomers_from_closed_scenes": _count((kind == NEWCOMER) & (cause == RISK)),
        "dealers_leaving": _count(kind == LEFT),
        "people_joining": _count(kind == JOINED),
        "people_quitting": _count(kind == QUIT),
    }


def from_tables(world: World, today: Any) -> dict[str, float]:
    """Look up what stands in the tables of dealers, crews and people at the end of the day, by measure."""
    dealers, crews = world.dealers, world.crews
    here = np.isin(dealers.standing, IN_THE_MARKET)
    founded = crews.number >= 0
    between = crews.feud[founded][:, founded][~np.eye(int(founded.sum()), dtype=bool)]
    return {
        "tenure": int((world.tick - dealers.entered[here]).sum()) / max(1, _count(here)) / today.ticks,
        "dealers_closed": _count(dealers.form[here] != OPEN),
        "dealers_in_crews": _count(dealers.crew[here] >= 0),
        "crews_without_leader": _count(founded & (crews.leader < 0)),
        "feud_heat": float(np.sort(between).sum() / max(1, len(between))),
        "thwarted": _mean_share(world.people.thwarted[world.people.whereabouts != NOWHERE]),
        "people_selling": _count(world.people.sold_at >= world.tick - today.ticks),
    }


def _count(which: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(which))


def _mean_share(values: NDArray[np.float64]) -> float:
    """The mean of shares, in whole millionths, so that it does not depend on the order of rows."""
    return int((values * PER_MILLION).astype(np.int64).sum()) / PER_MILLION / max(1, len(values))
