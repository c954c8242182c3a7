"""A trial runs what its claims need, once, and gives the verdicts that the toy's effects deserve."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy_engine
from toy_experiments import written
from toy_trials import CLAIM, SAMPLED, TWICE, carried_out, read, sampled, trial

from marketsim.parameters.errors import MarketsimError
from marketsim.study.claim import rests_on
from marketsim.study.claim.calibration import Calibration
from marketsim.study.claim.outcomes import compared_with, outcomes_of, outcomes_table
from marketsim.study.claim.patterns import Accepted
from marketsim.study.claim.rests_on import Asked, judge_digest, stale
from marketsim.study.claim.sentences import sentence
from marketsim.study.claim.shelf import merged
from marketsim.study.claim.stored import DamagedVerdicts, keep_verdicts, read_verdicts
from marketsim.study.claim.support import controls, path
from marketsim.study.claim.told import Verdict
from marketsim.study.claim.trial import Trial
from marketsim.study.claim.verdict import Decision
from marketsim.study.claim.verdicts import judge, together
from marketsim.study.sweep.store import SweepStore

DESIGN = SAMPLED.replace("WORLDS", "60")


PLAINLY = CLAIM.replace('knock_outs = ["turf.quarrel_rate"]\n', "")
OTHERWISE = {
    ('direction = "higher"', 'direction = "lower"'): "refuted",
    ("smallest_effect = 0.5", "smallest_effect = 3.0"): "refuted",
    ('direction = "higher"', 'direction = "not lower"'): "supported",
    ('direction = "higher"', 'direction = "no difference"'): "refuted",
    ("smallest_effect = 0.5", 'smallest_effect = "10 %"'): "supported",
    ("smallest_effect = 0.5", 'smallest_effect = "30 %"'): "refuted",
    ('measure = "violence"', 'grade = "input"\nmeasure = "violence"'): "assumed",
    ('measure = "violence"', 'measure = "violence"\nper = "visible_selling"'): "refuted",
    ('measure = "violence"', 'measure = "violence + trust"'): "supported",
    ('control = "as_today"\n', "than = 13.5\n"): "refuted",
    ('control = "as_today"\n', "than = 11.0\n"): "supported",
    ('measure = "violence"', 'measure = "not_measured"'): "undecided",
}


def other_claim(number: int, change: tuple[str, str]) -> str:
    """The claim stated otherwise, under a name of its own."""
    assert change[0] in PLAINLY
    return PLAINLY.replace(*change, 1).replace("more violence", f"more violence {number}").replace("W1b", "")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Trial, list[Verdict]]:
    """One trial of the claim, and of the same claim stated in a dozen other ways, by the same runs."""
    folder = tmp_path_factory.mktemp("trial")
    text = CLAIM + "".join(other_claim(number, change) for number, change in enumerate(OTHERWISE))
    asked = trial(folder, sampled(folder, claim=text))
    assert carried_out(asked)
    return asked, judge(asked).verdicts


def test_an_effect_that_is_there_in_every_world_is_supported_with_everything_that_belongs_to_it(
    judged: tuple[Trial, list[Verdict]],
) -> None:
    verdict = together(judged[1][:1])[0]
    assert verdict.verdict == verdict.alone == "supported"
    assert verdict.judged_in == "accepted"
    here = verdict.here
    assert here is not None
    assert here.effect is not None
    assert (here.held, here.worlds) == (60, 60)
    assert here.effect.value == pytest.approx(2.0)
    assert verdict.placebo.state == "left alone"
    assert verdict.negative_control is not None
    assert verdict.negative_control.state == "left alone"
    assert verdict.shares is not None
    assert verdict.shares.each["turf.quarrel_rate"].value == pytest.approx(0.0)
    assert verdict.shares.left.value == pytest.approx(2.0)
    assert verdict.driven_by_assumptions  # it holds in all worlds, accepted or not
    assert not verdict.emergent
    assert sentence(verdict).startswith(
        "Supported. Under crackdown, against as today, the difference in violence is +2"
    )
    assert "Of 60 accepted worlds (2 replicates each) the claim holds in 60." in sentence(verdict)
    assert "exactly zero" in controls(verdict)
    assert "More than half survives the full set" in path(verdict)
    assert verdict.finding


@pytest.mark.parametrize("number", range(len(OTHERWISE)), ids=[f"{new}"[:30] for _, new in OTHERWISE])
def test_the_same_runs_judged_by_other_claims(number: int, judged: tuple[Trial, list[Verdict]]) -> None:
    found = judged[1][1 + number]
    assert found.alone == [*OTHERWISE.values()][number], sentence(found)


def test_among_many_undecided_claims_sixty_worlds_do_not_suffice(judged: tuple[Trial, list[Verdict]]) -> None:
    first, *_, last = judged[1]
    assert last.alone == "undecided"
    alone, *_ = together([first, *[last] * 20])
    assert alone.verdict == "undecided"
    assert "Its own worlds would do to call it supported" in sentence(alone)


@pytest.mark.extras
def test_an_effect_whose_sign_turns_is_contingent_and_its_region_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ema_workbench")
    monkeypatch.setattr(toy_engine, "TURNS", "need.relief")
    asked = trial(tmp_path)
    carried_out(asked)
    [verdict] = judge(asked).verdicts
    assert verdict.verdict == "contingent"
    assert verdict.emergent
    assert verdict.assumptions[:1] == ["need.relief"]
    assert any(
        told.startswith("It fails in") and "need: relief is at most" in told for told in verdict.fails_where
    )
    assert any(
        told.startswith("It holds in") and "need: relief is at least" in told for told in verdict.fails_where
    )


def test_runs_are_made_once_and_a_larger_trial_takes_over_what_a_smaller_one_has_run(tmp_path: Path) -> None:
    small = trial(tmp_path, most_worlds=4)
    carried_out(small)
    first = judge(small)
    assert first.verdicts[0].verdict == "undecided"
    assert "59 worlds" in first.verdicts[0].needs
    large = trial(tmp_path, most_worlds=8)
    large.accept_all()
    [pool] = [pools["prior"] for pools in map(large.pools_of, large.groups())]
    with pool.planned(large.folder) as store:
        counts = store.journal.counts()
    assert counts["done"] == 3 * 4 * 2  # as_today, crackdown and placebo in four worlds, twice
    carried_out(large)
    kept = tmp_path / "outcomes.parquet"
    kept.write_bytes(outcomes_table(outcomes_of(judge(large))))
    same, differing = compared_with(first, kept)
    assert (same, differing) == (2 * 3 * 4 * 2, [])
    [prior] = [runs for name, runs in first.runs.items() if name.startswith("prior")]
    prior.outcomes[0, 0, 0] = "another outcome"
    assert len(compared_with(first, kept)[1]) == 1


def test_experiments_that_ask_for_the_same_worlds_share_one_pool(tmp_path: Path) -> None:
    other = CLAIM.replace('"crackdown"', '"harm_reduction"').replace(
        'direction = "higher"', 'direction = "lower"'
    )
    text = TWICE.replace('"crackdown"', '"harm_reduction"') + other
    second = read(written(tmp_path, text + DESIGN, "second"))
    asked = trial(tmp_path, sampled(tmp_path), second, most_worlds=3)
    asked.accept_all()
    [group] = asked.groups()
    pool = asked.pools_of(group)["prior"]
    assert [arm.name for arm in pool.experiment.arms] == [
        "as_today",
        "crackdown",
        "harm_reduction",
        "placebo",
    ]
    carried_out(asked)
    found = [one.here for one in judge(asked).verdicts]
    assert [(one.held, one.worlds) for one in found if one] == [(3, 3), (3, 3)]


def test_two_policies_of_one_name_are_not_taken_for_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "experiments" / "second"
    folder.mkdir(parents=True)
    (folder / "crackdown.toml").write_text('about = "Another."\nsource = ["werb-2011"]\n')
    text = TWICE.replace('"crackdown"', '"crackdown.toml"') + CLAIM + DESIGN
    second = read(written(tmp_path, text, "second"))
    with pytest.raises(MarketsimError, match="'crackdown' is another policy in another experiment"):
        carried_out(trial(tmp_path, sampled(tmp_path), second))


@pytest.mark.parametrize(
    ("key", "says"),
    [("need.relief", "is no mechanism's strength"), ("turf.quarrel_rat", "did you mean 'turf.quarrel_rate'")],
)
def test_only_a_mechanisms_strength_can_be_knocked_out(key: str, says: str, tmp_path: Path) -> None:
    claim = CLAIM.replace("turf.quarrel_rate", key)
    with pytest.raises(MarketsimError) as problem:
        trial(tmp_path, sampled(tmp_path, claim=claim))
    assert says in str(problem.value)
    assert "experiment.toml" in str(problem.value)


def test_an_experiment_that_claims_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MarketsimError, match="claims nothing"):
        trial(tmp_path, sampled(tmp_path, claim=""))


def test_verdicts_are_kept_read_back_and_merged(tmp_path: Path, judged: tuple[Trial, list[Verdict]]) -> None:
    [verdict] = together(judged[1][:1])
    file = tmp_path / "verdicts.json"
    keep_verdicts(file, [verdict], {"accepted": 64})
    assert read_verdicts(file) == ([verdict], {"accepted": 64})
    assert read_verdicts(tmp_path / "none.json") == ([], {})
    other = verdict.model_copy(update={"experiment": "second", "alone": "assumed"})
    both = merged([verdict], [other])
    assert [(one.experiment, one.verdict) for one in both] == [("second", "assumed"), ("toy", "supported")]
    renamed = verdict.model_copy(update={"claim": {**verdict.claim, "name": "said otherwise"}})
    assert merged([verdict, other], [renamed]) == merged([other], [renamed])
    document = json.loads(file.read_text())
    document["schema_version"] = "0"
    file.write_text(json.dumps(document))
    with pytest.raises(DamagedVerdicts, match="another version"):
        read_verdicts(file)
    file.write_text("{")
    with pytest.raises(DamagedVerdicts, match="cannot be read"):
        read_verdicts(file)


def test_a_verdict_that_rests_on_more_is_not_replaced_by_one_that_rests_on_less(
    judged: tuple[Trial, list[Verdict]],
) -> None:
    [verdict] = together(judged[1][:1])
    few = verdict.model_copy(update={"replicates": 1, "alone": "undecided", "chance": 1.0})
    assert merged([verdict], [few]) == [verdict]
    assert merged([few], [verdict]) == [verdict]
    pathless = verdict.model_copy(update={"shares": None})
    assert merged([verdict], [pathless]) == [verdict]
    today = few.model_copy(update={"rests_on": {**few.rests_on, "source": "another model"}})
    assert [one.verdict for one in merged([verdict], [today])] == ["undecided"]


def test_what_stands_alone_but_not_among_many_says_how_many_worlds_would_do(
    judged: tuple[Trial, list[Verdict]],
) -> None:
    [verdict] = together(judged[1][:1])
    assert (verdict.verdict, verdict.needs) == ("supported", "")
    others = [
        verdict.model_copy(update={"experiment": f"other {one}", "alone": "undecided", "chance": 1.0})
        for one in range(9)
    ]
    [first, *_] = together([verdict, *others])
    assert first.verdict == "undecided"
    assert first.needs.startswith("It takes 104 worlds without one of the other kind")  # 0.95 ** 104 < 0.005
    assert together([first])[0] == verdict


def test_a_claim_held_against_an_equal_dose_is_taken_apart_with_every_arm_it_needs(tmp_path: Path) -> None:
    matched = CLAIM.replace(
        'knock_outs = ["turf.quarrel_rate"]\n',
        'knock_outs = ["turf.quarrel_rate"]\nmatch = {measure = "trust", between = ["as_today", "harm_reduction"]}\n',
    )
    text = TWICE.replace('["as_today", "crackdown"]', '["as_today", "crackdown", "harm_reduction"]')
    asked = trial(tmp_path, read(written(tmp_path, text + matched + DESIGN.replace("60", "3"))))
    pool = asked.knocking_out(asked.experiments[0], asked.experiments[0].document.claim[0])
    assert pool is not None
    assert [arm.name for arm in pool.experiment.arms] == ["as_today", "crackdown", "harm_reduction"]
    carried_out(asked)
    assert len(judge(asked).verdicts) == 1


def test_a_world_whose_run_failed_is_not_accepted_and_holds_nobody_up(tmp_path: Path) -> None:
    luck = Accepted(("a",), np.array([[1.0], [np.nan]]), np.zeros((2, 1)), np.array([[True], [False]]))
    calibration = Calibration(sampled(tmp_path, "calibration", 2, ""))
    calibration.waves.append((calibration.experiment.worlds, luck))
    assert calibration.complete
    assert len(calibration.accepted) == 1
    unfinished = Accepted(luck.names, luck.values, luck.errors, luck.met, missing=1)
    calibration.waves.append((calibration.experiment.worlds, unfinished))
    assert not calibration.complete


def test_a_verdict_says_when_it_is_stale(judged: tuple[Trial, list[Verdict]]) -> None:
    asked, [verdict, *_] = judged
    [experiment, *_] = asked.experiments
    [claim, *_] = experiment.document.claim
    known, stated = asked.known.digest, Asked.by(experiment, claim)

    def said(**other: Any) -> Asked:
        return replace(stated, claim=claim.model_copy(update=other))

    assert stale(verdict, stated, known) == []
    assert stale(verdict, said(critic="Other words.", reason="Better put."), known) == []
    assert stale(verdict, said(smallest_effect=0.6), known) == ["the claim has been stated otherwise since"]
    longer = replace(stated, document=stated.document.model_copy(update={"settling_days": 3}))
    assert stale(verdict, longer, known) == ["its experiment asks for other runs since"]
    more = replace(stated, document=stated.document.model_copy(update={"replicates": 99}))
    assert stale(verdict, more, known) == []
    assert stale(verdict, None, known) == ["nobody claims it any more"]
    changed = verdict.model_copy(
        update={"rests_on": {**verdict.rests_on, "source": "other", "judge": "other"}}
    )
    assert stale(changed, stated, "other patterns") == [
        "the model has changed since",
        "it would be judged by other rules today",
        "the patterns by which worlds are accepted have changed since",
    ]


def test_the_judge_is_known_again_by_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    before = judge_digest.__wrapped__()
    assert judge_digest.__wrapped__() == before
    monkeypatch.setattr(rests_on, "decided", lambda *asked: Decision("supported", 0.0))
    assert judge_digest.__wrapped__() != before


def test_a_placebo_that_changes_a_bit_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(toy_engine.EFFECT, "placebo", 1e-9)
    asked = trial(tmp_path, most_worlds=2)
    carried_out(asked)
    [verdict] = judge(asked).verdicts
    assert verdict.placebo.state == "moved"
    assert not verdict.finding


def test_patterns_reject_worlds_and_say_which_of_them_did(tmp_path: Path) -> None:
    values = np.array([[1.0, 5.0], [2.0, 5.0], [2.0, 9.0], [np.nan, np.nan]])
    met = np.array([[True, True], [False, True], [False, False], [False, False]])
    judged = Accepted(("a", "b"), values, np.zeros((4, 2)), met)
    assert judged.worlds.tolist() == [0]
    assert judged.rejections() == [
        {"pattern": "a", "rejected": 2, "alone": 1},
        {"pattern": "b", "rejected": 1, "alone": 0},
    ]


def test_a_world_just_outside_a_pattern_is_accepted_within_its_own_error(tmp_path: Path) -> None:
    asked = trial(tmp_path, most_worlds=1)
    narrow = asked.known.pattern[0].model_copy(update={"low": 10.0001, "high": 10.0002})
    asked.known = asked.known.model_copy(update={"pattern": [narrow]})
    carried_out(asked)
    assert len(asked.calibrated["accepted"].accepted) in (0, 60)  # toy worlds share their luck: all or none


def test_a_damaged_part_is_run_again_before_it_is_judged_by(tmp_path: Path) -> None:
    asked = trial(tmp_path, most_worlds=2)
    carried_out(asked)
    before = judge(asked).verdicts
    [pool] = [pools["prior"] for pools in map(asked.pools_of, asked.groups())]
    with SweepStore.found(pool.place(asked.folder)) as store:
        [part, *_] = (store.path / "parts").iterdir()
    spoilt = bytearray(part.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    part.write_bytes(bytes(spoilt))
    carried_out(asked)
    assert judge(asked).verdicts == before


def test_a_trial_keeps_to_the_first_worlds(tmp_path: Path) -> None:
    asked = trial(tmp_path, most_worlds=3)
    experiment = asked.experiments[0]
    asked.accept_all()
    [group] = asked.groups()
    assert asked.pools_of(group)["prior"].experiment.worlds == experiment.worlds[:3]


def test_the_parts_of_a_bundle_are_told_where_they_are_crossed(tmp_path: Path) -> None:
    crossed = """
[design.levers]
police.officers = ["2 officers", "4 officers"]
police.arrests_sellers = [0.0, 1.0]
"""
    names = [f"as_today [officers = {one}, arrests_sellers = 0]" for one in ("4 officers", "2 officers")]
    claim = PLAINLY.replace('"crackdown"', f'"{names[0]}"').replace('"as_today"', f'"{names[1]}"')
    text = (
        TWICE.replace('["as_today", "crackdown"]', '["as_today"]')
        + claim
        + DESIGN.replace("60", "3")
        + crossed
    )
    asked = trial(tmp_path, read(written(tmp_path, text)))
    carried_out(asked)
    [verdict] = judge(asked).verdicts
    assert (
        "Prior worlds: At equal orders otherwise, over 3 worlds, violence is surely changed by: no part"
        in " ".join(verdict.notes)
    )
