"""Nobody waits for what takes others long: stages come as they are needed, and pairs have a hand of their own."""

import threading
import time
from types import SimpleNamespace
from typing import ClassVar

import pytest

from marketsim_dashboards.stage import pool
from marketsim_dashboards.stage.story import Slot, Story

OPENING = Story()
CHANGED = OPENING.with_slot(0, OPENING.left.with_lever(3, "police.fines", "0.1"))
STRANGE = Story(Slot("no_police"), Slot("as_today"))


class Made:
    """A stage process that answers at once, or when it is told to."""

    made: ClassVar[list["Made"]] = []

    def __init__(self, patiently=False):
        self.story, self.kin, self.ready, self.busy, self.last = "", [], False, False, time.monotonic()
        self.asked, self.dismissed = [], False
        self.go = threading.Event()
        self.go.set()
        Made.made.append(self)

    def ask(self, asked, patience=0):
        self.asked.append(asked)
        assert self.go.wait(10)
        return b"played"

    def dismiss(self):
        self.dismissed = True


@pytest.fixture
def made(monkeypatch):
    Made.made = []
    monkeypatch.setattr(pool, "Process", Made)
    return Made.made


def play(stages, story, index=0):
    return stages.ask(story, {"do": "chunk", "index": index})


def until(told):
    for _ in range(1000):
        if told():
            return True
        time.sleep(0.005)
    return False


def aside(work):
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_a_new_stage_rehearses_the_opening_before_anybody_asks_it(made):
    stages = pool.Pool(2, rehearsal={"story": OPENING.document(), "do": "chunk", "index": 1})
    play(stages, STRANGE)
    assert [asked["index"] for asked in made[0].asked] == [1, 0]


def test_a_changed_lever_stays_with_the_stage_that_knows_the_days_before(made):
    watched = {OPENING.key}
    stages = pool.Pool(8, watched=watched.__contains__)
    play(stages, OPENING)
    watched.clear()
    watched.add(CHANGED.key)
    play(stages, CHANGED)
    assert len(made) == 1


def test_a_changed_lever_waits_for_the_stage_that_knows_the_days_before_it_rather_than_begin_anew(made):
    watched = {OPENING.key}
    stages = pool.Pool(8, watched=watched.__contains__)
    play(stages, OPENING)
    made[0].go.clear()
    ahead = aside(lambda: play(stages, OPENING, 1))
    assert until(lambda: made[0].busy)
    watched.clear()
    watched.add(CHANGED.key)
    after = aside(lambda: play(stages, CHANGED))
    time.sleep(0.05)
    made[0].go.set()
    for thread in (ahead, after):
        thread.join(10)
    assert len(made) == 1
    assert made[0].story == CHANGED.key


def test_a_story_that_all_stages_are_too_busy_for_hires_one_and_is_helped_out_meanwhile(made):
    watched = {OPENING.key, STRANGE.key}
    stages = pool.Pool(8, watched=watched.__contains__)
    play(stages, OPENING)
    play(stages, STRANGE)
    assert until(lambda: len(made) == 2 and made[1].ready)
    assert STRANGE.key in (made[0].story, made[1].story)
    play(stages, OPENING)
    play(stages, STRANGE)
    assert {one.story for one in made} == {OPENING.key, STRANGE.key}


def test_there_are_never_more_stages_than_allowed(made):
    stages = pool.Pool(2, watched=lambda _: True)
    for replicate in range(6):
        play(stages, Story(replicate=replicate))
        assert until(lambda: all(one.ready for one in made))
    assert len(made) == 2


def test_a_stage_that_nobody_has_needed_for_long_is_dismissed_and_one_stays(made):
    stages = pool.Pool(2, watched=lambda _: True)
    play(stages, OPENING)
    play(stages, STRANGE)
    assert until(lambda: len(made) == 2 and made[1].ready)
    made[0].last = made[1].last = time.monotonic() - 2 * pool.LINGERING
    play(stages, STRANGE)
    assert [one.dismissed for one in made].count(True) == 1
    assert len(stages.team) == 1


def test_a_stage_that_dies_while_it_rehearses_keeps_nobody_waiting(made, monkeypatch):
    rehearsed = []

    def dies_first(self, asked, patience=0):
        rehearsed.append(asked)
        if len(rehearsed) == 1:
            raise pool.Unavailable("lost")
        return b"played"

    monkeypatch.setattr(Made, "ask", dies_first)
    stages = pool.Pool(2, rehearsal={"story": OPENING.document(), "do": "chunk", "index": 1})
    assert play(stages, OPENING) == b"played"
    assert made[0].dismissed


def test_many_visitors_waiting_for_pairs_leave_every_hand_to_bring_scenes(made):

    from marketsim_dashboards.site.house import HANDS, House

    house = House(stages=1)
    held = threading.Event()
    try:
        for _ in range(HANDS + 5):
            house.pairing.later(lambda: held.wait(10))
        scene = house.later(lambda: house.pool.chunk(OPENING, 0))
        assert scene.result(5) == b"played"
    finally:
        held.set()
        house.close()


def test_whoever_asks_why_after_somebody_else_is_answered_from_the_shelf(made):
    from marketsim_dashboards.site.house import House

    house = House(stages=1)
    try:
        assert house.why(OPENING) == house.why(OPENING) == b"played"
        assert [asked["do"] for one in made for asked in one.asked] == ["partings"]
    finally:
        house.close()


def test_a_story_is_watched_as_long_as_somebody_who_watches_it_is_there():
    from marketsim_dashboards.site.house import House

    class Visitor(SimpleNamespace):
        __hash__ = object.__hash__

    house, visitor = House(stages=1), Visitor(watches=lambda story: story == "this")
    house.visits.add(visitor)
    assert (house.watched("this"), house.watched("that")) == (True, False)
    del visitor
    assert not house.watched("this")
    house.close()
