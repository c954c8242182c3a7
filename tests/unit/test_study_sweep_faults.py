"""Whatever happens to a sweep, nothing is lost, nothing doubled and nothing wrong."""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import toy_engine
from kills import done_in, killed, wait_for, workers_of
from toy_experiments import PLAIN, carried_out, sweep_of, written

from marketsim.parameters.errors import Conflict
from marketsim.study.processes import Processes
from marketsim.study.store import CannotKeep
from marketsim.study.sweep import drivers, parts
from marketsim.study.sweep.drive import Drive, state_of
from marketsim.study.sweep.results import Found, found
from marketsim.study.sweep.store import PARTS, SweepStore

HERE = Path(__file__).parent
MANY = PLAIN.replace("replicates = 5", "replicates = 40")
RUNS_A_KILL = 10
LOGGER = logging.getLogger(__name__)


def results(file: Path, folder: Path) -> Found:
    with SweepStore.found(folder) as store:
        return found(sweep_of(file).experiment, store)


def started(file: Path, folder: Path, workers: int = 1, nap: float = 0.0) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(HERE / "toy_experiments.py"), str(file), str(folder), str(workers)],
        env=with_the_toy(nap),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def with_the_toy(nap: float) -> dict[str, str]:
    """The environment of a process that finds the toy, whose runs take so many seconds."""
    path = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, "TOY_NAP": str(nap)}


def killed_and_resumed(tmp_path: Path, times: int, workers: int, luck: int = 0) -> None:
    """Kill 'sweep run', or a worker of it, so many times while it does runs of 40 ms, of which there are enough."""
    runs = RUNS_A_KILL * times * workers
    file = written(tmp_path, PLAIN.replace("replicates = 5", f"replicates = {runs // 2}"))
    assert carried_out(sweep_of(file), tmp_path / "undisturbed").done == runs
    struck = killed(
        running(file, tmp_path / "store", workers), with_the_toy(0.04), tmp_path / "store", runs, times,
        within=0.2, luck=random.Random(luck),
    )  # fmt: skip
    LOGGER.info("kills with %d workers that struck between runs: %s", workers, struck)
    assert sum(struck.values()) > 0.75 * times
    assert min(struck.values()) > 0
    ended = subprocess.run(
        running(file, tmp_path / "store", 2), env=with_the_toy(0), check=False, capture_output=True
    )
    assert ended.returncode == 0, ended.stderr.decode()
    after = results(file, tmp_path / "store")
    assert (after.done, after.digest) == (runs, results(file, tmp_path / "undisturbed").digest)
    with SweepStore.found(tmp_path / "store") as store:
        assert [state_of(store)[one] for one in ("planned", "done", "failed", "running")] == [
            runs,
            runs,
            0,
            0,
        ]
        assert store.journal.ask("SELECT sum(runs) FROM parts") == [(runs,)]


def running(file: Path, folder: Path, workers: int) -> list[str]:
    """The words of ``sweep run`` with the toy."""
    asked = ["sweep", "run", file, "--workers", workers, "--out", folder]
    return [sys.executable, str(HERE / "toy_command.py"), *map(str, asked)]


def test_killed_at_ten_moments_a_sweep_ends_as_if_undisturbed(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, 10, workers=1)


@pytest.mark.slow
@pytest.mark.parametrize("luck", [1, 2])
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_three_hundred_moments_a_sweep_ends_as_if_undisturbed(
    tmp_path: Path, workers: int, luck: int
) -> None:
    killed_and_resumed(tmp_path, 75, workers, luck)


def heeds_interrupts() -> None:
    """As in a terminal, also where the tests themselves were begun in the background, deaf to them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("moment", ["its workers start", "runs are being done"])
def test_an_interrupted_sweep_of_two_workers_ends_in_one_line_and_goes_on(
    tmp_path: Path, moment: str
) -> None:
    """The terminal sends the interrupt to the driver and to its workers alike."""
    file, folder = written(tmp_path, MANY), tmp_path / "store"
    carried_out(sweep_of(file), tmp_path / "undisturbed")
    driver = subprocess.Popen(
        running(file, folder, 2), env=with_the_toy(0.1), start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heeds_interrupts,
    )  # fmt: skip
    wait_for(
        (lambda: workers_of(driver.pid)) if moment == "its workers start" else (lambda: done_in(folder) > 3)
    )
    workers = workers_of(driver.pid)
    os.killpg(driver.pid, signal.SIGINT)
    said = driver.communicate(timeout=60)[1].splitlines()
    assert driver.returncode == 130
    assert said[-1] == "marketsim: interrupted; finished runs are kept, and the same command carries on"
    assert [line for line in said[:-1] if not line.startswith("{")] == []
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in workers), seconds=20)
    with SweepStore.found(folder) as store:
        assert state_of(store)["running"] == 0
        assert state_of(store)["done"] < 80
    ended = subprocess.run(running(file, folder, 2), env=with_the_toy(0), check=False, capture_output=True)
    assert ended.returncode == 0, ended.stderr.decode()
    assert results(file, folder).digest == results(file, tmp_path / "undisturbed").digest


def test_one_two_and_four_workers_leave_the_same_table(tmp_path: Path) -> None:
    file = written(tmp_path)
    digests = set()
    for workers in (1, 2, 4):
        folder = tmp_path / str(workers)
        carried_out(sweep_of(file), folder, Processes(workers) if workers > 1 else None)
        digests.add(results(file, folder).digest)
    assert len(digests) == 1


def test_a_worker_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, MANY)
    carried_out(sweep_of(file), tmp_path / "undisturbed")
    with SweepStore.made(tmp_path / "store") as store:
        sweep = sweep_of(file)
        store.plan(sweep)
        executor = Killing(2)
        ended = Drive(sweep, store).carry_on(executor)
    assert executor.killed == 3
    assert (ended.done, ended.failed) == (80, 0)
    assert results(file, tmp_path / "store").digest == results(file, tmp_path / "undisturbed").digest


class Killing(Processes):
    """Workers of which one is killed after every tenth happening, three times in all."""

    killed = 0

    def listen(self, team, heard, again):  # type: ignore[no-untyped-def]
        for number, happening in enumerate(super().listen(team, heard, again)):
            yield happening
            self.happened = getattr(self, "happened", 0) + 1
            if self.happened % 10 == 0 and self.killed < 3 and number == 0 and team[0].attempt:
                os.kill(team[0].process.pid, signal.SIGKILL)
                self.killed += 1


def test_each_world_settles_once_for_all_arms_of_a_replicate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = []
    settle = toy_engine.settle
    monkeypatch.setattr(toy_engine, "settle", lambda spec: settled.append(spec) or settle(spec))
    design = (
        '[design]\nkind = "list"\n[[design.world]]\nneed.relief = 1.0\n[[design.world]]\nneed.relief = 1.5\n'
    )
    file = written(tmp_path, PLAIN.replace('"crackdown"]', '"crackdown", "harm_reduction"]') + design)
    assert carried_out(sweep_of(file), tmp_path / "store").done == 30
    worlds = [(str(spec.parameters), spec.replicate) for spec in settled]
    assert len(worlds) == len(set(worlds)) == 10


def test_a_turn_is_shared_out_only_among_hands_that_would_have_nothing_to_do(tmp_path: Path) -> None:
    levers = '[design.levers]\npolice.officers = ["2 officers", "3 officers", "4 officers", "5 officers"]\n'
    file = written(tmp_path, PLAIN.replace("replicates = 5", "replicates = 3") + levers)
    with SweepStore.made(tmp_path / "store") as store:
        sweep = sweep_of(file)
        store.plan(sweep)
        taken = []
        while (lease := store.journal.lease("driver", "host", sweep.turns, hands=3)) is not None:
            taken.append((lease[0], len(lease[1])))
    assert taken[0] == (0, 8)
    assert [turn for turn, _ in taken] == sorted(turn for turn, _ in taken)
    assert [sum(runs for turn, runs in taken if turn == one) for one in range(3)] == [8, 8, 8]
    assert sum(turn == 1 for turn, _ in taken) > 1


def test_two_drivers_share_one_store_and_do_each_run_once(tmp_path: Path) -> None:
    file = written(tmp_path, MANY)
    carried_out(sweep_of(file), tmp_path / "undisturbed")
    both = [started(file, tmp_path / "store", nap=0.02) for _ in range(2)]
    for driver in both:
        _, said = driver.communicate(timeout=120)
        assert driver.returncode == 0, said.decode()
    after = results(file, tmp_path / "store")
    assert (after.done, after.digest) == (80, results(file, tmp_path / "undisturbed").digest)
    with SweepStore.found(tmp_path / "store") as store:
        assert store.journal.ask("SELECT max(tries) FROM runs") == [(1,)]
        kept = sum(one.runs for one in map(Counted, store.journal.ask("SELECT runs FROM parts")))
        assert kept == 80


class Counted:
    def __init__(self, row: tuple[int]) -> None:
        self.runs = row[0]


@pytest.fixture
def finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Found]:
    """A finished sweep whose runs lie in several parts."""
    monkeypatch.setattr("marketsim.study.sweep.store.RUNS_A_PART", 4)
    file = written(tmp_path)
    carried_out(sweep_of(file), tmp_path / "store")
    return file, tmp_path / "store", results(file, tmp_path / "store")


def mended(file: Path, folder: Path, before: Found, damage) -> None:  # type: ignore[no-untyped-def]
    part = min((folder / PARTS).iterdir())
    whole = part.read_bytes()
    for number in range(len(damage)):
        part.write_bytes(damage[number](whole))
        with SweepStore.found(folder) as store:
            [(total,)] = store.journal.ask("SELECT sum FROM parts WHERE name = ?", part.name)
            with pytest.raises(parts.DamagedRecord):
                parts.read_part(part, total)
    after = results(file, folder)
    assert after.missing > 0
    assert carried_out(sweep_of(file), folder).done == 10
    assert results(file, folder).digest == before.digest


def test_three_hundred_flipped_bits_are_noticed_and_the_runs_done_again(
    finished: tuple[Path, Path, Found],
) -> None:
    luck = random.Random(0)

    def flip(whole: bytes) -> bytes:
        damaged = bytearray(whole)
        damaged[luck.randrange(len(whole))] ^= 1 << luck.randrange(8)
        return bytes(damaged)

    mended(*finished, [flip] * 300)


def test_a_hundred_truncations_are_noticed_and_the_runs_done_again(
    finished: tuple[Path, Path, Found],
) -> None:
    luck = random.Random(1)
    mended(*finished, [lambda whole: whole[: luck.randrange(len(whole))]] * 100)


def test_a_part_that_is_gone_is_noticed_and_its_runs_done_again(finished: tuple[Path, Path, Found]) -> None:
    file, folder, before = finished
    next((folder / PARTS).iterdir()).unlink()
    assert carried_out(sweep_of(file), folder).done == 10
    assert results(file, folder).digest == before.digest


def test_what_a_crash_left_half_written_is_removed(finished: tuple[Path, Path, Found]) -> None:
    file, folder, _ = finished
    (folder / PARTS / ".part-0.parquet.1.unfinished").write_bytes(b"half")
    carried_out(sweep_of(file), folder)
    assert not list((folder / PARTS).glob(".*"))


def test_a_full_disk_ends_in_one_line_and_everything_finished_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path)
    monkeypatch.setattr("marketsim.study.sweep.store.RUNS_A_PART", 4)
    with monkeypatch.context() as full:
        full.setattr("marketsim.study.sweep.parts.write", out_of_space)
        with pytest.raises(CannotKeep, match="the disk is full") as problem:
            carried_out(sweep_of(file), tmp_path / "store")
    assert "\n" not in str(problem.value)
    with SweepStore.found(tmp_path / "store") as store:
        assert state_of(store)["done"] == 4
        assert state_of(store)["running"] == 0
    assert carried_out(sweep_of(file), tmp_path / "store").done == 10


def out_of_space(path: Path, data: bytes) -> None:
    raise CannotKeep(f"{path}: the disk is full; everything finished before is kept")


def test_a_failed_run_is_a_result_and_the_other_arms_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toy_engine, "FAULTY", {("crackdown", 2)})
    file = written(tmp_path)
    ended = carried_out(sweep_of(file), tmp_path / "store")
    assert (ended.done, ended.failed) == (9, 1)
    after = results(file, tmp_path / "store")
    assert [(one.arm, one.replicate, one.reason) for one in after.failed] == [
        (1, 2, "ArithmeticError: a toy fault")
    ]
    monkeypatch.setattr(toy_engine, "FAULTY", set())
    with SweepStore.found(tmp_path / "store") as store:
        assert "toy_engine.py" in store.journal.ask("SELECT details FROM runs WHERE state = 'failed'")[0][0]
        assert store.journal.again() == 1
    assert carried_out(sweep_of(file), tmp_path / "store").done == 10


def test_an_experiment_that_has_changed_is_refused_with_what_differs_unless_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path)
    carried_out(sweep_of(file), tmp_path / "store")
    written(tmp_path, PLAIN.replace("days = 4", "days = 6") + '[assume]\nneed.heroin_cycle = "6 h"\n')
    with SweepStore.made(tmp_path / "store") as store:
        with pytest.raises(Conflict, match=r"days: 4 → 6; .*need.heroin_cycle: – → 6 h.*--allow-mixed"):
            store.plan(sweep_of(file))
        assert store.plan(sweep_of(file), allow_mixed=True)
        assert store.mixed()
        assert state_of(store)["planned"] == 20


def test_other_worlds_are_refused_and_not_written_into_the_journal_one_by_one(tmp_path: Path) -> None:
    worlds = "".join(f"[[design.world]]\nneed.relief = {1 + one / 100}\n" for one in range(40))
    file = written(tmp_path, PLAIN + '[design]\nkind = "list"\n' + worlds)
    with SweepStore.made(tmp_path / "store") as store:
        store.plan(sweep_of(file))
        assert "1.38" not in str(store.journal.about("basis"))
        written(tmp_path, PLAIN + '[design]\nkind = "list"\n' + worlds.replace("1.39", "1.4"))
        with pytest.raises(Conflict, match="worlds: 40 sampled before, 40 others now"):
            store.plan(sweep_of(file))


def test_more_replicates_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    file = written(tmp_path)
    carried_out(sweep_of(file), tmp_path / "store")
    written(tmp_path, PLAIN.replace("replicates = 5", "replicates = 7"))
    with SweepStore.made(tmp_path / "store") as store:
        store.plan(sweep_of(file))
        assert state_of(store) | {"planned": 14, "done": 10} == state_of(store)


def test_a_network_file_system_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drivers, "file_system_of", lambda folder: "nfs4")
    with pytest.raises(drivers.OverTheNetwork, match="network file system \\(nfs4\\)"):
        SweepStore.made(tmp_path / "store")
