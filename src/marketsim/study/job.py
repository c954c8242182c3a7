"""What one worker does at a time: settle one world for one replicate, then live it on under each policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from time import perf_counter
from typing import Any

from marketsim.study.circumstances import circumstances
from marketsim.study.engine import engine
from marketsim.study.ledger import to_files
from marketsim.study.record import record_of, to_bytes
from marketsim.study.reproduce.checkpoints import CHECKPOINTS_FILE, Taker


@dataclass(frozen=True)
class Job:
    """Runs that share one settled world: the same facts and the same replicate under several policies.

    Attributes
    ----------
    name : str
        How the job is called when it fails, such as ``replicate 7``.
    engine : str
        Module that runs the model.
    runs : list of (run digest, spec as plain data)
    cells : bool
        Whether what happened in each cell is sent home too.
    keep_events : bool
        Whether each run's ledger is sent home too.
    checkpoints : bool
        Whether the sums of every midnight are, by which it can be said where another run parts from it.
    anew : bool
        Whether the world settles again even where its start is kept from another time.
    """

    name: str
    engine: str
    runs: list[tuple[str, dict[str, Any]]]
    cells: bool = True
    keep_events: bool = False
    checkpoints: bool = False
    anew: bool = False

    def document(self) -> dict[str, Any]:
        """Return the job as plain data, for a worker."""
        return asdict(self)


def perform(document: dict[str, Any], at_midnight: Callable[[Any], object] | None = None) -> Iterator[bytes]:
    """Do a job, giving the record of each run as soon as it is finished.

    Whoever does it in the same process may look at the world of every midnight, which changes nothing.
    """
    model = engine(document["engine"])
    specs = [(run, model.RunSpec.from_json(asked)) for run, asked in document["runs"]]
    keep_events = document.get("keep_events", False)
    simulate = partial(model.simulate, keep_events=True) if keep_events else model.simulate
    takes = document.get("checkpoints", False)
    settle = partial(model.settle, at_midnight=at_midnight) if at_midnight else model.settle
    began = perf_counter()
    first = specs[0][1]
    settled = settle(first, anew=True) if document.get("anew", False) else settle(first)
    settling = (perf_counter() - began) / len(specs)
    for run, spec in specs:
        began = perf_counter()
        taker = Taker()
        looking = [look for look in (taker if takes else None, at_midnight) if look]
        outcome = simulate(spec, settled, at_midnight=all_of(looking)) if looking else simulate(spec, settled)
        files = to_files(outcome.ledger) if keep_events else {}
        if taker.taken:
            files[CHECKPOINTS_FILE] = taker.checkpoints().to_bytes()
        if not document.get("cells", True):
            outcome = replace(outcome, cells={}, recorded={})
        yield to_bytes(record_of(run, outcome, circumstances(settling + perf_counter() - began), files))


def all_of(looking: list[Callable[[Any], object]]) -> Callable[[Any], None]:
    """Return what shows a world to everybody who looks."""

    def show(world: Any) -> None:
        for look in looking:
            look(world)

    return show
