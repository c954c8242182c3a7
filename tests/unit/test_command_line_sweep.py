"""The sweep as an analyst uses it: planned, run, interrupted, resumed, looked at, reported and exported."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import toy_desk
import toy_engine
from toy_desk import answered, asked
from toy_experiments import PLAIN, written

from marketsim import __main__ as command_line
from marketsim.study.executor import Here
from marketsim.study.experiment import Experiment
from marketsim.study.record import Record, record_of
from marketsim.study.reproduce import again
from marketsim.study.reproduce.originals import Original, originals, some_of
from marketsim.study.reproduce.verdict import DIFFERENT, IDENTICAL, judged

place = toy_desk.place
STOPPING = PLAIN.replace("replicates = 5", "") + (
    '[stop]\nmeasure = "violence"\ntreatment = "crackdown"\ncontrol = "as_today"\nhalf_width = 0.2\n'
)
DOSES = """
question = "What does more of it do?"
policies = ["as_today"]
days = 4
replicates = 3
[design.levers]
police.officers = ["2 officers", "4 officers"]
police.arrests_sellers = [0.0, 1.0]
"""
SAMPLED = """
question = "Where does the sign turn?"
policies = ["as_today", "crackdown"]
days = 4
settling_days = 1
replicates = 1
[design]
kind = "KIND"
MANY
[design.uncertain]
need.relief = "declared"
need.heroin_cycle = ["4 h", "8 h"]
need.worst_craving = "declared"
"""


def test_a_plan_quotes_runs_time_disk_and_half_width_and_keeps_its_pilot(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOY_NAP", "0.01")
    file = written(place)
    quoted = answered(capsys, "plan", file)
    assert (quoted["runs"], quoted["done"]) == (10, 6)
    assert quoted["seconds_a_run"] > 0
    assert quoted["bytes"] > 0
    assert quoted["expected"]["measure"] == "violence"
    assert asked("plan", file) == 0
    assert "core" not in capsys.readouterr().err
    assert answered(capsys, "run", file)["done"] == 10


def test_a_sweep_is_interrupted_looked_at_and_resumed(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(place)
    simulate, calls = toy_engine.simulate, iter(range(5))

    def interrupted(spec: toy_engine.RunSpec, after: int | None = None) -> toy_engine.Outcome:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return simulate(spec, after)

    monkeypatch.setattr(toy_engine, "simulate", interrupted)
    assert asked("run", file) == 130
    assert capsys.readouterr().err.splitlines()[-1].startswith("marketsim: interrupted")
    state = answered(capsys, "status", file)
    assert [state[one] for one in ("planned", "done", "failed", "running")] == [10, 5, 0, 0]
    monkeypatch.setattr(toy_engine, "simulate", simulate)
    assert asked("run", file) == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert (told[0]["done"], told[-1]["done"]) == (5, 10)


def test_a_report_looks_at_the_days_asked_for_and_says_which(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    whole, late = answered(capsys, "report", file), answered(capsys, "report", file, "--days", "3-4")
    assert (whole["days"], late["days"]) == ([1, 4], [3, 4])
    assert whole["differences"] != late["differences"]
    assert whole["report"] != late["report"]
    assert "Means run over counted days 3–4 alone." in Path(late["report"]).read_text("utf-8")
    assert whole["digest"] == late["digest"]


@pytest.mark.parametrize("days", ["3", "4-3", "0-4", "1-5", "first-last", "-1-3"])
def test_days_that_were_not_counted_are_refused_in_one_line(
    days: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    capsys.readouterr()
    assert asked("report", file, f"--days={days}") == 2
    said = capsys.readouterr().err
    assert "--days" in said
    assert said.count("\n") == 1


def test_a_stopping_rule_says_in_the_report_what_stopped_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place, STOPPING)
    ended = answered(capsys, "run", file)
    assert (ended["planned"], ended["target"]) == (20, 0.2)
    assert asked("report", file) == 0
    html = (place / "marketsim-results" / "sweep-toy" / "report" / "report.html").read_text()
    assert "Stopped by its rule after 10 replicates" in html
    assert "Day by day" in html


def made_again(runs: list[Original]) -> list[str]:
    """What is said of each run of a toy sweep when it is made again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(again, "engine", lambda name: toy_engine)
        verdicts = again.all_made_again(runs, Here(), model="toy_engine", ground=toy_engine.ground)
    return [one.word for one in verdicts]


def test_a_sweep_is_made_again_from_its_folder_its_id_or_its_page_alone(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place, SAMPLED.replace("KIND", "latin_hypercube").replace("MANY", "worlds = 3"))
    assert asked("run", file) == 0
    told = answered(capsys, "report", file)
    alone = place / "alone.html"
    alone.write_bytes(Path(told["report"]).read_bytes())
    for given in (place / "marketsim-results" / "sweep-toy", told["id"], told["report"], alone):
        name, runs = originals(str(given))
        assert (name, len(runs)) == (told["id"], 6)
        assert set(made_again(runs)) == {IDENTICAL}
        assert bool(runs[0].days) == (given != alone)


def test_a_run_of_a_sweep_that_comes_out_otherwise_is_noticed(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    _, runs = originals(answered(capsys, "report", file)["report"])
    monkeypatch.setitem(toy_engine.EFFECT, "crackdown", 2.5)
    monkeypatch.setattr(again, "made_again", lambda original, *_: judged(original, toy_record(original)))
    words = made_again(runs)
    assert {one.policy: word for one, word in zip(runs, words, strict=True)} == {
        "as_today": IDENTICAL, "crackdown": DIFFERENT
    }  # fmt: skip


def toy_record(original: Original) -> Record:
    """The run as the toy makes it now."""
    spec = toy_engine.RunSpec.from_json(original.asked)
    return record_of("", toy_engine.simulate(spec, spec.replicate), {})


def test_some_runs_are_the_same_ones_whenever_as_many_are_asked_for(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    _, runs = originals(answered(capsys, "report", file)["report"])
    chosen = [one.id for one in some_of(runs, 4)]
    assert chosen == [one.id for one in some_of(runs, 4)]
    assert len(set(chosen)) == 4
    assert some_of(runs, 100) == runs


def test_a_sweep_without_a_report_says_how_to_get_one(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked("run", written(place)) == 0
    capsys.readouterr()
    assert command_line.exit_code(["reproduce", str(place / "marketsim-results" / "sweep-toy")]) == 2
    said = capsys.readouterr().err
    assert "'marketsim sweep report' writes the manifest" in said
    assert said.count("\n") == 1


def test_failed_runs_end_in_one_and_are_retried_on_demand(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(place)
    monkeypatch.setattr(toy_engine, "FAULTY", {("crackdown", 2)})
    assert asked("run", file) == 1
    assert asked("report", file) == 1
    html = (place / "marketsim-results" / "sweep-toy" / "report" / "report.html").read_text()
    assert "1 of 10 runs failed" in html
    assert "a toy fault" in html
    monkeypatch.setattr(toy_engine, "FAULTY", set())
    assert answered(capsys, "retry", file, "--failed")["planned_again"] == 1
    assert asked("run", file) == 0
    assert answered(capsys, "status", file)["failed"] == 0


def test_the_log_of_a_store_tells_what_each_driver_did(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(place)
    monkeypatch.setattr(toy_engine, "FAULTY", {("crackdown", 2)})
    assert asked("run", file) == 1
    said = capsys.readouterr().err
    log = (place / "marketsim-results" / "sweep-toy" / "log.txt").read_text()
    for words in (
        "planning 2 arms, 1 worlds, 5 replicates",
        "driver",
        "replicate 2 failed after 1 tries",
        "toy_engine.py",
    ):
        assert words in log
    assert "planning" not in said
    assert asked("run", file) == 1
    assert (place / "marketsim-results" / "sweep-toy" / "log.txt").read_text().startswith(log)


def test_doses_are_arms_that_share_one_settled_world(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(place, DOSES)
    assert answered(capsys, "run", file)["done"] == 12
    told = answered(capsys, "report", file)
    assert len(told["differences"]) == 9
    folder = Path(told["report"]).parent
    assert "by dose" in (folder / "report.html").read_text()
    assert len(list((folder / "figures").iterdir())) >= 3


@pytest.mark.parametrize(
    ("kind", "many", "worlds"),
    [
        ("latin_hypercube", "worlds = 40", 40),
        ("sobol", "worlds = 32", 32),
        ("saltelli", "worlds = 8", 40),
        ("one_at_a_time", "", 7),
    ],
)
def test_a_sample_of_worlds_says_which_facts_matter(
    kind: str, many: str, worlds: int, place: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(toy_engine, "TURNS", "need.relief")
    file = written(place, SAMPLED.replace("KIND", kind).replace("MANY", many))
    assert answered(capsys, "run", file)["done"] == 2 * worlds
    told = answered(capsys, "report", file)
    assert told["influences"]["violence"][0]["parameter"] == "need.relief"
    assert "worlds" in told["answers"][0]


WEIGHED = """
[[weight]]
measure = "violence"
worth = -100.0
[[weight]]
measure = "trust"
worth = 5.0
[[enough]]
measure = "violence"
at_most = 11.0
[[enough]]
measure = "trust"
at_least = 0.4
"""


def test_somebodys_weights_and_limits_judge_the_arms(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toy_engine, "TURNS", "need.relief")
    text = SAMPLED.replace("KIND", "latin_hypercube").replace("MANY", "worlds = 40") + WEIGHED
    file = written(place, text)
    assert answered(capsys, "run", file)["done"] == 80
    told = answered(capsys, "report", file)
    difference = next(row for row in told["differences"] if row["measure"] == "violence")["difference"]
    assert told["net_benefit"]["crackdown − as_today"]["mean"] == pytest.approx(-100 * difference)
    assert told["good_enough"]["as_today"] > told["good_enough"]["crackdown"] > 0
    assert told["regret"]["violence"][0]["arm"] == "as_today"
    assert told["regret"]["violence"][0]["no_worse_than_first"] == 1.0
    html = Path(told["report"]).read_text()
    assert (
        "Weights are those of whoever asked, none is ours: -100 for one of violence and 5 for one of trust"
        in html
    )
    assert "Good enough is here: violence of at most 11 a day and trust of at least 0.4 a day" in html


@pytest.mark.extras
def test_beside_elementary_effects_a_tornado_shows_the_direction_of_each_fact(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("SALib")
    monkeypatch.setattr(toy_engine, "TURNS", "need.relief")
    file = written(place, SAMPLED.replace("KIND", "morris").replace("MANY", "trajectories = 6"))
    assert answered(capsys, "run", file)["done"] > 40
    html = Path(answered(capsys, "report", file)["report"]).read_text()
    assert "What moves the difference in violence" in html
    assert "The difference in violence at both ends of each fact" in html


def test_the_export_is_read_by_pandas_as_parquet_and_as_csv(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    assert asked("export", file, "all.parquet") == 0
    assert asked("export", file, "all.csv") == 0
    one, other = pd.read_parquet("all.parquet"), pd.read_csv("all.csv")
    assert len(one) == len(other) == 40
    assert list(one.columns) == list(other.columns)
    assert np.allclose(one["violence"], other["violence"])


def test_the_export_is_one_dataset_of_plain_columns(place: Path) -> None:
    import pyarrow.parquet as parquet

    file = written(place)
    assert asked("run", file) == 0
    assert asked("export", file, "all.parquet") == 0
    types = {field.name: str(field.type) for field in parquet.read_schema("all.parquet")}
    assert set(types.values()) <= {"string", "large_string", "int32", "date32[day]", "double"}
    assert types["date"] == "date32[day]"


@pytest.mark.extras
def test_the_export_is_read_by_duckdb(place: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    file = written(place)
    assert asked("run", file) == 0
    assert asked("export", file, "all.parquet") == 0
    assert asked("export", file, "all.csv") == 0
    for name in ("all.parquet", "all.csv"):
        rows = duckdb.sql(
            f"SELECT policy, count(*), avg(violence) FROM '{name}' GROUP BY policy ORDER BY policy"
        ).fetchall()
        assert [(policy, days) for policy, days, _ in rows] == [("as_today", 20), ("crackdown", 20)]
        assert rows[1][2] - rows[0][2] == pytest.approx(2.0)


def test_from_python_the_same_words_give_frames(place: Path) -> None:
    results = Experiment.read(written(place)).run(workers=1)
    assert list(results.runs.columns[:4]) == ["policy", "arm", "world", "replicate"]
    assert len(results.runs) == 10
    assert len(results.days) == 40
    violence = results.differences.set_index("measure").loc["violence"]
    assert violence["difference"] == pytest.approx(2.0)


def test_luck_that_begins_later_is_told_as_such_wherever_runs_are_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place, PLAIN.replace("days", "first_replicate = 7\ndays", 1))
    results = Experiment.read(file).run(workers=1)
    assert set(results.runs["replicate"]) == set(results.days["replicate"]) == {7, 8, 9, 10, 11}
    _, runs = originals(answered(capsys, "report", file)["report"])
    assert {one.asked["replicate"] for one in runs} == {7, 8, 9, 10, 11}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "crackdown_vs_harm"], "did you mean 'crackdown_vs_harm_reduction'"),
        (["status", "FILE"], "no sweep has been planned or run here"),
        (["retry", "FILE"], "expected --failed"),
        (["run", "FILE", "--workers", "0"], "--workers 0: is out of range"),
        (["run", "FILE", "--cluster", "tcp://10.0.0.1:8786"], "on another machine without TLS"),
        (["run", "FILE", "--cluster", "http://x"], "expected local, tcp://127.0.0.1:8786"),
        (["export", "FILE", "all.xlsx"], "no sweep has been planned"),
        (["plan", "nowhere/experiment.toml"], "does not exist"),
    ],
)
def test_a_mistake_is_one_line(
    words: list[str], says: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place)
    assert asked(*[file if word == "FILE" else word for word in words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert said.err.count("\n") == 1
