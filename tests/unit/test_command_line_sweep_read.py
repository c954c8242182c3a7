"""What a sweep found is read only by the experiment that found it, and whatever is missing from it is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import toy_desk
import toy_engine
from toy_desk import answered, asked
from toy_experiments import PLAIN, carried_out, sweep_of, written

from marketsim.parameters.errors import Conflict
from marketsim.study.executor import Here
from marketsim.study.experiment import Experiment
from marketsim.study.reproduce.manifests import found as manifest_of
from marketsim.study.sweep import hands
from marketsim.study.sweep.cautions import IncompleteSweep
from marketsim.study.sweep.drive import state_of
from marketsim.study.sweep.drivers import Driver
from marketsim.study.sweep.frames import SweepResults
from marketsim.study.sweep.results import found
from marketsim.study.sweep.store import SweepStore

place = toy_desk.place
HERE = Path("marketsim-results") / "sweep-toy"
WORLDS = '[design]\nkind = "list"\n' + "".join(
    f"[[design.world]]\nneed.relief = {1 + one / 10}\n" for one in range(4)
)
SWAPPED = PLAIN.replace('["as_today", "crackdown"]', '["crackdown", "as_today"]')
EDITS = [
    (SWAPPED + WORLDS, "arms: in another order"),
    (PLAIN.replace('"crackdown"', '"safe_city"') + WORLDS, "arms: no longer crackdown; arms: new are safe_city"),
    (PLAIN.replace("days = 4", "days = 3") + WORLDS, "days: 4 → 3"),
    (PLAIN + '[assume]\nneed.heroin_cycle = "6 h"\n' + WORLDS, "parameters.need.heroin_cycle: – → 6 h"),
    (PLAIN + WORLDS.replace("1.3", "1.4"), "worlds: 4 sampled before, 4 others now"),
    (PLAIN + WORLDS.rpartition("[[design.world]]")[0], "worlds: 4 sampled before, 3 others now"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), EDITS, ids=[says for _, says in EDITS])
def test_a_store_is_not_read_with_a_file_that_asks_for_other_runs(
    text: str, says: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place, PLAIN + WORLDS)
    assert asked("run", file) == 0
    written(place, text)
    for words in (["report", file], ["export", file, "all.csv"]):
        capsys.readouterr()
        assert asked(*words) == 2
        said = capsys.readouterr().err
        assert says in said
        assert said.count("\n") == 1
    with pytest.raises(Conflict, match=re.escape(says)):
        SweepResults(Experiment.read(file), HERE)


def test_what_decides_no_run_may_be_changed_before_the_report(place: Path) -> None:
    file = written(place, PLAIN + WORLDS)
    assert asked("run", file) == 0
    text = PLAIN.replace("Does it matter?", "Does it?") + 'contrasts = [["as_today", "crackdown"]]\n' + WORLDS
    written(place, text)
    assert asked("report", file) == 0


def test_runs_of_an_earlier_program_are_read_and_the_report_says_so(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    ground = toy_engine.ground
    monkeypatch.setattr(
        toy_engine, "ground", lambda spec: toy_engine.Ground("mended", "toy map", ground(spec).numbers)
    )
    told = answered(capsys, "report", file)
    says = "These runs are of an earlier state of the program: the source of the model has changed."
    assert told["warnings"] == [says]
    assert says in Path(told["report"]).read_text("utf-8")


def test_a_report_is_named_by_its_runs_its_days_and_what_is_mixed_and_found_by_that_name(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    first, late = answered(capsys, "report", file), answered(capsys, "report", file, "--days", "3-4")
    assert answered(capsys, "report", file)["id"] == first["id"]
    written(place, PLAIN.replace("replicates = 5", "replicates = 6"))
    assert asked("run", file) == 0
    more = answered(capsys, "report", file)
    with SweepStore.found(HERE) as store:
        kept = store.id
        with store.journal.change() as rows:
            rows.execute("INSERT INTO mixed VALUES (datetime('now'), 'days: 4 → 5')")
    mixed = answered(capsys, "report", file)
    assert len({kept, *(one["id"] for one in (first, late, more, mixed))}) == 5
    for one in (late, mixed):
        manifest, folder = manifest_of(one["id"])
        assert (manifest.id, folder) == (one["id"], Path(one["report"]).parent)
        assert one["id"] in manifest.cite
    assert manifest_of(kept)[1] == HERE / "report"


@pytest.mark.parametrize(
    "fewer", [PLAIN.replace(', "crackdown"', "") + WORLDS, PLAIN + WORLDS.rpartition("[[")[0]]
)
def test_a_smaller_design_let_into_a_larger_ones_store_is_read_as_it_is(
    fewer: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place, PLAIN + WORLDS)
    assert asked("run", file) == 0
    written(place, fewer)
    assert asked("run", file, "--allow-mixed") == 0
    told = answered(capsys, "report", file)
    assert (told["done"], told["missing"]) == (told["planned"], 0)
    assert told["warnings"][0].startswith("Results of different programs or numbers stand together here")


def test_runs_planned_in_another_order_are_done_under_their_own_names(tmp_path: Path) -> None:
    """A run keeps its name when arms and worlds are put in another order, so it must keep its policy and facts too."""
    file = written(tmp_path, SWAPPED + WORLDS.rpartition("[[")[0])
    carried_out(sweep_of(file), tmp_path / "other")
    with SweepStore.found(tmp_path / "other") as store:
        expected = dict(store.journal.ask("SELECT run, outcome FROM runs"))
    written(tmp_path, PLAIN + WORLDS)
    with SweepStore.made(tmp_path / "store") as store:
        store.plan(sweep_of(file))
    written(tmp_path, SWAPPED + WORLDS.rpartition("[[")[0])
    with SweepStore.made(tmp_path / "store") as store:
        store.plan(sweep_of(file), allow_mixed=True)
    carried_out(sweep_of(file), tmp_path / "store")
    with SweepStore.found(tmp_path / "store") as store:
        assert dict(store.journal.ask("SELECT run, outcome FROM runs")) == expected


def test_nothing_is_mixed_while_somebody_runs_it_as_it_was(tmp_path: Path) -> None:
    file = written(tmp_path)
    carried_out(sweep_of(file), tmp_path / "store")
    written(tmp_path, PLAIN.replace("days = 4", "days = 6"))
    driver = Driver(tmp_path / "store")
    with (
        SweepStore.made(tmp_path / "store") as store,
        pytest.raises(Conflict, match="somebody is running it"),
    ):
        store.plan(sweep_of(file), allow_mixed=True)
    driver.leave()
    with SweepStore.made(tmp_path / "store") as store:
        assert store.plan(sweep_of(file), allow_mixed=True)
        assert state_of(store)["planned"] == 20


STOPPING = PLAIN.replace("replicates = 5", "") + (
    '[stop]\nmeasure = "violence"\ntreatment = "crackdown"\ncontrol = "as_today"\nhalf_width = 1e-9\nleast = 9\n'
    "at_most = 9\nlook_ahead = 5\n"
)


def test_what_is_missing_is_said_on_the_terminal_in_python_and_beside_the_export(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(place, STOPPING)
    monkeypatch.setattr(toy_engine, "FAULTY", {("crackdown", 2)})
    assert asked("run", file) == 1
    with SweepStore.found(HERE) as store, store.journal.change() as rows:
        rows.execute("UPDATE runs SET state = 'planned', part = NULL WHERE turn = 8")
        rows.execute("INSERT INTO mixed VALUES (datetime('now'), 'days: 4 → 5')")
    says = [
        "2 of 18 runs have not been run (or were damaged); run it again.",
        "1 of 18 runs failed; only pairs that finished are compared.",
        "Results of different programs or numbers stand together here: days: 4 → 5",
        "Stopped by its cap of 9 replicates",
    ]
    for words, code in ((["report", file], 1), (["export", file, "all.csv"], 0)):
        capsys.readouterr()
        assert asked(*words) == code
        said = capsys.readouterr().err
        assert all(f"marketsim: {one}" in said for one in says), said
    with pytest.warns(IncompleteSweep) as warned:
        results = SweepResults(Experiment.read(file), HERE)
    assert [str(one.message).startswith(says[number]) for number, one in enumerate(warned)] == [True] * 4
    [failed] = results.failed.to_dict("records")
    assert (failed["arm"], failed["replicate"]) == ("crackdown", 2)
    assert failed["reason"] == "ArithmeticError: a toy fault"
    assert list(results.missing["replicate"]) == [8, 8]
    assert len(results.runs) == 15


def test_nothing_is_warned_of_where_nothing_is_missing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(place)
    assert asked("run", file) == 0
    assert answered(capsys, "report", file)["warnings"] == []
    results = SweepResults(Experiment.read(file), HERE)
    assert (len(results.failed), len(results.missing)) == (0, 0)


def test_run_plan_and_python_work_within_the_limits_of_the_experiment(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    monkeypatch.setattr(
        "marketsim.study.processes.Processes",
        lambda number, **limits: taken.append((number, limits)) or Here(),
    )
    monkeypatch.setattr(hands, "processors", lambda: 3)
    file = written(place, PLAIN + "[limits]\nminutes = 0.5\ngigabytes = 2.0\n")
    assert asked("plan", file) == 0
    assert asked("run", file) == 0
    Experiment.read(file).run(workers=1)
    limits = {"patience": 30.0, "memory": 2 * 2**30}
    assert taken == [(3, limits), (3, limits), (1, limits)]


def test_a_plan_tells_how_far_its_pilot_has_come(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("plan", written(place)) == 0
    told = [json.loads(line)["done"] for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert (told[0], told[-1]) == (0, 6)


def test_a_smaller_design_reads_nothing_outside_it(tmp_path: Path) -> None:
    file = written(tmp_path, PLAIN + WORLDS)
    carried_out(sweep_of(file), tmp_path / "store")
    written(tmp_path, PLAIN.replace("replicates = 5", "replicates = 2") + WORLDS.rpartition("[[")[0])
    with SweepStore.made(tmp_path / "store") as store:
        store.plan(sweep_of(file), allow_mixed=True)
        after = found(sweep_of(file).experiment, store)
        assert len(list(store.records())) == after.done == after.planned == 12
