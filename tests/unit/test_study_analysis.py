"""Which facts matter and where a sign turns, on outcomes whose answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from toy_experiments import PLAIN, written

from marketsim.study.analysis.discovery import box_of
from marketsim.study.analysis.failures import failures_in_words
from marketsim.study.analysis.sensitivity import Values, between_ends, influences
from marketsim.study.analysis.splits import leaves_of
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.worlds import coordinates
from marketsim.study.sweep.results import Found, Lost
from marketsim.study.sweep.table import Signs, signs

ISHIGAMI = """[design]
kind = "KIND"
HOW_MANY
[design.uncertain]
need.relief = "declared"
need.uses_at = "declared"
need.starts_seeking = "declared"
"""


def sampled(tmp_path: Path, kind: str, how_many: str) -> tuple[Experiment, np.ndarray]:
    """Return an experiment and its worlds as shares of the ranges."""
    text = PLAIN + ISHIGAMI.replace("KIND", kind).replace("HOW_MANY", how_many)
    experiment = Experiment.read(written(tmp_path, text))
    points = coordinates(experiment.worlds, experiment.uncertain)
    low, high = np.array([0.6, 0.3, 0.2]), np.array([2.0, 1.0, 0.9])
    return experiment, (points - low) / (high - low)


def ishigami(shares: np.ndarray) -> np.ndarray:
    """Ishigami and Homma (1990): its indices are known exactly."""
    one, two, three = (np.pi * (2 * shares - 1)).T
    return np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


def test_sobol_indices_of_ishigami_are_the_published_ones(tmp_path: Path) -> None:
    experiment, shares = sampled(tmp_path, "saltelli", "worlds = 1024")
    found = {one.key: one for one in influences(experiment, ishigami(shares))}
    assert found["need.relief"].more["alone"] == pytest.approx(0.3139, abs=0.02)
    assert found["need.uses_at"].more["alone"] == pytest.approx(0.4424, abs=0.02)
    assert found["need.starts_seeking"].more["alone"] == pytest.approx(0.0, abs=0.02)
    assert found["need.relief"].strength == pytest.approx(0.5576, abs=0.03)
    assert found["need.starts_seeking"].strength == pytest.approx(0.2437, abs=0.03)


def test_the_share_of_variance_from_any_sample_comes_near_them(tmp_path: Path) -> None:
    experiment, shares = sampled(tmp_path, "sobol", "worlds = 2048")
    found = {one.key: one.strength for one in influences(experiment, ishigami(shares))}
    assert found["need.relief"] == pytest.approx(0.3139, abs=0.05)
    assert found["need.uses_at"] == pytest.approx(0.4424, abs=0.06)
    assert "need.starts_seeking" not in found


def test_facts_that_do_nothing_are_not_ranked_by_chance(tmp_path: Path) -> None:
    experiment, shares = sampled(tmp_path, "sobol", "worlds = 64")
    noise = np.random.default_rng(5).normal(size=64)
    assert influences(experiment, noise) == []
    assert [one.key for one in influences(experiment, noise + 8 * shares[:, 1])] == ["need.uses_at"]


def of_all_assumed(place: Path, worlds: int, luck: int) -> tuple[Experiment, Values]:
    """An experiment on every assumed fact, and where in its range each lies, ``float64[worlds, facts]``."""
    design = f'[design]\nkind = "latin_hypercube"\nworlds = {worlds}\ngrades = ["assumed"]\ndraw = {luck}\n'
    experiment = Experiment.read(written(place, PLAIN + design))
    points = coordinates(experiment.worlds, experiment.uncertain)
    return experiment, (points - points.min(axis=0)) / np.ptp(points, axis=0)


@pytest.mark.parametrize("luck", [1, 2, 3])
def test_a_fact_that_matters_is_found_though_a_few_worlds_are_extreme(luck: int, tmp_path: Path) -> None:
    experiment, shares = of_all_assumed(tmp_path, 200, luck)
    extreme = np.random.default_rng(luck).standard_t(1.5, size=200)
    found = influences(experiment, 4 * shares[:, 7] + extreme)
    assert [one.key for one in found[:1]] == [experiment.uncertain[7]]


@pytest.mark.parametrize("luck", [1, 2])
def test_among_hundreds_of_facts_only_those_that_matter_are_ranked(luck: int, tmp_path: Path) -> None:
    experiment, shares = of_all_assumed(tmp_path, 512, luck)
    assert len(experiment.uncertain) > 200
    noise = np.random.default_rng(luck).normal(size=512)
    found = influences(experiment, 3 * shares[:, 7] - 3 * shares[:, 20] + noise)
    assert {one.key for one in found[:2]} == {experiment.uncertain[7], experiment.uncertain[20]}
    assert len(found) <= 4


@pytest.mark.extras
def test_morris_ranks_a_plain_sum_by_its_weights(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    experiment, shares = sampled(tmp_path, "morris", "trajectories = 12")
    found = influences(experiment, shares @ np.array([1.0, -5.0, 2.0]))
    assert [one.key for one in found] == ["need.uses_at", "need.starts_seeking", "need.relief"]
    assert found[0].strength == pytest.approx(5.0, abs=0.01)
    assert found[0].more["mean"] == pytest.approx(-5.0, abs=0.01)
    assert found[0].more["differing"] == pytest.approx(0.0, abs=0.01)


def test_one_at_a_time_is_a_tornado(tmp_path: Path) -> None:
    experiment, shares = sampled(tmp_path, "one_at_a_time", "")
    found = influences(experiment, shares @ np.array([1.0, -5.0, 2.0]))
    assert [round(one.strength, 6) for one in found] == [5, 2, 1]
    assert found[0].more["low"] > found[0].more["high"]


def test_a_design_with_missing_worlds_gives_no_indices_rather_than_wrong_ones(tmp_path: Path) -> None:
    experiment, shares = sampled(tmp_path, "saltelli", "worlds = 64")
    outcome = ishigami(shares)
    outcome[5] = np.nan
    assert influences(experiment, outcome) == []


def test_a_sign_is_sure_only_where_the_replicates_of_a_world_agree_on_it(tmp_path: Path) -> None:
    experiment, _ = sampled(tmp_path, "latin_hypercube", "worlds = 6")
    contrast = experiment.contrasts[0]
    pairs = [[2, 2, 3], [9, -1, 1], [-2, -2, -3], [-9, 1, -1], [0, 0, 0], [1, np.nan, np.nan]]
    values = np.zeros((len(experiment.arms), 6, 3))
    values[[arm.name for arm in experiment.arms].index(contrast.treated)] = pairs
    found = Found(experiment, 3, {"violence": values}, (), runs={}, digest="", seconds=1.0, window=(1, 4))
    assert signs(found, contrast, "violence") == Signs(3, 2, 1, surely_higher=1, surely_lower=1)


@pytest.mark.extras
def test_a_planted_region_is_found_and_put_in_words(tmp_path: Path) -> None:
    pytest.importorskip("ema_workbench")
    experiment, shares = sampled(tmp_path, "sobol", "worlds = 512")
    happens = (shares[:, 0] > 0.6) & (shares[:, 1] < 0.5)
    box = box_of(experiment, happens)
    assert box is not None
    assert set(box.limits) == {"need.relief", "need.uses_at"}
    assert box.limits["need.relief"][0] == pytest.approx(0.6 + 1.4 * 0.6, abs=0.12)
    assert box.limits["need.uses_at"][1] == pytest.approx(0.65, abs=0.06)
    assert box.density > 0.9
    said = box.in_words("Violence is higher")
    assert said.startswith("Violence is higher in ")
    assert "need: relief is at least 1.4" in said
    assert "need: uses at is at most 0.6" in said


@pytest.mark.extras
def test_where_nothing_stands_out_no_region_is_made_up(tmp_path: Path) -> None:
    pytest.importorskip("ema_workbench")
    experiment, _ = sampled(tmp_path, "sobol", "worlds = 128")
    assert box_of(experiment, np.zeros(128, bool)) is None
    for seed in range(4):
        happens = np.random.default_rng(seed).random(128) < 0.5
        assert box_of(experiment, happens) is None
        assert leaves_of(experiment, happens) == []


@pytest.mark.extras
def test_a_planted_region_is_found_among_what_chance_adds(tmp_path: Path) -> None:
    pytest.importorskip("ema_workbench")
    experiment, shares = sampled(tmp_path, "sobol", "worlds = 512")
    luck = np.random.default_rng(1).random(512) < 0.1
    box = box_of(experiment, ((shares[:, 0] > 0.6) & (shares[:, 1] < 0.5)) ^ luck)
    assert box is not None
    assert set(box.limits) == {"need.relief", "need.uses_at"}
    assert 0.8 < box.density < 0.97


@pytest.mark.extras
def test_a_tree_of_splits_divides_all_worlds_into_regions(tmp_path: Path) -> None:
    pytest.importorskip("ema_workbench")
    experiment, shares = sampled(tmp_path, "sobol", "worlds = 512")
    happens = (shares[:, 0] > 0.6) & (shares[:, 1] < 0.5)
    leaves = leaves_of(experiment, happens)
    assert sum(leaf.worlds for leaf in leaves) == 512
    assert leaves == leaves_of(experiment, happens)
    assert leaves[0].density > 0.97
    assert leaves[0].coverage > 0.97
    assert leaves[-1].density == 0.0
    assert leaves[0].limits["need.relief"][0] == pytest.approx(0.6 + 1.4 * 0.6, abs=0.02)
    assert leaves[0].limits["need.uses_at"][1] == pytest.approx(0.65, abs=0.02)
    assert leaves[0].where == "need: relief is at least 1.44 and need: uses at is at most 0.649"


def test_both_ends_of_a_fact_are_means_over_everything_else(tmp_path: Path) -> None:
    experiment, shares = sampled(tmp_path, "sobol", "worlds = 512")
    ends = between_ends(experiment, shares @ np.array([1.0, -5.0, 0.0]))
    low, high = ends["need.uses_at"]
    assert high - low == pytest.approx(-5 * 0.8, abs=0.1)
    assert ends["need.starts_seeking"][0] == pytest.approx(ends["need.starts_seeking"][1], abs=0.25)


@pytest.mark.extras
def test_a_lattice_has_its_own_ends(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    experiment, shares = sampled(tmp_path, "morris", "trajectories = 40")
    ends = between_ends(experiment, shares[:, 0])
    assert ends["need.relief"] == (0.0, 1.0)


def failing(experiment: Experiment, worlds: np.ndarray) -> str:
    """What is said of runs of the first arm that failed in these worlds."""
    lost = tuple(Lost(0, int(world), 0, "MemoryError") for world in worlds)
    [line] = failures_in_words(Found(experiment, 1, {}, lost, runs={}, digest="", seconds=1.0, window=(1, 4)))
    return line


def test_where_runs_fail_is_said_where_they_stand_apart(tmp_path: Path) -> None:
    experiment, shares = sampled(tmp_path, "latin_hypercube", "worlds = 100")
    line = failing(experiment, np.flatnonzero(shares[:, 1] > 0.9))
    assert line.startswith(
        "10 runs failed under as_today: MemoryError. They lie where need: uses at is at least 0.9"
    )
    assert line.endswith("as do 10 of 100 worlds.")


def test_of_runs_that_fail_anywhere_no_region_is_made_up(tmp_path: Path) -> None:
    design = '[design]\nkind = "latin_hypercube"\nworlds = 100\ngrades = ["assumed"]\n'
    experiment = Experiment.read(written(tmp_path, PLAIN + design))
    said = [
        failing(experiment, np.random.default_rng(luck).choice(100, number, replace=False))
        for number in (3, 10)
        for luck in range(10)
    ]
    assert sum("They lie where" in line for line in said) <= 3
