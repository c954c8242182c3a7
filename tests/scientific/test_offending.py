"""Whoever is picked out at the peak of offending offends less afterwards, though nothing was done (M2)."""

from functools import cache

import numpy as np
import pytest
from markets import highest, market

from marketsim.entities.ledger import ACTOR, KIND, THEFT
from marketsim.rules.offending import offending_at_present

DAYS = 30
PICKED_OUT = 40
SPELLS = {**highest("money.theft_rate", "money.spell_strength"), "money.active_share": "0.2"}
EVEN = {**SPELLS, "money.spell_strength": "0"}


@cache
def thefts(spells):
    """Thefts of each person in two successive months in which nothing changes, int64[2, people]."""
    here = market(SPELLS if spells else EVEN, keep_events=True)
    for _ in range(2 * DAYS):
        here.run_day()
    number = here.world.people.number
    kept = number[number >= 0]
    months = np.zeros((2, len(kept)), dtype=np.int64)
    for day, seen in enumerate(here.observer.kept.days):
        stole = seen.rows[seen.rows[:, KIND] == THEFT, ACTOR]
        months[day // DAYS] += np.array([np.count_nonzero(stole == who) for who in kept])
    return months


def left_afterwards(spells):
    """What is left of the offending of the most active of the first month, in the second."""
    first, second = thefts(spells)
    most_active = np.argsort(-first, kind="stable")[:PICKED_OUT]
    return second[most_active].sum() / first[most_active].sum()


def test_offending_is_heavy_tailed():
    first, _ = thefts(spells=True)
    assert np.sort(first)[-len(first) // 10 :].sum() > 0.5 * first.sum()


def test_the_most_active_regress_to_the_mean_though_nothing_was_done():
    assert left_afterwards(spells=True) < 0.8


def test_without_spells_they_go_on_much_as_before():
    assert left_afterwards(spells=False) > left_afterwards(spells=True) + 0.1


@pytest.mark.parametrize("active_share", [0.1, 0.3, 0.9])
def test_spells_leave_the_average_propensity_as_it_was(active_share):
    active, quiet = (offending_at_present(2.0, spell, active_share, 0.8) for spell in (True, False))
    assert active_share * active + (1 - active_share) * quiet == pytest.approx(2.0)
