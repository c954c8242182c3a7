"""Effects taken apart over mechanisms and levers, and what an observer would make of them."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from marketsim.entities.city import read_city
from marketsim.entities.city.zones import BUFFER, TARGET
from marketsim.study.claim.bundle import at_equal_arrests
from marketsim.study.claim.factorial import effects
from marketsim.study.claim.mediation import EVERYTHING, mediated
from marketsim.study.claim.quantities import Quantity
from marketsim.study.claim.regression import against_the_truth, least_squares, over_places, over_time
from marketsim.study.claim.runs import at_equal
from marketsim.study.claim.shares import by_subset, shapley, subsets, taken_apart, variants
from marketsim.study.claim.twins import recoveries
from marketsim.study.record import Record

NAMES = ("turf", "debt", "strangers")


def effects_of(worth: dict[frozenset[str], float]) -> dict[frozenset[str], np.ndarray]:
    """Turn the worth of those at work into effects by who is knocked out, in one world."""
    return {frozenset(NAMES) - at_work: np.array([value]) for at_work, value in worth.items()}


def test_the_glove_game_is_shared_as_in_the_textbook() -> None:
    # turf and debt each have a left glove, strangers the right one; a pair is worth 1
    worth = {
        frozenset(at_work): float("strangers" in at_work and len(at_work) > 1) for at_work in subsets(NAMES)
    }
    shares = shapley(effects_of(worth), NAMES)
    assert {name: float(share[0]) for name, share in shares.items()} == pytest.approx(
        {"turf": 1 / 6, "debt": 1 / 6, "strangers": 4 / 6}
    )


@given(st_numpy.arrays(np.float64, (8, 5), elements=st.floats(-10, 10)))
def test_shares_and_what_is_left_add_up_to_the_whole(values: np.ndarray) -> None:
    found = taken_apart(dict(zip(subsets(NAMES), values, strict=True)), NAMES)
    assert found is not None
    total = found.left.value + sum(share.value for share in found.each.values())
    assert total == pytest.approx(found.whole.value, abs=1e-9)


def test_a_mechanism_that_does_nothing_has_no_share_and_equals_share_alike() -> None:
    luck = np.random.default_rng(1)
    base = luck.normal(size=4)
    knocked = {out: base + 2.0 * (("turf" not in out) + ("debt" not in out)) for out in subsets(NAMES)}
    shares = shapley(knocked, NAMES)
    assert shares["strangers"] == pytest.approx(np.zeros(4))
    assert shares["turf"] == pytest.approx(np.full(4, 2.0))
    assert shares["debt"] == pytest.approx(np.full(4, 2.0))


def test_worlds_in_which_a_subset_is_missing_are_left_out() -> None:
    values = {out: np.arange(4.0) for out in subsets(NAMES)}
    values[frozenset({"turf"})] = np.array([0.0, np.nan, 2.0, 3.0])
    found = taken_apart(values, NAMES)
    assert found is not None
    assert found.worlds == 3
    values[frozenset({"debt"})] = np.array([np.nan, np.nan, np.nan, 3.0])
    assert taken_apart(values, NAMES) is None


def test_a_design_of_knock_outs_is_read_back_by_subset() -> None:
    worlds = [{"need.relief": "1"}, {"need.relief": "2"}]
    made = variants(worlds, ["turf", "debt"], {"turf": "0/h", "debt": "0"})
    assert made[:2] == worlds
    assert made[-1] == {"need.relief": "2", "turf": "0/h", "debt": "0"}
    read = by_subset(np.arange(8.0), 2, ["turf", "debt"])
    assert read[frozenset({"turf"})].tolist() == [2.0, 3.0]
    assert read[frozenset({"turf", "debt"})].tolist() == [6.0, 7.0]


def test_a_factorial_gives_back_planted_effects() -> None:
    luck = np.random.default_rng(0)
    base = luck.normal(size=6)
    outcome = np.empty((2, 2, 2, 6))
    for hours in (0, 1):
        for target in (0, 1):
            for rule in (0, 1):
                outcome[hours, target, rule] = base + 3 * hours - target + 4 * hours * rule
    found = {part.levers: part.effect.value for part in effects(outcome, ["hours", "target", "rule"])}
    assert found[("hours",)] == pytest.approx(5.0)
    assert found[("target",)] == pytest.approx(-1.0)
    assert found[("rule",)] == pytest.approx(2.0)
    assert found[("hours", "rule")] == pytest.approx(4.0)  # beyond what each does alone
    assert found[("hours", "target")] == pytest.approx(0.0, abs=1e-12)


def test_least_squares_gives_the_published_slope() -> None:
    # Anscombe (1973), first data set: intercept 3.0001, slope 0.5001, standard error 0.1179
    x = np.array([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], float)
    y = np.array([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])
    slope = least_squares(y, x)
    assert slope is not None
    assert slope.value == pytest.approx(0.5001, abs=1e-4)
    assert slope.error == pytest.approx(0.1179, abs=1e-4)
    assert slope.adverse


def test_police_who_go_where_violence_is_look_adverse_to_an_observer_though_they_do_nothing() -> None:
    luck = np.random.default_rng(7)
    places = 400
    heat = luck.gamma(2.0, size=places)
    violence = luck.poisson(5 * heat).astype(float)
    arrests = luck.poisson(3 * heat).astype(float)
    slope = over_places(arrests, violence)
    assert slope is not None
    assert slope.adverse


def test_an_effect_over_time_is_found_and_a_constant_series_gives_no_answer() -> None:
    luck = np.random.default_rng(8)
    arrests = luck.poisson(5, size=300).astype(float)
    violence = np.r_[0.0, 10 - 0.8 * arrests[:-1]] + luck.normal(size=300)
    slope = over_time(arrests, violence)
    assert slope is not None
    assert slope.value == pytest.approx(-0.8, abs=0.1)
    assert not slope.adverse
    assert over_time(np.full(20, 3.0), violence[:20]) is None


def test_what_the_observer_writes_is_counted_by_what_is_true() -> None:
    true = np.array([1.0, -1.0, -3.0, -2.0, 1.0, -0.1]), np.array([2.0, 1.0, -1.0, -1.0, 2.0, 0.2])
    nobody = [np.nan, np.nan]
    written = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, np.nan], [-1.0, -1.0], nobody, [0.0, 1.0]])
    raises, lowers, hardly, open_ones = against_the_truth(written, true, 0.5)
    assert (raises.worlds, raises.observers, raises.adverse) == (1, 2, 1)
    assert (lowers.worlds, lowers.observers, lowers.adverse, lowers.beneficial) == (2, 3, 1, 2)
    assert (hardly.worlds, hardly.adverse) == (1, 1)
    assert (open_ones.worlds, open_ones.adverse) == (1, 2)
    assert lowers.in_words() == (
        "of 3 observers in 2 worlds where the treatment lowers it, 1 call it adverse and 2 beneficial"
    )


def test_an_observer_of_one_run_writes_what_the_regression_says() -> None:
    luck = np.random.default_rng(3)
    arrests = np.repeat(luck.poisson(5, size=60), 7).astype(float)
    after = np.r_[np.full(7, 5.0), arrests[:-7]] + luck.normal(size=420)
    written = Quantity("written of slope of violence on arrests", None, (1, 420))
    for violence, expected in ((after, 1.0), (20 - after, -1.0), (luck.normal(5, 1, size=420), 0.0)):
        days = {"violence": violence, "arrests": arrests}
        assert written.of(SimpleNamespace(days=days, cells={})) == expected


def test_a_fact_that_shapes_a_pattern_can_be_learned_and_another_cannot() -> None:
    luck = np.random.default_rng(5)
    points = luck.random((600, 3))
    seen = np.column_stack([points[:, 0] * 10 + luck.normal(0, 0.3, 600), luck.normal(size=600)])
    found, turns = recoveries(["a", "b", "c"], points, seen, np.array([1.0, 1.0]))
    learned = {one.key: one for one in found}
    assert turns > 50
    assert learned["a"].learned > 0.85
    assert learned["a"].can_be_learned
    assert not learned["b"].can_be_learned
    assert not learned["c"].can_be_learned


def test_patterns_that_nothing_else_reproduces_teach_nothing() -> None:
    luck = np.random.default_rng(6)
    found, turns = recoveries(["a"], luck.random((20, 1)), luck.normal(size=(20, 2)), np.array([1e-9, 1e-9]))
    assert (found, turns) == ([], 0)
    assert not math.isnan(turns)


def test_cells_are_compared_where_their_arrests_are_equal() -> None:
    # violence rises by 2 with every arrest and by 5 under the rule; under the rule there are also more arrests
    arrests, violence = np.empty((2, 2, 4)), np.empty((2, 2, 4))
    base = np.array([0.0, 1.0, 2.0, 3.0])
    for dose in (0, 1):
        for rule in (0, 1):
            arrests[dose, rule] = 10 + 4 * dose + 2 * rule
            violence[dose, rule] = base + 2 * arrests[dose, rule] + 5 * rule
    equal = at_equal_arrests(violence, arrests, 0)
    assert equal.shape == (2, 4)
    assert equal[1] - equal[0] == pytest.approx(np.full(4, 5.0))
    [part] = effects(equal, ["rule"])
    assert part.effect.value == pytest.approx(5.0)


def test_a_line_is_not_followed_far_beyond_its_ends() -> None:
    outcome = np.array([[1.0], [1.0]]), np.array([[3.0], [3.0]])
    dose = np.array([[0.0], [2.0]]), np.array([[2.0], [2.0]])
    found = at_equal(outcome, dose, np.array([[1.0], [1.0]]))
    assert found[0, 0] == pytest.approx(2.0)
    assert np.isnan(found[1, 0])
    assert np.isnan(at_equal(outcome, dose, np.array([[9.0], [9.0]]))[0, 0])


def test_what_is_held_shows_what_it_carries_and_how_mediators_act_on_one_another() -> None:
    base = np.ones((3, 2))
    found = mediated(
        {"": 10 * base, "deterrence": 7 * base, "debts": 8 * base, EVERYTHING: 4 * base},
        ["deterrence", "debts"],
    )
    assert found is not None
    assert {name: one.value for name, one in found.each.items()} == {"deterrence": 3.0, "debts": 2.0}
    assert found.together is not None
    assert found.interaction is not None
    assert (found.together.value, found.interaction.value) == (6.0, 1.0)
    assert mediated({"": np.full((3, 2), np.nan), "debts": base}, ["debts"]) is None


def test_what_falls_to_the_target_area_and_to_its_buffer_is_counted_a_day() -> None:
    zone = read_city().zone
    counts = {"violence": np.where((zone & TARGET) > 0, 2.0, np.where((zone & BUFFER) > 0, 1.0, 5.0))}
    record = Record("run", "outcome", {}, {"sales": np.zeros(4)}, counts)
    target, buffer, nowhere = (
        Quantity(name, None, (1, 4)).of(record)
        for name in ("violence in the target area", "violence in the buffer", "sales in the buffer")
    )
    assert target == 2.0 * ((zone & TARGET) > 0).sum() / 4
    assert buffer == ((zone & BUFFER) > 0).sum() / 4
    assert math.isnan(nowhere)
