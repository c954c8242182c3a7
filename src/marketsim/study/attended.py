"""The hands of one Dask worker: jobs are done in processes beside it, watched as those of a single machine are."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from typing import Any

from distributed import WorkerPlugin, get_worker

from marketsim.study.executor import Delivered, Happening, Task, Work
from marketsim.study.processes import Processes


class Hand:
    """A process that does one job after another within its limits, and is replaced when it dies or hangs."""

    def __init__(self, task: Task, limits: dict[str, Any]) -> None:
        self.jobs: deque[Work] = deque()
        self.processes = Processes(1, **limits)
        self.happenings = self.processes.perform(task, iter(self.jobs.popleft, None))

    def do(self, work: Work) -> Iterator[Happening]:
        """Do a job, to its last record or its failure."""
        self.jobs.append(work)
        for happening in self.happenings:
            yield happening
            if not isinstance(happening, Delivered):
                return

    def leave_off(self) -> None:
        """End the process, whatever it is doing."""
        self.processes.leave_off()


class Attended(WorkerPlugin):
    """What every Dask worker is given for the time of a sweep: as many hands as it has threads at work.

    Parameters
    ----------
    name : of the sweep at work, so that two on one cluster do not come between each other
    limits : patience, memory … of :class:`Processes`
    """

    def __init__(self, name: str, task: Task, limits: dict[str, Any]) -> None:
        self.name, self.task, self.limits = name, task, limits

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - Dask gives it
        """Let this Dask worker have processes of its own; they end with it."""
        multiprocessing.current_process().daemon = False
        self.hands: list[Hand] = []
        self.idle: SimpleQueue[Hand] = SimpleQueue()

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - Dask gives it
        """End the processes."""
        for hand in self.hands:
            hand.leave_off()

    def do(self, work: Work) -> list[Happening]:
        """Do a job and return all that happened."""
        try:
            hand = self.idle.get_nowait()
        except Empty:
            hand = Hand(self.task, self.limits)
            self.hands.append(hand)
        happened = list(hand.do(work))
        self.idle.put(hand)
        return happened


def do(name: str, work: Work) -> list[Happening]:
    """Do a job of a sweep; what a Dask worker does."""
    attended = get_worker().plugins[name]
    assert isinstance(attended, Attended)
    return attended.do(work)
