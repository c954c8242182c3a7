"""Verdicts as they reach their readers: the command, the page, the cards and the written findings."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import toy_engine
from toy_experiments import written
from toy_trials import CLAIM, KNOWN, SAMPLED, TWICE, sampled, trial

from marketsim import __main__ as command_line
from marketsim.commands import check
from marketsim.study.claim import arguments as cards
from marketsim.study.claim import shelf, stored
from marketsim.study.claim.arguments import NOT_YET, arguments, in_order
from marketsim.study.claim.findings import findings
from marketsim.study.claim.sentences import sentence
from marketsim.study.claim.stored import read_verdicts
from marketsim.study.claim.trial import Trial
from marketsim.study.claim.verdicts import together
from marketsim.study.executor import Here
from marketsim.study.experiment import experiment as experiments
from marketsim.study.sweep.drive import Drive


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one experiment whose trial the toy carries out, in this process."""
    monkeypatch.chdir(tmp_path)
    file = written(tmp_path, TWICE + CLAIM + SAMPLED.replace("WORLDS", "60"))
    monkeypatch.setattr(experiments, "declared_measures", lambda: toy_engine.MEASURES)
    monkeypatch.setattr(check, "compile_if_needed", lambda: None)
    monkeypatch.setattr("marketsim.study.processes.Processes", lambda *_, **__: Here())

    def toy_trial(asked: object, folder: Path, worlds: int | None) -> object:
        made = trial(tmp_path, sampled(tmp_path), most_worlds=worlds)
        made.folder = folder
        return made

    monkeypatch.setattr(check, "asked_for", toy_trial)
    monkeypatch.setattr(cards, "library", lambda: {"toy": file})
    monkeypatch.setattr(cards, "patterns", lambda: KNOWN)
    return tmp_path


def asked(*arguments: str) -> int:
    return command_line.exit_code(["check", *arguments])


def test_the_budget_is_said_and_nothing_is_run_but_a_turn_to_time_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked("toy", "--plan", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["budget"]
    assert [row["pool"] for row in rows] == [
        "calibrating accepted worlds", "prior worlds, 4 days", "accepted worlds, 4 days (not known yet)",
        "knocked out: more enforcement, more violence",
    ]  # fmt: skip
    assert rows[1]["runs"] == 3 * 60 * 2
    assert sum(row["done"] for row in rows) <= 3
    assert all(row["hours"] > 0 for row in rows)


def test_a_trial_from_the_command_line_to_the_page(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("toy", "--json", "--findings", "findings.md") == 0
    told = json.loads(capsys.readouterr().out)
    [verdict] = told["verdicts"]
    assert (verdict["verdict"], verdict["finding"]) == ("supported", True)
    page = Path(told["report"]).read_text("utf-8")
    assert page.count("<section") == page.count("</section>") == 5
    assert "W1b · more enforcement, more violence" in page
    assert "60 of 60 worlds reproduce every" in page
    assert not re.search(r'(src|href)="(https?:)?//', page)
    kept, calibration = read_verdicts(Path("marketsim-results/check/verdicts.json"))
    assert calibration["accepted"]["accepted"] == 60
    assert calibration["accepted"]["again"] == {"4 days": {"worlds": 60, "accepted": 60}}
    assert "60 of 60 reproduce every pattern in 4 days" in page
    [card] = arguments(Path("marketsim-results/check"))
    assert (card.row, card.verdict, card.stale) == ("W1b", "supported", ())
    assert card.kept == kept[0]
    assert "Werb" in card.citations[0]
    assert card.told.startswith("Supported. Under")
    assert "Of 60 accepted worlds (2 replicates each) the claim holds in 60." in card.told
    text = Path("findings.md").read_text("utf-8")
    for part in (
        "### W1b",
        "**supported**",
        "Placebo: exactly zero",
        "A critic would say: “A toy proves nothing.”",
    ):
        assert part in text
    assert asked("toy", "--judge") == 0
    assert "supported" in capsys.readouterr().out


def test_a_few_worlds_leave_it_undecided_and_say_what_it_takes(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked("toy", "--worlds", "2") == 0
    said = capsys.readouterr()
    assert "undecided" in said.out
    assert "Undecided. Under" in said.err
    assert "Of 2 accepted worlds (2 replicates each) the claim holds in 2." in said.err
    [card] = arguments(Path("marketsim-results/check"))
    assert card.kept is not None
    assert "59 worlds" in card.kept.needs


def test_an_argument_without_runs_is_not_yet_examined(place: Path) -> None:
    [card] = arguments(place / "nowhere")
    assert (card.verdict, card.kept, card.told) == (NOT_YET, None, "")
    page = findings([card])
    assert "1 not yet examined" in page
    assert "Where harm reduction loses: no claim says so yet" in page


@pytest.mark.parametrize(
    ("row", "verdict", "speaks", "says"),
    [
        ("F2", "supported", "", "loses"),
        ("F2", "refuted", "", "wins"),
        ("F1", "supported", "for harm reduction", "wins"),
        ("W1a", "refuted", "", "loses"),
        ("H1", "contingent", "", "wins in some worlds"),
        ("D1", "undecided", "", ""),
        ("P1", "supported", "", ""),
    ],
)
def test_a_verdict_says_whether_harm_reduction_wins_or_loses(
    place: Path, row: str, verdict: str, speaks: str, says: str
) -> None:
    [card] = arguments(place / "nowhere")
    judged = replace(card, row=row, verdict=verdict, speaks=speaks)
    assert judged.harm_reduction == says
    if says:
        assert f"Where harm reduction {says}: ({row}) More enforcement" in findings([judged])


def test_an_effect_too_small_is_told_from_one_that_goes_the_other_way(place: Path) -> None:
    assert asked("toy", "--worlds", "2") == 0
    [kept], _ = read_verdicts(Path("marketsim-results/check/verdicts.json"))
    here = kept.ensembles[kept.judged_in].model_copy(update={"worlds": 9, "held": 0, "failed": 9, "lower": 2})
    refuted = kept.model_copy(update={"alone": "refuted", "ensembles": {kept.judged_in: here}})
    assert "in 2 the effect surely goes the other way; in 7 it is too small to matter." in sentence(refuted)
    mirrored = refuted.model_copy(update={"claim": refuted.claim | {"direction": "lower"}})
    assert f"in {here.higher} the effect surely goes the other way" in sentence(mirrored)
    assert "the other way" not in sentence(kept)


def test_a_contingent_effect_depends_on_the_world_in_its_sign_or_in_its_size(place: Path) -> None:
    assert asked("toy", "--worlds", "2") == 0
    [kept], _ = read_verdicts(Path("marketsim-results/check/verdicts.json"))
    [card] = arguments(place / "nowhere")
    for lower, what, says in ((3, "sign", "may do either"), (0, "size", "wins in some worlds")):
        counts = {"worlds": 9, "held": 4, "failed": 3, "open": 2, "lower": lower}
        here = kept.ensembles[kept.judged_in].model_copy(update=counts)
        contingent = kept.model_copy(
            update={"verdict": "contingent", "ensembles": {kept.judged_in: here}},
        )
        judged = replace(card, kept=contingent, verdict="contingent")
        assert sentence(contingent).startswith(f"Contingent in its {what}. ")
        assert judged.harm_reduction == says
        assert f"| contingent in its {what} |" in findings([judged])


def test_other_peoples_words_are_made_harmless_on_the_page(place: Path, tmp_path: Path) -> None:
    from marketsim.study.claim.page import page
    from marketsim.study.claim.verdicts import judge

    [verdict] = judge(trial(tmp_path, sampled(tmp_path))).verdicts
    hostile = verdict.model_copy(
        update={"claim": verdict.claim | {"name": "<script>", "critic": "<img onerror=x>"}}
    )
    written_page = page("<b>title</b>", [hostile], {}, {hostile.key: ["<i>old</i>"]}, "cite")
    assert "<script>" not in written_page
    assert "<img" not in written_page
    assert "<i>" not in written_page
    assert "1 of these verdicts are stale" in written_page


def test_rows_are_in_the_order_of_the_list() -> None:
    assert sorted(["W2", "F10", "W1b", "F2", "W1a", ""], key=in_order) == [
        "F2",
        "F10",
        "W1a",
        "W1b",
        "W2",
        "",
    ]


def test_verdicts_travel_with_the_package_and_policies_are_ranked(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked("toy", "--worlds", "2", "--keep", "stored") == 0
    assert sorted(file.name for file in Path("stored").iterdir()) == [
        "accepted.parquet", "outcomes.parquet", "ranking.json", "verdicts.json",
    ]  # fmt: skip
    assert asked("toy", "--judge", "--worlds", "2", "--keep", "stored", "--findings", "found.md") == 0
    rankings = json.loads(Path("stored/ranking.json").read_text())
    assert [(one["ensemble"], one["days"], one["for"], one["worlds"]) for one in rankings] == [
        ("prior", 4, "toy", 2), ("accepted", 4, "toy", 2),
    ]  # fmt: skip
    page = Path("found.md").read_text("utf-8")
    assert "## Which policy is safe to choose" in page
    assert "| visible selling | residents |" in page
    told = rankings[0]
    assert {one["policy"] for one in told["harms"]} == {"as_today", "crackdown", "placebo"}
    assert sum(told["best_under_weightings"].values()) == pytest.approx(1.0)


def test_judging_takes_in_what_trials_of_other_sizes_have_run(place: Path) -> None:
    assert asked("toy", "--worlds", "2", "--no-paths") == 0
    assert asked("toy", "--judge", "--worlds", "3", "--no-paths") == 0
    [verdict], _ = read_verdicts(Path("marketsim-results/check/verdicts.json"))
    assert {name: one.worlds for name, one in verdict.ensembles.items()} == {"prior": 2, "accepted": 2}


def planned_pools(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The pools that a trial would take."""
    capsys.readouterr()
    assert asked("toy", "--plan", "--judge", "--json", *options) == 0
    return [row["pool"] for row in json.loads(capsys.readouterr().out)["budget"]]


def test_one_ensemble_may_be_run_further_and_is_judged_beside_what_was_run_of_the_others(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prior_only = ("--worlds", "3", "--ensemble", "prior", "--no-paths")
    assert asked("toy", "--worlds", "1") == 0
    assert planned_pools(capsys, *prior_only) == ["prior worlds, 4 days"]
    assert asked("toy", *prior_only) == 0
    [verdict], _ = read_verdicts(Path("marketsim-results/check/verdicts.json"))
    assert {name: one.worlds for name, one in verdict.ensembles.items()} == {"prior": 3, "accepted": 1}
    capsys.readouterr()
    assert asked("toy", "--ensemble", "acepted") == 2
    assert "did you mean 'accepted'?" in capsys.readouterr().err


def test_accepted_worlds_that_travel_with_the_package_are_taken_where_calibrating_would_accept_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calibrating = "calibrating accepted worlds"
    monkeypatch.setattr(stored, "PLACES", (place,))
    assert asked("toy", "--worlds", "2", "--keep", "stored") == 0
    before = read_verdicts(Path("stored/verdicts.json"))
    Path("marketsim-results").rename("elsewhere")
    assert planned_pools(capsys, "--worlds", "2")[:2] == ["prior worlds, 4 days", "accepted worlds, 4 days"]
    assert planned_pools(capsys, "--worlds", "2", "--anew")[0] == calibrating
    assert planned_pools(capsys)[0] == calibrating  # more worlds than were asked for then
    assert asked("toy", "--worlds", "2", "--keep", "stored") == 0
    assert read_verdicts(Path("stored/verdicts.json")) == before
    monkeypatch.setitem(before[1]["accepted"], "rests_on", "another model")
    stored.keep_verdicts(Path("stored/verdicts.json"), *before)
    assert planned_pools(capsys, "--worlds", "2")[0] == calibrating


def test_arguments_are_kept_one_by_one_beside_each_other(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked("toy", "--worlds", "2", "--keep", "stored") == 0
    folder = Path("stored")
    [verdict], calibration = read_verdicts(folder / "verdicts.json")
    runs = shelf.Shelf.read(folder).outcomes
    other = verdict.model_copy(update={"experiment": "another"})
    stored.keep_verdicts(folder / "verdicts.json", [other], calibration)
    assert asked("toy", "--worlds", "1", "--keep", "stored", "--findings", "findings.md") == 0
    both, _ = read_verdicts(folder / "verdicts.json")
    assert [one.experiment for one in both] == ["another", "toy"]
    assert both[1] == together([verdict])[0]  # two worlds say more than one
    assert shelf.Shelf.read(folder).outcomes == runs
    assert "**undecided**" in Path("findings.md").read_text("utf-8")
    monkeypatch.setattr(shelf, "source_digest", lambda: "another source")
    assert shelf.Shelf.read(folder).outcomes == {}


def test_accepted_worlds_are_not_taken_before_all_of_them_are_known(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stored, "PLACES", (place,))
    begun = trial(place, sampled(place))
    begun.folder = Path("marketsim-results/check")
    pool = begun.calibrating("accepted")
    with pool.planned(begun.folder) as store:
        Drive(pool.sweep, store).carry_on(Here(), most_turns=3)
    assert asked("toy", "--judge", "--keep", "stored") == 0
    assert read_verdicts(Path("stored/verdicts.json"))[1]["accepted"]["accepted"] == 3
    assert read_verdicts(Path("stored/verdicts.json"))[1]["accepted"]["wanted"] == 0
    assert planned_pools(capsys, "--worlds", "1")[0] == "calibrating accepted worlds"


def test_an_ensemble_that_accepts_nothing_any_more_does_not_keep_its_former_worlds() -> None:
    before = shelf.Shelf([], {"accepted": {"rests_on": "old", "wanted": 9}}, {"accepted": [{"a": "1"}]})
    after = shelf.Shelf([], {"accepted": {"rests_on": "new", "wanted": 9}}, {})
    assert before.beside(after).worlds == {}
    less = shelf.Shelf([], {"accepted": {"rests_on": "old", "wanted": 2}}, {"accepted": []})
    assert before.beside(less) == before


@pytest.fixture
def shipped(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The verdicts of two worlds, as if they had come with the package."""

    def toy_trial(_: object, folder: Path, worlds: int, given: object, shows_paths: bool) -> Trial:
        made = trial(place, sampled(place), most_worlds=worlds)
        made.folder, made.given, made.shows_paths, made.calibrations = folder, given, shows_paths, {}
        return made

    monkeypatch.setattr(stored, "PLACES", (place,))
    monkeypatch.setattr("marketsim.study.claim.trial.Trial", toy_trial)
    monkeypatch.setattr(
        "marketsim.study.claim.publish.arguments_of_the_house", lambda: [cards.library()["toy"]]
    )
    assert asked("toy", "--worlds", "2", "--keep", "stored") == 0
    return place / "stored"


def forget_runs_again(place: Path) -> None:
    (place / "marketsim-results" / "check" / "again").rename(place / "former runs")


def test_what_was_shipped_is_run_again_and_every_run_is_held_against_it(
    place: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert asked("--verify", "--json", "--keep", "stored") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["identical"], told["different"]) == (2 * 3 * 1 * 2, [])
    assert told["verdicts"][0]["verdict"] == "undecided"
    assert not (shipped / "vouched.json").exists()  # today's source needs nobody to vouch for it
    monkeypatch.setitem(toy_engine.EFFECT, "crackdown", 2.5)
    forget_runs_again(place)
    assert asked("--verify") == 1
    assert "DIFFERENT: crackdown, world 0 of prior worlds" in capsys.readouterr().err


def test_nothing_is_run_again_where_nothing_was_shipped(
    place: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shipped / "accepted.parquet").unlink()
    capsys.readouterr()
    assert asked("--verify") == 2
    assert "no verdicts came with this package" in capsys.readouterr().err


def with_another_source(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("outcomes", "rests_on", "vouched", "shelf"):
        monkeypatch.setattr(f"marketsim.study.claim.{module}.source_digest", lambda: "another source")
    monkeypatch.setattr("marketsim.provenance.source_digest", lambda: "another source")


def test_a_source_that_gives_the_same_bits_lets_verdicts_stand_once_runs_made_again_have_shown_it(
    place: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_another_source(monkeypatch)
    [card] = arguments(shipped)
    assert card.stale == ("the model has changed since",)
    assert asked("--verify", "--keep", "stored") == 0
    assert "6 runs IDENTICAL" in capsys.readouterr().err  # the toy's accepted world is its prior one
    [vouch] = json.loads((shipped / "vouched.json").read_text())
    assert (vouch["source"], vouch["runs"]) == ("another source", 6)
    [card] = arguments(shipped)
    assert card.stale == ()
    Path("marketsim-results").rename("elsewhere")
    assert "calibrating accepted worlds" not in planned_pools(capsys, "--worlds", "2")


def test_a_source_of_which_a_run_failed_is_not_vouched_for(
    place: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_another_source(monkeypatch)
    run = Trial.run
    monkeypatch.setattr(Trial, "run", lambda *given: run(*given) and False)
    assert asked("--verify", "--keep", "stored") == 1
    assert not (shipped / "vouched.json").exists()


def test_a_source_that_gives_other_bits_is_not_vouched_for(
    place: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_another_source(monkeypatch)
    monkeypatch.setitem(toy_engine.EFFECT, "crackdown", 2.5)
    assert asked("--verify", "--keep", "stored") == 1
    assert not (shipped / "vouched.json").exists()
    assert asked("toy", "--worlds", "1") == 0  # a changed model is judged anew and held against nothing
    monkeypatch.setattr("marketsim.study.claim.vouched.shipped", lambda: shipped)
    (shipped / "vouched.json").write_text("no list")
    capsys.readouterr()
    assert asked("toy", "--worlds", "1") == 2
    assert "vouched.json: cannot be read" in capsys.readouterr().err
