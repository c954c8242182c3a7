"""The replayed history in one small file: months on the map, years in numbers, and what was held against it."""

from __future__ import annotations

import datetime as dt
import io
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import read_city
from marketsim.measures import declared
from marketsim.parameters.errors import MarketsimError
from marketsim.provenance import source_digest
from marketsim.study.claim.film import EDGE, LAYERS, MOST, Filming, NotFilmed, Squares
from marketsim.study.claim.history import Days, Held, documents, held_against, history
from marketsim.study.claim.stored import shipped
from marketsim.study.executor import Executor
from marketsim.study.experiment import Experiment
from marketsim.study.store import RESULTS, write
from marketsim.study.sweep.drive import Drive, Progress
from marketsim.study.sweep.plan import Sweep
from marketsim.study.sweep.store import SweepStore

SCHEMA = "1"
REPLAY_FILE = "replay.npz"
FOLDER = RESULTS / "check" / "history"


class DamagedReplay(MarketsimError):
    """A stored replay that cannot be read, or that another version wrote."""


@dataclass(frozen=True)
class Replay:
    """A replayed history.

    Attributes
    ----------
    about : ``start`` (ISO date), ``days``, ``scale``, ``replicates``, ``policy``, ``source`` (digest of the model),
        ``edge`` (m) and ``layers`` of the film, ``years`` and their ``measures``, and what was ``held`` against it
    film : uint16[months, layers, squares], acts, uses and dealer hours of a month, summed over replicates
    x, y : float64[squares], m
    years : float64[replicates, years, measures], mean a day
    """

    about: dict[str, Any]
    film: NDArray[np.uint16]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    years: NDArray[np.float64]

    def to_bytes(self) -> bytes:
        """Write it as a file of plain arrays."""
        file = io.BytesIO()
        about = np.frombuffer(json.dumps({"schema": SCHEMA, **self.about}).encode(), np.uint8)
        np.savez_compressed(
            file, allow_pickle=False, about=about, film=self.film, x=self.x, y=self.y, years=self.years
        )
        return file.getvalue()

    @classmethod
    def read(cls, file: Path) -> Replay:
        """Read it back."""
        try:
            with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as kept:
                about = json.loads(kept["about"].tobytes())
                found = cls(about, kept["film"], kept["x"], kept["y"], kept["years"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
            raise DamagedReplay(
                f"{file}: is not a replay; make it anew with 'marketsim check --history'"
            ) from None
        if about.get("schema") != SCHEMA:
            raise DamagedReplay(
                f"{file}: was written by another version; make it anew with 'marketsim check --history'"
            )
        return found


def kept_replay(folder: Path = FOLDER) -> Path | None:
    """Return the file of the replay made here, or of the one that came with the package; nothing for neither."""
    places = [folder, *([place] if (place := shipped()) else [])]
    return next((place / REPLAY_FILE for place in places if (place / REPLAY_FILE).is_file()), None)


def replayed(
    asked: Experiment, hands: Executor, folder: Path, tell: Callable[[Progress], object] = bool
) -> tuple[list[Held], Path]:
    """Live the history as far as that is still to be done, hold it against what is documented, and keep it."""
    sweep, filming = Sweep(asked), Filming(hands, folder)
    with SweepStore.made(folder) as store:
        store.check()
        store.plan(sweep)
        Drive(sweep, store, tell).carry_on(filming)
        records = {place.replicate: record for place, record in store.records()}
    if not records:
        raise NotFilmed(f"{folder}: no replay has finished; its log says why")
    luck = sorted(records)
    held = held_against(history(), [records[one].days for one in luck], asked.document.start)
    films = [filming.film(sweep.work(one, {0: records[one].run}), records[one].run) for one in luck]
    replay = put_together(asked, [records[one].days for one in luck], films, held)
    write(folder / REPLAY_FILE, replay.to_bytes())
    return held, folder / REPLAY_FILE


def put_together(
    asked: Experiment, replays: Sequence[Days], films: Sequence[NDArray[np.uint16]], held: Sequence[Held]
) -> Replay:
    """Put the replays of all replicates into one file's worth.

    Parameters
    ----------
    replays : one a replicate
    films : uint16[months, layers, squares], one a replicate
    """
    names = [one.name for one in declared() if one.headline and not one.cell]
    start, squares = asked.document.start, Squares.over(read_city())
    length = len(replays[0][names[0]])
    year = np.array([(start + dt.timedelta(days=day)).year for day in range(length)])
    shown = np.unique(year)
    years = [[[days[name][year == one].mean() for name in names] for one in shown] for days in replays]
    about = {
        "policy": asked.document.policies[0],
        "start": start.isoformat(),
        "days": length,
        "scale": asked.document.scale,
        "replicates": len(replays),
        "source": source_digest(),
        "edge": EDGE,
        "layers": list(LAYERS),
        "measures": names,
        "years": shown.tolist(),
        "held": documents(held),
    }
    film = np.sum(films, axis=0, dtype=np.uint32).clip(0, MOST).astype(np.uint16)
    return Replay(about, film, squares.x, squares.y, np.array(years))
