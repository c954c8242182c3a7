"""A bounded pool of stage processes: never more than so many models at once, and none in the server itself."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from multiprocessing import get_context
from time import monotonic
from typing import Any

from marketsim_dashboards.stage.child import DONE, REFUSED, live
from marketsim_dashboards.stage.story import Story

PATIENCE = 60.0
FAREWELL = 5.0
TRIES = 2
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
        self.busy = False
        self.last = monotonic()

    def ask(self, asked: dict[str, Any]) -> bytes:
        """Return the answer; a process that dies or dawdles is lost."""
        try:
            self.connection.send_bytes(json.dumps(asked).encode())
            if not self.connection.poll(PATIENCE):
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
    """Plays stories in at most ``most`` processes, handing each to whoever knows the story or has been idle longest.

    A process holds nothing that cannot be computed again, so any of them may be lost at any moment.
    """

    def __init__(self, most: int, shelf: Shelf | None = None, *, patiently: bool = False) -> None:
        self.most, self.patiently = most, patiently
        self.shelf = shelf or Shelf()
        self.team: list[Process] = []
        self.free = threading.Condition()
        self.closed = False

    def chunk(self, story: Story, index: int) -> bytes:
        """Return a chunk of a story, from the shelf if it is there."""
        key = (story.key, index)
        kept = self.shelf.get(key)
        if kept is None:
            kept = self.ask(story, {"do": "chunk", "index": index}, key)
            self.shelf.put(key, kept)
        return kept

    def ask(self, story: Story, asked: dict[str, Any], key: tuple[str, int] | None = None) -> bytes:
        """Ask about a story; a lost process is replaced and the question put again."""
        for attempt in range(TRIES):
            process = self._take(story.key)
            try:
                kept = self.shelf.get(key) if key else None
                reply = kept or process.ask({"story": story.document(), **asked})
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

    def _take(self, story: str) -> Process:
        until = monotonic() + PATIENCE
        with self.free:
            while not self.closed:
                process = self._choose(story)
                if process is not None:
                    process.busy, process.story = True, story
                    return process
                if not self.free.wait(until - monotonic()):
                    break
        raise Unavailable("every stage is busy")

    def _choose(self, story: str) -> Process | None:
        knowing = [one for one in self.team if one.story == story]
        if knowing:
            return next((one for one in knowing if not one.busy), None)
        idle = sorted((one for one in self.team if not one.busy), key=lambda one: one.last)
        if len(self.team) < self.most and not any(one.story == "" for one in idle):
            self.team.append(Process(self.patiently))
            return self.team[-1]
        return idle[0] if idle else None

    def _give_back(self, process: Process) -> None:
        with self.free:
            process.busy, process.last = False, monotonic()
            self.free.notify_all()

    def _lose(self, process: Process) -> None:
        with self.free:
            if process in self.team:
                self.team.remove(process)
            self.free.notify_all()
        process.dismiss()
