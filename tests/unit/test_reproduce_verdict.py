"""A result made again is identical, identical to ten digits, or different; and what is compared is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy_engine

from marketsim import __main__ as command_line
from marketsim.study import engine, job, scenario
from marketsim.study.manifest import WhatAllStoodOn
from marketsim.study.record import Record
from marketsim.study.reproduce import again
from marketsim.study.reproduce.checkpoints import Checkpoints
from marketsim.study.reproduce.originals import Original
from marketsim.study.reproduce.verdict import DIFFERENT, IDENTICAL, NEAR, judged

DAYS = {"violence": np.array([1.0, 2.0, 3.0]), "theft": np.array([0.0, 5.0, np.nan])}
ORIGINAL = Original(
    id="ms1:12345678",
    asked={"policy": {"name": "as_today"}, "replicate": 0},
    ground=WhatAllStoodOn(source="s", map="m", numbers={}),
    outcome="there",
    days=DAYS,
)


def record(outcome: str, days: dict[str, np.ndarray]) -> Record:
    """A run as it came out here."""
    return Record("", outcome, {}, days, {})


def test_the_same_digest_is_identical() -> None:
    assert judged(ORIGINAL, record("there", DAYS)).word == IDENTICAL


@pytest.mark.parametrize(("off", "word"), [(0.0, NEAR), (1e-11, NEAR), (1e-9, DIFFERENT), (1.0, DIFFERENT)])
def test_ten_digits_are_ten_digits(off: float, word: str) -> None:
    here = {**DAYS, "violence": DAYS["violence"] * np.array([1.0, 1.0 + off, 1.0])}
    verdict = judged(ORIGINAL, record("here", here))
    assert verdict.word == word
    assert verdict.compared == "days"
    if off:
        assert verdict.farthest is not None
        assert (verdict.farthest.measure, verdict.farthest.place) == ("violence", 1)


@pytest.mark.parametrize(
    "here",
    [
        {**DAYS, "theft": np.array([1e-300, 5.0, np.nan])},
        {**DAYS, "theft": np.array([0.0, 5.0, 0.0])},
        {"violence": DAYS["violence"]},
        {**DAYS, "violence": DAYS["violence"][:2]},
    ],
    ids=["a nought that is none", "a missing value that is there", "a missing measure", "a missing day"],
)
def test_what_is_there_only_on_one_side_is_different(here: dict[str, np.ndarray]) -> None:
    assert judged(ORIGINAL, record("here", here)).word == DIFFERENT


def test_where_days_are_not_at_hand_means_are_compared_and_where_nothing_is_that_is_said() -> None:
    by_means = replace(ORIGINAL, days={}, means={"violence": 2.0})
    assert judged(by_means, record("here", DAYS)).compared == "means"
    assert judged(by_means, record("here", DAYS)).word == NEAR
    by_digest = judged(replace(ORIGINAL, days={}), record("here", DAYS))
    assert by_digest.word == DIFFERENT
    assert "not at hand" in by_digest.remarks[-1]


def test_checkpoints_survive_being_written_and_name_the_first_midnight_and_columns_that_differ() -> None:
    sums = np.arange(6, dtype="<u4").reshape(3, 2)
    one = Checkpoints(("people.money", "dealers.cash"), sums)
    kept = Checkpoints.from_bytes(one.to_bytes())
    assert kept.names == one.names
    assert kept.first_difference(one) is None
    other = Checkpoints(one.names, sums + np.array([[0, 0], [0, 1], [1, 1]], dtype="<u4"))
    assert one.first_difference(other) == 1
    assert one.differing(other, 1) == ["dealers.cash"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the toy answers in place of the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine, "engine", lambda name: toy_engine)
    for module in (job, scenario, again):
        monkeypatch.setattr(module, "engine", lambda name: toy_engine)
    return tmp_path


def verdict_of(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """What the command says, and how it ends."""
    capsys.readouterr()
    code = command_line.exit_code(["reproduce", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_run_is_found_by_manifest_folder_and_id(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code(["run", "as_today", "--days", "3"]) == 0
    (manifest,) = place.glob("marketsim-results/*/manifest.json")
    name = json.loads(manifest.read_text())["id"]
    for given in (str(manifest), str(manifest.parent), name, name.removeprefix("ms1:")):
        code, told = verdict_of(given, capsys=capsys)
        assert (code, told["verdict"], told["id"]) == (0, IDENTICAL, name)


def test_a_comparison_is_found_by_its_report_alone(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from toy_places import GROUND

    from marketsim import measures
    from marketsim.study.report import page

    monkeypatch.setattr(measures, "declared", lambda: toy_engine.MEASURES)
    monkeypatch.setattr(page, "ground_under", lambda _: GROUND)
    asked = ["as_today", "placebo", "--days", "3", "--replicates", "2", "--workers", "1", "--out", "here"]
    assert command_line.exit_code(["compare", *asked]) == 0
    (place / "elsewhere").mkdir()
    report = place / "elsewhere" / "report.html"
    report.write_bytes((place / "here" / "report.html").read_bytes())
    code, told = verdict_of(str(report), "--workers", "1", capsys=capsys)
    assert (code, told["verdict"], len(told["runs"])) == (0, IDENTICAL, 4)
    monkeypatch.setitem(toy_engine.EFFECT, "placebo", 1e-13)
    beside = verdict_of("here", "--workers", "1", capsys=capsys)[1]
    assert beside["verdict"] == NEAR
    assert {one["compared"] for one in beside["runs"]} == {"days"}
    assert verdict_of(str(report), "--workers", "1", capsys=capsys)[1]["verdict"] == DIFFERENT


def test_a_different_result_ends_in_one_and_says_what_is_furthest_off(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command_line.exit_code(["run", "crackdown", "--days", "3", "--out", "here"]) == 0
    monkeypatch.setitem(toy_engine.EFFECT, "crackdown", 2.5)
    capsys.readouterr()
    assert command_line.exit_code(["reproduce", "here"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("DIFFERENT")
    assert "violence on day" in said


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("nowhere/manifest.json", "does not exist; expected a manifest.json"),
        ("ms1:00000000", "no result under marketsim-results is called 'ms1:00000000'"),
        ("page.html", "carries no manifest"),
        ("broken.json", "is no manifest"),
    ],
)
def test_what_cannot_be_made_again_is_refused_in_one_line(
    given: str, says: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "page.html").write_text("<pre>{}</pre>")
    (place / "broken.json").write_text("{")
    assert command_line.exit_code(["reproduce", given]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_a_result_that_stands_on_numbers_of_another_version_is_refused_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.exit_code(["run", "as_today", "--days", "3", "--out", "here"]) == 0
    file = place / "here" / "manifest.json"
    manifest = json.loads(file.read_text())
    manifest["identity"]["numbers"]["need.of_another_version"] = "1"
    file.write_text(json.dumps(manifest))
    capsys.readouterr()
    assert command_line.exit_code(["reproduce", "here"]) == 2
    said = capsys.readouterr().err
    assert "numbers that this version does not have (need.of_another_version)" in said
    assert said.count("\n") == 1
