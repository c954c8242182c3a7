"""What all visitors share: the stages on which stories are played, and the hands that bring pieces to the pages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from marketsim_dashboards.stage.pairs import PAIRS, Pairs
from marketsim_dashboards.stage.pool import Pool
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY
from marketsim_dashboards.stage.story import Story

HANDS = 16
STAGES = 2
MOST_AT_MESA = 2
MOST_STORIES = 60
"""Stories whose pairs are remembered."""
FIRST_TICK = 7 * TICKS_A_DAY + 9 * 12
"""Where the opening story begins to play: a week in, at nine in the morning."""


@dataclass
class House:
    """The pool of stage processes and a bounded number of threads that wait for it.

    Attributes
    ----------
    stages : how many models may run at once
    at_mesa : how many of Mesa's own pages are open now
    """

    stages: int = STAGES
    hands: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(HANDS, "marketsim-hand"))
    at_mesa: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.pool = Pool(self.stages)
        self.others = Pool(1, patiently=True)
        self.pairs: OrderedDict[str, Pairs] = OrderedDict()

    def later(self, work: Callable[[], Any]) -> Future[Any]:
        """Do something as soon as a hand is free."""
        return self.hands.submit(work)

    def rehearse(self) -> None:
        """Have the opening story's first scene and its pairs ready before anybody comes."""
        story = Story()
        for chunk in (FIRST_TICK // TICKS_A_CHUNK, FIRST_TICK // TICKS_A_CHUNK + 1):
            self.pool.chunk(story, chunk)
        while self.another_pair(story, PAIRS):
            continue

    def pairs_of(self, story: Story) -> Pairs:
        """The pairs lived so far of a story's policies and facts; which luck the story itself has is no matter."""
        key = replace(story, replicate=0).key
        with self.lock:
            found = self.pairs.setdefault(key, Pairs())
            self.pairs.move_to_end(key)
            while len(self.pairs) > MOST_STORIES:
                self.pairs.popitem(last=False)
            return found

    def another_pair(self, story: Story, wanted: int) -> bool:
        """Live one more pair if fewer than wanted are there; whether there was one to live."""
        pairs = self.pairs_of(story)
        with self.one_at_a_time:
            luck = next((luck for luck in range(wanted) if luck not in pairs.by_luck), None)
            if luck is None:
                return False
            pairs.add(self.others.ask(replace(story, replicate=0), {"do": "pair", "luck": luck}))
        return True

    def sit_at_mesa(self) -> bool:
        """Take one of the few places for Mesa's own page, whose models live in the server; whether there was one."""
        with self.lock:
            free = self.at_mesa < MOST_AT_MESA
            self.at_mesa += free
            return free

    def leave_mesa(self) -> None:
        """Give the place back."""
        with self.lock:
            self.at_mesa -= 1

    def close(self) -> None:
        """End every process and let nobody wait any more."""
        self.pool.close()
        self.others.close()
        self.hands.shutdown(wait=False, cancel_futures=True)


_open: list[House] = []


def open_house(stages: int = STAGES) -> House:
    """Open the house of this server; there is one."""
    if _open:
        close_house()
    _open.append(House(stages))
    return _open[0]


def house() -> House:
    """Return the house, opened by whoever comes first where no launcher did."""
    return _open[0] if _open else open_house()


def close_house() -> None:
    """Close it."""
    while _open:
        _open.pop().close()
