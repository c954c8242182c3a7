"""Workers in processes of their own: watched, replaced when they die, and never waited for for ever."""

from __future__ import annotations

import json
import logging
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from time import monotonic

from marketsim.study.executor import Delivered, Failed, Finished, Happening, Task, Work
from marketsim.study.worker import BEAT, GONE, LAST, RECORD, Attempt, Worker, interrupts_waiting

TRIES = 3
PATIENCE = 3600.0
PULSE = 60.0
LOOKS = 1.0
LOGGER = logging.getLogger(__name__)


class Processes:
    """Does jobs in processes started afresh (never forked).

    Parameters
    ----------
    workers : int
        How many jobs are done at once.
    tries : int
        How often a job is begun before its worker's death counts as its failure.
    patience : float, s
        How long a worker may take from one record to the next before it is taken for lost.
    pulse : float, s
        How long a worker may give no sign of life at all, as when it is frozen.
    memory : int, bytes, optional
        How much memory a worker may ask for.
    """

    def __init__(
        self,
        workers: int,
        tries: int = TRIES,
        patience: float = PATIENCE,
        pulse: float = PULSE,
        memory: int | None = None,
    ) -> None:
        self.workers, self.tries, self.patience, self.pulse = workers, tries, patience, pulse
        self.memory = memory
        self.team: list[Worker] = []

    @property
    def hands(self) -> int:
        """How many jobs are done at once."""
        return self.workers

    def perform(self, task: Task, jobs: Iterable[Work]) -> Iterator[Happening]:
        """Do every job; whatever order they finish in, each record is delivered once."""
        coming, again = iter(jobs), deque[Attempt]()
        self.team = team = list[Worker]()
        heard: Queue[tuple[Worker, bytes]] = Queue()
        try:
            while True:
                self.hand_out(task, coming, again, team, heard)
                if not any(worker.attempt for worker in team):
                    return
                yield from self.listen(team, heard, again)
                yield from self.look_round(team, again)
        finally:
            for worker in team:
                worker.dismiss()

    def leave_off(self) -> None:
        """End every process at once, whatever it is doing; for whoever cannot end the performance itself."""
        self.tries = 0
        for worker in list(self.team):
            worker.dismiss()

    def hand_out(
        self,
        task: Task,
        coming: Iterator[Work],
        again: deque[Attempt],
        team: list[Worker],
        heard: Queue[tuple[Worker, bytes]],
    ) -> None:
        """Give every free hand a job: first those that lost their worker, then new ones."""
        for place in range(self.workers):
            worker = team[place] if place < len(team) else None
            if worker and worker.attempt:
                continue
            attempt = again.popleft() if again else None
            if attempt is None:
                work = next(coming, None)
                if work is None:
                    return
                attempt = Attempt(work)
            if worker is None:
                with interrupts_waiting():
                    worker = Worker(task, heard, self.memory)
                    team.append(worker)
            worker.take(attempt)

    def listen(
        self, team: list[Worker], heard: Queue[tuple[Worker, bytes]], again: deque[Attempt]
    ) -> Iterator[Happening]:
        """Wait a moment for what any worker has to tell."""
        try:
            worker, message = heard.get(timeout=min(LOOKS, self.patience, self.pulse))
        except Empty:
            return
        if worker not in team:
            return
        if message == GONE:
            team.remove(worker)
            worker.process.join(LOOKS)
            yield from self.bury(worker, f"died ({ending(worker.process.exitcode)})", again)
        else:
            yield from understood(worker, message)

    def look_round(self, team: list[Worker], again: deque[Attempt]) -> Iterator[Happening]:
        """Part with every worker that has been silent, or at one record, for too long."""
        now = monotonic()
        for worker in [worker for worker in team if worker.attempt]:
            if now - worker.alive > self.pulse:
                how = f"gave no sign of life for {self.pulse:g} s"
            elif now - worker.delivered > self.patience:
                how = f"was silent for {self.patience:g} s, the time a run may take"
            else:
                continue
            team.remove(worker)
            yield from self.bury(worker, how, again)

    def bury(self, worker: Worker, how: str, again: deque[Attempt]) -> Iterator[Happening]:
        """Put a lost worker's job back, or give it up after the last try."""
        attempt = worker.attempt
        LOGGER.warning(
            "a worker %s%s", how, f" at {attempt.work.name}, try {attempt.tries}" if attempt else ""
        )
        worker.dismiss()
        if attempt is None:
            return
        if attempt.tries < self.tries:
            again.append(attempt)
        else:
            reason = f"its worker {how}, {attempt.tries} times in a row"
            yield Failed(attempt.work, attempt.tries, reason, "")


def understood(worker: Worker, message: bytes) -> Iterator[Happening]:
    """Turn a message into what has happened; a record that had arrived from an earlier try is not told again."""
    kind, rest = message[:1], message[1:]
    attempt, worker.alive = worker.attempt, monotonic()
    if kind == BEAT or attempt is None:
        return
    worker.delivered = worker.alive
    if kind == RECORD:
        worker.sent_again += 1
        if worker.sent_again > attempt.delivered:
            attempt.delivered += 1
            yield Delivered(attempt.work, rest)
        return
    worker.attempt = None
    if kind == LAST:
        yield Finished(attempt.work)
    else:
        told = json.loads(rest)
        yield Failed(attempt.work, attempt.tries, told["reason"], told["details"])


def ending(exitcode: int | None) -> str:
    """Put into words how a process ended."""
    if exitcode is None:
        return "of unknown cause"
    if exitcode < 0:
        return signal.Signals(-exitcode).name
    return f"exit code {exitcode}"
