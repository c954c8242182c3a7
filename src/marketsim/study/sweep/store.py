"""The store of a sweep: a journal and parts in one folder, used by any number of drivers at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from marketsim.parameters.errors import Conflict, MarketsimError, shown
from marketsim.study.experiment import Experiment
from marketsim.study.identity import digest, short
from marketsim.study.record import DamagedRecord, Record, from_bytes
from marketsim.study.store import RESULTS, must_be_writable, sum_of
from marketsim.study.sweep.drivers import (
    FOLDER,
    OPENING,
    Driver,
    is_dead,
    living,
    lock_of,
    refuse_the_network,
)
from marketsim.study.sweep.journal import Journal
from marketsim.study.sweep.log import LOG, logged
from marketsim.study.sweep.parts import read_part, write_part
from marketsim.study.sweep.plan import Place, Sweep, differences

JOURNAL, PARTS, REPORT = "journal.sqlite", "parts", "report"
OURS = {PARTS, FOLDER, LOG}
RUNS_A_PART = 64
LARGEST_INBOX = 64 * 1024 * 1024
MOST_NAMED = 6
LOGGER = logging.getLogger(__name__)


class NoSuchSweep(MarketsimError):
    """A sweep that nobody has planned here."""


def place_for(name: str, out: Path | None) -> Path:
    """Return the folder of the store of an experiment's sweep."""
    return out or RESULTS / f"sweep-{name}"


def known(path: Path) -> bool:
    """Whether a folder holds a sweep."""
    return (path / JOURNAL).is_file()


class SweepStore:
    """What is kept of a sweep."""

    def __init__(self, path: Path) -> None:
        self.path, self.journal = path, Journal(path / JOURNAL)
        self.at_hand: tuple[str, dict[str, Record]] = ("", {})
        self.until_closed = ExitStack()

    @classmethod
    def made(cls, path: Path) -> Self:
        """Open a store for work, making it where there is none."""
        refuse_the_network(path)
        if path.is_dir() and {child.name for child in path.iterdir()}.difference(OURS) and not known(path):
            raise Conflict(f"{path}: holds something other than a sweep; name an empty folder with --out")
        must_be_writable(path / PARTS)
        for folder in (PARTS, FOLDER):
            (path / folder).mkdir(parents=True, exist_ok=True)
        with lock_of(path / FOLDER, OPENING):  # two drivers may come to an empty folder at once
            store = cls(path)
        store.until_closed.enter_context(logged(path))
        return store

    @classmethod
    def found(cls, path: Path) -> Self:
        """Open a store to look at it."""
        if not known(path):
            raise NoSuchSweep(
                f"{path}: no sweep has been planned or run here; begin with 'marketsim sweep plan'"
            )
        return cls(path)

    @classmethod
    def read(cls, path: Path, experiment: Experiment) -> Self:
        """Open a store to read what an experiment found, refusing one that holds other runs than it asks for."""
        store = cls.found(path)
        before = store.journal.about("basis")
        if before and (apart := differences(before, before | experiment.basis())):
            store.journal.close()
            raise Conflict(
                f"{path}: holds other runs than {experiment.path} asks for now ({few(apart)}); "
                "put the file back as it was, or run it into another folder with --out"
            )
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.until_closed.close()
        self.journal.close()

    @property
    def id(self) -> str:
        """The short name of the store: what determines its runs; a report of some of them has one of its own."""
        return short(digest(self.journal.about("basis")))

    def plan(self, sweep: Sweep, allow_mixed: bool = False) -> list[str]:
        """Put an experiment's runs into the journal; return in what it differs from what was planned before.

        Runs of another program, or of other numbers, are refused unless they may be mixed, which is recorded.
        """
        before, asked = self.journal.about("basis"), sweep.experiment.document
        found = differences(before, sweep.basis) if before else []
        if found and not allow_mixed:
            raise Conflict(
                f"{self.path}: was begun otherwise ({few(found)}); name another folder with --out, "
                "or let results be mixed with --allow-mixed"
            )
        if found and living(self.path):
            raise Conflict(
                f"{self.path}: somebody is running it as it was; let that end before results are mixed"
            )
        until = [asked.most_replicates, asked.stop.model_dump() if asked.stop else None]
        if before and not found and self.journal.about("until") == until:
            return []
        LOGGER.info("planning %d arms, %d worlds, %d replicates%s", len(sweep.experiment.arms),
                    len(sweep.experiment.worlds), asked.most_replicates,
                    f"; mixed with what differs in {'; '.join(found)}" if found else "")  # fmt: skip
        planned = [
            (place, sweep.turn(place), identity.spec, identity.run)
            for place in sweep.places(asked.most_replicates)
            for identity in (sweep.identity(place),)
        ]
        shape = len(sweep.experiment.arms), len(sweep.experiment.worlds), asked.most_replicates
        self.journal.plan(planned, keep_other=allow_mixed, only_within=shape if found else None)
        if found:
            with self.journal.change() as rows:
                rows.execute("INSERT INTO mixed VALUES (datetime('now'), ?)", (str(found),))
        self.journal.note("stopped", None)
        self.journal.spare(sweep.turns)
        self.journal.note("until", until)
        self.journal.note("basis", sweep.basis)
        return found

    def keep(self, data: bytes) -> Record:
        """Keep a finished run, and put many of them into a part now and then."""
        record = from_bytes(data)
        self.journal.done(record.run, record.outcome, float(record.circumstances.get("seconds", 0)), data)
        [(number, size)] = self.journal.ask("SELECT count(*), coalesce(sum(length(data)), 0) FROM inbox")
        if number >= RUNS_A_PART or size >= LARGEST_INBOX:
            self.put_away()
        return record

    def put_away(self) -> None:
        """Move the inbox into a part; a crash at any moment leaves every run in one of the two."""
        with self.journal.change() as rows:
            held = rows.execute("SELECT run, data FROM inbox ORDER BY run").fetchall()
            records = []
            for run, data in held:
                try:
                    records.append(from_bytes(data))
                except DamagedRecord:
                    rows.execute("UPDATE runs SET state = 'planned', outcome = NULL WHERE run = ?", (run,))
            if records:
                name, total, size = write_part(self.path / PARTS, records)
                LOGGER.info("part %s: %d runs, %d bytes", name, len(records), size)
                rows.execute(
                    "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)", (name, total, len(records), size)
                )
                rows.executemany(
                    "UPDATE runs SET part = ? WHERE run = ?", [(name, record.run) for record in records]
                )
            rows.execute("DELETE FROM inbox")

    def tidy(self) -> None:
        """Remove what a crash left half-written; nobody can be writing a part meanwhile."""
        with self.journal.change() as rows:
            known = {name for (name,) in rows.execute("SELECT name FROM parts")}
            for path in (self.path / PARTS).iterdir():
                if path.name not in known:
                    path.unlink()

    def check(self) -> int:
        """Look at every bit of every part; plan the runs of damaged ones again and return how many those are."""
        damaged = 0
        for name, total in self.journal.ask("SELECT name, sum FROM parts"):
            if sum_of(self.path / PARTS / name) != total:
                damaged += self.give_up(name)
        return damaged

    def give_up(self, part: str) -> int:
        """Plan the runs of a damaged part again."""
        LOGGER.warning("part %s is damaged or gone; its runs are planned again", part)
        with self.journal.change() as rows:
            number = rows.execute(
                "UPDATE runs SET state = 'planned', part = NULL, outcome = NULL, tries = 0 WHERE part = ?",
                (part,),
            ).rowcount
            rows.execute("DELETE FROM parts WHERE name = ?", (part,))
        (self.path / PARTS / part).unlink(missing_ok=True)
        return int(number)

    def take_over(self) -> int:
        """Put back what dead drivers leased, and return how many runs that were."""
        return sum(
            self.journal.give_back(name) for name in self.journal.drivers() if is_dead(self.path, name)
        )

    def record(self, run: str) -> Record | None:
        """Return a finished run; nothing when it is not finished or turns out to be damaged."""
        found = self.journal.ask("SELECT part FROM runs WHERE run = ? AND state = 'done'", run)
        if not found:
            return None
        [(part,)] = found
        if part is None:
            held = self.journal.ask("SELECT data FROM inbox WHERE run = ?", run)
            return self.opened(run, held[0][0]) if held else self.record(run)
        if self.at_hand[0] != part:
            [(total,)] = self.journal.ask("SELECT sum FROM parts WHERE name = ?", part)
            try:
                self.at_hand = part, {one.run: one for one in read_part(self.path / PARTS / part, total)}
            except DamagedRecord:
                self.give_up(part)
                return None
        return self.at_hand[1].get(run)

    def records(self) -> Iterator[tuple[Place, Record]]:
        """Give every finished run with each place it has, part by part; damaged parts are given up."""
        places: dict[str, list[Place]] = {}
        for arm, world, replicate, run in self.journal.ask("SELECT arm, world, replicate, run FROM places"):
            places.setdefault(run, []).append(Place(arm, world, replicate))
        parts = self.journal.ask("SELECT name, sum FROM parts ORDER BY name")
        for record in self.every(parts):
            for place in places.get(record.run, ()):
                yield place, record

    def every(self, parts: Iterable[tuple[str, str]]) -> Iterator[Record]:
        """Give every finished run once."""
        seen: set[str] = set()
        for name, total in parts:
            try:
                found = read_part(self.path / PARTS / name, total)
            except DamagedRecord:
                self.give_up(name)
                continue
            done = {run for (run,) in self.journal.ask("SELECT run FROM runs WHERE part = ?", name)}
            for record in found:
                if record.run in done and record.run not in seen:
                    seen.add(record.run)
                    yield record
        for run, data in self.journal.ask("SELECT run, data FROM inbox ORDER BY run"):
            waiting = self.opened(run, data)
            if waiting and run not in seen:
                seen.add(run)
                yield waiting

    def opened(self, run: str, data: bytes) -> Record | None:
        """Return a run from the inbox; a damaged one is planned again."""
        try:
            return from_bytes(data)
        except DamagedRecord:
            with self.journal.change() as rows:
                rows.execute("UPDATE runs SET state = 'planned', outcome = NULL WHERE run = ?", (run,))
                rows.execute("DELETE FROM inbox WHERE run = ?", (run,))
            return None

    def driver(self) -> Driver:
        """Become a driver of this store."""
        return Driver(self.path)

    def mixed(self) -> list[str]:
        """Return what differed whenever results were let together that do not belong together."""
        return [shown(what) for (what,) in self.journal.ask("SELECT what FROM mixed")]


def few(differences: list[str]) -> str:
    """Return the first differences in one line, and how many more there are."""
    more = len(differences) - MOST_NAMED
    return "; ".join(differences[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
