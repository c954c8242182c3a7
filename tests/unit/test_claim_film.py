"""The replayed history is filmed on the way, month by month, and kept small enough to be shown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest

from marketsim import __main__ as command_line
from marketsim.commands import trials
from marketsim.entities.city import read_city
from marketsim.model.simulate import RunSpec, simulate
from marketsim.study.claim.film import EDGE, LAYERS, Camera, Filming, NotFilmed, Squares, months_of
from marketsim.study.claim.replay import REPLAY_FILE, DamagedReplay, Replay, kept_replay, replayed
from marketsim.study.executor import Here
from marketsim.study.experiment import Experiment
from marketsim.study.sweep.plan import Place, Sweep
from marketsim.study.sweep.store import SweepStore

SHORT = """
question = "What happened?"
policies = ["as_today"]
start = 2012-09-20
days = 45
settling_days = 2
scale = 0.05
replicates = 2
maps = false
tick = "10 min"
"""
LARGEST = 2_000_000
MONTHS, REPLICATES = 441, 3


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history of a few weeks."""
    folder = tmp_path_factory.mktemp("history")
    (folder / "experiment.toml").write_text(SHORT)
    return folder


@pytest.fixture(scope="module")
def lived(short: Path) -> tuple[Replay, Path]:
    """The replay of those weeks, and the folder in which it is kept."""
    _, file = replayed(Experiment.read(short / "experiment.toml"), Here(), short / "store")
    return Replay.read(file), short / "store"


def test_every_cell_lies_in_its_square() -> None:
    city = read_city()
    squares = Squares.over(city)
    for place, middle in ((city.x, squares.x), (city.y, squares.y)):
        assert np.abs(place - middle[squares.of_cell]).max() <= EDGE / 2
    assert len(squares.x) < len(city.x)


def test_a_frame_holds_what_happened_in_its_month_and_nothing_else() -> None:
    city = read_city()
    camera = Camera(city, dt.date(2012, 1, 30))
    totals = {name: np.zeros(len(city.x)) for name in LAYERS}
    for day in range(4):
        totals["violence"][7] += 2
        totals["outdoor_use"][day] += 0.4
        camera.look(totals, last=day == 3)
    months = months_of(camera.film())
    assert months[:, LAYERS.index("violence"), camera.squares.of_cell[7]].tolist() == [4, 4]
    assert months.dtype == np.uint16
    assert months[:, LAYERS.index("visible_selling")].sum() == 0


def test_a_filmed_run_is_the_same_run(short: Path, lived: tuple[Replay, Path]) -> None:
    sweep = Sweep(Experiment.read(short / "experiment.toml"))
    spec: RunSpec = sweep.spec(Place(0, 0, 0))
    with SweepStore.found(lived[1]) as store:
        outcomes = {place.replicate: record.outcome for place, record in store.records()}
    assert sorted(outcomes) == [0, 1]
    assert outcomes[0] == simulate(spec).digest


def test_the_film_adds_up_to_the_days(lived: tuple[Replay, Path]) -> None:
    replay, folder = lived
    assert replay.about["replicates"] == 2
    assert replay.film.shape == (
        3,
        len(LAYERS),
        len(replay.x),
    )  # September, October and a few days of November
    with SweepStore.found(folder) as store:
        days = [record.days for _, record in store.records()]
    acts = sum(one["violence"].sum() for one in days)
    outside = sum(
        (one["visible_use"] + one["hidden_use"] + one["uses_near_health_room"]).sum() for one in days
    )
    filmed = dict(zip(LAYERS, replay.film.sum(axis=(0, 2)).tolist(), strict=True))
    assert filmed["violence"] == acts
    assert filmed["outdoor_use"] == outside > 0
    place = replay.about["measures"].index("violence")
    assert replay.years[:, 0, place].sum() * replay.about["days"] == pytest.approx(acts)


def test_a_lost_film_is_made_again_by_the_same_run(short: Path, lived: tuple[Replay, Path]) -> None:
    replay, folder = lived
    [one, other] = sorted((folder / "film").iterdir())
    one.unlink()
    other.write_bytes(b"torn")
    _, file = replayed(Experiment.read(short / "experiment.toml"), Here(), folder)
    assert np.array_equal(Replay.read(file).film, replay.film)


def test_a_run_that_fails_when_filmed_again_is_told_in_a_line(short: Path, tmp_path: Path) -> None:
    sweep = Sweep(Experiment.read(short / "experiment.toml"))
    work = sweep.work(0, {0: "run"})
    work.document["runs"][0][1]["policy"] = {"name": "unheard of", "change": "nonsense"}
    with pytest.raises(NotFilmed, match="world 0, replicate 0: "):
        Filming(Here(), tmp_path).film(work, "run")


def test_the_whole_history_fits_into_two_megabytes(lived: tuple[Replay, Path], tmp_path: Path) -> None:
    """A month of the short replay, at a fifth of the people, thrown anew by chance for every month."""
    replay, _ = lived
    chance = np.random.default_rng(1)
    usual = replay.film[1] / 2 * (0.2 / 0.05) * REPLICATES
    film = chance.poisson(np.broadcast_to(usual, (MONTHS, *usual.shape))).astype(np.uint16)
    years = np.resize(replay.years, (REPLICATES, 37, replay.years.shape[2]))
    whole = Replay(replay.about, film, replay.x, replay.y, years).to_bytes()
    assert len(whole) <= LARGEST


@pytest.mark.parametrize("content", [b"", b"torn", b"PK\x03\x04nothing"])
def test_a_damaged_replay_is_told_in_a_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / REPLAY_FILE
    assert kept_replay(tmp_path) != file
    file.write_bytes(content)
    assert kept_replay(tmp_path) == file
    with pytest.raises(DamagedReplay, match="make it anew with 'marketsim check --history'"):
        Replay.read(file)


def test_a_replay_of_another_version_is_refused(lived: tuple[Replay, Path], tmp_path: Path) -> None:
    replay, _ = lived
    other = Replay({**replay.about, "schema": "0"}, replay.film, replay.x, replay.y, replay.years)
    (tmp_path / REPLAY_FILE).write_bytes(other.to_bytes())
    with pytest.raises(DamagedReplay, match="another version"):
        Replay.read(tmp_path / REPLAY_FILE)


def test_the_command_keeps_the_replay_and_says_where(
    short: Path,
    lived: tuple[Replay, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("marketsim.study.claim.history.EXPERIMENT", str(short / "experiment.toml"))
    monkeypatch.setattr(trials, "hands", lambda *_: Here())
    folder = short / "check"
    folder.mkdir()
    (short / "store").rename(folder / "history")
    asked = ["check", "--history", "--out", str(folder), "--keep", str(short / "kept"), "--json"]
    assert command_line.exit_code(asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert {Path(one).name for one in told["files"]} >= {REPLAY_FILE, "days.parquet"}
    assert Replay.read(short / "kept" / REPLAY_FILE).about["held"] == told["history"]
