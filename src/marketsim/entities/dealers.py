"""Dealers: who sells, where, how visibly, how readily they use force, and what it has brought them."""

from __future__ import annotations

import numpy as np
from numba import njit

from marketsim.entities.table import Table, column
from marketsim.parameters.names import BODIES

STANDINGS = ("nobody", "selling", "off", "another scene", "custody")
EMPTY, AT_SPOT, OFF, SELLING_ELSEWHERE, DETAINED = range(len(STANDINGS))


FORMS = ("open spot", "by appointment", "indoors", "among friends")
OPEN, BY_APPOINTMENT, INDOORS, AMONG_FRIENDS = range(len(FORMS))


IN_THE_MARKET = (AT_SPOT, OFF)


@njit
def is_in_the_market(standing: int) -> bool:
    """Whether a dealer sells here these days, at the spot just now or not."""
    return standing in IN_THE_MARKET


class Dealers(Table):
    """One row per dealer; emptied rows are given to newcomers."""

    key = column(np.uint64, "the dealer's own word in every draw of chance")
    number = column(np.int64, "identity, never reused", nothing=-1)
    standing = column(np.int8, "which of STANDINGS")
    cell = column(np.int32, "the dealer's spot")
    unsettled = column(np.bool_, "looks for another spot")
    why_unsettled = column(np.int8, "which of CAUSES makes the dealer look for another spot")
    starts = column(np.float64, "hour at which selling begins", "h")
    hours = column(np.float64, "length of a selling day", "h")
    entered = column(np.int64, "tick of entry into the market", "tick")
    settled_since = column(np.int64, "tick since which the dealer holds this spot", "tick")
    local = column(np.bool_, "has ties to the neighbourhood")
    scene = column(np.int8, "which of SCENES the dealer sells in; -1 for none", nothing=-1)
    came_from = column(
        np.int8, "which of SCENES was closed and set the dealer loose; -1 for none", nothing=-1
    )
    form = column(np.int8, "which of FORMS the dealer sells in")
    reachable = column(np.bool_, "sells by appointment or indoors in the present tick")
    premises = column(np.bool_, "has a flat or staircase to sell in")
    regulars = column(np.int32, "customers who could be trusted with a number or address", "customers")
    crew = column(np.int32, "crew for which the dealer sells", points_to="crews", nothing=-1)

    force = column(np.float64, "propensity to use force, 0 to 1")
    conceals = column(np.float64, "how far the dealer hides the use of force, 0 to 1")
    cowed = column(
        np.float64, "fear of the most feared rival in sight, as the dealer has got used to it, 0 to 1"
    )
    visibility = column(np.float64, "how openly the dealer sells, 0 discreet to 1 visible")
    heroin = column(np.int64, "heroin in stock", "mg")
    cocaine = column(np.int64, "cocaine in stock", "mg")
    potency = column(np.float64, "strength of the present batch relative to the usual", nothing=1.0)
    tainted_until = column(np.int64, "tick until which what is sold comes from a bad batch", "tick")
    owes = column(np.int64, "owed to the supplier", "øre")
    pressed = column(np.float64, "how hard the supplier presses for a debt that no stock stands for, 0 to 1")
    cash = column(np.int64, "cash", "øre")
    earned = column(np.float64, "earnings per day, smoothed", "øre")
    earned_today = column(np.int64, "earnings since midnight", "øre")
    cost_today = column(np.int64, "losses since midnight through force, arrest and flight", "øre")
    won_today = column(np.int64, "gains since midnight through force", "øre")
    custom = column(np.float64, "sales per day, smoothed", "sales")
    sales_today = column(np.int64, "sales since midnight", "sales")

    perceived_risk = column(np.float64, "believed chance of arrest per selling day, 0 to 1")
    arrests = column(np.int64, "own arrests", "events")
    replaced_at = column(
        np.int64, "tick at which the supplier sends somebody else; -1 for never", "tick", nothing=-1
    )
    case_waits = column(
        np.int64, "tick since which a case waits for the prosecutors; -1 for none", "tick", nothing=-1
    )
    free_at = column(np.int64, "tick of release from custody", "tick")
    last_act = column(np.int64, "tick of the last violent act", "tick", nothing=-1_000_000_000)
    reputation = column(np.float64, "how much others fear the dealer, 0 to 1")
    grudge = column(np.int32, "dealer against whom a score is open", points_to="dealers", nothing=-1)
    hurt_until = column(np.int64, "tick until which an injury keeps the dealer away", "tick")
    evidence = column(np.float64, "evidence the drug squad has gathered", "officer h")
    believed_violent = column(
        np.float64, "each police body's belief that the dealer is violent, 0 to 1", wide=len(BODIES)
    )
    known_to = column(
        np.float64, "how well each police body knows that the person sells, 0 to 1", wide=len(BODIES)
    )
    works_today = column(np.bool_, "goes out to sell today")
    caught_by = column(np.int8, "police body that arrests the dealer in this tick", nothing=-1)
    warned = column(np.float64, "believed certainty of arrest for violence, as the police promised, 0 to 1")
    risk_of_force = column(np.float64, "perceived risk of using force, warnings included, 0 to 1")
    caught_for = column(np.int8, "which of CAUSES the arrest of this tick is for; none for dealing")
    served = column(np.int32, "sales made in the present tick", "sales")
    sought_until = column(np.int64, "tick until which the police seek the dealer for violence", "tick")
    sought_since = column(np.int64, "tick of the act for which the dealer is sought", "tick")
    sought_for = column(np.int8, "which of CAUSES that act had")
    sought_severity = column(np.int64, "severity of the worst act for which the dealer is sought")
