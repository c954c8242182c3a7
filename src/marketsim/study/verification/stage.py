"""Markets to look at: described in a line, today's or driven to the edges of what is declared."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City, read_city
from marketsim.model.market import Market
from marketsim.model.simulate import digest_of
from marketsim.parameters import Numbers, declared
from marketsim.policies import Policy, read_policy

START = date(2018, 3, 5)
PAYDAY = date(2018, 3, 30)

BUSY_STREET = {
    "police.officers": "8 officers",
    "police.street_share": "0.9",
    "police.duty_begins": "0 h",
    "police.duty_ends": "24 h",
    "police.stop_rate": "6/h",
    "police.arrests_for_possession": "0.5",
    "police.arrests_sellers": "0.9",
    "police.moves_on": "20/h",
    "police.contacts": "8/h",
    "police.steers": "0.8",
    "drug_squad.case_slots": "40 cases/week",
    "law.possession": "enforced",
}
AS_HIGH_AS_DECLARED = """
    scene.outflow scene.inflow overdose.overdose_rate overdose.fatality violence.customer_robbery
    violence.outburst_rate violence.revenge_rate money.robbery_rate money.theft_rate turf.quarrel_rate
    market.violent_share market.dealers learning.exit_rate learning.entry_rate enforcement.sees_a_sale
    displacement.leaving_rate displacement.return_rate buying.credit trust.tipping complaints.complaint_rate
    victims.outsiders_attacked victims.outsiders_robbed victims.dealers_robbed victims.fraud_answered
    victims.extortion_rate victims.staff_rate victims.resistance victims.force_in_stops
""".split()
AS_LOW_AS_DECLARED = "enforcement.case_hours enforcement.drops_stock services.longest_wait".split()


def highest(*keys: str) -> dict[str, str]:
    """Return each number at the top of its declared range."""
    return {key: (one := declared().declaration(key)).text(one.high) for key in keys}


def lowest(*keys: str) -> dict[str, str]:
    """Return each number at the bottom of its declared range."""
    return {key: (one := declared().declaration(key)).text(one.low) for key in keys}


STORM = {**BUSY_STREET, **highest(*AS_HIGH_AS_DECLARED), **lowest(*AS_LOW_AS_DECLARED)}


WORLDS: dict[str, dict[str, str]] = {"today": {}, "storm": STORM}
"""The declared world, and one in which whatever can go wrong does so as often as is declared possible."""


def numbers_of(changes: dict[str, str] | None) -> Numbers:
    """Return declared numbers with some changed, levers and parameters alike."""
    return declared().changed(changes or {})


def market(
    changes: dict[str, str] | None = None, policy: Policy | None = None, city: City | None = None, **how: Any
) -> Market:
    """Return a market at its first tick; undescribed, the declared world of a Monday in March 2018."""
    how = {"start": START, **how}
    return Market(numbers_of(changes), policy or read_policy("as_today"), city or read_city(), **how)


def after(days: int, *args: Any, **kwargs: Any) -> Market:
    """Return a market that has run for some days."""
    here = market(*args, **kwargs)
    for _ in range(days):
        here.run_day()
    return here


def digest(here: Market) -> str:
    """Return everything a market has come to, in one word."""
    return digest_of(here.observer.days, here.observer.cells, here.world)


def series(here: Market) -> dict[str, NDArray[np.float64]]:
    """Return the daily measures of a market as arrays over days."""
    return {name: np.array(values) for name, values in here.observer.days.items()}
