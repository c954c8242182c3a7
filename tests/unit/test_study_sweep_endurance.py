"""What takes minutes: the model itself killed twenty times, and a disk that is really full."""

from __future__ import annotations

import logging
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from kills import killed
from toy_experiments import PLAIN, written

from marketsim.study.experiment import Experiment
from marketsim.study.sweep.drive import state_of
from marketsim.study.sweep.results import found
from marketsim.study.sweep.store import SweepStore, known

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
SMALL = PLAIN.replace("replicates = 5", "replicates = 40").replace("days = 4", "days = 1") + "scale = 0.02\n"
RUNS = 80
LOGGER = logging.getLogger(__name__)
ENVIRONMENT = {
    **os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]),
}  # fmt: skip


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "marketsim", "sweep", *map(str, words)]


def digest(file: Path, folder: Path) -> str:
    with SweepStore.found(folder) as store:
        return found(Experiment.read(file), store).digest


def runs_done(folder: Path) -> int:
    if not known(folder):
        return 0
    with SweepStore.found(folder) as store:
        return int(state_of(store)["done"])


def test_the_model_killed_twenty_times_ends_as_if_undisturbed(tmp_path: Path) -> None:
    file = written(tmp_path, SMALL)
    undisturbed, again = (
        command("run", file, "--workers", 2, "--out", tmp_path / name) for name in ("undisturbed", "store")
    )
    ended = subprocess.run(undisturbed, env=ENVIRONMENT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    struck = killed(again, ENVIRONMENT, tmp_path / "store", RUNS, 20, within=0.3, luck=random.Random(20))
    LOGGER.info("kills of the model's sweep that struck between runs: %s", struck)
    assert sum(struck.values()) >= 15
    ended = subprocess.run(again, env=ENVIRONMENT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    assert runs_done(tmp_path / "store") == RUNS
    assert digest(file, tmp_path / "store") == digest(file, tmp_path / "undisturbed")


ON_A_SMALL_DISK = """
mount -t tmpfs -o size=5m none {disk} || exit 99
{python} {driver} {file} {disk}/store 1
code=$?
cp -r {disk}/store {kept}
exit $code
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="a small disk of its own needs unshare")
def test_a_disk_that_is_really_full_ends_in_one_line_and_the_sweep_goes_on_elsewhere(tmp_path: Path) -> None:
    file = written(
        tmp_path, PLAIN.replace("replicates = 5", "replicates = 1000").replace("days = 4", "days = 200")
    )
    (tmp_path / "disk").mkdir()
    script = ON_A_SMALL_DISK.format(
        disk=tmp_path / "disk", kept=tmp_path / "kept", python=sys.executable, file=file,
        driver=HERE / "toy_experiments.py",
    )  # fmt: skip
    ended = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script],
        env=ENVIRONMENT, capture_output=True, check=False, text=True,
    )  # fmt: skip
    if ended.returncode == 99:
        pytest.skip(f"nobody may mount a small disk here: {ended.stderr}")
    assert ended.returncode == 74, ended.stderr
    last = ended.stderr.splitlines()[-1]
    assert "the disk is full; everything finished before is kept" in last
    with SweepStore.made(tmp_path / "kept") as store:
        assert store.check() == 0
        before = state_of(store)
    assert 0 < before["done"] < 2000
    assert before["running"] == 0
    resumed = subprocess.run(
        [sys.executable, str(HERE / "toy_experiments.py"), str(file), str(tmp_path / "kept"), "1"],
        env=ENVIRONMENT, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert resumed.returncode == 0, resumed.stderr
    assert runs_done(tmp_path / "kept") == 2000
