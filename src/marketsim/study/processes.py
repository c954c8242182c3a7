"""Workers in processes of their own: watched, replaced when they die, and never waited for for ever."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic

from marketsim.study.executor import Delivered, Failed, Finished, Happening, Task, Work, in_a_line

RECORD, LAST, PROBLEM = b"R", b"L", b"P"
TRIES = 3
PATIENCE = 3600.0
LOOKS = 1.0


@dataclass
class Attempt:
    """A job in somebody's hands: how often it was begun, and how many of its records have been delivered."""

    work: Work
    tries: int = 0
    delivered: int = 0


class Worker:
    """One long-lived process that is handed a job as JSON and answers in bytes."""

    def __init__(self, task: Task) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=live, args=(theirs, task), daemon=True)
        self.process.start()
        theirs.close()
        self.attempt: Attempt | None = None
        self.heard = monotonic()
        self.sent_again = 0

    def take(self, attempt: Attempt) -> None:
        """Begin a job; a worker that died meanwhile is noticed when it is listened to."""
        attempt.tries += 1
        self.attempt, self.heard, self.sent_again = attempt, monotonic(), 0
        with suppress(OSError):
            self.connection.send_bytes(json.dumps(attempt.work.document).encode())

    def dismiss(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class Processes:
    """Does jobs in processes started afresh (never forked).

    Parameters
    ----------
    workers : int
        How many jobs are done at once.
    tries : int
        How often a job is begun before its worker's death counts as its failure.
    patience : float, s
        How long a worker may be silent before it is taken for dead.
    """

    def __init__(self, workers: int, tries: int = TRIES, patience: float = PATIENCE) -> None:
        self.workers, self.tries, self.patience = workers, tries, patience

    def perform(self, task: Task, jobs: Iterable[Work]) -> Iterator[Happening]:
        """Do every job; whatever order they finish in, each record is delivered once."""
        coming, again = iter(jobs), deque[Attempt]()
        team: list[Worker] = []
        try:
            while True:
                self.hand_out(task, coming, again, team)
                busy = [worker for worker in team if worker.attempt]
                if not busy:
                    return
                ready = wait([worker.connection for worker in busy], timeout=min(LOOKS, self.patience))
                for worker in busy:
                    if worker.connection in ready:
                        happening = listen(worker)
                    elif monotonic() - worker.heard > self.patience:
                        happening = None
                    else:
                        continue
                    if happening is not None:
                        yield from happening
                    else:
                        team.remove(worker)
                        yield from self.bury(worker, again)
        finally:
            for worker in team:
                worker.dismiss()

    def hand_out(self, task: Task, coming: Iterator[Work], again: deque[Attempt], team: list[Worker]) -> None:
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
                worker = Worker(task)
                team.append(worker)
            worker.take(attempt)

    def bury(self, worker: Worker, again: deque[Attempt]) -> Iterator[Happening]:
        """Put a dead worker's job back, or give it up after the last try."""
        attempt = worker.attempt
        assert attempt is not None
        silent = worker.process.is_alive() and monotonic() - worker.heard > self.patience
        if not silent:
            worker.process.join(LOOKS)
        how = f"was silent for {self.patience:g} s" if silent else f"died ({ending(worker.process.exitcode)})"
        worker.dismiss()
        if attempt.tries < self.tries:
            again.append(attempt)
        else:
            reason = f"its worker {how}, {attempt.tries} times in a row"
            yield Failed(attempt.work, attempt.tries, reason, "")


def listen(worker: Worker) -> list[Happening] | None:
    """Return what a worker has to tell, or nothing when it is dead."""
    attempt = worker.attempt
    assert attempt is not None
    try:
        message = worker.connection.recv_bytes()
    except (EOFError, OSError):
        return None
    worker.heard = monotonic()
    kind, rest = message[:1], message[1:]
    if kind == RECORD:
        worker.sent_again += 1
        if worker.sent_again <= attempt.delivered:
            return []
        attempt.delivered += 1
        return [Delivered(attempt.work, rest)]
    worker.attempt = None
    if kind == LAST:
        return [Finished(attempt.work)]
    told = json.loads(rest)
    return [Failed(attempt.work, attempt.tries, told["reason"], told["details"])]


def ending(exitcode: int | None) -> str:
    """Put into words how a process ended."""
    if exitcode is None:
        return "of unknown cause"
    if exitcode < 0:
        return signal.Signals(-exitcode).name
    return f"exit code {exitcode}"


def live(connection: Connection, task: Task) -> None:
    """Do the jobs that arrive until nobody sends any; what a worker process does all its life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    while True:
        try:
            document = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            for data in task(document):
                connection.send_bytes(RECORD + data)
            answer = LAST
        except Exception as problem:  # noqa: BLE001 - whatever fails in a run is a result
            told = {"reason": in_a_line(problem), "details": traceback.format_exc()}
            answer = PROBLEM + json.dumps(told).encode()
        connection.send_bytes(answer)


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, so that none is ever left behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
