"""Carrying a sweep on: take a turn, have it done, keep each run, until nothing is left or it is enough."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from marketsim.parameters.errors import CannotKeep
from marketsim.study.executor import Delivered, Executor, Failed, Work
from marketsim.study.job import perform
from marketsim.study.sweep.drivers import Driver, is_dead
from marketsim.study.sweep.plan import Place, Sweep
from marketsim.study.sweep.stopping import Watch
from marketsim.study.sweep.store import SweepStore

LOOKS = 1.0
TELLS = 0.2
MOST_OF_THE_TIME = 0.02
"""Which share of its time a driver may spend on telling how far it is, which takes long where there are many runs."""
LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """How far a sweep has come, in runs.

    Attributes
    ----------
    planned : runs that there are to be in all
    running : runs leased by drivers that live
    left : s, at the present pace of this driver; none before its first run
    half_width, target : of the stopping rule's interval, in the measure's unit; none without a rule
    """

    planned: int
    done: int
    failed: int
    running: int
    left: float | None = None
    half_width: float | None = None
    target: float | None = None


class Drive:
    """One driver's work on a sweep."""

    def __init__(self, sweep: Sweep, store: SweepStore, tell: Callable[[Progress], object] = bool) -> None:
        self.sweep, self.store, self.tell = sweep, store, tell
        rule = sweep.experiment.document.stop
        self.watch = Watch(sweep, rule) if rule else None
        self.began, self.finished = monotonic(), 0
        self.driver: Driver | None = None
        self.most_turns: int | None = None
        self.told_last, self.telling = -TELLS, 0.0

    def carry_on(self, executor: Executor, most_turns: int | None = None) -> Progress:
        """Work until every run that counts has ended, together with whoever else is at it.

        Parameters
        ----------
        most_turns : int, optional
            After how many turns to leave off, as a pilot does.
        """
        self.driver, self.most_turns = self.store.driver(), most_turns
        LOGGER.info("driver %s begins: %s", self.driver.name, self.sweep.experiment.path)
        try:
            self.store.tidy()
            self.catch_up()
            self.told()
            while True:
                if lost := self.store.take_over():
                    LOGGER.warning("%d runs of drivers that died are planned again", lost)
                self.work(executor)
                if self.most_turns == 0 or not self.waits():
                    break
                sleep(LOOKS)
                self.catch_up()
        finally:
            LOGGER.info("driver %s ends: %d runs ended here", self.driver.name, self.finished)
            with suppress(CannotKeep):
                self.store.journal.give_back(self.driver.name)
            self.driver.leave()
        if self.most_turns is None:
            self.store.put_away()
        return self.told()

    def work(self, executor: Executor) -> None:
        """Have turns done for as long as there are any to take."""
        with closing(executor.perform(perform, self.turns(executor))) as happenings:  # type: ignore[type-var]
            for happening in happenings:
                if isinstance(happening, Delivered):
                    record = self.store.keep(happening.data)
                    self.seen(record.run)
                elif isinstance(happening, Failed):
                    self.lose(happening)
                else:
                    continue
                self.finished += 1
                if monotonic() - self.told_last > max(TELLS, self.telling / MOST_OF_THE_TIME):
                    self.told()

    def turns(self, executor: Executor) -> Iterator[Work]:
        """Take one turn after another, as there are hands for them."""
        assert self.driver is not None
        while self.most_turns != 0:
            hands = executor.hands if self.most_turns is None else 1
            taken = self.store.journal.lease(self.driver.name, self.driver.host, self.bound(), hands)
            if taken is None:
                return
            if self.most_turns:
                self.most_turns -= 1
            yield self.sweep.work(*taken)

    def bound(self) -> int:
        """Return before which turn runs are still wanted; once it is enough, plan no others."""
        if self.watch is None:
            return self.sweep.turns
        verdict = self.watch.verdict()
        if verdict is None:
            return self.sweep.turns
        turn = self.sweep.turns_of(verdict.replicates)
        if self.store.journal.about("stopped") != verdict.document():
            self.store.journal.spare(turn)
            LOGGER.info("stopped by %s after %d replicates", verdict.why, verdict.replicates)
            self.store.journal.note("stopped", verdict.document())
        return turn

    def waits(self) -> bool:
        """Whether runs that count are still to be done or in somebody's hands."""
        [(number,)] = self.store.journal.ask(
            "SELECT count(*) FROM runs WHERE state IN ('planned', 'leased') AND turn < ?", self.bound()
        )
        return bool(number)

    def lose(self, happening: Failed) -> None:
        """Keep that the run in hand has failed; the others of its turn are put back."""
        runs = [run for run, _ in happening.work.document["runs"]]
        states = dict(
            self.store.journal.ask(
                f"SELECT run, state FROM runs WHERE run IN ({', '.join('?' * len(runs))})", *runs
            )
        )
        left = [run for run in runs if states.get(run) == "leased"]
        LOGGER.warning("%s failed after %d tries: %s", happening.work.name, happening.tries, happening.reason)
        if happening.details:
            LOGGER.info("%s", happening.details)
        if left:
            self.store.journal.failed(left[0], happening.tries, happening.reason, happening.details)
            self.seen(left[0])
            with self.store.journal.change() as rows:
                rows.executemany(
                    "UPDATE runs SET state = 'planned', driver = NULL WHERE run = ? AND state = 'leased'",
                    [(run,) for run in left[1:]],
                )

    def catch_up(self) -> None:
        """Learn what has ended so far, here or elsewhere, as far as the stopping rule asks for it."""
        if self.watch:
            ended = self.store.journal.ask(
                "SELECT run FROM runs WHERE state IN ('done', 'failed') AND arm IN (?, ?) ORDER BY part, turn",
                *self.watch.wanted,
            )
            for (run,) in ended:
                self.seen(run)

    def seen(self, run: str) -> None:
        """Tell the stopping rule of a run that has ended."""
        if self.watch is None:
            return

        asked = "SELECT arm, world, replicate FROM places WHERE run = ?"
        places = [Place(*row) for row in self.store.journal.ask(asked, run)]
        if any(place.arm in self.watch.wanted and place not in self.watch.values for place in places):
            record = self.store.record(run)
            for place in places:
                self.watch.see(place, record)

    def told(self) -> Progress:
        """Tell how far it has come."""
        began = monotonic()
        counts = self.store.journal.counts()
        pace = self.finished / max(monotonic() - self.began, 1e-9)
        waiting = counts["planned"] + counts["leased"]
        now = Progress(
            planned=sum(counts.values()) - counts["spared"],
            done=counts["done"],
            failed=counts["failed"],
            running=counts["leased"],
            left=round(waiting / pace, 1) if self.finished else None,
            half_width=self.watch.width() if self.watch else None,
            target=self.watch.rule.half_width if self.watch else None,
        )
        self.tell(now)
        self.told_last = monotonic()
        self.telling = self.told_last - began
        return now


def state_of(store: SweepStore) -> dict[str, Any]:
    """Return how far a sweep has come, from beside it; runs of dead drivers are not running."""
    counts = store.journal.counts()
    lost = sum(
        store.journal.ask("SELECT count(*) FROM runs WHERE driver = ? AND state = 'leased'", name)[0][0]
        for name in store.journal.drivers()
        if is_dead(store.path, name)
    )
    return {
        "planned": sum(counts.values()) - counts["spared"],
        "done": counts["done"],
        "failed": counts["failed"],
        "running": counts["leased"] - lost,
        "spared": counts["spared"],
        "drivers": len(store.journal.drivers()),
        "stopped": store.journal.about("stopped"),
        "mixed": store.mixed(),
        "failures": [
            {"reason": reason, "runs": number}
            for reason, number in store.journal.ask(
                "SELECT reason, count(*) FROM runs WHERE state = 'failed' GROUP BY reason ORDER BY 2 DESC, 1"
            )
        ],
    }
