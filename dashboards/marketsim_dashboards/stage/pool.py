"""A bounded pool of stage processes: never more than so many models at once, and none in the server itself."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from multiprocessing import get_context
from time import monotonic
from typing import Any

from marketsim_dashboards.stage.child import DONE, REFUSED, live
from marketsim_dashboards.stage.story import Story

PATIENCE = 60.0
FAREWELL = 5.0
TRIES = 2
KNOWN_KIN = 6
"""Stories, apart from what was changed by hand, whose mornings a process is taken to remember."""
LINGERING = 300.0
"""Seconds after which a process that nobody needs is dismissed, if another one is left."""
MOST_BYTES = 256 * 1024 * 1024


class Unavailable(Exception):
    """The story could not be played now: too many are waiting, or its process was lost."""


class Refused(Exception):
    """The model does not accept what was asked; the text is one line for the visitor."""


class Process:
    """One stage process, asked one thing at a time; a patient one lets the others go first."""

    def __init__(self, patiently: bool = False) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=live, args=(theirs, patiently), daemon=True, name="marketsim-stage"
        )
        self.process.start()
        theirs.close()
        self.story = ""
        self.kin: deque[str] = deque(maxlen=KNOWN_KIN)
        self.ready = self.busy = False
        self.last = monotonic()

    def ask(self, asked: dict[str, Any], patience: float = PATIENCE) -> bytes:
        """Return the answer; a process that dies or dawdles is lost."""
        try:
            self.connection.send_bytes(json.dumps(asked).encode())
            if not self.connection.poll(patience):
                raise Unavailable("a stage did not answer")
            reply = self.connection.recv_bytes()
        except (EOFError, OSError) as problem:
            raise Unavailable("a stage was lost") from problem
        if reply[:1] == DONE:
            return reply[1:]
        if reply[:1] == REFUSED:
            raise Refused(reply[1:].decode())
        raise Unavailable("a stage failed")

    def dismiss(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join(FAREWELL)
        self.connection.close()


class Shelf:
    """The chunks asked for last, shared by all who watch the same story."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.size = most, 0
        self.kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: tuple[str, int]) -> bytes | None:
        """Return a chunk that is still kept."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, key: tuple[str, int], data: bytes) -> None:
        """Keep a chunk, and let go of those not asked for longest."""
        with self.lock:
            self.size += len(data) - len(self.kept.get(key, b""))
            self.kept[key] = data
            while self.size > self.most and len(self.kept) > 1:
                self.size -= len(self.kept.popitem(last=False)[1])


class Pool:
    """Plays stories in at most ``most`` processes, handing each to whoever knows the story, or one of its kin, best.

    A process holds nothing that cannot be computed again, so any of them may be lost at any moment. A new one is hired
    only where all others are needed by somebody, and in the background: until it is ready, another one helps out.

    Parameters
    ----------
    most : processes at once
    watched : whether somebody is watching the story of this name
    rehearsal : what a new process is asked before it is handed to anybody, so that it knows the opening story
    patiently : let every other process of the machine go first
    """

    def __init__(
        self, most: int, *, watched: Callable[[str], bool] = lambda _: True,
        rehearsal: dict[str, Any] | None = None, patiently: bool = False,
    ) -> None:  # fmt: skip
        self.most, self.watched, self.rehearsal, self.patiently = most, watched, rehearsal, patiently
        self.shelf = Shelf()
        self.team: list[Process] = []
        self.free = threading.Condition()
        self.closed = False

    def chunk(self, story: Story, index: int) -> bytes:
        """Return a chunk of a story, from the shelf if it is there."""
        return self.kept(story, {"do": "chunk", "index": index}, index)

    def kept(self, story: Story, asked: dict[str, Any], place: int) -> bytes:
        """Ask about a story, or return from its place on the shelf what was answered before."""
        key = (story.key, place)
        kept = self.shelf.get(key)
        if kept is None:
            kept = self.ask(story, asked, key)
            self.shelf.put(key, kept)
        return kept

    def ask(
        self,
        story: Story,
        asked: dict[str, Any],
        key: tuple[str, int] | None = None,
        patience: float = PATIENCE,
    ) -> bytes:
        """Ask about a story; a lost process is replaced and the question put again."""
        for attempt in range(TRIES):
            process = self._take(story)
            try:
                kept = self.shelf.get(key) if key else None
                reply = kept or process.ask({"story": story.document(), **asked}, patience)
            except Unavailable:
                self._lose(process)
                if attempt == TRIES - 1:
                    raise
            except BaseException:
                self._give_back(process)
                raise
            else:
                self._give_back(process)
                return reply
        raise Unavailable("every try was lost")

    def close(self) -> None:
        """End every process."""
        with self.free:
            self.closed = True
            team, self.team = self.team, []
            self.free.notify_all()
        for process in team:
            process.dismiss()

    def _take(self, story: Story) -> Process:
        until = monotonic() + PATIENCE
        name, kin = story.key, story.kin
        with self.free:
            while not self.closed:
                process = self._choose(name, kin)
                if process is not None:
                    process.busy, process.story = True, name
                    if kin not in process.kin:
                        process.kin.append(kin)
                    return process
                if not self.free.wait(until - monotonic()):
                    break
        raise Unavailable("every stage is busy")

    def _choose(self, story: str, kin: str) -> Process | None:
        """The process to ask now; none where it is better to wait for one."""
        ready = [one for one in self.team if one.ready]
        knowing = [one for one in ready if one.story == story]
        if knowing:
            return next((one for one in knowing if not one.busy), None)
        needed = {one: self.watched(one.story) for one in ready}
        idle = sorted(
            (one for one in ready if not one.busy),
            key=lambda one: (needed[one], kin not in one.kin, one.last),
        )
        if any(one.busy and not needed[one] and kin in one.kin for one in ready) and not (
            idle and not needed[idle[0]] and kin in idle[0].kin
        ):
            return None
        if not any(not needed[one] for one in ready):
            self._hire()
        return idle[0] if idle else None

    def _hire(self) -> None:
        """Begin a new process, unless there are enough or one is on its way."""
        if len(self.team) >= self.most or not all(one.ready for one in self.team):
            return
        process = Process(self.patiently)
        self.team.append(process)
        threading.Thread(target=self._rehearse, args=(process,), daemon=True, name="marketsim-hire").start()

    def _rehearse(self, process: Process) -> None:
        try:
            if self.rehearsal:
                process.ask(self.rehearsal)
                process.kin.append(Story.from_document(self.rehearsal["story"]).kin)
        except (Refused, Unavailable):
            self._lose(process)
            return
        with self.free:
            process.ready = True
            self.free.notify_all()

    def _give_back(self, process: Process) -> None:
        with self.free:
            process.busy, process.last = False, monotonic()
            gone = self._gone()
            self.team = [one for one in self.team if one not in gone]
            self.free.notify_all()
        for one in gone:
            one.dismiss()

    def _gone(self) -> list[Process]:
        """Processes that nobody has needed for long; the one asked last always stays."""
        since = monotonic() - LINGERING
        return [one for one in self.team if one.ready and not one.busy and one.last < since]

    def _lose(self, process: Process) -> None:
        with self.free:
            if process in self.team:
                self.team.remove(process)
            self.free.notify_all()
        process.dismiss()
