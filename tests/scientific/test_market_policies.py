"""Each policy of the market chapter, run for two weeks in each of its phases, changes what it says it changes."""

from functools import cache

import numpy as np
import pytest
from markets import BUSY_STREET, START, highest, impossible, market, numbers_of, series

from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER
from marketsim.policies import in_force, read_policy

DAYS = 14
REPLICATES, MORE_REPLICATES = range(2), range(8)
MANY = 50
MORE, FEWER = 1, -1
KNOWN = highest("trust.tipping", "enforcement.sees_a_sale")
"""A world in which the police get to know whom they look for."""
VIOLENT = {
    **KNOWN,
    **highest(
        "turf.quarrel_rate", "violence.customer_robbery", "trust.telling", "discretion.belief_from_sight",
        "discretion.belief_from_tip",
    ),
}  # fmt: skip
"""A world in which they also get to know who is violent."""
EXPOSED = {
    **BUSY_STREET,
    **highest("brokering.brokering_strength", "brokering.would_sell", "enforcement.taken_for_dealer"),
    "law.possession": "tolerated in the zone",
    "reporting.arrests_offenders": "0",
    "reporting.catches_thieves": "0",
}
"""A world in which many people are stopped, many of them sell, and possession alone is often tolerated."""

# policy, first day of the phase, what is changed, measure, which way it goes beside as_today with the same luck
SAYS = (
    ("user_dealing_tolerated", 0, EXPOSED, "arrests_of_people", FEWER),
    ("free_rein_2012", 0, KNOWN, "arrests_of_dealers", FEWER),
    ("general_enforcement", 0, KNOWN, "arrests_of_dealers", MORE),
    ("pusher_street_task_force", 0, {}, "police_hours", FEWER),
    ("pusher_street_task_force", 60, {}, "newcomers_from_closed_scenes", MORE),
)


@cache
def two_weeks(policy, day, changes, replicate):
    """A market after two weeks under a policy from a day of its phases on, and the beliefs about whom cases are on."""
    here = market(dict(changes), policy=read_policy(policy), replicate=replicate)
    here.day, beliefs = day, []
    for _ in range(DAYS):
        here.run_day()
        chosen = here.world.officers.target[here.world.officers.target >= 0]
        known = here.world.dealers.believed_violent[chosen]
        beliefs += np.maximum(known[:, DRUG_SQUAD], known[:, LOCAL_OFFICER]).tolist()
    return here, beliefs


def total(policy, day, changes, measure):
    lived = (two_weeks(policy, day, tuple(changes.items()), replicate)[0] for replicate in REPLICATES)
    return sum(series(here)[measure].sum() for here in lived)


@pytest.mark.parametrize(("policy", "day", "changes", "measure", "way"), SAYS)
def test_a_policy_of_the_market_changes_what_it_says(policy, day, changes, measure, way):
    with_it, without = (total(one, day, changes, measure) for one in (policy, "as_today"))
    assert with_it * way > without * way
    assert impossible(two_weeks(policy, day, tuple(changes.items()), 0)[0]) == []


def test_free_rein_halves_the_arrests_of_dealers_as_management_said():
    free, usual = (
        sum(
            series(two_weeks(policy, 0, tuple(KNOWN.items()), replicate)[0])["arrests_of_dealers"].sum()
            for replicate in MORE_REPLICATES
        )
        for policy in ("free_rein_2012", "as_today")
    )
    assert usual > MANY
    assert 0.35 < free / usual < 0.65


def test_selective_enforcement_builds_cases_on_dealers_believed_violent_and_general_on_anybody():
    believed = {
        policy: [
            belief
            for replicate in REPLICATES
            for belief in two_weeks(policy, 0, tuple(VIOLENT.items()), replicate)[1]
        ]
        for policy in ("selective_enforcement", "general_enforcement")
    }
    assert np.mean(believed["selective_enforcement"]) > np.mean(believed["general_enforcement"])
    selective, general = (total(policy, 0, VIOLENT, "arrests_of_dealers") for policy in believed)
    assert selective < general


@pytest.mark.parametrize("lever", ["street_share", "arrests_sellers"])
def test_free_rein_ends_by_degrees(lever):
    numbers, policy = numbers_of({}), read_policy("free_rein_2012")
    patrol = [
        getattr(in_force(policy, day, numbers, START).police, lever)[1] for day in (0, 91, 92, 121, 122)
    ]
    assert patrol[0] == patrol[1] < patrol[2] == patrol[3] < patrol[4]
    assert getattr(numbers.police, lever)[1] > patrol[0]


def test_no_seller_arrives_before_a_scene_is_closed_and_their_scene_empties_after():
    before = two_weeks("pusher_street_task_force", 0, (), 0)[0].world.scenes.sellers
    after = two_weeks("pusher_street_task_force", 60, (), 0)[0].world.scenes.sellers
    assert before.tolist() == numbers_of({}).elsewhere.own_sellers.tolist()
    assert after[0] < before[0]
    assert after[1:].tolist() == before[1:].tolist()
    assert (
        in_force(read_policy("pusher_street_task_force"), 59, numbers_of({}), START).elsewhere.scene_open[0]
        == 1
    )
