"""A forecast from the first worlds finds where accepted ones may lie, and rules out hardly any of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from toy_trials import KNOWN, sampled

from marketsim.study.claim.calibration import Calibration
from marketsim.study.claim.patterns import Accepted, Pattern
from marketsim.study.claim.screening import features, forecast, next_worlds, plausible
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.sampling import Range
from marketsim.study.experiment.worlds import coordinates, ranges_of

PEOPLE = Pattern(name="people", measure="people_seen", low=600, high=800, reason="r", source=["s"])
ROOMS = Pattern(name="rooms", measure="uses_in_rooms", low=700, high=1500, reason="r", source=["s"])


def facts_of() -> list[Range]:
    """Every uncertain fact of the house."""
    return list(ranges_of(Experiment.read("what_is_plausible").document))


def scene(ranges: list[Range], shares: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """A toy scene: people are pool times attendance, and uses in rooms follow people and the appeal of rooms."""
    keys = [one.key for one in ranges]

    def value(key: str) -> np.ndarray:
        place = keys.index(key)
        return ranges[place].low + shares[:, place] * (ranges[place].high - ranges[place].low)

    people = value("scene.pool") * value("scene.attendance")
    rooms = people * 2 * value("services.room_appeal") * value("services.walk_tolerance") / 20
    return np.column_stack([people, rooms]) * np.exp(luck.normal(0, 0.1, (len(shares), 2)))


def meets(seen: np.ndarray) -> np.ndarray:
    return np.all(
        [
            (seen[:, place] >= one.low) & (seen[:, place] <= one.high)
            for place, one in enumerate((PEOPLE, ROOMS))
        ],
        axis=0,
    )


def test_further_worlds_are_accepted_far_more_often_and_hardly_any_is_ruled_out_wrongly() -> None:
    luck = np.random.default_rng(1)
    ranges = facts_of()
    shares = luck.random((1000, len(ranges)))
    seen = scene(ranges, shares, luck)
    worlds, chosen = next_worlds(ranges, shares, seen, [PEOPLE, ROOMS], 300, draw=7)
    assert len(worlds) == len(chosen) == 300
    again, before = meets(scene(ranges, chosen, luck)).mean(), meets(seen).mean()
    assert again > 3 * before
    prior = luck.random((20_000, len(ranges)))
    good = meets(scene(ranges, prior, luck))
    facts = features(ranges, shares)
    forecasts = [forecast(facts, seen[:, place], one) for place, one in enumerate((PEOPLE, ROOMS))]
    kept = plausible(features(ranges, prior), [one for one in forecasts if one], [PEOPLE, ROOMS])
    assert kept[good].mean() > 0.97
    assert kept.mean() < 0.6


def test_worlds_lie_where_they_are_said_to_lie_and_are_the_same_every_time() -> None:
    luck = np.random.default_rng(2)
    ranges = facts_of()
    shares = luck.random((400, len(ranges)))
    seen = scene(ranges, shares, luck)
    worlds, chosen = next_worlds(ranges, shares, seen, [PEOPLE, ROOMS], 20, draw=7)
    low, high = (np.array([getattr(one, end) for one in ranges]) for end in ("low", "high"))
    read = (coordinates(worlds, [one.key for one in ranges]) - low) / (high - low)
    whole = np.array([one.declaration.form is float for one in ranges])
    assert np.abs(read - chosen)[:, whole].max() < 1e-4
    assert next_worlds(ranges, shares, seen, [PEOPLE, ROOMS], 20, draw=7)[0] == worlds
    assert next_worlds(ranges, shares, seen, [PEOPLE, ROOMS], 20, draw=8)[0] != worlds


def test_from_too_few_worlds_nothing_is_forecast() -> None:
    ranges = facts_of()
    shares = np.random.default_rng(3).random((10, len(ranges)))
    worlds, chosen = next_worlds(ranges, shares, np.ones((10, 2)), [PEOPLE, ROOMS], 20, draw=7)
    assert worlds == ()
    assert len(chosen) == 0


def judged(experiment: Experiment, number: int, met: int) -> Accepted:
    """A wave in which the first few worlds meet the pattern."""
    values = np.linspace(5, 15, number)[:, None]
    return Accepted(("violence a day",), values, np.zeros((number, 1)), (np.arange(number) < met)[:, None])


def test_waves_go_on_until_enough_worlds_are_accepted_and_never_before_the_last_is_run(
    tmp_path: Path,
) -> None:
    experiment = sampled(tmp_path, "calibration", 60, "")
    calibration = Calibration(experiment)
    assert calibration.next_wave(KNOWN.pattern, 10, 30) is None  # nothing has been run
    calibration.waves.append((experiment.worlds, judged(experiment, 60, 4)))
    assert calibration.accepted == list(experiment.worlds[:4])
    assert calibration.next_wave(KNOWN.pattern, 4, 30) is None
    wave = calibration.next_wave(KNOWN.pattern, 10, 30)
    assert wave is not None
    assert 0 < len(wave.worlds) <= 30
    assert not set(map(str, wave.worlds)) & set(map(str, experiment.worlds))
    unfinished = replace(judged(experiment, len(wave.worlds), 1), missing=1)
    unfinished.values[0] = np.nan
    calibration.waves.append((wave.worlds, unfinished))
    assert calibration.next_wave(KNOWN.pattern, 10, 30) is None
    assert calibration.judged == 60 + len(wave.worlds) - 1
