"""What all visitors share: the stages on which stories are played, and the hands that bring pieces to the pages."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from marketsim_dashboards.stage.pairs import PAIRS, Pairs
from marketsim_dashboards.stage.pool import Pool
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY
from marketsim_dashboards.stage.story import Story

HANDS = 32
STAGES = 8
"""Models that may run at once; a process is begun only for a story that no other one has time for."""
MOST_AT_MESA = 2
MOST_STORIES = 60
"""Stories whose pairs are remembered."""
FIRST_TICK = 7 * TICKS_A_DAY + 9 * 12
"""Where the opening story begins to play: a week in, at nine in the morning."""
A_PAIR = 600.0
"""Seconds that a pair may take: a year of both worlds on a busy machine."""
WHY = -1
"""Where on the shelf the answer stands to why two worlds part; chunks count from 0."""


class Watching(Protocol):
    """Somebody who may be watching a story."""

    def watches(self, story: str) -> bool:
        """Whether it is the story of this name."""


class Desk:
    """One patient process and the one hand that waits for it: what stands in line here keeps nobody else waiting."""

    def __init__(self, name: str) -> None:
        self.pool = Pool(1, patiently=True)
        self.hand = ThreadPoolExecutor(1, f"marketsim-{name}")

    def later(self, work: Callable[[], Any]) -> Future[Any]:
        """Do something as soon as it has its turn."""
        return self.hand.submit(work)

    def close(self) -> None:
        """End the process, and let nobody wait any more."""
        self.pool.close()
        self.hand.shutdown(wait=False, cancel_futures=True)


@dataclass
class House:
    """The pool of stage processes, a bounded number of threads that wait for it, and two desks for what takes long.

    Attributes
    ----------
    stages : how many models may run at once
    at_mesa : how many of Mesa's own pages are open now
    """

    stages: int = STAGES
    hands: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(HANDS, "marketsim-hand"))
    at_mesa: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.visits: weakref.WeakSet[Watching] = weakref.WeakSet()
        opening = {"story": Story().document(), "do": "chunk", "index": FIRST_TICK // TICKS_A_CHUNK}
        self.pool = Pool(self.stages, watched=self.watched, rehearsal=opening)
        self.pairing, self.asking = Desk("pairs"), Desk("questions")
        self.pairs: OrderedDict[str, Pairs] = OrderedDict()

    def watched(self, story: str) -> bool:
        """Whether any visitor watches the story of this name."""
        return any(one.watches(story) for one in list(self.visits))

    def later(self, work: Callable[[], Any]) -> Future[Any]:
        """Do something as soon as a hand is free."""
        return self.hands.submit(work)

    def rehearse(self) -> None:
        """Have the opening story's first scene and its pairs ready before anybody comes."""
        story = Story()
        for chunk in (FIRST_TICK // TICKS_A_CHUNK, FIRST_TICK // TICKS_A_CHUNK + 1):
            self.pool.chunk(story, chunk)

        def pair() -> None:
            if self.another_pair(story, PAIRS):
                self.pairing.later(pair)

        self.pairing.later(pair)

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
        """Live one more pair if fewer than wanted are there; whether there was one to live. For the desk of pairs."""
        pairs = self.pairs_of(story)
        luck = next((luck for luck in range(wanted) if luck not in pairs.by_luck), None)
        if luck is None:
            return False
        asked = {"do": "pair", "luck": luck}
        pairs.add(self.pairing.pool.ask(replace(story, replicate=0), asked, patience=A_PAIR))
        return True

    def why(self, story: Story) -> bytes:
        """Where the two worlds of a story part; whoever asks after somebody else gets the same answer at once."""
        return self.asking.pool.kept(story, {"do": "partings"}, WHY)

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
        self.pairing.close()
        self.asking.close()
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
