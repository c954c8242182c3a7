"""Policies ranked over worlds and weights: where one is best by all harms no weighting can turn it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import toy_engine
from toy_experiments import written
from toy_trials import CLAIM, SAMPLED, TWICE, carried_out, read, trial

from marketsim.study.claim.quantities import Quantity
from marketsim.study.claim.ranking import COST, cost_per_harm_averted, flips, harms, ranked, ranking

NAMES = ["as_today", "a", "b"]


def test_a_policy_that_is_best_by_every_harm_is_best_under_every_weighting() -> None:
    outcomes = {
        "violence": np.array([[2.0, 2.0], [1.0, 1.0], [3.0, 3.0]]),
        "litter": np.array([[200.0, 220.0], [100.0, 100.0], [300.0, 300.0]]),
    }
    assert flips(outcomes, NAMES, 0) == {"as_today": 0.0, "a": 1.0, "b": 0.0}


def test_where_harms_disagree_the_weights_decide_and_units_do_not() -> None:
    violence = np.array([[2.0, 2.0], [1.0, 1.0], [3.0, 3.0]])
    litter = np.array([[200.0, 200.0], [300.0, 300.0], [100.0, 100.0]])
    shares = flips({"violence": violence, "litter": litter}, NAMES, 0)
    assert shares["a"] == pytest.approx(0.5, abs=0.05)
    assert shares["b"] == pytest.approx(0.5, abs=0.05)
    assert flips({"violence": violence * 1000, "litter": litter}, NAMES, 0) == shares
    assert flips({"violence": np.zeros((3, 2))}, NAMES, 0) == {}


def test_whose_harms_are_told_apart_most_finely_does_not_decide_where_bearers_are_weighed_first() -> None:
    worse, better = np.array([[1.0], [2.0], [1.0]]), np.array([[2.0], [1.0], [2.0]])
    outcomes = {"stops": worse, "fines": worse, "arrests": worse, "violence": better}
    bearers = {"stops": "people", "fines": "people", "arrests": "people", "violence": "residents"}
    assert flips(outcomes, NAMES, 0)["a"] == pytest.approx((1 / 3) ** 3, abs=0.015)
    assert flips(outcomes, NAMES, 0, bearers)["a"] == pytest.approx(1 / 3, abs=0.04)


def test_the_price_of_a_harm_averted_is_told_only_where_it_is_averted() -> None:
    cost = np.full(100, 500.0)
    assert cost_per_harm_averted(cost, np.full(100, -2.0)) == (250.0, 250.0, 250.0)
    mixed = np.where(np.arange(100) < 60, 1.0, -1.0)
    assert cost_per_harm_averted(cost, mixed) is None


def test_policies_are_judged_on_each_harm_by_regret_over_worlds(tmp_path: Path) -> None:
    text = (
        TWICE.replace('"crackdown"]', '"crackdown", "harm_reduction"]')
        + CLAIM
        + SAMPLED.replace("WORLDS", "3")
    )
    asked = trial(tmp_path, read(written(tmp_path, text)))
    carried_out(asked)
    [pools] = [asked.pools_of(group) for group in asked.groups()]
    [harm] = harms(toy_engine.MEASURES)
    assert harm.name == "visible_selling"
    runs = asked.read(
        pools["prior"], [Quantity(name, None, (1, 4)) for name in (harm.name, "violence", COST)]
    )
    found = {one.policy: one for one in ranked(runs, [harm], (1, 4), "as_today")}
    assert found["crackdown"].regret == pytest.approx(found["crackdown"].mean - found["harm_reduction"].mean)
    assert found["harm_reduction"].best == 1.0
    assert found["crackdown"].no_worse == 0.0
    assert found["placebo"].no_worse == 1.0
    told = ranking(runs, [harm], (1, 4), "as_today", {"violence": -1000.0})
    assert told["worth"]["crackdown"]["value"] == pytest.approx(-2000.0)
    assert told["worth"]["harm_reduction"]["value"] == pytest.approx(1000.0)
    assert told["kr_per_harm_averted"] == {}  # the toy has no costs
    assert ranking(runs, [harm], (1, 4), "as_today", {})["worth"] == {}
