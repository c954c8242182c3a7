"""The journal: which runs are planned, leased, done or failed, in a SQLite file that no crash can spoil."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from marketsim.parameters.errors import CannotKeep, Conflict
from marketsim.study.sweep.plan import Place

SCHEMA = Path(__file__).parent / "schema.sql"
PATIENCE = 120.0
"""How long a driver waits while another one writes, s."""
VERSION = 1
"""Of the journal's form; 0 is one from before it was numbered, and opens."""
NO_TURN = -1
"""Of a run that has no place in the present design."""
STATES = ("planned", "leased", "done", "failed", "spared")


class Journal:
    """The journal of one store; every change is one transaction, kept before the call returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.told():
            self.rows = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self.rows.close()
            raise

    def _prepare(self) -> None:
        with self.told():
            [(version,)] = self.rows.execute("PRAGMA user_version").fetchall()
        if version > VERSION:
            raise Conflict(
                f"{self.path}: is a journal of version {version}, made by a newer marketsim; "
                f"this one opens up to {VERSION}"
            )
        with self.told():
            self.rows.execute("PRAGMA journal_mode = WAL")
            self.rows.execute("PRAGMA synchronous = FULL")
            self.rows.executescript(SCHEMA.read_text("utf-8"))
            if version < VERSION:
                self.rows.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Let go of the file."""
        self.rows.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say in one line what is wrong with the disk or the file."""
        try:
            yield
        except sqlite3.DatabaseError as problem:
            said = str(problem)
            why = "the disk is full" if "full" in said else said
            raise CannotKeep(f"{self.path}: {why}; everything finished before is kept") from problem

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Make several changes at once or none of them; nobody else writes meanwhile."""
        with self.told():
            self.rows.execute("BEGIN IMMEDIATE")
            try:
                yield self.rows
            except BaseException:
                if self.rows.in_transaction:
                    self.rows.execute("ROLLBACK")
                raise
            self.rows.execute("COMMIT")

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows that answer a question."""
        with self.told():
            return self.rows.execute(question, values).fetchall()

    def about(self, key: str) -> Any:
        """Return a fact about the whole sweep, or nothing."""
        found = self.ask("SELECT value FROM about WHERE key = ?", key)
        return json.loads(found[0][0]) if found else None

    def note(self, key: str, value: Any) -> None:
        """Keep a fact about the whole sweep."""
        with self.change() as rows:
            rows.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, json.dumps(value)))

    def plan(
        self,
        planned: Iterable[tuple[Place, int, str, str]],
        keep_other: bool,
        only_within: tuple[int, int, int] | None = None,
    ) -> int:
        """Add runs, given as (place, turn, spec, run), and return how many are new.

        Parameters
        ----------
        keep_other : bool
            Whether a finished run that answers the same request stays in its place although the program or its
            numbers have changed since.
        only_within : (arms, worlds, replicates), optional
            Of a design that has changed: places outside it are given up, and every run gets its turn in it.
        """
        number = 0
        with self.change() as rows:
            if only_within:
                rows.execute("DELETE FROM places WHERE arm >= ? OR world >= ? OR replicate >= ?", only_within)
                rows.execute("UPDATE runs SET turn = ?", (NO_TURN,))
            for place, turn, spec, run in planned:
                held = rows.execute(
                    "SELECT places.spec, places.run, runs.state FROM places JOIN runs USING (run) "
                    "WHERE places.arm = ? AND world = ? AND replicate = ?", place,
                ).fetchone()  # fmt: skip
                if held and (held[1] == run or (keep_other and held[0] == spec and held[2] == "done")):
                    run = held[1]
                else:
                    rows.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?)", (*place, spec, run))
                    number += rows.execute(
                        "INSERT OR IGNORE INTO runs (run, turn, arm) VALUES (?, ?, ?)", (run, turn, place.arm)
                    ).rowcount
                if only_within:
                    rows.execute(
                        "UPDATE runs SET turn = ?, arm = ? WHERE run = ? AND turn = ?",
                        (turn, place.arm, run, NO_TURN),
                    )
            rows.execute("DELETE FROM runs WHERE state <> 'done' AND run NOT IN (SELECT run FROM places)")
        return number

    def lease(self, driver: str, host: str, before: int, hands: int = 1) -> tuple[int, dict[int, str]] | None:
        """Take the next turn before a given one, and return it with its runs (arm → run).

        With the last turns, where there are fewer of them than hands, only a share of a turn is taken: hands that
        would have nothing else to do settle the same world again, and all are done sooner.
        """
        with self.change() as rows:
            left = rows.execute(
                "SELECT turn, count(*) FROM runs WHERE state = 'planned' AND turn < ? "
                "GROUP BY turn ORDER BY turn LIMIT ?", (before, hands),
            ).fetchall()  # fmt: skip
            if not left:
                return None
            turn, runs = left[0]
            share = runs if len(left) >= hands else -(-sum(number for _, number in left) // hands)
            taken = rows.execute(
                "UPDATE runs SET state = 'leased', driver = ?, host = ?, tries = tries + 1 WHERE run IN "
                "(SELECT run FROM runs WHERE state = 'planned' AND turn = ? ORDER BY arm LIMIT ?) RETURNING arm, run",
                (driver, host, turn, share),
            ).fetchall()  # fmt: skip
        return turn, dict(taken)

    def done(self, run: str, outcome: str, seconds: float, data: bytes) -> bool:
        """Keep a finished run; a late duplicate changes nothing."""
        with self.change() as rows:
            new = rows.execute(
                "UPDATE runs SET state = 'done', outcome = ?, seconds = ?, driver = NULL, reason = NULL, "
                "details = NULL, part = NULL WHERE run = ? AND state <> 'done'", (outcome, seconds, run),
            ).rowcount  # fmt: skip
            if new:
                rows.execute("INSERT OR REPLACE INTO inbox VALUES (?, ?)", (run, data))
        return bool(new)

    def failed(self, run: str, tries: int, reason: str, details: str) -> None:
        """Keep that a run has failed, and why."""
        with self.change() as rows:
            rows.execute(
                "UPDATE runs SET state = 'failed', driver = NULL, tries = ?, reason = ?, details = ? "
                "WHERE run = ? AND state <> 'done'", (tries, reason, details, run),
            )  # fmt: skip

    def give_back(self, driver: str) -> int:
        """Put everything that a driver leases back, and return how many runs that were."""
        with self.change() as rows:
            return rows.execute(
                "UPDATE runs SET state = 'planned', driver = NULL WHERE driver = ? AND state = 'leased'",
                (driver,),
            ).rowcount

    def drivers(self) -> list[str]:
        """Return the drivers that lease runs."""
        return [row[0] for row in self.ask("SELECT DISTINCT driver FROM runs WHERE state = 'leased'")]

    def again(self) -> int:
        """Plan every failed run again, and return how many there are."""
        with self.change() as rows:
            return rows.execute(
                "UPDATE runs SET state = 'planned', tries = 0, reason = NULL, details = NULL "
                "WHERE state = 'failed'"
            ).rowcount

    def spare(self, turn: int) -> None:
        """Plan nothing from a turn on, and everything before it."""
        with self.change() as rows:
            rows.execute("UPDATE runs SET state = 'spared' WHERE state = 'planned' AND turn >= ?", (turn,))
            rows.execute("UPDATE runs SET state = 'planned' WHERE state = 'spared' AND turn < ?", (turn,))

    def counts(self) -> dict[str, int]:
        """Return how many runs are in each state."""
        found = dict(self.ask("SELECT state, count(*) FROM runs GROUP BY state"))
        return {state: found.get(state, 0) for state in STATES}
