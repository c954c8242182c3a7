"""What all visitors share: the stages on which stories are played, and the hands that bring pieces to the pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from marketsim_dashboards.stage.pool import Pool
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY
from marketsim_dashboards.stage.story import Story

HANDS = 16
STAGES = 2
FIRST_TICK = 7 * TICKS_A_DAY + 9 * 12
"""Where the opening story begins to play: a week in, at nine in the morning."""


@dataclass
class House:
    """The pool of stage processes and a bounded number of threads that wait for it.

    Attributes
    ----------
    stages : how many models may run at once
    visitors : how many pages are open now
    """

    stages: int = STAGES
    hands: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(HANDS, "marketsim-hand"))
    visitors: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.pool = Pool(self.stages)

    def later(self, work: Callable[[], Any]) -> Future[Any]:
        """Do something as soon as a hand is free."""
        return self.hands.submit(work)

    def rehearse(self) -> None:
        """Have the opening story's first scene ready before anybody comes."""
        for chunk in (FIRST_TICK // TICKS_A_CHUNK, FIRST_TICK // TICKS_A_CHUNK + 1):
            self.pool.chunk(Story(), chunk)

    def close(self) -> None:
        """End every process and let nobody wait any more."""
        self.pool.close()
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
