"""Jobs are done here or in processes of their own; a death is made good, or becomes a named failure."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest
import toy_engine

from marketsim.study.executor import Delivered, Executor, Failed, Finished, Here, Work
from marketsim.study.processes import Processes
from marketsim.study.worker import interrupts_waiting


def words(number: int) -> list[Work]:
    return [Work(f"job {one}", {"words": [f"{one}a", f"{one}b"]}) for one in range(number)]


@pytest.mark.parametrize("executor", [Here(), Processes(2)], ids=["here", "processes"])
def test_every_record_arrives_once_whoever_does_the_work(executor: Executor) -> None:
    happenings = list(executor.perform(toy_engine.echo, words(5)))
    assert sorted(one.data for one in happenings if isinstance(one, Delivered)) == sorted(
        word.encode() for job in words(5) for word in job.document["words"]
    )
    assert sum(isinstance(one, Finished) for one in happenings) == 5


def test_a_worker_killed_in_the_middle_of_a_job_is_replaced_and_nothing_is_lost_or_doubled(
    tmp_path: Path,
) -> None:
    job = Work("fragile", {"tries": str(tmp_path / "tries"), "deaths": 2})
    happenings = list(Processes(1).perform(toy_engine.dies_first, [job]))
    assert happenings == [Delivered(job, b"first"), Delivered(job, b"second"), Finished(job)]


def test_a_job_whose_worker_dies_three_times_is_a_named_failure_and_the_others_are_done(
    tmp_path: Path,
) -> None:
    jobs = [
        Work(name, {"tries": str(tmp_path / name), "deaths": deaths})
        for name, deaths in (("doomed", 9), ("fine", 0))
    ]
    happenings = list(Processes(1).perform(toy_engine.dies_first, jobs))
    failed = [one for one in happenings if isinstance(one, Failed)]
    assert [(one.work.name, one.tries) for one in failed] == [("doomed", 3)]
    assert "SIGKILL" in failed[0].reason
    assert Finished(jobs[1]) in happenings


@pytest.mark.parametrize("executor", [Here(), Processes(1)], ids=["here", "processes"])
def test_a_fault_of_the_model_is_told_at_once_with_its_place(executor: Executor) -> None:
    job = Work("faulty", {})
    delivered, failed = executor.perform(toy_engine.is_at_fault, [job])
    assert delivered == Delivered(job, b"first")
    assert isinstance(failed, Failed)
    assert failed.tries == 1
    assert failed.reason == "ArithmeticError: a toy fault"
    assert "toy_engine.py" in failed.details


def test_a_silent_worker_is_not_waited_for_for_ever() -> None:
    [failed] = Processes(1, tries=1, patience=1.0).perform(toy_engine.sleeps, [Work("silent", {})])
    assert isinstance(failed, Failed)
    assert "silent for 1 s" in failed.reason


def test_no_process_is_left_behind_when_the_work_is_broken_off() -> None:
    happenings = Processes(2).perform(toy_engine.echo, words(4))
    next(happenings)
    happenings.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_a_job_travels_as_plain_data() -> None:
    assert all(json.loads(json.dumps(job.document)) == job.document for job in words(2))


def test_a_worker_frozen_while_it_sends_a_record_is_replaced_and_in_the_end_a_named_failure() -> None:
    happenings = list(Processes(1, tries=2, pulse=3.0).perform(toy_engine.freezes, [Work("frozen", {})]))
    failed = happenings[-1]
    assert isinstance(failed, Failed)
    assert failed.reason == "its worker gave no sign of life for 3 s, 2 times in a row"


def test_a_run_that_asks_for_too_much_memory_is_a_named_failure() -> None:
    wanted = Work("greedy", {"bytes": 8 * 2**30})
    [failed] = Processes(1, memory=4 * 2**30).perform(toy_engine.wants, [wanted])
    assert isinstance(failed, Failed)
    assert failed.reason.startswith("MemoryError")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_waits_until_a_worker_stands_also_where_other_threads_let_it_through(
    ending: signal.Signals,
) -> None:
    idle, stands = threading.Event(), threading.Event()
    threading.Thread(target=idle.wait, daemon=True).start()

    def start() -> None:
        with interrupts_waiting():
            os.kill(os.getpid(), ending)
            time.sleep(0.1)
            stands.set()

    before = signal.signal(ending, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
        assert signal.getsignal(ending) is signal.default_int_handler
    finally:
        signal.signal(ending, before)
        idle.set()
    assert stands.is_set()
