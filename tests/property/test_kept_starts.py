"""A run from a kept start is the run that settles by itself, to the last bit, in this process and in any other."""

import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra import numpy as arrays
from markets import spec

from marketsim.entities.world import Snapshot
from marketsim.model import simulate as model
from marketsim.model import starts
from marketsim.model.simulate import market_of, outcome_of, settle, simulate

SHORT = {"days": 2, "settling_days": 2, "scale": 0.2, "replicate": 5}
POLICIES = ("as_today", "placebo", "crackdown", "harm_reduction", "focused_deterrence")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder for starts, and nothing remembered."""
    monkeypatch.setattr(starts, "private_folder", lambda name: tmp_path)
    model._kept.cache_clear()
    yield tmp_path
    model._kept.cache_clear()


@pytest.fixture
def never_settles(monkeypatch):
    """Whoever settles now is found out."""

    def settles(*_):
        raise AssertionError("the start was at hand")

    return lambda: monkeypatch.setattr(model, "_settled", settles)


def settled_by_itself(described):
    """A market that has lived from its first tick of settling to its last counted day without a stop."""
    market = market_of(described, keep_events=True)
    for _ in range(described.settling_days + described.days):
        market.run_day()
    return market, outcome_of(market, described)


def resumed(described, start):
    """The market of the same description, gone on from a start."""
    market = market_of(described, keep_events=True)
    market.resume(start)
    for _ in range(described.days):
        market.run_day()
    return market, outcome_of(market, described)


def same(one, other):
    """Whether two arrays are the same to the last bit."""
    one, other = np.ascontiguousarray(one), np.ascontiguousarray(other)
    return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())


def unlike(these, those):
    """What differs between two runs: columns, accounts, counters, days, cells, moves, register and every event."""
    (one, here), (other, there) = these, those
    tables = other.world.tables()
    differ = [
        f"{name}.{column}"
        for name, table in one.world.tables().items()
        for column, values in table.arrays().items()
        if not same(values, getattr(tables[name], column))
    ]
    for what in ("accounts", "next_number", "tick"):
        differ += [what] * (not same(getattr(one.world, what), getattr(other.world, what)))
    differ += ["now"] * (not same(one.now, other.now))
    differ += ["day"] * (one.day != other.day)
    for group in ("days", "cells", "recorded"):
        pairs = getattr(here, group), getattr(there, group)
        differ += [
            f"{group} {name}" for name in pairs[0] | pairs[1] if not same(pairs[0][name], pairs[1][name])
        ]
    differ += ["moves"] * (here.moves != there.moves)
    for name in here.ledger | there.ledger:
        mine, theirs = here.ledger[name], there.ledger[name]
        pairs = zip(mine, theirs, strict=True)
        differ += [f"ledger {name} {one.name}" for one, two in pairs if not same(one.values, two.values)]
    return differ + ["digest"] * (here.digest != there.digest)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_kept_start_changes_no_bit_of_what_happens(policy, never_settles):
    described = spec(policy, **SHORT)
    by_itself = settled_by_itself(described)
    assert not unlike(by_itself, resumed(described, settle(described, anew=True)))
    settle(described)
    never_settles()
    assert not unlike(by_itself, resumed(described, settle(described))), "from memory"
    model._kept.cache_clear()
    assert not unlike(by_itself, resumed(described, settle(described))), "from disk"


def test_the_comparison_can_tell_two_runs_apart():
    described = spec("as_today", **SHORT)
    other = replace(described, replicate=6)
    assert unlike(resumed(described, settle(described)), resumed(other, settle(other)))


def test_all_policies_of_a_world_share_one_start(folder, never_settles):
    one = simulate(spec("as_today", **SHORT))
    never_settles()
    assert simulate(spec("placebo", **SHORT)).digest == one.digest
    assert simulate(spec("crackdown", **{**SHORT, "days": 3})).digest != one.digest
    assert len(list(folder.glob("*.start"))) == 1


def test_another_process_takes_up_the_start_that_one_has_kept(folder, never_settles):
    described = spec("crackdown", **SHORT)
    program = (
        "import sys; from pathlib import Path; from marketsim.model import starts\n"
        f"starts.private_folder = lambda name: Path({str(folder)!r})\n"
        "from marketsim.model.simulate import RunSpec, settle\n"
        f"settle(RunSpec.from_json({described.to_json()!r}))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=300)
    by_itself = settled_by_itself(described)
    never_settles()
    assert not unlike(by_itself, resumed(described, settle(described)))


@pytest.mark.parametrize(
    "change",
    [
        {"levers": {"law.possession": "enforced"}},
        {"parameters": {"need.heroin_cycle": "7 h"}},
        {"start": "2018-03-06"},
        {"settling_days": 1},
        {"replicate": 6},
        {"tick_seconds": 600},
        {"scale": 0.1},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_determines_a_start_gives_another_one(folder, change):
    settle(spec("as_today", **SHORT))
    settle(replace(spec("as_today", **SHORT), **change))
    assert len(list(folder.glob("*.start"))) == 2


def test_the_same_number_told_in_other_words_gives_the_same_start(folder):
    for told in ("7 h", "420 min"):
        settle(spec("as_today", **SHORT, parameters={"need.heroin_cycle": told}))
    assert len(list(folder.glob("*.start"))) == 1


def test_another_program_another_library_and_other_switches_give_another_name(monkeypatch):
    names = {starts._name({})}
    monkeypatch.setattr(starts, "SOURCE", "another program")
    names.add(starts._name({}))
    monkeypatch.setattr(starts, "stamp", lambda: "another library")
    names.add(starts._name({}))
    monkeypatch.setenv("NPY_DISABLE_CPU_FEATURES", "AVX2")
    names.add(starts._name({}))
    assert len(names) == 4


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes()[:1000] + b"!" + path.read_bytes()[1001:]),
        lambda path: path.unlink(),
    ],
    ids=("empty", "cut short", "one byte changed", "gone"),
)
def test_a_damaged_start_is_made_again(folder, harm):
    described = spec("as_today", **SHORT)
    whole = simulate(described).digest
    (path,) = folder.glob("*.start")
    before = path.read_bytes()
    harm(path)
    model._kept.cache_clear()
    assert simulate(described).digest == whole
    assert path.read_bytes() == before


def test_nobody_waits_for_ever_behind_a_process_that_does_not_finish(folder, monkeypatch):
    monkeypatch.setattr(starts, "LONGEST_WAIT", 0.05)
    described = spec("as_today", **SHORT)
    settle(described)
    (path,) = folder.glob("*.start")
    path.unlink()
    model._kept.cache_clear()
    with FileLock(folder / f"{path.name[:2]}.lock"):
        done = threading.Thread(target=settle, args=(described,), daemon=True)
        done.start()
        done.join(timeout=120)
        assert not done.is_alive()
    assert path.exists()


def test_a_start_that_cannot_be_kept_is_used_all_the_same(folder, monkeypatch):
    described = spec("as_today", **SHORT)
    whole = simulate(described).digest
    model._kept.cache_clear()
    monkeypatch.setattr(starts, "private_folder", lambda name: folder / "nowhere")
    assert simulate(described).digest == whole


def test_a_shared_start_cannot_be_written_to():
    start = settle(spec("as_today", **SHORT))
    for held in (start.accounts, start.next_number, start.columns["people"]["cell"]):
        with pytest.raises(ValueError, match="read-only"):
            held[...] = 0


def test_starts_not_used_for_longest_make_room(folder):
    for age in range(6):
        path = folder / f"{age}.start"
        path.write_bytes(b"x" * 100)
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    starts.make_room(folder, most=4)
    assert sorted(path.name for path in folder.iterdir()) == [f"{age}.start" for age in range(4)]
    starts.make_room(folder, most_bytes=250)
    assert sorted(path.name for path in folder.iterdir()) == ["0.start", "1.start"]


ANY_COLUMN = arrays.arrays(
    some.sampled_from([np.bool_, np.uint8, np.int32, np.int64, np.uint64, np.float64]),
    arrays.array_shapes(min_dims=1, max_dims=2, max_side=5),
)


@given(ANY_COLUMN, some.integers(0, 2**40))
def test_a_start_survives_the_disk_to_the_last_bit(column, tick):
    start = Snapshot({"people": {"cell": column}}, np.arange(3), tick, np.arange(2))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "one.start"
        starts.write(path, start)
        again = starts.read(path)
        assert [one.name for one in Path(place).iterdir()] == ["one.start"]
    assert again.tick == tick
    assert same(again.columns["people"]["cell"], column)
    assert same(again.accounts, start.accounts)
    assert same(again.next_number, start.next_number)


def test_a_market_without_settling_leaves_nothing_behind(folder):
    settle(spec("as_today", **{**SHORT, "settling_days": 0}))
    assert not list(folder.iterdir())
