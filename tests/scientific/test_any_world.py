"""In any world within the declared ranges, and under any policy, days pass without an error or a breach."""

import pytest

from marketsim.policies import library
from marketsim.study.verification.worlds import breaches, under_policy

WORLDS, DAYS = 30, 2
MANY_WORLDS, MANY_DAYS, REPLICATES = 300, 14, 3


@pytest.mark.parametrize("which", range(WORLDS))
def test_days_pass_in_any_world(which):
    assert breaches(which, DAYS) == []


@pytest.mark.slow
@pytest.mark.parametrize("which", range(MANY_WORLDS))
def test_weeks_pass_in_any_world_with_all_people(which):
    assert breaches(which, MANY_DAYS, scale=1.0) == []


@pytest.mark.slow
@pytest.mark.parametrize("replicate", range(REPLICATES))
@pytest.mark.parametrize("name", library())
def test_weeks_pass_under_every_policy_without_a_warning(name, replicate):
    assert under_policy(name, replicate) == []
