"""Why did this happen: every claim of an explanation is one that a trial bears out, and is told as what it is."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markets import policy, spec

from marketsim.__main__ import exit_code
from marketsim.commands import telling
from marketsim.entities.ledger import KINDS
from marketsim.parameters.errors import Conflict, UnknownName
from marketsim.study import scenario
from marketsim.study.explain import ENGLISH, Explanation, Teller, explain, tell
from marketsim.study.explain.happening import Happening, only_on_one_side
from marketsim.study.explain.histories import Histories, alike, value_of
from marketsim.study.explain.trials import Becomes, Bench, Occurs, Swap
from marketsim.study.explain.turning import POLICY, SOMEBODY, fewest

SMALL = {"days": 2, "settling_days": 1, "scale": 0.15}
LATER = policy({"police.stop_rate": "6/h", "police.officers": "8 officers"}, from_day=1)


@pytest.fixture(scope="module")
def told() -> Explanation:
    """What there is to tell of a day with many stops and one with none."""
    return explain(spec(LATER, **SMALL), spec("as_today", **SMALL), days=2, about="stop")


def test_two_histories_under_one_policy_have_nothing_to_explain() -> None:
    same = explain(spec("as_today", **SMALL), spec("placebo", **SMALL), days=1)
    assert same.parting is None
    assert same.chains == ()
    (only,) = tell(same)
    assert "the same to the last bit" in only.lines[0]


def test_they_part_on_the_day_on_which_the_policy_begins(told: Explanation) -> None:
    assert told.parting is not None
    assert told.parting.day == 1
    assert set(told.levers) >= {"police.stop_rate.local_patrol"}
    assert told.parting.here != told.parting.there


def test_every_event_told_first_happened_in_one_history_only(told: Explanation) -> None:
    histories = Histories(spec(LATER, **SMALL), spec("as_today", **SMALL))
    lived = [histories.live() for _ in range(2)]
    assert told.first
    for event in told.first:
        there, elsewhere = lived[event.day][event.side], lived[event.day][1 - event.side]
        counts = [Counter(one.who for one in side)[event.who] for side in (there, elsewhere)]
        assert counts[0] > counts[1]


def test_every_link_of_a_chain_is_borne_out_when_it_is_tried_again(told: Explanation) -> None:
    assert told.chains
    histories = Histories(spec(LATER, **SMALL), spec("as_today", **SMALL))
    for _ in range(2):
        histories.live()
    for chain in told.chains:
        assert chain.event.kind == "stop"
        times = [(link.day, link.step) for link in chain.links]
        assert times == sorted(times, reverse=True)
        before = None
        for link in chain.links:
            bench = Bench(histories, chain.event.side, link.day, link.step)
            if link.event is not None:
                effect = Occurs(link.event)
            else:
                assert before is not None
                whose = before.table, before.number, before.attribute
                bench.lived()
                effect = Becomes(*whose, value_of(bench.market.world, *whose))
                bench.back()
            assert bench.brings(effect)
            turned = link.turned
            if turned.on == POLICY:
                swap = Swap(levers=tuple(key for key, *_ in turned.levers))
                assert not bench.brings(effect, [swap])
            elif turned.on == SOMEBODY and not turned.together:
                assert not bench.brings(effect, [Swap(turned.table, (turned.number,), (turned.attribute,))])
            before = turned


def test_a_bench_leaves_both_histories_as_it_found_them() -> None:
    histories = Histories(spec(LATER, **SMALL), spec("as_today", **SMALL))
    histories.live()
    histories.live()
    bench = Bench(histories, 0, 1, 120)
    before = [side.market.world.snapshot() for side in histories.sides]
    bench.brings(Becomes("people", 0, "money", None), [Swap(levers=tuple(bench.levers))])
    list(bench.apart())
    bench.back()
    after = [side.market.world.snapshot() for side in histories.sides]
    for one, other in zip(before, after, strict=True):
        for table, columns in one.columns.items():
            assert all(alike(array, other.columns[table][name]) for name, array in columns.items())


def test_histories_with_other_luck_or_other_people_are_refused_in_one_line() -> None:
    one = spec("as_today", **SMALL)
    with pytest.raises(Conflict, match="not the same luck"):
        explain(one, replace(one, replicate=1))
    with pytest.raises(Conflict, match="not the same first day"):
        explain(one, replace(one, start="2018-03-06"))
    with pytest.raises(Conflict, match="begin with other people"):
        explain(one, replace(one, parameters={"scene.pool": "900 people"}))


def test_an_unheard_of_kind_of_event_is_refused_with_what_was_meant() -> None:
    one = spec("as_today", **SMALL)
    with pytest.raises(UnknownName, match="did you mean 'violence'"):
        explain(one, one, about="violense")


def test_the_same_data_give_the_same_explanation_and_it_is_plain_data(told: Explanation) -> None:
    again = explain(spec(LATER, **SMALL), spec("as_today", **SMALL), days=2, about="stop")
    assert json.dumps(again.document()) == json.dumps(told.document())


def test_a_catalogue_of_another_language_leaves_no_english_sentence(told: Explanation) -> None:
    danish = {key: f"¤{sentence}" for key, sentence in ENGLISH.items()}
    for paragraph in Teller(told, danish).paragraphs():
        assert not paragraph.heading or paragraph.heading.startswith("¤")
        assert all(line.startswith("¤") for line in paragraph.lines)


def test_an_explanation_says_that_it_is_one_story_and_how_it_knows(told: Explanation) -> None:
    last = tell(told)[-1].lines
    assert last[-1] == ENGLISH["one story"].format(names=" ".join(told.names))
    assert last[0] == ENGLISH["tried"]


def test_the_sentences_for_events_are_for_kinds_that_there_are() -> None:
    others = [key for key in ENGLISH if key in KINDS]
    assert {"stop", "arrest", "violence", "overdose", "death"} <= set(others)
    for kind in others:
        ENGLISH[kind].format(actor="a", target="b", kind=kind)


def event(side: int, tick: int, actor: int, kind: str = "stop") -> Happening:
    """Something that happens."""
    return Happening(side, 0, tick + 1, tick, kind, "none", "officer", actor, "person", 1, 0, 1)


def test_the_same_thing_at_another_hour_is_no_difference_and_one_too_many_is() -> None:
    one = [event(0, 3, 7), event(0, 9, 7)]
    assert only_on_one_side(one, [event(1, 4, 7), event(1, 5, 7)]) == []
    assert only_on_one_side(one, [event(1, 3, 7)]) == [one[1]]
    assert [each.side for each in only_on_one_side(one, [event(1, 3, 8)])] == [0, 1, 0]


def subsets(most: int) -> some.SearchStrategy[tuple[int, set[int]]]:
    """So many things, and a few of them."""
    return some.tuples(some.just(most), some.sets(some.integers(0, most - 1), min_size=1, max_size=4))


@given(some.integers(1, 40).flatmap(subsets))
def test_fewest_finds_exactly_what_is_needed(drawn: tuple[int, set[int]]) -> None:
    most, needed = drawn
    found = fewest(tuple(range(most)), lambda kept: needed <= set(kept))
    assert set(found) == needed


def test_two_manifests_are_explained_and_days_are_told_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked_for = scenario.world
    monkeypatch.setattr(scenario, "world", lambda *how: replace(asked_for(*how), settling_days=2))
    monkeypatch.setattr(telling, "SELDOM", 0.0)
    for name in ("as_today", "crackdown"):
        assert (
            exit_code(["run", name, "--days", "3", "--scale", "0.06", "--replicate", "7", "--out", name]) == 0
        )
        assert days_in(capsys.readouterr().err)[-1] == {"done": 5, "planned": 5, "failed": 0, "of": "days"}
    ids = [
        json.loads((tmp_path / name / "manifest.json").read_text())["id"]
        for name in ("as_today", "crackdown")
    ]
    asked = ["explain", "as_today/manifest.json", "crackdown/manifest.json", "--days", "2"]
    assert exit_code([*asked, "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["names"] == ["as_today", "crackdown"]
    assert (found["parting"]["day"], found["days"]) == (0, 2)
    assert found["levers"]
    assert all(one in found["cite"] for one in ids)
    assert [one["done"] for one in days_in(said.err)] == [3, 4]
    assert exit_code(asked) == 0
    assert "crackdown" in capsys.readouterr().out
    assert exit_code(["reproduce", "as_today/manifest.json"]) == 0
    assert [one["done"] for one in days_in(capsys.readouterr().err)] == [1, 2, 2, 3, 4, 5]


def days_in(said: str) -> list[dict[str, object]]:
    """The lines that tell how far something has come, read."""
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]
