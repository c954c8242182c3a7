"""Estimators of displacement on trial: where counts are what the estimator assumes, it is right as often as it says."""

from __future__ import annotations

import numpy as np
import pytest

from marketsim.entities.city import read_city
from marketsim.entities.city.zones import CONTROL, TARGET
from marketsim.entities.ledger import CAUSE, CELL, FIELDS, KIND, KINDS, POLICE_FORCE, RECORDED
from marketsim.study.claim.audit import BEGINS, audited, evaluated, every
from marketsim.study.claim.surveyed import AREAS, SEEN, WIDTHS, area_of, counts, name_of
from marketsim.study.experiment import Experiment

DAYS = 180
MEANS = {"target": 6.0, "buffer": 3.0, "control": 8.0}


def drawn(luck: np.random.Generator, changes: dict[str, float], seen: float = 1.0) -> dict[str, np.ndarray]:
    """Counts by area whose mean changes when the policy begins; the register has a share of them."""
    series = {}
    for area, mean in MEANS.items():
        means = np.r_[np.full(BEGINS, mean), np.full(DAYS - BEGINS, mean + changes.get(area, 0.0))]
        true = luck.poisson(means)
        recorded = luck.binomial(true, seen)
        for what, number in zip(SEEN, (true, recorded), strict=True):
            series[name_of("violence", what, area, 100)] = number.astype(float)
    return series


def pairs(changes: dict[str, float], seen: float = 1.0, number: int = 400):  # type: ignore[no-untyped-def]
    luck = np.random.default_rng(9)
    quiet = {f"{name}": np.round(series) for name, series in drawn(luck, {}).items()}
    steady = {name: np.full(DAYS, MEANS[name.split()[2]]) for name in quiet}
    return [(drawn(luck, changes, seen), steady) for _ in range(number)]


def test_where_nothing_changes_the_difference_is_right_as_often_as_it_says() -> None:
    found = audited("p", pairs({}), "violence", "true", 100, 120)
    assert abs(found.bias) < 0.15
    assert (
        found.covered > 0.9
    )  # the truth is estimated from the twin, too, which never does better than chance
    assert found.found + found.wrong == pytest.approx(0.05, abs=0.04)


def test_a_fall_in_the_target_is_found_and_a_shift_next_door_is_told_by_the_quotient() -> None:
    found = audited("p", pairs({"target": -3.0, "buffer": 1.5}), "violence", "true", 100, 120)
    assert found.truth == pytest.approx(-1.5, abs=0.1)
    assert found.truth_next_door == pytest.approx(1.5, abs=0.1)
    assert found.found > 0.4
    assert found.wrong < 0.02
    assert found.quotient_right > 0.9


def test_a_register_that_has_half_of_it_is_biased_and_blinder() -> None:
    whole = audited("p", pairs({"target": -3.0}), "violence", "true", 100, 120)
    half = audited("p", pairs({"target": -3.0}, seen=0.4), "violence", "recorded", 100, 120)
    assert half.truth == pytest.approx(whole.truth, abs=0.1)
    assert half.bias > 1.5
    assert half.covered < whole.covered
    assert half.found < whole.found


def test_what_one_run_shows_is_the_published_estimator() -> None:
    flat = {
        name_of("violence", what, area, 100): np.full(DAYS, MEANS[area]) for what in SEEN for area in AREAS
    }
    changed = {name: series.copy() for name, series in flat.items()}
    for what in SEEN:
        changed[name_of("violence", what, "target", 100)][BEGINS:] = 4.0
        changed[name_of("violence", what, "buffer", 100)][BEGINS:] = 3.5
    one = evaluated(changed, flat, "violence", "true", 100, 60)
    assert one.estimate == pytest.approx(-2.0 + 0.5)
    assert one.truth == pytest.approx(-1.5)
    assert one.next_door == pytest.approx(0.5)


def test_only_follow_ups_that_fit_are_audited() -> None:
    everything = {
        name_of(event, seen, area, width): np.ones(120)
        for event in ("violence", "sale") for seen in SEEN for area in AREAS for width in WIDTHS
    }  # fmt: skip
    made = list(every("p", [(everything, everything)], 120))
    assert {one.follow_up for one in made} == {30, 60}
    assert len(made) == 2 * 2 * 3 * 2
    assert all(one.document()["wrong"] == 0 for one in made)


def test_areas_are_apart_and_a_wider_buffer_holds_a_narrower_one() -> None:
    city = read_city()
    narrow, wide = area_of(city, 50), area_of(city, 200)
    assert ((narrow == 0) == ((city.zone & TARGET) > 0)).all()
    assert ((narrow == 1) <= (wide == 1)).all()
    assert (wide == 1).sum() > (narrow == 1).sum() > 0
    assert ((wide == 2) <= ((city.zone & CONTROL) > 0)).all()


def test_events_are_counted_by_area_and_by_what_the_register_has() -> None:
    city = read_city()
    areas = {100: area_of(city, 100)}
    target, buffer = (int(np.flatnonzero(areas[100] == place)[0]) for place in (0, 1))
    rows = np.zeros((4, len(FIELDS)), dtype=np.int64)
    rows[:, KIND] = KINDS.index("violence")
    rows[:, CELL] = [target, target, buffer, target]
    rows[:, RECORDED] = [1, 0, 0, 1]
    rows[3, CAUSE] = POLICE_FORCE
    found = counts(rows, areas)
    assert found[name_of("violence", "true", "target", 100)] == 2
    assert found[name_of("violence", "recorded", "target", 100)] == 1
    assert found[name_of("violence", "true", "buffer", 100)] == 1
    assert found[name_of("sale", "true", "target", 100)] == 0


def test_the_policies_on_trial_begin_when_the_baseline_ends() -> None:
    experiment = Experiment.read("what_an_evaluator_sees")
    for name, policy in experiment.policies.items():
        assert name == "as_today" or {change.from_day for change in policy.changes} == {BEGINS}
