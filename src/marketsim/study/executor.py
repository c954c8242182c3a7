"""Who does the work: the one seam behind which a run may happen here, in other processes or on other machines."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

Task = Callable[[dict[str, Any]], Iterator[bytes]]
"""A module-level function: from a job as plain data to the bytes of one record after another, always in the
same order for the same job."""


@dataclass(frozen=True)
class Work:
    """A job to be done: its name for people, and plain data for the task."""

    name: str
    document: dict[str, Any]


@dataclass(frozen=True)
class Delivered:
    """One record has arrived; each record of a job is delivered exactly once."""

    work: Work
    data: bytes


@dataclass(frozen=True)
class Finished:
    """A job has delivered its last record."""

    work: Work


@dataclass(frozen=True)
class Failed:
    """A job has failed for good, after so many tries."""

    work: Work
    tries: int
    reason: str
    details: str


Happening = Delivered | Finished | Failed


class Executor(Protocol):
    """Does jobs and tells what happens; a failed job is told, never raised, and never waited for in vain.

    Attributes
    ----------
    hands : how many jobs are done at once, as far as that is known
    """

    @property
    def hands(self) -> int:
        """How many jobs are done at once."""
        ...

    def perform(self, task: Task, jobs: Iterable[Work]) -> Iterator[Happening]:
        """Do every job; jobs are taken from the iterable only as there are hands for them."""
        ...


class Here:
    """Does one job after another in this process."""

    hands = 1

    def perform(self, task: Task, jobs: Iterable[Work]) -> Iterator[Happening]:
        """Do every job, in order."""
        for work in jobs:
            try:
                for data in task(work.document):
                    yield Delivered(work, data)
            except Exception as problem:  # noqa: BLE001 - whatever fails in a run is a result
                yield Failed(work, 1, in_a_line(problem), traceback.format_exc())
            else:
                yield Finished(work)


def in_a_line(problem: BaseException) -> str:
    """Return the kind of an error and what it says, on one line."""
    return " ".join(f"{type(problem).__name__}: {problem}".split()).rstrip(": ")


def executor(workers: int) -> Executor:
    """Return whoever should do the work on this machine with so many hands."""
    if workers == 1:
        return Here()
    from marketsim.study.processes import Processes

    return Processes(workers)
