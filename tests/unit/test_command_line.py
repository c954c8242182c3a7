"""The contract that scripts rely on: exit codes, one line an error, and JSON with nothing around it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
import toy_engine
from toy_places import GROUND, toy_place

from marketsim import __main__ as command_line
from marketsim.study.report import page

RUN = ["run", "as_today", "--days", "3"]
COMPARE = ["compare", "as_today", "placebo", "--days", "3", "--replicates", "2", "--workers", "1"]
MISTAKES = [
    (["run", "as_todai"], "did you mean 'as_today'"),
    (["run", "missing.toml"], "missing.toml: does not exist"),
    (["run", "broken.toml"], "broken.toml:2"),
    (["run", "as_today", "--set", "law.posession=enforced"], "did you mean 'law.possession'"),
    (["run", "as_today", "--set", "law.possession=forbidden"], "law.possession"),
    (["run", "as_today", "--set", "services.opens=9"], "services.opens: 9 is a number; expected a time"),
    (["run", "as_today", "--set", "services.opens=9 parsecs"], "unknown unit 'parsecs'"),
    (["run", "as_today", "--set", "services.opens=900 h"], "is out of range"),
    (["run", "as_today", "--set", "services.opens"], "expected NAME=VALUE"),
    (["run", "as_today", "--set", "need.heroin_cycle=8 h"], "give it with --assume"),
    (["run", "as_today", "--assume", "law.possession=enforced"], "give it with --set"),
    (
        ["run", "as_today", "--assume", "need.heroin_cycle=8 h", "--assume", "need.heroin_cycle=9 h"],
        "given twice",
    ),
    (["run", "as_today", "--from", "2018-02-30"], "expected a date"),
    (["run", "as_today", "--from", "1066-10-14"], "out of range"),
    (["run", "as_today", "--days", "-1"], "--days -1: is out of range"),
    (["run", "as_today", "--days", "many"], "--days"),
    (["run", "as_today", "--replicate", "-1"], "--replicate"),
    (["run", "as_today", "--scale", "0"], "--scale 0: is out of range"),
    (["run", "as_today", "--scale", "nan"], "--scale nan: is out of range"),
    (["run", "as_today", "--out", "broken.toml"], "is a file, not a folder"),
    (["run"], "POLICY"),
    (["run", "as_today", "--polices"], "No such option"),
    (["explain", "as_today", "as_todai"], "did you mean 'as_today'"),
    (["explain", "as_today", "missing/manifest.json"], "missing/manifest.json: does not exist"),
    (["explain", "as_today", "placebo", "--about", "violense"], "did you mean 'violence'"),
    (["ran"], "ran"),
    (["compare", "as_today"], "needs two policies"),
    (["compare", "as_today", "as_today"], "named twice"),
    (["compare", "--replicates", "0"], "--replicates 0: is out of range"),
    (["compare", "--workers", "0"], "--workers 0: is out of range"),
    (["compare", "--png", "twins.svg"], "--png twins.svg: expected a name ending in .png"),
    (["compare", "--png", "nowhere.png"], "--png nowhere.png: is a folder"),
    (["compare", "--png", "nowhere/broken.toml/twins.png"], "is a file"),
    (["compare", "--png", "twins.png", "--about", "violense"], "did you mean 'violence'"),
    (["compare", "--about", "violence"], "name the picture with --png"),
    (["parameters", "--evidence", "guessed"], "allowed is measured, literature, expert, assumed"),
    (["map", "--png", "map.bmp"], "expected a name ending in .png"),
    (["map", "--geojson", "nowhere/broken.toml/map.geojson"], "is a file"),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the toy answers in place of the model."""
    monkeypatch.setattr(page, "ground_under", lambda _: GROUND)
    return toy_place(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("arguments", "says"), MISTAKES, ids=[" ".join(arguments) for arguments, _ in MISTAKES]
)
def test_a_mistake_is_one_line_and_nothing_is_written(
    arguments: list[str], says: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "broken.toml").write_text('about = "A policy"\nsource = = []\n', encoding="utf-8")
    (place / "nowhere").mkdir()
    (place / "nowhere" / "broken.toml").write_text("")
    (place / "nowhere.png").mkdir()
    before = sorted(place.rglob("*"))
    assert command_line.exit_code(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert said.err.startswith("marketsim: ")
    assert said.err.count("\n") == 1
    assert sorted(place.rglob("*")) == before


def test_a_run_leaves_days_and_a_manifest_and_names_its_folder_last(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.exit_code([*RUN, "--out", "here"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines()[-1] == "here"
    assert sorted(path.name for path in (place / "here").iterdir()) == ["days.parquet", "manifest.json"]
    table = parquet.read_table(place / "here" / "days.parquet")
    assert table.column_names == ["day", "date", "measure", "unit", "value"]
    assert table.num_rows == 9
    assert json.loads((place / "here" / "manifest.json").read_text())["id"] in said.err


def test_the_same_run_is_not_run_twice(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command_line.exit_code([*RUN, "--json"]) == 0
    first = capsys.readouterr()
    monkeypatch.setattr(toy_engine, "simulate", None)
    assert command_line.exit_code([*RUN, "--json"]) == 0
    again = capsys.readouterr()
    assert again.out == first.out
    assert "reused" in again.err
    assert again.err.splitlines()[-1] == first.err.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [RUN, COMPARE, ["policies"], ["parameters"], ["sources"], ["parameters", "--evidence", "assumed"]],
    ids=" ".join,
)
def test_with_json_standard_output_is_one_document_and_nothing_else(
    arguments: list[str], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.exit_code([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_policies_as_json_have_a_name_and_say_what_they_are_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code(["policies", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"as_today", "placebo"} <= {one["name"] for one in listed}
    assert all(one["about"] for one in listed)


def test_a_comparison_leaves_a_report_a_table_figures_and_manifests(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.exit_code(COMPARE) == 0
    said = capsys.readouterr()
    report = place / said.err.splitlines()[-1]
    assert report.name == "report.html"
    assert report.is_file()
    assert {path.name for path in report.parent.iterdir()} == {
        "report.html",
        "summary.csv",
        "figures",
        "runs",
        "manifest.json",
    }
    assert "placebo against as today" in said.out
    told = [json.loads(line) for line in said.err.splitlines() if line.startswith("{")]
    assert [one["done"] for one in told] == [0, 1, 2, 3, 4]


def test_failed_runs_end_in_one(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code([*COMPARE, "--scale", "13"]) == 1
    assert "4 runs failed" in capsys.readouterr().err
    assert command_line.exit_code([*RUN, "--scale", "13"]) == 1
    assert (
        capsys.readouterr().err.splitlines()[-1] == "marketsim: the run failed: ArithmeticError: a toy fault"
    )


def test_a_full_disk_ends_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("marketsim.study.store.os.fsync", full)
    assert command_line.exit_code(RUN) == 74
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("marketsim: ")
    assert "the disk is full" in last


def test_an_interruption_ends_in_one_line_and_what_is_done_is_kept(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate, calls = toy_engine.simulate, iter(range(3))

    def interrupted(spec: toy_engine.RunSpec, after: int | None = None, **more: object) -> toy_engine.Outcome:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return simulate(spec, after)

    monkeypatch.setattr(toy_engine, "simulate", interrupted)
    assert command_line.exit_code(COMPARE) == 130
    assert capsys.readouterr().err.splitlines()[-1].startswith("marketsim: interrupted")
    monkeypatch.setattr(toy_engine, "simulate", simulate)
    assert command_line.exit_code(COMPARE) == 0
    assert '"reused": 3' in capsys.readouterr().err


def test_help_is_short_work_and_loads_neither_model_nor_tables() -> None:
    heavy = "('numpy', 'numba', 'scipy', 'pandas', 'pyarrow', 'matplotlib', 'mesa', 'pydantic')"
    program = (
        "import sys; from marketsim.__main__ import exit_code; code = exit_code(['--help']); "
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert "compare" in ended.stdout
    assert ended.stderr.strip() == "[]"


def test_the_program_can_be_run_as_a_module(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "marketsim", "run", "as_todai"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("marketsim: no policy is called")
    assert ended.stderr.count("\n") == 1


def test_a_manifest_says_how_to_run_a_policy_from_a_file_again(place: Path) -> None:
    (place / "mine.toml").write_text('about = "A toy."\nsource = ["werb-2011"]\n', encoding="utf-8")
    assert command_line.exit_code(["run", "mine.toml", "--days", "3", "--out", "first"]) == 0
    manifest = json.loads((place / "first" / "manifest.json").read_text())
    again = manifest["rerun"].split()
    assert again[:3] == ["marketsim", "run", "mine.toml"]
    assert command_line.exit_code([*again[1:], "--out", "again"]) == 0
    assert json.loads((place / "again" / "manifest.json").read_text())["identity"] == manifest["identity"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder that nobody can write to")
def test_a_folder_that_cannot_be_written_to_is_refused_before_the_run(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toy_engine, "settle", None)
    assert command_line.exit_code([*RUN, "--out", "/proc/results"]) == 2
    assert capsys.readouterr().err == (
        "marketsim: /proc/results: /proc cannot be written to; name another with --out\n"
    )
