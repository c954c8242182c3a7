"""The same description gives the same run; a placebo gives as_today; no policy acts before its first day."""

import numpy as np
import pytest
from markets import STORM, after, digest, failures, market, policy, series, spec

from marketsim.model.simulate import settle, simulate
from marketsim.policies import library, read_policy
from marketsim.study.verification.sameness import placebo

FIRST_DAY = 3


def test_a_run_described_twice_is_the_same_run():
    described = spec(days=2, settling_days=1, replicate=3)
    assert simulate(described).digest == simulate(described).digest


def test_another_replicate_is_another_run():
    assert (
        simulate(spec(days=1, settling_days=0)).digest
        != simulate(spec(days=1, settling_days=0, replicate=1)).digest
    )


def test_settling_once_for_all_policies_is_settling_each_time():
    described = spec("placebo", days=2, settling_days=2)
    assert simulate(described, after=settle(described)).digest == simulate(described).digest


def test_a_description_survives_json():
    described = spec(days=1, settling_days=0, levers={"law.possession": "enforced"})
    assert type(described).from_json(described.to_json()) == described


def test_a_placebo_is_as_today_and_a_later_policy_moves_nothing_before_it_begins():
    assert failures(placebo, replicates=1) == []


def test_a_placebo_is_as_today_to_the_last_bit_after_settling():
    assert (
        simulate(spec("placebo", days=3, settling_days=1)).digest
        == simulate(spec(days=3, settling_days=1)).digest
    )


def test_a_policy_has_no_effect_before_its_first_day_and_one_after():
    later = after(FIRST_DAY + 1, policy=policy({"police.officers": "8 officers"}, from_day=FIRST_DAY))
    never = after(FIRST_DAY + 1)
    assert digest(later) != digest(never)
    for name, values in series(later).items():
        assert np.array_equal(values[:FIRST_DAY], series(never)[name][:FIRST_DAY]), name
    assert any(later.observer.days[name][-1] != never.observer.days[name][-1] for name in never.observer.days)


def test_no_policy_acts_while_the_market_settles():
    changed = market(policy=policy({"police.officers": "8 officers"}), settling_days=2)
    unchanged = market(settling_days=2)
    for here in (changed, unchanged):
        here.run_day()
        here.run_day()
    assert digest(changed) == digest(unchanged)


LONG_ENOUGH = 10
MANY_STOPS = {
    "police.stop_rate": "6/h",
    "police.officers": "8 officers",
    "police.street_share": "0.9",
    "brokering.brokering_strength": "2",
    "brokering.would_sell": "0.6",
    "enforcement.taken_for_dealer": "1",
}


@pytest.fixture(scope="module")
def unchanged():
    return series(after(LONG_ENOUGH, MANY_STOPS))


@pytest.mark.parametrize("name", sorted(set(library()) - {"as_today", "placebo"}))
def test_every_other_policy_of_the_library_changes_something_before_long(name, unchanged):
    here = market(MANY_STOPS, policy=read_policy(name))
    for day in range(LONG_ENOUGH):
        here.run_day()
        if any(values[-1] != unchanged[measure][day] for measure, values in here.observer.days.items()):
            return
    pytest.fail(f"{name} is as_today for {LONG_ENOUGH} days")


def test_a_lever_set_to_where_it_stands_changes_nothing():
    here = market(STORM)
    same = market(STORM, policy=policy({"police.stop_rate": "6/h"}))
    for each in (here, same):
        each.run_day()
    assert digest(here) == digest(same)
