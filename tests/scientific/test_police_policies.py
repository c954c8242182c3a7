"""Each policy of the police changes within two weeks what it says it changes, and nothing before its day."""

import numpy as np
import pytest
from markets import BUSY_STREET, highest, market, series

from marketsim.policies import Policy, read_policy

DAYS = 14


def two_weeks(name, changes, first_day=0):
    """Sums of the measures over two weeks of a policy of the library, from its given day on."""
    whole = read_policy(name)
    dated = tuple(one for one in whole.changes if not one.from_day or one.from_day <= first_day)
    now = Policy(
        whole.name, whole.about, whole.source, tuple(one.__class__(one.lever, one.to) for one in dated)
    )
    here = market(changes, policy=now)
    for _ in range(DAYS):
        here.run_day()
    return {measure: values.sum() for measure, values in series(here).items()}, here


@pytest.fixture(scope="module")
def today():
    return two_weeks("as_today", {})[0]


@pytest.mark.parametrize(
    ("name", "more", "less", "none"),
    [
        (
            "drug_strategy_90",
            ("stops", "fines", "hours_of_stops", "rushed_uses"),
            ("trust_in_police",),
            ("uses_in_rooms", "contacts", "steered", "people_listed"),
        ),
        ("focused_deterrence", ("dealers_called_in", "dealers_warned"), (), ()),
        ("problem_oriented", ("steered", "asked_to_move", "contacts", "hours_of_talks"), (), ()),
        ("pusher_street_task_force", (), ("hours_on_patrol", "hours_on_cases", "police_cost"), ()),
        (
            "free_rein_2012",
            ("hours_against_thieves", "hours_in_nightlife"),
            ("hours_on_patrol", "hours_on_cases"),
            (),
        ),
    ],
)
def test_a_policy_changes_in_two_weeks_what_it_says(today, name, more, less, none):
    found, _ = two_weeks(name, {})
    assert {measure for measure in more if found[measure] <= today[measure]} == set()
    assert {measure for measure in less if found[measure] >= today[measure]} == set()
    assert {measure for measure in none if found[measure] > 0} == set()


def test_on_a_short_leash_those_listed_are_stopped_because_they_are_listed():
    frightening = highest("trust.telling", "violence.outburst_rate", "focus.leash_rate", "presence.reach")
    leashed, _ = two_weeks("short_leash", frightening)
    reported, _ = two_weeks("as_today", frightening)
    assert leashed["people_listed"] >= reported["people_listed"] > 0
    assert leashed["short_leash_stops"] > reported["short_leash_stops"]


def test_where_user_dealers_are_tolerated_they_are_punished_less():
    selling = {**BUSY_STREET, "law.possession": "decriminalised", "police.arrests_sellers": "0"}
    selling |= highest("enforcement.taken_for_dealer", "brokering.would_sell", "brokering.brokering_strength")
    tolerated, _ = two_weeks("user_dealing_tolerated", selling)
    prohibited, _ = two_weeks("as_today", selling)
    assert tolerated["fines"] < prohibited["fines"]
    assert tolerated["arrests_of_people"] <= prohibited["arrests_of_people"]


def test_the_closing_of_a_neighbouring_market_sends_its_sellers_here():
    _, drawn = two_weeks("pusher_street_task_force", {})
    _, closed = two_weeks("pusher_street_task_force", highest("elsewhere.arrives_here"), first_day=60)
    there = [np.count_nonzero(here.world.dealers.number >= 0) for here in (drawn, closed)]
    assert there[1] > there[0] + 5
