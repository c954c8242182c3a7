"""Workers on other machines, through Dask: the same jobs, the same bytes, and still one who writes the store."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from marketsim.parameters.errors import BadValue, MarketsimError, shown
from marketsim.study.executor import Failed, Happening, Task, Work, in_a_line
from marketsim.study.experiment.sampling import extra
from marketsim.study.worker import Attempt

LOCAL, TLS = "local", "tls://"
CERTIFICATES = (
    "needs the certificates of Dask's settings under distributed.comm.tls (ca-file, client.cert, client.key)"
)
TRIES = 3
PATIENCE = 3600.0
LOOKS = 1.0
AHEAD = 2
"""Jobs in flight for each hand, so that no hand waits for the next one to travel."""
SILENT = "60s"
LOGGER = logging.getLogger(__name__)


class NobodyAnswers(MarketsimError):
    """A scheduler that cannot be reached."""


class Cluster:
    """Does jobs on a Dask cluster.

    Parameters
    ----------
    where : str
        ``local``, or the address of a scheduler: on this machine, or anywhere if it speaks TLS.
    workers : int
        How many workers a local cluster has.
    tries : int
        How often a job is begun before the loss of its process, or of its Dask worker, counts as its failure.
    patience : float, s
        How long a job may take from one record to the next once it is being done; waiting in the queue is free.
    memory : int, bytes, optional
        How much memory the process that does it may ask for.
    """

    def __init__(
        self,
        where: str,
        workers: int = 1,
        tries: int = TRIES,
        patience: float = PATIENCE,
        memory: int | None = None,
    ) -> None:
        self.where, self.workers, self.tries = checked(where), workers, tries
        self.limits = {"tries": tries, "patience": patience, "memory": memory}
        self.dask, self.seen = extra("distributed", "cluster"), 0
        if where.startswith(TLS):
            self.must_have_certificates()

    @property
    def hands(self) -> int:
        """How many jobs are done at once; of a cluster elsewhere, known while it is at work."""
        return self.seen or self.workers

    def perform(self, task: Task, jobs: Iterable[Work]) -> Iterator[Happening]:
        """Do every job; a job whose worker is lost is done again elsewhere."""
        from marketsim.study import attended

        coming, lost = iter(jobs), list[Attempt]()
        under_way: dict[Any, Attempt] = {}
        name = f"marketsim-{uuid4().hex}"
        with ExitStack() as open_until_the_end:
            client = self.client(open_until_the_end)
            client.register_plugin(attended.Attended(name, task, self.limits))
            open_until_the_end.callback(leave, client, name)
            try:
                while True:
                    self.seen = max(1, sum(client.nthreads().values()))
                    while len(under_way) < AHEAD * self.seen and (attempt := following(coming, lost)):
                        attempt.tries += 1
                        future = client.submit(attended.do, name, attempt.work, pure=False, retries=0)
                        under_way[future] = attempt
                    if not under_way:
                        return
                    with suppress(TimeoutError):
                        self.dask.wait(list(under_way), timeout=LOOKS, return_when="FIRST_COMPLETED")
                    for future in [one for one in under_way if one.done()]:
                        yield from self.ended(future, under_way.pop(future), lost)
            finally:
                client.cancel(list(under_way), force=True)

    def must_have_certificates(self) -> None:
        """Refuse TLS without certificates, before anything is sent."""
        try:
            found = self.dask.Security().get_connection_args("client").get("ssl_context")
        except OSError as problem:
            raise BadValue(
                f"--cluster {self.where}: {CERTIFICATES}, one cannot be read ({problem})"
            ) from None
        if found is None:
            raise BadValue(f"--cluster {self.where}: {CERTIFICATES}, none are named there")

    def client(self, open_until_the_end: ExitStack) -> Any:
        """Return a connection to the cluster, made here when it is a local one."""
        if self.where != LOCAL:
            try:
                return open_until_the_end.enter_context(self.dask.Client(self.where))
            except OSError as problem:
                raise NobodyAnswers(
                    f"--cluster {self.where}: nobody answers there ({in_a_line(problem)})"
                ) from None
        cluster = self.dask.LocalCluster(
            n_workers=self.workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            scheduler_kwargs={"worker_ttl": SILENT},
        )
        open_until_the_end.enter_context(cluster)
        return open_until_the_end.enter_context(self.dask.Client(cluster))

    def ended(self, future: Any, attempt: Attempt, lost: list[Attempt]) -> Iterator[Happening]:
        """Tell what came of a job; one whose Dask worker was lost is put back until it has been tried enough."""
        if future.status == "finished":
            for happening in future.result():
                yield replace(happening, work=attempt.work)
            return
        how = in_a_line(future.exception())
        LOGGER.warning("a worker %s at %s, try %d", how, attempt.work.name, attempt.tries)
        if attempt.tries < self.tries:
            lost.append(attempt)
        else:
            yield Failed(attempt.work, attempt.tries, f"its worker {how}, {attempt.tries} times in a row", "")


def leave(client: Any, name: str) -> None:
    """Take the hands of a sweep from every Dask worker, if the cluster is still there."""
    with suppress(OSError, TimeoutError):
        client.unregister_worker_plugin(name)


def following(coming: Iterator[Work], lost: list[Attempt]) -> Attempt | None:
    """Return the next job: first those that lost their worker."""
    if lost:
        return lost.pop(0)
    work = next(coming, None)
    return None if work is None else Attempt(work)


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
