"""A personal process stepped person by person, in any order, does what it does to everybody at once."""

import pytest

from marketsim.model.schedule import EVERY_DAY, EVERY_TICK, PERSONAL
from marketsim.study.verification.sameness import singly

BY_NAME = sorted(PERSONAL, key=lambda process: process.__name__)


@pytest.mark.parametrize("process", BY_NAME, ids=lambda process: process.__name__)
def test_people_one_by_one_in_random_order_are_people_all_at_once(process):
    assert singly(process, scale=0.3) == []


def test_every_personal_process_is_in_the_schedule():
    assert set(EVERY_TICK) | set(EVERY_DAY) >= PERSONAL
