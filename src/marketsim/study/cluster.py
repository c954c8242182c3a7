"""Workers on other machines, through Dask: the same jobs, the same bytes, and still one who writes the store."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from ipaddress import ip_address
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from marketsim.parameters.errors import BadValue, shown
from marketsim.study.executor import Delivered, Failed, Finished, Happening, Task, Work, in_a_line
from marketsim.study.experiment.sampling import extra
from marketsim.study.worker import Attempt

LOCAL = "local"
TRIES = 3
PATIENCE = 3600.0
LOOKS = 1.0
AHEAD = 2
"""Jobs in flight for each hand, so that no hand waits for the next one to travel."""
SILENT = "60s"
LOGGER = logging.getLogger(__name__)


class Cluster:
    """Does jobs on a Dask cluster.

    Parameters
    ----------
    where : str
        ``local``, or the address of a scheduler: on this machine, or anywhere if it speaks TLS.
    workers : int
        How many workers a local cluster has.
    patience : float, s
        How long a job may be under way before it counts as lost.
    """

    def __init__(self, where: str, workers: int = 1, tries: int = TRIES, patience: float = PATIENCE) -> None:
        self.where, self.workers, self.tries, self.patience = checked(where), workers, tries, patience
        self.dask, self.seen = extra("distributed", "cluster"), 0

    @property
    def hands(self) -> int:
        """How many jobs are done at once; of a cluster elsewhere, known while it is at work."""
        return self.seen or self.workers

    def perform(self, task: Task, jobs: Iterable[Work]) -> Iterator[Happening]:
        """Do every job; a job whose worker is lost is done again elsewhere."""
        coming, lost = iter(jobs), list[Attempt]()
        under_way: dict[Any, tuple[Attempt, float]] = {}
        with ExitStack() as open_until_the_end:
            client = self.client(open_until_the_end)
            try:
                while True:
                    self.seen = max(1, sum(client.nthreads().values()))
                    while len(under_way) < AHEAD * self.seen and (attempt := following(coming, lost)):
                        attempt.tries += 1
                        sent = json.dumps(attempt.work.document)
                        future = client.submit(do, task, sent, pure=False, retries=0)
                        under_way[future] = attempt, monotonic()
                    if not under_way:
                        return
                    with suppress(TimeoutError):
                        self.dask.wait(list(under_way), timeout=LOOKS, return_when="FIRST_COMPLETED")
                    for future in [one for one in under_way if one.done() or self.is_overdue(under_way[one])]:
                        attempt, _ = under_way.pop(future)
                        yield from self.ended(future, attempt, lost)
            finally:
                client.cancel(list(under_way), force=True)

    def client(self, open_until_the_end: ExitStack) -> Any:
        """Return a connection to the cluster, made here when it is a local one."""
        if self.where != LOCAL:
            return open_until_the_end.enter_context(self.dask.Client(self.where))
        cluster = self.dask.LocalCluster(
            n_workers=self.workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            scheduler_kwargs={"worker_ttl": SILENT},
        )
        open_until_the_end.enter_context(cluster)
        return open_until_the_end.enter_context(self.dask.Client(cluster))

    def is_overdue(self, under_way: tuple[Attempt, float]) -> bool:
        """Whether a job has been under way for too long."""
        return monotonic() - under_way[1] > self.patience

    def ended(self, future: Any, attempt: Attempt, lost: list[Attempt]) -> Iterator[Happening]:
        """Tell what came of a job; one whose worker was lost is put back until it has been tried enough."""
        if future.status == "finished":
            records, problem = future.result()
            for data in records:
                yield Delivered(attempt.work, data)
            if problem is None:
                yield Finished(attempt.work)
            else:
                told = json.loads(problem)
                yield Failed(attempt.work, attempt.tries, told["reason"], told["details"])
            return
        overdue = not future.done()
        how = f"was silent for {self.patience:g} s" if overdue else in_a_line(future.exception())
        LOGGER.warning("a worker %s at %s, try %d", how, attempt.work.name, attempt.tries)
        future.cancel(force=True)
        if attempt.tries < self.tries:
            lost.append(attempt)
        else:
            yield Failed(attempt.work, attempt.tries, f"its worker {how}, {attempt.tries} times in a row", "")


def following(coming: Iterator[Work], lost: list[Attempt]) -> Attempt | None:
    """Return the next job: first those that lost their worker."""
    if lost:
        return lost.pop(0)
    work = next(coming, None)
    return None if work is None else Attempt(work)


def do(task: Task, sent: str) -> tuple[list[bytes], str | None]:
    """Do a job that came as JSON; what a worker elsewhere does. A failure travels as plain words."""
    records: list[bytes] = []
    try:
        records.extend(task(json.loads(sent)))
    except Exception as problem:  # noqa: BLE001 - whatever fails in a run is a result
        return records, json.dumps({"reason": in_a_line(problem), "details": traceback.format_exc()})
    return records, None


def checked(where: str) -> str:
    """Return an address to which jobs may be sent: whoever can reach a scheduler can run code on it."""
    if where == LOCAL:
        return where
    parts = urlsplit(where)
    if parts.scheme == "tls" and parts.hostname:
        return where
    if parts.scheme != "tcp" or not parts.hostname:
        raise BadValue(f"--cluster {shown(where)}: expected local, tcp://127.0.0.1:8786 or tls://host:8786")
    if not is_here(parts.hostname):
        raise BadValue(
            f"--cluster {shown(where)}: is on another machine without TLS, where anybody could run code; "
            "use tls:// or a tunnel to 127.0.0.1"
        )
    return where


def is_here(host: str) -> bool:
    """Whether a name is this machine's own loopback."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
