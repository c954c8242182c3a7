"""Policies of the street run two weeks and change what they say they change, and only from their day on."""

import numpy as np
import pytest
from markets import START, market

from marketsim.entities.city import read_city
from marketsim.entities.police import MUNICIPAL_GUARDS
from marketsim.policies import Change, Policy, read_policy

CITY = read_city()
DAYS = 14
REPLICATES = range(4)


def two_weeks(name, replicate, changes=None):
    """A market after two weeks under a policy of the library."""
    here = market(changes, policy=read_policy(name), replicate=replicate, scale=0.6)
    for _ in range(DAYS):
        here.run_day()
    return here


@pytest.fixture(scope="module")
def lived():
    """Every policy's market in every replicate, with the same luck."""
    names = ("as_today", "safe_city", "lights_out", "passage_by_the_windows")
    return {name: [two_weeks(name, replicate) for replicate in REPLICATES] for name in names}


def mean(markets, measure):
    return np.mean([here.observer.days[measure] for here in markets])


def differences(lived, name, measure):
    """The policy's mean less as_today's, one for each replicate."""
    return np.array(
        [
            np.mean(one.observer.days[measure]) - np.mean(other.observer.days[measure])
            for one, other in zip(lived[name], lived["as_today"], strict=True)
        ]
    )


def test_light_and_eyes_make_residents_feel_safer_and_darkness_less_safe(lived):
    assert (differences(lived, "safe_city", "perceived_safety") > 0).all()
    assert (differences(lived, "lights_out", "perceived_safety") < 0).all()


def test_light_shows_what_darkness_hid(lived):
    midnight = {name: np.mean([here.world.street.seclusion for here in lived[name]]) for name in lived}
    assert midnight["safe_city"] < midnight["as_today"] < midnight["lights_out"]


def test_a_safe_city_has_less_litter_lying_and_guards_on_the_street(lived):
    assert (differences(lived, "safe_city", "litter_lying") < 0).all()
    left = {
        name: mean(lived[name], "litter_dropped")
        / (mean(lived[name], "visible_use") + mean(lived[name], "hidden_use"))
        for name in ("as_today", "safe_city")
    }
    assert left["safe_city"] < 0.99 * left["as_today"]
    assert mean(lived["safe_city"], "contacts") > mean(lived["as_today"], "contacts")
    here = market(policy=read_policy("safe_city"), scale=0.1)
    here.ticks(15 * 12)
    officers = here.world.officers
    posts = here.today.police.officers[MUNICIPAL_GUARDS]
    assert posts == 2
    assert (officers.on_duty & (officers.body == MUNICIPAL_GUARDS)).sum() <= posts


def test_a_safe_city_s_officers_give_complaints_their_attention(lived):
    assert all(here.world.officers.attention.max() > 0 for here in lived["safe_city"])
    assert all(here.world.officers.attention.max() == 0 for here in lived["as_today"])


def test_the_moved_passage_moves_selling_gathering_and_passing_under_windows(lived):
    wall, windows = lived["as_today"][0].world.around.passage
    for name, here, gone in (("as_today", wall, windows), ("passage_by_the_windows", windows, wall)):
        passed = np.mean([one.world.street.passed_today for one in lived[name]], axis=0)
        gathered = np.mean([one.world.street.gathered for one in lived[name]], axis=0)
        assert passed[here].mean() > passed[gone].mean()
        assert gathered[here].mean() > gathered[gone].mean()


def test_a_moved_passage_changes_little_that_is_not_near_it(lived):
    sales = mean(lived["passage_by_the_windows"], "sales") / mean(lived["as_today"], "sales")
    assert sales == pytest.approx(1, abs=0.03)


def seen_from_windows(runs):
    """Use and selling that come under windows while the passage runs there and nobody else decides where to be."""
    changes = {"surroundings.passage_runs": runs}
    here = market(changes, scale=0.3)
    here.ticks(11)
    street, around = here.world.street, here.world.around
    passage = around.passage[here.today.surroundings.passage_runs]
    for layer in (street.use_seen, street.selling_seen, street.violence_seen):
        layer[:] = 0
    street.selling_seen[passage] = 3600
    here.tick()
    living = CITY.residents > 0
    return float((street.bad_from_windows * CITY.residents)[living].sum())


def test_the_same_selling_in_the_passage_bothers_more_residents_by_the_windows_than_by_the_wall():
    assert seen_from_windows("by_the_windows") > 3 * seen_from_windows("by_the_wall")


def test_before_its_day_a_dated_policy_of_the_street_changes_nothing():
    late = Policy(
        "light later",
        "For the tests.",
        ("assumed-built",),
        (
            Change("surroundings.more_light", "0.5", from_day=2),
            Change("surroundings.passage_runs", "by_the_windows", from_day=2),
        ),
    )
    here, other = market(policy=late, scale=0.2, start=START), market(scale=0.2, start=START)
    for day in range(3):
        here.run_day()
        other.run_day()
        same = {name: here.observer.days[name] == other.observer.days[name] for name in here.observer.days}
        assert all(same.values()) == (day < 2)
