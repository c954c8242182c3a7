"""Workers through a real Dask scheduler on this machine: the same table, whoever is killed or frozen."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import toy_engine
from toy_experiments import PLAIN, carried_out, sweep_of, tutorial, written

from marketsim.parameters.errors import BadValue
from marketsim.study.executor import Delivered, Failed, Finished, Work
from marketsim.study.sweep.hands import hands_of
from marketsim.study.sweep.results import found
from marketsim.study.sweep.store import SweepStore

pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("ignore")]
distributed = pytest.importorskip("distributed")
from marketsim.study.cluster import Cluster, NobodyAnswers  # noqa: E402 - only where there is a Dask

HERE = Path(__file__).parent
MANY = PLAIN.replace("replicates = 5", "replicates = 40")
PATH = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
ENVIRONMENT = {**os.environ, "PYTHONPATH": PATH, "TOY_NAP": "0.05"}


def digest(file: Path, folder: Path) -> str:
    with SweepStore.found(folder) as store:
        return found(sweep_of(file).experiment, store).digest


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A scheduler of its own, as on a cluster."""
    place = tmp_path / "scheduler.json"
    started = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
         "--no-dashboard", "--scheduler-file", str(place)],
        env={**ENVIRONMENT, "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "5s"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not place.exists():
        time.sleep(0.1)
        assert started.poll() is None
    import json

    yield json.loads(place.read_text())["address"]
    started.kill()
    started.wait()


def worker(address: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
         "--no-nanny", "--host", "127.0.0.1"],
        env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_one_worker_killed_and_one_frozen_and_nothing_is_lost_or_doubled(
    tmp_path: Path, scheduler: str
) -> None:
    file = written(tmp_path, MANY)
    carried_out(sweep_of(file), tmp_path / "here")
    workers = [worker(scheduler) for _ in range(3)]
    doomed = Doomed(scheduler, workers)
    ended = carried_out(sweep_of(file), tmp_path / "there", doomed)
    for one in workers:
        one.kill()
        one.wait()
    assert doomed.events == 2
    assert (ended.planned, ended.done, ended.failed) == (80, 80, 0)
    assert digest(file, tmp_path / "there") == digest(file, tmp_path / "here")


class Doomed(Cluster):
    """A cluster of which one worker is killed and one frozen on the way."""

    def __init__(self, where: str, workers: list[subprocess.Popen[bytes]]) -> None:
        super().__init__(where)
        self.processes, self.events = workers, 0

    def perform(self, task, jobs):  # type: ignore[no-untyped-def]
        for number, happening in enumerate(super().perform(task, jobs)):
            yield happening
            if number in (20, 40) and self.events < 2:
                how = (signal.SIGKILL, signal.SIGSTOP)[self.events]
                self.processes[self.events].send_signal(how)
                self.events += 1


def test_a_fault_of_the_model_is_told_with_its_place() -> None:
    told = list(Cluster("local", 1).perform(toy_engine.is_at_fault, [Work("faulty", {})]))
    assert isinstance(told[0], Delivered)
    assert isinstance(told[1], Failed)
    assert told[1].reason == "ArithmeticError: a toy fault"
    assert "toy_engine.py" in told[1].details


def wait_for(happens: Callable[[], object], tries: int = 200) -> None:
    for _ in range(tries):
        if happens():
            return
        time.sleep(0.1)
    pytest.fail("it never happened")


def test_a_job_that_hangs_is_a_named_failure_and_those_that_wait_behind_it_are_done() -> None:
    """Each job is timed while it is being done: three healthy ones together wait for longer than one may take."""
    hanging = Work("hangs", {})
    waiting = [Work(str(one), {"naps": [0.9, 0.9]}) for one in range(3)]
    told = list(Cluster("local", 1, patience=1.5).perform(toy_engine.hangs_or_naps, [hanging, *waiting]))
    [failed] = [one for one in told if isinstance(one, Failed)]
    assert failed.work == hanging
    assert failed.reason == "its worker was silent for 1.5 s, the time a run may take, 3 times in a row"
    assert [one.work for one in told if isinstance(one, Finished)] == waiting


def test_a_run_that_asks_for_too_much_memory_is_a_named_failure_and_the_next_is_done() -> None:
    greedy, modest = Work("greedy", {"bytes": 8 * 2**30}), Work("modest", {"bytes": 2**20})
    told = list(Cluster("local", 1, memory=4 * 2**30).perform(toy_engine.wants, [greedy, modest]))
    [failed] = [one for one in told if isinstance(one, Failed)]
    assert failed.work == greedy
    assert failed.reason.startswith("MemoryError")
    assert Finished(modest) in told


def test_the_limits_of_an_experiment_hold_on_a_scheduler_elsewhere(tmp_path: Path, scheduler: str) -> None:
    text = PLAIN.replace("replicates = 5", "replicates = 2") + "[limits]\nminutes = 0.05\ngigabytes = 4.0\n"
    experiment = sweep_of(written(tmp_path, text)).experiment
    one = worker(scheduler)
    jobs = [Work("hangs", {}), Work("naps", {"naps": [0.5]})]
    told = list(hands_of(experiment, cluster=scheduler).perform(toy_engine.hangs_or_naps, jobs))
    one.kill()
    one.wait()
    [failed] = [one for one in told if isinstance(one, Failed)]
    assert (failed.work.name, failed.reason.startswith("its worker was silent for 3 s")) == ("hangs", True)
    assert Finished(jobs[1]) in told


def test_no_process_is_left_on_a_cluster_when_the_work_is_broken_off(tmp_path: Path, scheduler: str) -> None:
    one = worker(scheduler)
    job = Work("hangs", {"pid": str(tmp_path / "pid")})
    happenings = Cluster(scheduler).perform(toy_engine.hangs_or_naps, [Work("naps", {"naps": [0.1]}), job])
    next(happenings)
    wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    number = int((tmp_path / "pid").read_text())
    happenings.close()  # type: ignore[attr-defined]
    wait_for(lambda: not Path(f"/proc/{number}").exists())
    assert one.poll() is None
    one.kill()
    one.wait()


@pytest.mark.parametrize("named", [{}, {"ca-file": "nowhere.pem"}], ids=["none", "gone"])
def test_tls_without_certificates_is_refused_in_one_line(named: dict[str, str]) -> None:
    import dask

    with (
        dask.config.set({f"distributed.comm.tls.{key}": value for key, value in named.items()}),
        pytest.raises(BadValue, match=r"distributed\.comm\.tls") as problem,
    ):
        Cluster("tls://10.0.0.1:8786")
    assert "\n" not in str(problem.value)


def test_a_scheduler_that_nobody_answers_for_is_told_in_one_line() -> None:
    import dask

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(NobodyAnswers, match=r"--cluster tcp://127\.0\.0\.1:9: nobody answers") as problem,
    ):
        list(Cluster("tcp://127.0.0.1:9").perform(toy_engine.echo, []))
    assert "\n" not in str(problem.value)


def test_every_record_arrives_once() -> None:
    jobs = [Work(str(one), {"words": [f"{one}a", f"{one}b"]}) for one in range(6)]
    told = list(Cluster("local", 2).perform(toy_engine.echo, jobs))
    assert sorted(one.data for one in told if isinstance(one, Delivered)) == sorted(
        word.encode() for job in jobs for word in job.document["words"]
    )
    assert sum(isinstance(one, Finished) for one in told) == 6


def test_the_tutorials_slurm_cluster_asks_for_what_it_says() -> None:
    jobqueue = pytest.importorskip("dask_jobqueue")
    [block] = [code for code in tutorial("python") if "SLURMCluster" in code]
    [call] = [
        node for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SLURMCluster"
    ]  # fmt: skip
    asked = {one.arg: ast.literal_eval(one.value) for one in call.keywords}
    assert asked.pop("protocol") == "tls://"
    with jobqueue.SLURMCluster(**asked) as cluster:  # asks for no job before it is scaled
        script = cluster.job_script()
    assert "#SBATCH --cpus-per-task=1" in script
    assert "#SBATCH -t 08:00:00" in script


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_so_many_workers_of_a_cluster_leave_the_same_table(workers: int, tmp_path: Path) -> None:
    file = written(tmp_path)
    carried_out(sweep_of(file), tmp_path / "here")
    carried_out(sweep_of(file), tmp_path / "there", Cluster("local", workers))
    assert digest(file, tmp_path / "there") == digest(file, tmp_path / "here")
