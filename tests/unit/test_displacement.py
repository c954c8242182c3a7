"""The estimators of displacement give the published values, and what can be worked out by hand."""

import math

import numpy as np
import pytest

from marketsim.entities import ledger
from marketsim.entities.city import read_city
from marketsim.entities.city.zones import BUFFER, CONTROL, NON_ENFORCEMENT, TARGET
from marketsim.measures.displacement import (
    Moves,
    areas_of,
    cells_of,
    counts_in_areas,
    displacement_difference,
    displacement_quotient,
    distances_to_nearest,
    ellipse_around,
    evaluation_of,
    generalised_gini,
    gini,
    hot_spots,
    lorenz,
    moves_between_areas,
    share_of_places_holding,
)

ZONE = np.array([TARGET | NON_ENFORCEMENT, BUFFER, CONTROL, 0, NON_ENFORCEMENT], dtype=np.uint8)


def test_the_weighted_displacement_difference_is_the_published_one():
    found = displacement_difference(
        treated=(207, 110), control=(308, 318), displaced=(178, 157), displaced_control=(150, 140)
    )
    assert found.estimate == -118
    assert found.standard_error == pytest.approx(math.sqrt(1568))
    assert round(found.z, 2) == -2.98
    assert [round(bound) for bound in found.interval(0.95)] == [-196, -40]


def test_a_difference_without_a_place_to_go_compares_two_areas():
    assert displacement_difference((20, 10), (20, 20)).estimate == -10
    assert displacement_difference((20, 20), (20, 20), (20, 10), (20, 20)).estimate == -10


def test_unequal_periods_and_areas_are_compared_per_day_and_size():
    found = displacement_difference((20, 20), (40, 40), time=(2, 1), size=(1, 2, 1, 1))
    assert found.estimate == (20 - 10) - (20 - 10)
    assert found.standard_error == pytest.approx(math.sqrt(20 / 4 + 20 + 40 / 16 + 40 / 4))


def test_a_difference_of_nothing_has_no_z():
    assert math.isnan(displacement_difference((0, 0), (0, 0)).z)


def test_the_weighted_displacement_quotient_relates_next_door_to_the_target():
    found = displacement_quotient(target=(100, 50), buffer=(50, 60), control=(100, 100))
    assert (found.success, found.buffer) == (-0.5, pytest.approx(0.1))
    assert found.quotient == pytest.approx(-0.2)


def test_a_quotient_above_one_is_more_benefit_next_door_than_in_the_target():
    assert displacement_quotient((100, 90), (100, 80), (100, 100)).quotient == pytest.approx(2.0)


def test_a_control_that_halves_for_everybody_is_no_success():
    found = displacement_quotient((100, 50), (60, 30), (80, 40))
    assert found.success == found.buffer == 0
    assert math.isnan(found.quotient)


def test_without_events_in_the_control_there_is_no_quotient():
    assert math.isnan(displacement_quotient((10, 5), (3, 4), (0, 4)).quotient)


def test_the_gini_coefficients_are_the_published_ones():
    many, few = np.array([10, 8, 2] + [0] * 7), np.array([5, 2, 1] + [0] * 7)
    assert gini(many) == pytest.approx(0.78)
    assert generalised_gini(many) == pytest.approx(0.78)
    assert gini(few) == pytest.approx(0.80)
    assert generalised_gini(few) == pytest.approx(0.75)


def test_the_widest_spread_of_few_events_is_not_concentrated():
    counts = np.array([1] * 5 + [0] * 45)
    assert gini(counts) == pytest.approx(0.9)
    assert generalised_gini(counts) == pytest.approx(0.0)


def test_nothing_happened_nowhere_has_no_concentration():
    counts = np.zeros(4, dtype=int)
    assert math.isnan(gini(counts))
    assert math.isnan(generalised_gini(counts))
    assert math.isnan(share_of_places_holding(counts))
    assert np.array_equal(*lorenz(counts))


def test_the_lorenz_curve_climbs_from_the_emptiest_place():
    places, events = lorenz(np.array([3, 0, 1, 0]))
    assert places.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert events.tolist() == [0, 0, 0, 0.25, 1]


def test_the_share_of_places_with_half_of_the_events_counts_from_the_fullest():
    assert share_of_places_holding(np.array([4, 1, 1, 1, 1])) == 0.2
    assert share_of_places_holding(np.array([1, 1, 1, 1])) == 0.5
    assert share_of_places_holding(np.array([1, 1, 1, 1]), share=0.75) == 0.75


def test_the_ellipse_of_a_cross_has_its_arms_as_axes():
    found = ellipse_around([-30, 30, 0, 0], [5, 5, 15, -5])
    assert (found.x, found.y) == (0, 5)
    assert (found.long, found.short) == (pytest.approx(30), pytest.approx(10))
    assert found.angle == pytest.approx(90)
    assert found.area == pytest.approx(math.pi * 300)


def test_the_angle_is_a_compass_direction_of_the_long_axis():
    assert ellipse_around([0, 0], [0, 10]).angle % 180 == pytest.approx(0)
    assert ellipse_around([0, 10], [0, 10]).angle == pytest.approx(45)
    assert ellipse_around([0, 10], [0, -10]).angle == pytest.approx(135)


def test_of_normal_events_63_percent_lie_inside():
    x, y = np.random.default_rng(1).normal(size=(2, 20_000)) * [[40], [10]]
    inside = ellipse_around(x + y, y).contains(x + y, y)
    assert inside.mean() == pytest.approx(1 - math.exp(-1), abs=0.01)


def test_one_event_has_no_ellipse_and_a_line_holds_nothing():
    assert ellipse_around([1], [2]) is None
    assert not ellipse_around([0, 10], [0, 0]).contains([5], [0]).any()


def test_a_hot_spot_takes_the_events_around_it_and_the_next_has_its_own():
    x = np.array([0.0, 10, 20, 200, 210, 500])
    found = hot_spots(x, np.zeros(6), np.array([2, 3, 2, 4, 1, 0]), reach=10, most=5)
    assert found.cell.tolist() == [1, 3]
    assert found.events.tolist() == [7, 5]


def test_new_hot_spots_are_measured_from_the_nearest_old_one():
    x, y = np.array([0.0, 100, 130]), np.array([0.0, 0, 40])
    before = hot_spots(x, y, np.array([5, 4, 0]), reach=10)
    after = hot_spots(x, y, np.array([6, 0, 3]), reach=10)
    assert distances_to_nearest(after, before).tolist() == [0, 50]
    nowhere = hot_spots(x, y, np.zeros(3, dtype=int))
    assert len(nowhere) == 0
    assert distances_to_nearest(after, nowhere).tolist() == [math.inf, math.inf]


def test_the_target_is_no_part_of_its_buffer_and_the_law_s_zone_is_no_area():
    assert areas_of(ZONE).tolist() == [0, 1, 2, 3, 3]
    assert areas_of(np.array([TARGET | BUFFER], dtype=np.uint8)).tolist() == [0]
    assert counts_in_areas(np.array([0, 0, 4, 2]), ZONE) == {
        "target": 2,
        "buffer": 0,
        "control": 1,
        "elsewhere": 1,
    }


def row(kind, cell, cause, dealer, metres=0, came_from=0):
    fields = dict.fromkeys(ledger.FIELDS, 0)
    fields |= {"kind": kind, "cell": cell, "cause": cause, "actor_kind": ledger.DEALER, "actor": dealer}
    return list((fields | {"amount": metres * 10, "place": came_from}).values())


def test_true_displacement_says_who_moved_where_why_and_how_far():
    rows = np.array(
        [
            row(ledger.RELOCATION, 1, ledger.RISK, dealer=7, metres=80, came_from=0),
            row(ledger.RELOCATION, 1, ledger.RISK, dealer=7, metres=70, came_from=0),
            row(ledger.RELOCATION, 1, ledger.RISK, dealer=8, metres=50, came_from=0),
            row(ledger.RELOCATION, 0, ledger.CUSTOM, dealer=8, metres=50, came_from=1),
            row(ledger.LEFT, 0, ledger.RISK, dealer=9),
            row(ledger.ENTRY, 0, ledger.CUSTOM, dealer=9),
            row(ledger.SALE, 0, ledger.NO_CAUSE, dealer=9),
        ]
    )
    assert set(moves_between_areas(rows, ZONE)) == {
        Moves("target", "buffer", "risk", 3, 2, 200.0),
        Moves("buffer", "target", "custom", 1, 1, 50.0),
        Moves("target", "another scene", "risk", 1, 1, 0.0),
        Moves("another scene", "target", "custom", 1, 1, 0.0),
    }
    assert moves_between_areas(rows[:0], ZONE) == ()


def test_an_evaluation_of_everything_that_moved_east_finds_where_it_went():
    city = read_city()
    area = areas_of(city.zone)
    target, buffer, control = (np.flatnonzero(area == number)[:4] for number in range(3))
    before = np.concatenate([np.repeat(target, 10), control])
    after = np.concatenate([np.repeat(target, 5), np.repeat(buffer, 5), control])
    found = evaluation_of(before, after, city)
    assert found.before.in_areas == {"target": 40, "buffer": 0, "control": 4, "elsewhere": 0}
    assert found.quotient.quotient == pytest.approx(-1)
    assert found.difference.estimate == 0
    assert found.difference.standard_error == pytest.approx(math.sqrt(40 + 20 + 4 + 4 + 20))
    assert found.centre_moved > 0
    assert found.new_hot_spots.max() > 0
    assert found.new_hot_spots.min() == 0


def test_an_evaluation_weighs_periods_of_unequal_length_by_the_day():
    city = read_city()
    cells = np.flatnonzero(areas_of(city.zone) == 0)[:6]
    control = np.flatnonzero(areas_of(city.zone) == 2)[:2]
    before, after = np.concatenate([cells, cells, control, control]), np.concatenate([cells, control])
    found = evaluation_of(before, after, city, days=(2, 1))
    assert found.difference.estimate == found.quotient.success == found.quotient.buffer == 0


def test_an_evaluation_sees_all_events_or_those_in_the_register():
    told = row(ledger.VIOLENCE, 3, ledger.TURF, dealer=1)
    told[ledger.RECORDED] = 1
    untold, by_police = (
        row(ledger.VIOLENCE, 4, ledger.DEBT, 1),
        row(ledger.VIOLENCE, 5, ledger.POLICE_FORCE, 1),
    )
    rows = np.array([told, untold, by_police, row(ledger.SALE, 6, ledger.NO_CAUSE, 1)])
    assert cells_of(rows, ledger.VIOLENCE).tolist() == [3, 4]
    assert cells_of(rows, ledger.VIOLENCE, recorded=True).tolist() == [3]


def test_nothing_to_evaluate_is_not_a_number_and_not_an_error():
    nothing = np.zeros(0, dtype=np.int64)
    found = evaluation_of(nothing, nothing, read_city())
    assert math.isnan(found.centre_moved)
    assert math.isnan(found.quotient.quotient)
    assert len(found.new_hot_spots) == 0
