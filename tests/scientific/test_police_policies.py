"""Each policy of the police changes within two weeks what it says it changes."""

import numpy as np
import pytest
from markets import BUSY_STREET, highest, market, series

from marketsim.policies import Policy, read_policy
from marketsim.study.verification.limits import POLICE_ACTS

DAYS = 14
REPLICATES = range(4)
ACTS = [act for act in POLICE_ACTS if act != "tips"]
"""What takes an officer; rivals tell the drug squad on each other all the same."""


def two_weeks(name, changes):
    """Sums of the measures over two weeks of a policy of the library, of which only the first day's changes come."""
    whole = read_policy(name)
    first = tuple(one.__class__(one.lever, one.to) for one in whole.changes if not one.from_day)
    here = market(changes, policy=Policy(whole.name, whole.about, whole.source, first))
    for _ in range(DAYS):
        here.run_day()
    return {measure: values.sum() for measure, values in series(here).items()}


@pytest.fixture(scope="module")
def today():
    return two_weeks("as_today", {})


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
        ("pusher_street_task_force", (), ("hours_on_patrol", "police_cost"), ()),
        (
            "free_rein_2012",
            ("hours_against_thieves", "hours_in_nightlife"),
            ("hours_on_patrol", "hours_on_cases"),
            (),
        ),
        (
            "crackdown",
            ("stops", "confiscations", "fines", "arrests_of_dealers", "hours_on_patrol", "rushed_uses"),
            ("contacts", "trust_in_police"),
            ("steered",),
        ),
        (
            "harm_reduction",
            ("contacts", "steered", "hours_of_talks", "trust_in_police"),
            ("stops", "confiscations", "rushed_uses"),
            ("evidence_stops",),
        ),
        (
            "decriminalisation_by_right",
            (),
            ("stops", "confiscations", "rushed_uses", "people_perceived_risk"),
            ("evidence_stops",),
        ),
        ("no_police", (), ("people_perceived_risk", "hours_on_patrol"), (*ACTS, "calls_answered")),
    ],
)
def test_a_policy_changes_in_two_weeks_what_it_says(today, name, more, less, none):
    found = two_weeks(name, {})
    assert {measure for measure in more if found[measure] <= today[measure]} == set()
    assert {measure for measure in less if found[measure] >= today[measure]} == set()
    assert {measure for measure in none if found[measure] > 0} == set()


def test_charges_waived_mean_fewer_fines_where_many_are_fined():
    often = {**BUSY_STREET, "police.fines": "1"}
    assert 0 < two_weeks("waiver_2024", often)["fines"] < 0.3 * two_weeks("as_today", often)["fines"]


def test_on_a_short_leash_those_listed_are_stopped_because_they_are_listed():
    frightening = highest("trust.telling", "violence.outburst_rate", "focus.leash_rate", "presence.reach")
    leashed = two_weeks("short_leash", frightening)
    reported = two_weeks("as_today", frightening)
    assert leashed["people_listed"] >= reported["people_listed"] > 0
    assert leashed["short_leash_stops"] > reported["short_leash_stops"]


def presence_beside_selling(name):
    """Visible selling where officers of each replicate are, weighted by how long they are there."""
    found = []
    for replicate in REPLICATES:
        here = market(policy=read_policy(name), replicate=replicate)
        for _ in range(DAYS):
            here.run_day()
        presence, selling = (here.observer.cells[each] for each in ("police_presence", "visible_selling"))
        found.append((presence * selling).sum() / presence.sum())
    return np.array(found)


def test_officers_sent_by_chance_are_less_beside_selling_and_those_sent_to_hot_spots_more():
    by_chance, today, to_hot_spots = map(
        presence_beside_selling, ("random_patrol", "as_today", "hot_spot_patrol")
    )
    assert (by_chance < today).all()
    assert by_chance.mean() < today.mean() < to_hot_spots.mean()
