"""Rooms and other places stand where and when they stood, and other scenes lie beyond the map."""

from datetime import date

import numpy as np

from marketsim.entities.city import KINDS, PLACE_KINDS, read_city

CITY = read_city()
PLACES = CITY.places


def rooms_on(day: date) -> list[str]:
    there = PLACES.there_on(day.toordinal())
    return sorted(PLACES.name[row] for row in PLACES.of_kind("consumption room") if there[row])


def test_in_the_spring_of_2018_the_rooms_are_skyen_and_h17():
    assert rooms_on(date(2018, 3, 5)) == ["H17", "Skyen"]


def test_rooms_open_in_the_order_in_which_they_did():
    assert rooms_on(date(2010, 1, 1)) == []
    assert rooms_on(date(2011, 4, 1)) == ["Reventlowsgade 28"]
    assert "Halmtorvet 9C" in rooms_on(date(2013, 1, 1))
    assert "H17" not in rooms_on(date(2016, 8, 1))


def test_h17_has_its_published_hours_and_seats():
    h17 = PLACES.name.index("H17")
    assert (PLACES.opens[h17], PLACES.closes[h17]) == (7.5, 23.5)
    assert (PLACES.seats_injecting[h17], PLACES.seats_smoking[h17]) == (12, 12)


def test_skyen_is_open_at_night_from_2015():
    before, after = (row for row, name in enumerate(PLACES.name) if name == "Skyen")
    assert PLACES.opens[before] > 0
    assert (PLACES.opens[after], PLACES.closes[after]) == (0, 24)
    assert PLACES.opened[after] == PLACES.closed[before] + 1


def test_the_doors_of_rooms_and_shelters_are_no_courtyards():
    for kind in ("consumption room", "shelter", "drop-in", "health room", "station exit"):
        doors = PLACES.cell[PLACES.of_kind(kind)]
        assert (CITY.kind[doors] != KINDS.index("courtyard")).all(), kind


def test_every_place_has_a_door_nearby():
    away = np.hypot(CITY.x[PLACES.cell] - PLACES.x, CITY.y[PLACES.cell] - PLACES.y)
    assert away.max() < 40


def test_every_place_says_where_it_is_known_from():
    assert all(PLACES.source)
    assert set(PLACES.kind) == set(range(len(PLACE_KINDS)))


def test_from_the_station_exit_to_skyen_is_five_minutes_on_foot():
    exit_, skyen = (PLACES.cell[PLACES.name.index(name)] for name in ("København H, west exit", "Skyen"))
    assert 290 < CITY.distance[exit_, skyen] / 10 < 340


def test_other_scenes_lie_off_the_map_and_take_time_to_reach():
    assert {"Pusher Street", "Blågårdsgade", "Sundholm", "Sydhavn, Mozarts Plads"} <= set(CITY.scenes.name)
    assert CITY.scenes.metres.min() > 600
    assert CITY.scenes.minutes.min() > 5
