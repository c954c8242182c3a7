"""One visitor: the language, the story on the page, and pieces of it on their way; nobody else sees any of it."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import solara
from solara.server import kernel_context

from marketsim.parameters.errors import MarketsimError
from marketsim_dashboards.site.betting import Bet
from marketsim_dashboards.site.house import FIRST_TICK, House, house
from marketsim_dashboards.site.looked import looked
from marketsim_dashboards.site.reasons import reason
from marketsim_dashboards.stage.pairs import MOST_PAIRS, PAIRS
from marketsim_dashboards.stage.pool import Refused, Unavailable
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY
from marketsim_dashboards.stage.story import LAST_DAY, Story, checked
from marketsim_dashboards.words.catalogue import words

GO_ON = -1
MOST_ON_THE_WAY = 6

log = logging.getLogger(__name__)


class Visit:
    """What one visitor sees; everything slow is done by the house's hands and sent to the page when ready."""

    def __init__(self, language: str, story: Story, tick: int = FIRST_TICK, at: House | None = None) -> None:
        self.house = at or house()
        self.language = solara.reactive(language)
        self.story = solara.reactive(story)
        self.from_tick = solara.reactive(tick)
        self.notice = solara.reactive("")
        self.tour = solara.reactive("")
        self.tour_step = solara.reactive(0)
        self.plays = True
        self.pairs_done = solara.reactive(0)
        self.pairs_wanted = solara.reactive(PAIRS)
        self.bet = solara.reactive(Bet())
        self.partings: solara.Reactive[dict[str, Any] | None] = solara.reactive(None)
        self.digests: solara.Reactive[dict[str, Any] | None] = solara.reactive(None)
        self.context = kernel_context.get_current_context()
        self.player: Any = None
        self.on_the_way = 0
        self.lock = threading.Lock()
        self.on_the_page = story.key
        self.house.visits.add(self)

    @property
    def gone(self) -> bool:
        """Whether the visitor has left."""
        return bool(self.context.closed_event.is_set())

    def watches(self, story: str) -> bool:
        """Whether the story of this name is on the visitor's page."""
        return not self.gone and self.on_the_page == story

    def told_story(self) -> dict[str, Any]:
        """What the player is told of the story: its name and where to begin, −1 to go on where it stands."""
        return {
            "key": self.story.value.key,
            "from_tick": self.from_tick.value,
            "ticks_a_chunk": TICKS_A_CHUNK,
            "ticks_a_day": TICKS_A_DAY,
            "plays": self.plays,
        }

    def want(self, asked: dict[str, Any]) -> None:
        """Send a chunk to the player."""
        index, story = int(asked["index"]), self.story.value
        if not 0 <= index < (LAST_DAY + 1) * (TICKS_A_DAY // TICKS_A_CHUNK) or asked["story"] != story.key:
            return

        def bring() -> None:
            if story == self.story.peek():
                self.send("chunk", [story.key], [self.house.pool.chunk(story, index)])

        self.soon(bring)

    def want_days(self, asked: dict[str, Any]) -> None:
        """Send every measure of every day before one to the player."""
        day, story = int(asked["day"]), self.story.value
        if not 0 < day <= LAST_DAY + 1 or asked["story"] != story.key:
            return

        def bring() -> None:
            if story != self.story.peek():
                return
            told = json.loads(self.house.pool.ask(story, {"do": "days", "day": day}))
            values = np.array(told["values"], dtype="<f4")
            self.send("days", [story.key, 0, told["names"]], [values.tobytes()])

        self.soon(bring)

    def look_at(self, asked: dict[str, Any]) -> None:
        """Tell the player about somebody or about a street, in both worlds."""
        story, tick = self.story.value, int(asked["tick"])
        if asked["story"] != story.key or not 0 <= tick <= (LAST_DAY + 1) * TICKS_A_DAY:
            return
        if "street" in asked:
            whom: dict[str, Any] = {"street": int(asked["street"])}
        else:
            whom = {"kind": str(asked["kind"]), "number": int(asked["number"])}

        def bring() -> None:
            told = json.loads(self.house.pool.ask(story, {"do": "look", "tick": tick, **whom}))
            self.send("looked", [looked(whom, told, self.language.peek())], [])

        self.soon(bring)

    def play(self, story: Story, tick: int = GO_ON, plays: bool = True) -> None:
        """Put another story on the page, at a tick or where the last one stood; refuse what cannot be run."""
        try:
            checked(story)
        except MarketsimError as problem:
            self.refuse(problem)
            return
        self.notice.value = ""
        self.plays = plays
        self.from_tick.value = tick
        self.partings.value = self.digests.value = None
        self.pairs_wanted.value = PAIRS
        self.on_the_page = story.key
        self.story.value = story
        self.more_pairs()

    def more_pairs(self, wanted: int = 0) -> None:
        """Have pairs lived until as many are there as are wanted."""
        story = self.story.value
        self.pairs_wanted.value = min(MOST_PAIRS, max(wanted, self.pairs_wanted.peek()))
        self.pairs_done.value = len(self.house.pairs_of(story))

        def live() -> None:
            if story != self.story.peek():
                return
            lived = self.house.another_pair(story, self.pairs_wanted.peek())
            if story == self.story.peek() and not self.gone:
                self.pairs_done.value = len(self.house.pairs_of(story))
                if lived:
                    self.house.pairing.later(again)

        def again() -> None:
            if not self.gone:
                with self.context:
                    self.carefully(live)

        self.house.pairing.later(again)

    def ask_why(self, _: dict[str, Any]) -> None:
        """Find the first events in which the two worlds parted."""
        story = self.story.value

        def bring() -> None:
            if story == self.story.peek():
                found = json.loads(self.house.why(story))
                if story == self.story.peek():
                    self.partings.value = found

        self.soon(bring, self.house.asking.later)

    def want_digests(self, asked: dict[str, Any]) -> None:
        """Work out the digests after the days shown, at least one."""
        story, days = self.story.value, min(LAST_DAY, max(1, int(asked["day"])))

        def bring() -> None:
            if story == self.story.peek():
                found = json.loads(self.house.asking.pool.ask(story, {"do": "digests", "days": days}))
                if story == self.story.peek():
                    self.digests.value = {"days": days, "digests": found}

        self.soon(bring, self.house.asking.later)

    def soon(
        self, work: Callable[[], None], later: Callable[[Callable[[], None]], Any] | None = None
    ) -> None:
        """Have something done by a hand of the house; too much at once is not done at all."""
        with self.lock:
            if self.on_the_way >= MOST_ON_THE_WAY:
                return
            self.on_the_way += 1

        def done() -> None:
            try:
                if not self.gone:
                    with self.context:
                        self.carefully(work)
            finally:
                with self.lock:
                    self.on_the_way -= 1

        (later or self.house.later)(done)

    def carefully(self, work: Callable[[], None]) -> None:
        """Do it; whatever goes wrong is a notice on the page and a line in the log, never more."""
        try:
            work()
        except Refused as problem:
            self.refuse(problem)
        except Unavailable:
            self.notice.value = "busy"
        except Exception:
            log.exception("a visitor's request failed")

    def refuse(self, problem: Exception) -> None:
        """Say on the page that something cannot be had, and why."""
        language = self.language.peek()
        self.notice.value = words(language)["site"]["refused"].format(problem=reason(problem, language))

    def send(self, method: str, arguments: list[Any], buffers: list[bytes]) -> None:
        """Call a method of the player on the page."""
        player = self.player
        if player is not None and not self.gone:
            player.send({"method": method, "args": arguments}, buffers=buffers)
