"""A market goes by ticks and days, and it does not matter in which pieces."""

from datetime import date

import pytest
from markets import STORM, after, digest, market, spec

from marketsim.entities.clock import SECOND, TICK, WEEKDAY
from marketsim.model.schedule import EVERY_DAY, EVERY_TICK
from marketsim.model.simulate import RunSpec, market_of, settle, simulate
from marketsim.model.today import is_payday


def test_a_day_tick_by_tick_is_a_day_at_once():
    here = market(scale=0.3)
    for _ in range(288):
        here.tick()
    assert digest(here) == digest(after(1, scale=0.3))


def test_pieces_of_any_length_make_the_same_days():
    here = market(scale=0.3)
    here.ticks(100)
    here.run_day()
    here.ticks(400)
    here.run_day()
    assert here.day == 3
    assert digest(here) == digest(after(3, scale=0.3))


def test_the_clock_shows_ticks_seconds_and_weekday():
    here = market(scale=0.1, tick_seconds=600)
    here.ticks(144 + 6)
    assert here.now[[TICK, SECOND, WEEKDAY]].tolist() == [6 + 144, 3600, 1]
    assert here.date == date(2018, 3, 6)


def test_days_of_settling_are_not_counted():
    here = market(scale=0.1, settling_days=2)
    for _ in range(3):
        here.run_day()
    assert here.day == 1
    assert {len(series) for series in here.observer.days.values()} == {1}


def test_a_run_has_one_value_per_day_and_measure_and_cell():
    outcome = simulate(spec(days=2, settling_days=1, scale=0.2))
    assert {len(series) for series in outcome.days.values()} == {2}
    assert len({len(cells) for cells in outcome.cells.values()}) == 1


def test_settling_begins_so_many_days_before_the_start():
    described = spec(days=1, settling_days=3, scale=0.1)
    assert market_of(described).date == date(2018, 3, 2)
    assert settle(described).tick == 3 * 288


def test_levers_and_parameters_of_a_description_reach_the_market():
    described = spec(levers={"law.possession": "enforced"}, parameters={"market.dealers": "20 dealers"})
    here = market_of(described)
    assert here.numbers.law.possession == 0
    assert (here.world.dealers.number >= 0).sum() == 20


@pytest.mark.parametrize(
    "given", [{}, {"levers": {"law.possession": "enforced"}, "tick_seconds": 150, "scale": 0.5}]
)
def test_a_description_read_back_from_json_is_the_same(given):
    described = spec(**given)
    assert RunSpec.from_json(described.to_json()) == described


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        ("2018-03-30", True),
        ("2018-03-31", False),
        ("2018-03-29", False),
        ("2018-04-30", True),
        ("2018-06-29", True),
    ],
)
def test_benefits_are_paid_on_the_last_weekday_of_the_month(day, paid):
    assert is_payday(date.fromisoformat(day)) is paid


def test_benefits_reach_people_on_payday_only():
    here = market(start=date(2018, 3, 29), scale=0.3)
    here.tick()
    before = here.world.accounts[0]
    here.run_day()
    eve = here.world.accounts[0] - before
    here.tick()
    benefits = here.world.people.benefit.sum()
    assert here.world.accounts[0] - before - eve > benefits / 2 > eve


@pytest.mark.parametrize("week", range(4))
def test_every_week_another_team_is_out_in_full_strength(week):
    here = market(
        {
            "police.officers": "30 officers",
            "police.teams": "4 officers",
            "police.street_share": "1",
            "police.duty_begins": "0 h",
            "police.duty_ends": "24 h",
        },
        start=date(2018, 3, 5 + 7 * week),
        scale=0.1,
    )
    here.tick()
    officers = here.world.officers
    assert [(officers.on_duty & (officers.body == body)).sum() for body in range(6)] == [30] * 6
    assert set(officers.shift[officers.on_duty] // 30) == {date(2018, 3, 5 + 7 * week).toordinal() // 7 % 4}


def test_a_day_taken_process_by_process_comes_to_the_same_bits():
    whole, apart = market(STORM, scale=0.06), market(STORM, scale=0.06)
    whole.ticks(14)
    acted = [name for _ in range(14) for name in apart.one_at_a_time()]
    assert digest(apart) == digest(whole)
    every_tick = [process.__name__ for process in EVERY_TICK]
    assert acted[: len(EVERY_DAY)] == [process.__name__ for process in EVERY_DAY]
    assert [name for name in acted if name in every_tick] == every_tick * 14
    whole.run_day()
    while apart.day == 0:
        list(apart.one_at_a_time())
    assert digest(apart) == digest(whole)
