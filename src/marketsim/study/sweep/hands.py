"""Who does the runs of an experiment: processes here or a cluster, within the limits that the experiment sets."""

from __future__ import annotations

from marketsim.study.circumstances import processors
from marketsim.study.executor import Executor
from marketsim.study.experiment import Experiment
from marketsim.study.scenario import whole

BYTES_IN_A_GIGABYTE = 2**30
SECONDS_IN_A_MINUTE = 60.0


def hands_of(experiment: Experiment, workers: int | None = None, cluster: str | None = None) -> Executor:
    """Return who does the work; as many processes as there are processors unless told otherwise."""
    from marketsim.study.processes import Processes

    number = whole("--workers", processors() if workers is None else workers, 1, 1024)
    limits = experiment.document.limits
    patience = SECONDS_IN_A_MINUTE * limits.minutes
    memory = None if limits.gigabytes is None else int(limits.gigabytes * BYTES_IN_A_GIGABYTE)
    if cluster is not None:
        from marketsim.study.cluster import Cluster

        return Cluster(cluster, number, patience=patience, memory=memory)
    return Processes(number, patience=patience, memory=memory)
