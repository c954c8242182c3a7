"""What a report says of displacement: true moves counted, estimates as published, nothing where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import toy_engine

from marketsim.entities.city.zones import BUFFER, CONTROL, TARGET
from marketsim.measures.displacement import Quotient
from marketsim.study.comparison import Comparison, Contrast, Results
from marketsim.study.displaced import WITHIN, Displaced, displaced
from marketsim.study.record import Record, from_bytes, to_bytes
from marketsim.study.report.displacement import reading, section
from marketsim.study.scenario import World

CITY: Any = SimpleNamespace(
    cells=4, zone=np.array([TARGET, BUFFER, CONTROL, 0], np.uint8),
    x=np.array([0.0, 100.0, 500.0, 900.0]), y=np.zeros(4),
)  # fmt: skip
WHEELER = {"control": [207.0, 178.0, 308.0, 5.0], "treated": [110.0, 157.0, 318.0, 5.0]}
"""Counts in target, buffer and control; the buffer has no control of its own here."""
CONTRAST = Contrast("treated", "control")


def move(start: str, end: str, moves: int, cause: str = "risk") -> dict[str, Any]:
    return {"from_area": start, "to_area": end, "cause": cause, "moves": moves, "dealers": 1, "metres": 10.0}


MOVES = {
    "treated": (move("target", "buffer", 30), move("target", "target", 4, "crowding")),
    "control": (move("target", "buffer", 10),),
}


def results(days: int = 1, replicates: int = 3, **more: Any) -> Results:
    comparison = Comparison(
        ("control", "treated"), (CONTRAST,), replicates, World({}, {}, days=days), {}, {}, {}
    )
    records = {
        (policy, one): Record(
            f"{policy}{one}", "", {}, {}, {"violence": np.array(counts) + one},
            recorded={"violence": np.floor(np.array(counts) / 2)}, moves=MOVES[policy], **more,
        )
        for policy, counts in WHEELER.items()
        for one in range(replicates)
    }  # fmt: skip
    return Results(comparison, records)


@pytest.fixture
def known() -> Displaced:
    found = displaced(results(), CONTRAST, CITY)
    assert found is not None
    return found


def test_the_weighted_displacement_difference_is_the_published_one(known: Displaced) -> None:
    # Wheeler and Ratcliffe (2018): −97 in the treated area, +10 in its control, −21 where it could have gone.
    all_violence, recorded = known.estimates
    assert all_violence.difference.value == -97 - 10 - 21
    assert all_violence.difference.low == all_violence.difference.high == -128
    assert all_violence.register_error == pytest.approx(np.sqrt(1278 + 6), rel=1e-3)
    assert all_violence.told_by_one == 1.0
    assert recorded.recorded
    assert recorded.difference.value == pytest.approx(-64, abs=1)


def test_the_quotient_relates_the_buffer_to_the_target(known: Displaced) -> None:
    success, buffer = 111 / 319 - 208 / 309, 158 / 319 - 179 / 309
    assert known.estimates[0].quotient.quotient == pytest.approx(buffer / success)


def test_true_moves_are_counted_a_day_and_by_reason(known: Displaced) -> None:
    assert known.routes[("target", "buffer")] == {"control": 10.0, "treated": 30.0}
    assert [*known.routes][-1] == (WITHIN, WITHIN)
    assert known.causes["crowding"] == {"control": 0.0, "treated": 4.0}
    assert known.between.value == 20.0
    twice = displaced(results(days=2), CONTRAST, CITY)
    assert twice is not None
    assert twice.routes[("target", "buffer")]["treated"] == 15.0


def test_hot_spots_are_new_where_there_was_none_near() -> None:
    here = results()
    for one in range(3):
        moved = here.records["treated", one]
        here.records["treated", one] = replace(moved, cells={"violence": np.array([0.0, 0.0, 9.0, 9.0])})
        kept = here.records["control", one]
        here.records["control", one] = replace(kept, cells={"violence": np.array([9.0, 0.0, 9.0, 0.0])})
    found = displaced(here, CONTRAST, CITY)
    assert found is not None
    assert sorted(found.spreads[0].new_hot_spots.tolist()) == [0.0, 400.0]
    assert found.spreads[0].centre_moved == pytest.approx(450.0)
    assert "1 of 2 new, 400 m away" in section(here, CITY)


@pytest.mark.parametrize(
    ("success", "buffer", "says"),
    [
        (-0.5, -0.7, "benefits spread further"),
        (-0.5, -0.2, "benefits spread"),
        (-0.5, 0.2, "some moved next door"),
        (-0.5, 0.7, "more moved than was gained"),
        (0.5, 0.7, "no reading"),
        (0.0, 0.7, "too few events"),
    ],
)
def test_a_quotient_is_read_only_where_the_target_did_better(
    success: float, buffer: float, says: str
) -> None:
    assert reading(Quotient(success, buffer)).startswith(says)


def test_the_section_tells_true_and_recorded_events_apart() -> None:
    told = section(results(), CITY)
    for words in ("Violence, all that happened", "Violence, in the register", "Target → buffer", "WDQ"):
        assert words in told
    assert "nan" not in told


def test_runs_without_places_or_of_another_map_have_no_section() -> None:
    other: Any = SimpleNamespace(**{**vars(CITY), "cells": 9})
    assert section(results(), other) == ""
    without = results()
    without.records = {key: replace(one, cells={}, recorded={}) for key, one in without.records.items()}
    assert section(without, CITY) == ""


def test_moves_and_the_registers_events_come_home_with_a_run() -> None:
    record = results().records["treated", 0]
    again = from_bytes(to_bytes(record))
    assert again.moves == record.moves
    assert np.array_equal(again.recorded["violence"], record.recorded["violence"])
    assert toy_engine.simulate(toy_engine.RunSpec({"name": "a"}, {}, {}, "", 3, 0, 0), 0).moves
