"""One worker and the thread that attends to it, so that nobody else ever waits for a worker that is frozen."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Queue
from time import monotonic, sleep

from marketsim.study.executor import Task, Work, in_a_line

RECORD, LAST, PROBLEM, BEAT, GONE = b"R", b"L", b"P", b"B", b""
SECONDS_A_BEAT = 2.0
LAST_FAREWELL = 5.0
ENDS = (signal.SIGINT, signal.SIGTERM)


@dataclass
class Attempt:
    """A job in somebody's hands: how often it was begun, and how many of its records have been delivered."""

    work: Work
    tries: int = 0
    delivered: int = 0


class Worker:
    """One long-lived process that is handed a job as JSON and answers in bytes.

    Attributes
    ----------
    alive : s, when it last gave a sign of life
    delivered : s, when it was given its job or last sent a record
    sent_again : how many records of its job have come from it
    """

    def __init__(self, task: Task, heard: Queue[tuple[Worker, bytes]], memory: int | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=live, args=(theirs, task, memory), daemon=True)
        start_beyond_interrupts(self.process)
        theirs.close()
        self.attempt: Attempt | None = None
        self.alive = self.delivered = monotonic()
        self.sent_again = 0
        self.to_do: Queue[bytes | None] = Queue()
        self.heard = heard
        for attend in (self.pass_on, self.hear):
            threading.Thread(target=attend, daemon=True).start()

    def take(self, attempt: Attempt) -> None:
        """Begin a job; a worker that died meanwhile is noticed when it is listened to."""
        attempt.tries += 1
        self.attempt, self.alive, self.delivered, self.sent_again = attempt, monotonic(), monotonic(), 0
        self.to_do.put(json.dumps(attempt.work.document).encode())

    def pass_on(self) -> None:
        """Hand the process its jobs; what the first attending thread does all its life."""
        with suppress(OSError):
            while (job := self.to_do.get()) is not None:
                self.connection.send_bytes(job)

    def hear(self) -> None:
        """Tell what the process says, and at last that it is gone; what the second does."""
        try:
            while True:
                self.heard.put((self, self.connection.recv_bytes()))
        except (EOFError, OSError):
            self.heard.put((self, GONE))
            self.connection.close()

    def dismiss(self) -> None:
        """End the process, whatever it is doing; its attending threads end with it."""
        self.to_do.put(None)
        self.process.kill()
        self.process.join(LAST_FAREWELL)


def start_beyond_interrupts(process: BaseProcess) -> None:
    """Start a process that Ctrl-C never reaches, not even while it begins; whoever started it will end it."""
    if sys.platform == "win32":
        process.start()
        return
    resource_tracker.ensure_running()  # starting it later would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def interrupts_waiting() -> Iterator[None]:
    """Let whoever interrupts wait until this is done: half a worker would end in an error of its own.

    A mask does not do it, since a signal that the main thread does not take is taken by another.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return
    came: list[int] = []
    before = {one: signal.signal(one, lambda number, _: came.append(number)) for one in ENDS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler or signal.SIG_DFL)
        for number in came[:1]:
            signal.raise_signal(number)


def live(connection: Connection, task: Task, memory: int | None = None) -> None:
    """Do the jobs that arrive until nobody sends any; what a worker process does all its life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory is not None:
        allow(memory)
    mouth = threading.Lock()

    def say(message: bytes) -> None:
        with mouth:
            connection.send_bytes(message)

    for duty in (lambda: beat(say), end_with_parent):
        threading.Thread(target=duty, daemon=True).start()
    while True:
        try:
            document = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            for data in task(document):
                say(RECORD + data)
            answer = LAST
        except Exception as problem:  # noqa: BLE001 - whatever fails in a run is a result
            told = {"reason": in_a_line(problem), "details": traceback.format_exc()}
            answer = PROBLEM + json.dumps(told).encode()
        say(answer)


def beat(say: Callable[[bytes], None]) -> None:
    """Give a sign of life every now and then."""
    with suppress(OSError):
        while True:
            say(BEAT)
            sleep(SECONDS_A_BEAT)


def allow(memory: int) -> None:
    """Let this process ask for so many bytes and no more; asking for more is an error of the run."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, so that none is ever left behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
