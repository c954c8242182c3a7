"""What is built and taken down changes what is seen, who passes and where people gather, place by place."""

from datetime import date

import numpy as np
import pytest
from markets import after, market, numbers_of

from marketsim.entities.city import read_city
from marketsim.entities.city.works import lay_works
from marketsim.entities.daylight import dark_by_hour, is_summer_time, sun
from marketsim.entities.ledger import CUSTOM, DEALER, RELOCATION
from marketsim.parameters.names import FENCES, PASSAGE_LIES, QUARTERS

CITY = read_city()
NIGHT, NOON = 2, 12
ALL_LIT = {f"surroundings.more_light.{quarter}": "1" for quarter in QUARTERS}


def at_hour(hour, changes=None, **how):
    """A small market in the tick after a full hour."""
    here = market(changes, scale=0.05, **how)
    here.ticks(hour * 12 + 1)
    return here


def test_every_cell_lies_in_a_quarter_and_every_quarter_has_cells():
    assert set(np.unique(CITY.quarter)) == set(range(len(QUARTERS)))
    on_istedgade = CITY.on_street("Istedgade")
    share = np.mean(CITY.quarter[on_istedgade] == QUARTERS.index("istedgade"))
    assert share > 0.4


def test_each_fence_stands_around_the_site_that_bears_its_name():
    fences = CITY.places.of_kind("construction fence")
    assert [CITY.places.name[row].removeprefix("Metro site ") for row in fences] == [
        "Stampesgade",
        "Enghave Plads",
        "Sønder Boulevard",
    ]
    assert set(lay_works(CITY).fence) == {-1, *range(len(FENCES))}


def test_nights_are_dark_noons_are_light_and_winters_darker_than_summers():
    winter, summer = dark_by_hour(date(2018, 12, 21)), dark_by_hour(date(2018, 6, 21))
    assert winter[NIGHT] == summer[NIGHT] == 1
    assert winter[NOON] == summer[NOON] == 0
    assert 16 < winter.sum() < 18
    assert 6 < summer.sum() < 7


@pytest.mark.parametrize(
    ("day", "rise", "down"),
    [(date(2018, 3, 5), 6.8, 17.85), (date(2018, 6, 21), 4.4, 21.95), (date(2018, 12, 21), 8.6, 15.65)],
)
def test_the_sun_rises_and_sets_when_almanacs_say(day, rise, down):
    assert sun(day) == pytest.approx((rise, down), abs=0.1)


def test_clocks_change_on_the_last_sundays_of_march_and_october():
    changes = [date(2018, 3, 24), date(2018, 3, 25), date(2018, 10, 27), date(2018, 10, 28)]
    assert [is_summer_time(day) for day in changes] == [False, True, True, False]


def test_darkness_hides_what_lamps_show():
    asked = ((NIGHT, None), (NIGHT, ALL_LIT), (NOON, None))
    by_night, lit, by_day = (at_hour(hour, changes).world.street.seclusion for hour, changes in asked)
    assert (by_night >= by_day).all()
    assert by_night.mean() > lit.mean()
    np.testing.assert_array_equal(lit, by_day)


def test_light_in_one_quarter_leaves_the_others_as_they_are():
    here = at_hour(NIGHT, {"surroundings.more_light.istedgade": "1"}).world.street
    as_ever = at_hour(NIGHT).world.street
    there = CITY.quarter == QUARTERS.index("istedgade")
    for column, sign in (("light", 1), ("seclusion", -1), ("passing", 1)):
        difference = sign * (getattr(here, column) - getattr(as_ever, column))
        assert difference[there].sum() > 0
        assert (difference[there] >= 0).all()
        assert (difference[~there] == 0).all()


def test_cameras_deter_those_who_would_not_be_seen_and_are_no_windows():
    here = at_hour(0, {"surroundings.cameras.station": "1"}).world.street
    as_ever = at_hour(0).world.street
    there = CITY.quarter == QUARTERS.index("station")
    assert (here.watched[there] >= as_ever.watched[there]).all()
    assert here.watched[there].mean() > as_ever.watched[there].mean()
    np.testing.assert_array_equal(here.watched[~there], as_ever.watched[~there])
    np.testing.assert_array_equal(here.overlooked, as_ever.overlooked)


@pytest.mark.parametrize(
    ("start", "changes"),
    [(date(2010, 6, 1), None), (date(2020, 6, 1), None), (date(2018, 6, 1), {"surroundings.fences": "0"})],
)
def test_where_no_fence_stands_the_ground_lies_open(start, changes):
    beside = lay_works(CITY).fence >= 0
    fenced = at_hour(NOON, start=date(2018, 6, 1)).world.street
    opened = at_hour(NOON, changes, start=start).world.street
    assert (opened.bare[beside] < fenced.bare[beside]).all()
    assert (opened.light[beside] > fenced.light[beside]).all()
    assert (opened.footfall[beside] > fenced.footfall[beside]).sum() > beside.sum() - 5
    np.testing.assert_array_equal(opened.bare[~beside], fenced.bare[~beside])


def test_without_light_levers_and_by_day_the_streets_are_those_of_the_map():
    street = at_hour(NOON).world.street
    beside_the_passage = np.isin(np.arange(CITY.cells), lay_works(CITY).passage)
    np.testing.assert_array_equal(street.light, CITY.lighting)
    np.testing.assert_array_equal(street.seclusion, CITY.seclusion)
    np.testing.assert_array_equal(street.footfall[~beside_the_passage], CITY.footfall[~beside_the_passage])
    close = np.isclose(street.findability, CITY.findability)
    assert close[~beside_the_passage].all()


def moved_passage(days=1):
    return after(days, {"surroundings.passage_runs": "by_the_windows"})


def test_a_moved_passage_takes_its_passers_by_its_spots_and_those_who_gather_along():
    here, as_ever = moved_passage().world, after(1).world
    wall, windows = (here.around.passage[PASSAGE_LIES.index(lies)] for lies in PASSAGE_LIES)
    assert (here.street.footfall[wall] < as_ever.street.footfall[wall]).all()
    assert (here.street.footfall[windows] > as_ever.street.footfall[windows]).all()
    assert set(windows) <= set(here.around.spots)
    assert not set(wall) & set(here.around.spots)
    assert set(wall) <= set(as_ever.around.spots)
    gathered = np.isin(as_ever.people.haunt, wall)
    assert gathered.any()
    assert np.isin(here.people.haunt[gathered], windows).all()
    assert (here.street.overlooked[windows] > here.street.overlooked[wall]).all()


def test_dealers_who_sell_in_the_passage_go_along_with_it():
    here = market({"surroundings.passage_runs": "by_the_windows"}, scale=0.2)
    wall, windows = here.world.around.passage
    here.world.dealers.cell[:3] = wall[0]
    here.tick()
    rows = here.world.ledger.today()
    moves = rows[(rows[:, 2] == RELOCATION) & (rows[:, 4] == DEALER) & (rows[:, 10] == wall[0])]
    assert set(moves[:, 5]) == {0, 1, 2}
    assert set(moves[:, 1]) == {windows[0]}
    assert set(moves[:, 3]) == {CUSTOM}


def test_where_benches_are_taken_away_people_gather_elsewhere_and_come_back_with_them():
    without = {f"surroundings.benches.{quarter}": "0" for quarter in ("station", "istedgade")}
    as_ever, here = after(1, scale=0.5).world, after(1, without, scale=0.5).world
    there = as_ever.people.number >= 0
    quarter = here.around.quarter
    benched = np.isin(quarter[as_ever.people.haunt], [QUARTERS.index("station"), QUARTERS.index("istedgade")])
    assert (benched & there).any()
    now = quarter[here.people.haunt[there]]
    assert not np.isin(now, [QUARTERS.index("station"), QUARTERS.index("istedgade")]).any()
    stayed = there & ~benched
    np.testing.assert_array_equal(here.people.haunt[stayed], as_ever.people.haunt[stayed])
    np.testing.assert_array_equal(here.people.usual_haunt[there], as_ever.people.usual_haunt[there])


def test_the_levers_of_the_surroundings_stand_where_2018_stood():
    built = numbers_of(None).surroundings
    assert built.more_light.tolist() == [0] * len(QUARTERS)
    assert built.cameras.tolist() == [0] * len(QUARTERS)
    assert built.benches.tolist() == [1] * len(QUARTERS)
    assert built.fences.tolist() == [1] * len(FENCES)
