"""Trials on the toy engine: claims whose answers are known, in worlds whose effects are known."""

from __future__ import annotations

from pathlib import Path

import pytest
import toy_engine
from toy_experiments import PLAIN, written

from marketsim.study.claim.patterns import Pattern, Patterns
from marketsim.study.claim.trial import Trial
from marketsim.study.executor import Here
from marketsim.study.experiment import Experiment
from marketsim.study.experiment import experiment as experiments

CLAIM = """
[[claim]]
name = "more enforcement, more violence"
row = "W1b"
statement = "More enforcement raises violence."
measure = "violence"
treatment = "crackdown"
control = "as_today"
direction = "higher"
smallest_effect = 0.5
reason = "One act more every second day."
knock_outs = ["turf.quarrel_rate"]
source = ["werb-2011"]
critic = "A toy proves nothing."
[claim.negative_control]
measure = "trust"
margin = 0.01
reason = "The toy's trust never moves."
"""
TWICE = PLAIN.replace("replicates = 5", "replicates = 2")
SAMPLED = """
[design]
kind = "latin_hypercube"
worlds = WORLDS
[design.uncertain]
need.relief = "declared"
need.heroin_cycle = "declared"
"""
KNOWN = Patterns(
    about="What is known of the toy.",
    pattern=[
        Pattern(
            name="violence a day", measure="violence", low=9.0, high=11.0, reason="r", source=["werb-2011"]
        )
    ],
)


def sampled(tmp_path: Path, name: str = "toy", worlds: int = 60, claim: str = CLAIM) -> Experiment:
    """Write and read an experiment whose worlds are sampled."""
    text = TWICE + claim + SAMPLED.replace("WORLDS", str(worlds))
    return read(written(tmp_path, text, name))


def read(file: Path) -> Experiment:
    """Read an experiment about the toy's measures."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(experiments, "declared_measures", lambda: toy_engine.MEASURES)
        return Experiment.read(file)


def trial(tmp_path: Path, *experiments: Experiment, most_worlds: int | None = None) -> Trial:
    """Put experiments on trial."""
    calibration = sampled(tmp_path, "calibration", 60, "")
    return Trial(
        experiments or [sampled(tmp_path)],
        tmp_path / "check",
        most_worlds=most_worlds,
        known=KNOWN,
        measures=toy_engine.MEASURES,
        engine="toy_engine",
        ground=toy_engine.ground,
        clamped_ground=toy_engine.ground,
        calibrations={"accepted": calibration},
    )


def carried_out(asked: Trial) -> bool:
    """Run everything, here."""
    return asked.run(Here(), lambda *_: None)
