"""Money, drugs and people neither appear nor vanish, and nothing impossible is so, at any tick."""

import numpy as np
import pytest
from markets import STORM, failures, lowest, market, misplaced

from marketsim.entities.accounts import DEATHS, GONE
from marketsim.entities.ledger import AMOUNT, CONFISCATION, FINE, KIND, SALE, USE, VIOLENCE
from marketsim.entities.people import DEAD, NOWHERE
from marketsim.study.verification.worlds import at_every_tick

DEADLY = {
    "services.room_appeal": "0",
    "overdose.injecting_factor": "3",
    **lowest("overdose.help_window", "overdose.company_helps", "overdose.protection"),
}


def test_nothing_is_impossible_at_any_tick_around_a_payday():
    assert failures(at_every_tick, replicates=1) == []


def present(people):
    return set(people.number[(people.whereabouts != NOWHERE) & (people.whereabouts != DEAD)].tolist())


def test_whoever_is_no_longer_there_is_dead_or_gone_and_counted():
    here = market({**STORM, **DEADLY})
    people, accounts = here.world.people, here.world.accounts
    there, missing, everybody = present(people), 0, present(people)
    for _ in range(14):
        here.run_day()
        now = present(people)
        missing += len(there - now)
        assert not (now - there) & everybody, "a number was used again"
        there, everybody = now, everybody | now
        assert missing == accounts[DEATHS] + accounts[GONE]
    assert accounts[DEATHS] > 0
    assert accounts[GONE] > 0
    assert len(everybody) > here.numbers.scene.pool


@pytest.fixture(scope="module")
def told():
    """Every row of the ledger of three stormy days."""
    here, rows = market(STORM), []
    for _ in range(3):
        here.tick()
        here.ticks(here.today.ticks - 2)
        rows.append(here.world.ledger.today().copy())
        here.tick()
    return np.concatenate(rows)


@pytest.mark.parametrize("kind", [USE, CONFISCATION])
def test_what_is_used_or_taken_weighs_something(told, kind):
    assert (told[told[:, KIND] == kind, AMOUNT] > 0).all()


def test_no_amount_is_negative(told):
    assert np.isin([SALE, FINE, VIOLENCE, USE], told[:, KIND]).all()
    assert (told[:, AMOUNT] >= 0).all()


def test_the_search_for_what_is_misplaced_finds_a_single_missing_milligram():
    here = market(scale=0.1)
    assert misplaced(here.world) == {}
    here.world.dealers.heroin[0] -= 1
    here.world.people.money[0] += 100
    assert misplaced(here.world) == {"heroin": -1, "money": 100}
