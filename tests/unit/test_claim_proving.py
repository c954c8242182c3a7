"""The judge finds about as many differences as chance makes where there are none, and a planted one where it is."""

from __future__ import annotations

import numpy as np
import pytest

from marketsim.study.claim.proving import COMPARISONS, GROUP, proof
from marketsim.study.experiment import Experiment


@pytest.mark.parametrize("kind", ["normal", "counts", "skewed"])
def test_of_two_hundred_comparisons_of_like_with_like_about_ten_are_significant(kind: str) -> None:
    luck = np.random.default_rng(12)
    size = 2 * COMPARISONS * GROUP
    values = {
        "normal": luck.normal(100, 7, size),
        "counts": luck.poisson(12, size).astype(float),
        "skewed": luck.gamma(3.0, size=size),
    }[kind]
    found = proof("violence", values)
    assert found.honest, found
    assert found.covered == pytest.approx(0.95, abs=0.05)
    assert found.estimate == pytest.approx(found.planted, rel=0.1)
    assert found.found >= found.expected - 0.05  # worlds that help each other out see more than one alone


def test_a_judge_who_sees_ghosts_is_noticed() -> None:
    luck = np.random.default_rng(3)
    values = luck.normal(size=2 * COMPARISONS * GROUP)
    values[: COMPARISONS * GROUP] += 2.0
    assert not proof("violence", values).honest


def test_too_few_runs_are_refused() -> None:
    with pytest.raises(ValueError, match="800 runs are needed, not 7"):
        proof("violence", np.zeros(7))


def test_the_experiment_has_as_many_runs_as_it_takes() -> None:
    document = Experiment.read("the_pipeline_on_trial").document
    assert document.replicates == 2 * COMPARISONS * GROUP
