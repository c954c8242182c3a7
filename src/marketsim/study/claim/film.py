"""A replay seen from above: what happened where in every month of a run, small enough to be shown on a page."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.model.simulate import RunSpec, market_of, outcome_of, settle
from marketsim.parameters.errors import MarketsimError
from marketsim.study.circumstances import circumstances
from marketsim.study.executor import Delivered, Executor, Failed, Happening, Task, Work
from marketsim.study.record import from_bytes, record_of, to_bytes
from marketsim.study.store import write

LAYERS = ("violence", "outdoor_use", "visible_selling")
"""The measures by cell that make headlines; acts, uses and dealer hours are all kept as whole numbers."""
EDGE = 20.0
"""Metres along a square of the film: two cells, for a month of few people is too thin for single ones."""
MOST = np.iinfo(np.uint16).max
FOLDER, NAMED_BY = "film", 16
FILM_FILE = "film.npz"


class DamagedFilm(Exception):
    """Bytes that hold no film."""


class NotFilmed(MarketsimError):
    """A run that failed when it was lived once more for its film."""


@dataclass(frozen=True)
class Squares:
    """The squares of a map in which there is a street.

    Attributes
    ----------
    of_cell : int64[cells], the square of every cell
    x, y : float64[squares], m, their middles
    """

    of_cell: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    @classmethod
    def over(cls, city: City, edge: float = EDGE) -> Squares:
        """Lay squares of an edge in m over a city."""
        column, row = (np.floor(place / edge).astype(np.int64) for place in (city.x, city.y))
        wide = int(column.max()) + 1
        there, of_cell = np.unique(row * wide + column, return_inverse=True)
        return cls(of_cell, (there % wide + 0.5) * edge, (there // wide + 0.5) * edge)


class Camera:
    """Looks at what an observer has counted by cell at the end of every month; looking changes nothing."""

    def __init__(self, city: City, start: date) -> None:
        self.squares, self.day = Squares.over(city), start
        self.before = np.zeros((len(LAYERS), len(city.x)))
        self.months: list[NDArray[np.uint16]] = []

    def look(self, cells: dict[str, NDArray[np.float64]], *, last: bool) -> None:
        """See the end of a day: ``cells`` are layer → ``float64[cells]``, totals since the first one."""
        tomorrow = self.day + timedelta(days=1)
        if last or tomorrow.month != self.day.month:
            now = np.stack([cells[name] for name in LAYERS])
            self.months.append(self.frame(now - self.before))
            self.before = now
        self.day = tomorrow

    def frame(self, cells: NDArray[np.float64]) -> NDArray[np.uint16]:
        """Return what happened as uint16[layers, squares]."""
        many = len(self.squares.x)
        sums = [np.bincount(self.squares.of_cell, weights=layer, minlength=many) for layer in cells]
        return np.rint(np.stack(sums)).clip(0, MOST).astype(np.uint16)

    def film(self) -> bytes:
        """Return uint16[months, layers, squares] as a file of plain arrays."""
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, months=np.stack(self.months))
        return file.getvalue()


def months_of(film: bytes) -> NDArray[np.uint16]:
    """Read a film back: ``uint16[months, layers, squares]``."""
    try:
        with np.load(io.BytesIO(film), allow_pickle=False) as kept:
            return np.asarray(kept["months"], np.uint16)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as problem:
        raise DamagedFilm from problem


def perform(document: dict[str, Any]) -> Iterator[bytes]:
    """Do a job of the model, giving the record of each run with its film among the files."""
    for run, asked in document["runs"]:
        began, spec = perf_counter(), RunSpec.from_json(asked)
        market = market_of(spec)
        market.resume(settle(spec))
        camera = Camera(market.city, date.fromisoformat(spec.start))
        for day in range(spec.days):
            market.run_day()
            camera.look(market.observer.cells, last=day == spec.days - 1)
        outcome = replace(outcome_of(market, spec), cells={}, recorded={})
        made = circumstances(perf_counter() - began)
        yield to_bytes(record_of(run, outcome, made, {FILM_FILE: camera.film()}))


class Filming:
    """Has runs filmed on the way, whoever does them, and keeps each film beside the store."""

    def __init__(self, executor: Executor, store: Path) -> None:
        self.executor, self.folder = executor, store / FOLDER

    @property
    def hands(self) -> int:
        """How many jobs are done at once."""
        return self.executor.hands

    def perform(self, task: Task, jobs: Iterable[Work]) -> Iterator[Happening]:
        """Do every job with a camera instead of the task without one; the runs are the same to the last bit."""
        del task
        for happening in self.executor.perform(perform, jobs):
            if isinstance(happening, Delivered):
                record = from_bytes(happening.data)
                write(self.file(record.run), record.files[FILM_FILE])
            yield happening

    def file(self, run: str) -> Path:
        """Where the film of a run is kept."""
        return self.folder / f"{run[:NAMED_BY]}.npz"

    def film(self, work: Work, run: str) -> NDArray[np.uint16]:
        """Return a run's film, ``uint16[months, layers, squares]``; where it is missing the run is lived once more."""
        try:
            return months_of(self.file(run).read_bytes())
        except (FileNotFoundError, DamagedFilm):
            for happening in self.perform(perform, [work]):
                if isinstance(happening, Failed):
                    raise NotFilmed(f"{work.name}: {happening.reason}") from None
        return months_of(self.file(run).read_bytes())
