"""Why did this happen? Different events in different words, the policy's own first, each with the lever it turns on."""

from datetime import date
from functools import partial

import numpy as np
import pytest

from marketsim.entities.ledger import (
    ARREST,
    CONTACT,
    DEALER,
    FIELDS,
    NO_CAUSE,
    OFFICER,
    PERSON,
    RELOCATION,
    SALE,
    VIOLENCE,
)
from marketsim.model.newcomers import FIRST_NEWCOMER, MOST_IN_A_DAY
from marketsim.parameters import declared
from marketsim_dashboards.site.controls import levers
from marketsim_dashboards.site.naming import short
from marketsim_dashboards.site.telling import somebody, told
from marketsim_dashboards.stage import turning
from marketsim_dashboards.stage.chunk import play
from marketsim_dashboards.stage.parting import MOST, as_told, chosen, paired, partings
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY, Memory, Side
from marketsim_dashboards.stage.story import Slot, Story
from marketsim_dashboards.stage.turning import COMPARED, levers_between, levers_of
from marketsim_dashboards.words.catalogue import LANGUAGES
from marketsim_dashboards.words.translated import name_of

STREETS = np.arange(100)


def row(tick, kind, actor, *, cell=0, actor_kind=DEALER, target=-1, target_kind=PERSON):
    values = [tick, cell, kind, NO_CAUSE, actor_kind, actor, target_kind, target]
    return np.array(values + [0] * (len(FIELDS) - len(values)), dtype=np.int64)


def parted(left, right, streets=STREETS):
    nothing = np.zeros((0, len(FIELDS)), dtype=np.int64)
    return paired(*(np.array(rows) if rows else nothing for rows in (left, right)), partial(as_told, streets))


def asked(story, memory=None):
    remembered = memory or Memory()
    return partings((Side(story, 0, remembered), Side(story, 1, remembered)), story)


@pytest.fixture(scope="module")
def opening():
    return asked(Story())


def test_what_the_same_one_does_elsewhere_at_the_same_moment_is_one_event():
    found = parted([row(5, RELOCATION, 7, cell=3)], [row(5, RELOCATION, 7, cell=4)])
    assert [sorted(one) for one in found] == [[0, 1]]


def test_an_officer_who_does_something_else_in_the_other_world_is_one_event():
    arrests = row(5, ARREST, 2, actor_kind=OFFICER, target=9)
    speaks = row(5, CONTACT, 2, actor_kind=OFFICER, target=9)
    assert [sorted(one) for one in parted([arrests], [speaks])] == [[0, 1]]


def test_what_the_other_world_has_a_little_later_parts_nothing():
    assert parted([row(5, SALE, 7, target=1)], [row(6, SALE, 7, target=1)]) == []


def test_the_policys_own_deeds_come_before_those_of_others_and_the_first_two_stay():
    sales = [row(tick, SALE, tick, cell=tick) for tick in range(20)]
    arrests = [row(30 + one, ARREST, one, cell=30 + one, actor_kind=OFFICER, target=one) for one in range(2)]
    taken = chosen(parted([*sales, *arrests], []), lambda one: tuple(one))
    ticks = [int(one[0][0]) for one in taken]
    assert len(taken) == MOST
    assert ticks[:2] == [0, 1]
    assert ticks[-2:] == [30, 31]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_sentences_of_the_opening_story_are_alike(opening, language):
    texts = [one["text"] for one in told(opening, Story().start, language)["events"]]
    assert len(set(texts)) == len(texts) == MOST


@pytest.mark.parametrize(
    "pair", [("rooms_closed", "as_today"), ("hot_spot_patrol", "random_patrol"), ("no_police", "crackdown")]
)
def test_no_two_sentences_of_any_story_are_alike(pair):
    story = Story(*map(Slot, pair))
    found = asked(story)
    texts = [one["text"] for one in told(found, story.start, "en")["events"]]
    assert len(set(texts)) == len(texts) == len(found["events"]) == MOST


def test_the_opening_story_is_told_by_what_the_police_do_and_names_its_levers(opening):
    events = opening["events"]
    assert [one["tick"] for one in events] == sorted(one["tick"] for one in events)
    hands = ("officer", "room", "service", "outreach worker")
    assert sum(one["actor_kind"] in hands for one in events) >= MOST // 2
    assert any(one["levers"] for one in events)
    assert "police.arrests_sellers" in {one["key"] for one in opening["differ"]}
    assert all(
        "it does not happen" in one["turns"]
        for one in told(opening, Story().start, "en")["events"]
        if one["levers"]
    )


@pytest.mark.parametrize("pair", [("crackdown", "harm_reduction"), ("rooms_closed", "as_today")])
def test_the_first_violence_by_which_the_worlds_differ_is_told_however_late_it_comes(pair):
    story = Story(*map(Slot, pair))
    found = asked(story)
    (one,) = [each for each in found["events"] if each["violence"]]
    assert "violence" in (one["kind"], one.get("instead", one)["kind"])
    assert one["cause"] != "police use of force"
    (text,) = [each["turns"] for each in told(found, story.start, "en")["events"] if each["violence"]]
    assert text.startswith("This is the first violence by which the two worlds differ.")


def test_violence_is_waited_for_and_is_kept_before_whatever_else_came_later():
    sales = [row(tick, SALE, tick, cell=tick) for tick in range(20)]
    late = row(50, VIOLENCE, 3, cell=50, target=1)
    taken = chosen(parted([*sales, late], []), lambda one: tuple(one))
    assert len(taken) == MOST
    assert int(taken[-1][0][COMPARED[2]]) == VIOLENCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_says_in_a_whole_sentence_what_it_turned_on(opening, language):
    raw = {one["key"].rpartition(".")[2] for one in opening["differ"]}
    for one in told(opening, Story().start, language)["events"]:
        assert one["turns"][-1] == "."
        assert one["turns"].rstrip(".)").split()[-1] not in raw
        assert "|" not in one["turns"]


def test_every_lever_has_a_name_in_plain_words():
    nameless = [one.key for one in levers() if not name_of("en", "numbers", one.key)]
    assert nameless == []


def test_the_lever_that_is_named_alone_undoes_the_event(opening):
    story, one = Story(), next(one for one in opening["events"] if one["world"] == "left" and one["levers"])
    lever = next(each for each in opening["differ"] if each["key"] == one["levers"][0])
    slot = story.left
    for key, text in lever["right"].items():
        slot = slot.with_lever(0, key, text)

    def happens(left):
        side = Side(story.with_slot(0, left), 0, Memory())
        rows = side.happened(one["tick"] // TICKS_A_CHUNK * TICKS_A_CHUNK)
        return any(
            (int(each[COMPARED[0]]), int(each[COMPARED[1]])) == (one["tick"], one["cell"])
            and one["actor"] in each
            and one["target"] in each
            for each in rows
        )

    assert happens(story.left)
    assert not happens(slot)


def test_a_lever_moved_later_is_told_from_its_morning_beside_the_world_without_it():
    story = Story(Slot("crackdown").with_lever(2, "police.stop_rate", "0 1/h"))
    found = asked(story)
    assert (found["from_day"], found["changed"]) == (2, "left")
    assert [one["key"] for one in found["differ"]] == ["police.stop_rate"]
    assert found["events"]
    assert all(one["levers"] == ["police.stop_rate"] for one in found["events"])
    assert min(one["tick"] for one in found["events"]) >= 2 * TICKS_A_DAY
    assert told(found, story.start, "en")["since"] == "2018-03-07"


def test_the_same_policy_on_both_sides_never_parts():
    story = Story()
    assert asked(story.with_slot(1, story.left))["events"] == []


def test_asking_why_leaves_the_stage_as_it_was():
    story, memory = Story(Slot("crackdown").with_lever(1, "police.fines", "0.1")), Memory()
    sides = Side(story, 0, memory), Side(story, 1, memory)
    before = play(sides, 6)
    partings(sides, story)
    assert play(sides, 6) == before


def test_where_policies_differ_in_too_many_levers_none_is_tried(monkeypatch):
    monkeypatch.setattr(turning, "MOST_TRIED", 0)
    differ = levers_between(Story(), 0)
    assert levers_of([(0, row(5, SALE, 7))], Story(), Memory(), 0, differ) == [[]]
    assert all(declared().declaration(one["key"]).kind == "lever" for one in differ)


@pytest.mark.parametrize(("language", "text"), [("en", "an officer"), ("da", "en betjent")])
def test_who_has_no_number_is_not_called_by_the_bare_kind(language, text):
    assert somebody("officer", -1, language) == text


def test_a_newcomer_is_named_by_the_day_of_coming():
    number = FIRST_NEWCOMER + date(2018, 1, 11).toordinal() * MOST_IN_A_DAY + 1
    assert short(number) == "11.1.18-2"
    assert short(1242) == "1242"
