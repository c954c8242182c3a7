"""In any world within the declared ranges, and under any levers, days pass without an error or a breach."""

import numpy as np
import pytest
from markets import declared, impossible, market

WORLDS, DAYS = 30, 2
MANY_WORLDS, MANY_DAYS = 300, 14
SMALL = 0.25


def any_text(one, luck):
    """A value of a declaration's range as it is written in files, now and then its very edge or a knock-out."""
    if one.among:
        return one.among[luck.integers(len(one.among))]
    if one.form is bool:
        return one.text(bool(luck.integers(2)))
    edge = luck.random()
    if one.knock_out and edge > 0.9:
        return one.text(one.form(0))
    share = 0.0 if edge < 0.1 else 1.0 if edge < 0.2 else luck.random()
    number = one.low + share * (one.high - one.low)
    return one.text(round(number) if one.form is int else float(min(number, one.high)))


def any_world(which):
    """Changes of all numbers but the size of the population, drawn from their ranges."""
    luck = np.random.default_rng(which)
    changes = {}
    for one in declared().declarations():
        for key in one.keys:
            changes[key] = any_text(one, luck)
    changes["market.room_for_dealers"] = "400 dealers"
    return changes


def lived_through(which, days):
    here = market(any_world(which), scale=SMALL, replicate=which)
    for day in range(days):
        here.ticks(150)
        assert impossible(here) == [], f"day {day}, afternoon"
        here.run_day()
        assert impossible(here) == [], f"day {day}"
    days_seen = np.array(list(here.observer.days.values()))
    assert np.isfinite(days_seen).all()


@pytest.mark.parametrize("which", range(WORLDS))
def test_days_pass_in_any_world(which):
    lived_through(which, DAYS)


@pytest.mark.slow
@pytest.mark.parametrize("which", range(WORLDS, MANY_WORLDS))
def test_weeks_pass_in_any_world(which):
    lived_through(which, MANY_DAYS)
