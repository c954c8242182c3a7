"""What a stage process does all its life: hold one story, and answer what it is asked about it."""

from __future__ import annotations

import json
import logging
import os
import signal
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from marketsim.parameters.errors import MarketsimError
from marketsim.study.worker import end_with_parent
from marketsim_dashboards.stage.chunk import play
from marketsim_dashboards.stage.looking import look
from marketsim_dashboards.stage.pairs import live_a_pair
from marketsim_dashboards.stage.parting import partings
from marketsim_dashboards.stage.side import TICKS_A_DAY, Memory, Side
from marketsim_dashboards.stage.story import Story

DONE, REFUSED, FAILED = b"d", b"r", b"f"
QUICKLY = 1
"""How hard a scene is squeezed: to a quarter, and here, so that neither the server nor other visitors wait for it."""
PATIENCE, KINDNESS = 10, 3
"""How much a process gives way: one that nobody waits for to all others, every one to the server itself."""
Sides = tuple[Side, Side]
Answer = Callable[[Sides, dict[str, Any]], bytes]


def _chunk(sides: Sides, asked: dict[str, Any]) -> bytes:
    return zlib.compress(play(sides, asked["index"]), QUICKLY)


def _days(sides: Sides, asked: dict[str, Any]) -> bytes:
    for side in sides:
        side.go_to(asked["day"] * TICKS_A_DAY)
    both = [side.days(0)[: asked["day"]] for side in sides]
    names = list(both[0][0])
    values = [[[day[name] for name in names] for day in one] for one in both]
    return json.dumps({"names": names, "values": values}).encode()


def _look(sides: Sides, asked: dict[str, Any]) -> bytes:
    for side in sides:
        side.go_to(asked["tick"])
    return json.dumps(look(sides, asked)).encode()


def _partings(sides: Sides, asked: dict[str, Any]) -> bytes:
    return json.dumps(partings(sides, Story.from_document(asked["story"]))).encode()


def _digests(sides: Sides, asked: dict[str, Any]) -> bytes:
    for side in sides:
        side.go_to(asked["days"] * TICKS_A_DAY)
    return json.dumps([side.digest() for side in sides]).encode()


ANSWERS: dict[str, Answer] = {
    "chunk": _chunk,
    "days": _days,
    "look": _look,
    "partings": _partings,
    "digests": _digests,
}


class Stage:
    """The two worlds of the story last asked for, and the mornings remembered from it and from others."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.key = ""
        self.sides: Sides | None = None

    def answer(self, asked: dict[str, Any]) -> bytes:
        """Answer a question about a story, putting that story on stage first if another one is."""
        story = Story.from_document(asked["story"])
        if asked["do"] == "pair":
            return live_a_pair(story, asked["luck"])
        if self.sides is None or self.sides[0].setting != story.setting:
            self.sides = Side(story, 0, self.memory), Side(story, 1, self.memory)
        elif self.key != story.key:
            for which, side in enumerate(self.sides):
                side.turn_to(story, which)
        self.key = story.key
        return ANSWERS[asked["do"]](self.sides, asked)


def live(connection: Connection, patiently: bool = False) -> None:
    """Answer whatever is asked until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    with suppress(AttributeError, OSError):
        os.nice(PATIENCE if patiently else KINDNESS)
    stage = Stage()
    while True:
        try:
            asked = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            reply = DONE + stage.answer(asked)
        except MarketsimError as problem:
            reply = REFUSED + str(problem).encode()
        except Exception:  # the visitor is told that it failed, the log why
            logging.getLogger(__name__).exception("a stage failed")
            stage = Stage()
            reply = FAILED
        connection.send_bytes(reply)
