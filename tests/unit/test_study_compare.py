"""A comparison runs each policy with the same luck, keeps every run, and carries on where it was broken off."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import toy_engine

from marketsim.model.simulate import RunSpec
from marketsim.parameters.errors import MarketsimError
from marketsim.study.compare import Progress, carry_out, plan
from marketsim.study.comparison import Comparison, Contrast, Results
from marketsim.study.executor import Here
from marketsim.study.processes import Processes
from marketsim.study.scenario import World
from marketsim.study.store import Folder
from marketsim.study.summary import summary, to_csv

WORLD = World(levers={}, parameters={}, days=20, settling_days=1)
BOTH = ("as_today", "placebo")


def planned(policies: tuple[str, ...] = BOTH, replicates: int = 4, world: World = WORLD) -> Comparison:
    return plan(policies, replicates, world, "toy_engine", toy_engine.ground)


def failing() -> Comparison:
    return planned(world=World(levers={}, parameters={}, days=20, scale=13.0))


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return carry_out(planned(), Here(), Folder(tmp_path))


def test_named_policies_are_all_judged_against_the_first() -> None:
    assert planned().contrasts == (Contrast("placebo", "as_today"),)


def test_one_policy_is_not_a_comparison() -> None:
    with pytest.raises(MarketsimError, match="needs two policies"):
        planned(("as_today",))


def test_a_policy_named_twice_is_refused() -> None:
    with pytest.raises(MarketsimError, match="named twice"):
        planned(("as_today", "as_today"))


def test_policies_that_change_nothing_are_equal_in_every_pair(results: Results) -> None:
    difference = results.difference(Contrast("placebo", "as_today"), "violence")
    assert difference.difference.value == 0
    assert difference.pairing_saved is None


def test_a_measure_that_no_run_has_is_left_out(results: Results) -> None:
    assert [row.measure.name for row in summary(results, toy_engine.MEASURES)] == [
        "violence",
        "visible_selling",
        "trust",
    ]


def test_cells_are_a_mean_a_day(results: Results) -> None:
    total = np.mean([results.records["placebo", one].cells["violence"] for one in range(4)], axis=0)
    assert np.allclose(results.cells("placebo", "violence"), total / 20)


def test_two_workers_give_what_one_gives(results: Results, tmp_path: Path) -> None:
    other = carry_out(planned(), Processes(2), Folder(tmp_path / "other"))
    assert {key: one.outcome for key, one in other.records.items()} == {
        key: one.outcome for key, one in results.records.items()
    }
    assert to_csv(summary(other, toy_engine.MEASURES)) == to_csv(summary(results, toy_engine.MEASURES))


def test_only_what_is_missing_is_run_again(results: Results, tmp_path: Path) -> None:
    comparison = planned()
    for key in (("placebo", 1), ("as_today", 3)):
        Folder(tmp_path).place_of(comparison.identities[key].run).unlink()
    told: list[Progress] = []
    again = carry_out(comparison, Here(), Folder(tmp_path), told.append)
    assert told[0] == Progress(done=6, failed=0, planned=8, reused=6)
    assert again.complete
    assert again.records.keys() == results.records.keys()


def test_failed_runs_are_told_and_never_counted_as_done(tmp_path: Path) -> None:
    results = carry_out(failing(), Here(), Folder(tmp_path))
    assert not results.complete
    assert not results.records
    assert set(results.failed.values()) == {"ArithmeticError: a toy fault"}
    assert summary(results, toy_engine.MEASURES) == []


def test_a_comparison_is_named_by_its_runs() -> None:
    assert planned().digest == planned().digest
    assert planned().digest != planned(replicates=5).digest
    assert planned().digest != planned(("placebo", "as_today")).digest


def test_a_world_settles_as_long_and_starts_when_the_model_says() -> None:
    spec = RunSpec(policy={})
    assert (WORLD.start, World({}, {}).settling_days, WORLD.tick_seconds, WORLD.scale) == (
        spec.start,
        spec.settling_days,
        spec.tick_seconds,
        spec.scale,
    )
