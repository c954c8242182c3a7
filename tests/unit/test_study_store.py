"""Results are kept whole or not at all, never overwritten, and found again."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import toy_engine

from marketsim.study import run as one_run
from marketsim.study.circumstances import circumstances
from marketsim.study.identity import Identity, identify
from marketsim.study.manifest import Manifest
from marketsim.study.record import DamagedRecord, Record, from_bytes, to_bytes
from marketsim.study.store import AlreadyThere, CannotKeep, Folder, NotWritable, folder_for, write

RECORD = Record(
    "a" * 64, "b" * 64, circumstances(1.0), {"violence": np.arange(5.0)}, {"violence": np.arange(7.0)}
)


def identity(**changed: object) -> Identity:
    asked = {
        "policy": {"name": "as_today"},
        "levers": {},
        "parameters": {},
        "start": "2018-03-05",
        "days": 5,
        "settling_days": 1,
        "replicate": 0,
    } | changed
    spec = toy_engine.RunSpec(**asked)  # type: ignore[arg-type]
    return identify(spec, toy_engine.ground(spec))


def kept_run(folder: Folder, one: Identity) -> Manifest:
    rows = one_run.rows(RECORD, "2018-03-05", toy_engine.MEASURES)
    return one_run.keep(folder, one, RECORD, rows, "as_today")


def test_a_record_comes_back_as_it_was() -> None:
    again = from_bytes(to_bytes(RECORD))
    assert (again.run, again.outcome, again.circumstances) == (
        RECORD.run,
        RECORD.outcome,
        RECORD.circumstances,
    )
    assert np.array_equal(again.days["violence"], RECORD.days["violence"])
    assert np.array_equal(again.cells["violence"], RECORD.cells["violence"])


def test_every_flipped_bit_of_a_record_is_noticed() -> None:
    whole = to_bytes(RECORD)
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        with pytest.raises(DamagedRecord):
            from_bytes(bytes(damaged))


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_record_is_damaged(part: float) -> None:
    whole = to_bytes(RECORD)
    with pytest.raises(DamagedRecord):
        from_bytes(whole[: int(part * len(whole))])


def test_a_damaged_record_is_as_good_as_none(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.keep(RECORD.run, to_bytes(RECORD))
    assert folder.kept(RECORD.run) is not None
    place = folder.place_of(RECORD.run)
    place.write_bytes(place.read_bytes()[:-20])
    assert folder.kept(RECORD.run) is None


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "result", b"old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotKeep, match="the disk is full"):
        write(tmp_path / "result", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("result", b"old")]


def test_the_same_result_is_found_again_and_another_gets_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = identity(), identity(replicate=1)
    folder, nothing = folder_for("run", one.run, None)
    assert nothing is None
    assert not folder.path.exists()
    made = kept_run(folder, one)
    assert folder_for("run", one.run, None)[1] == made
    assert folder_for("run", other.run, None)[0].path != folder.path


def test_a_damaged_result_is_neither_reused_nor_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one = identity()
    folder, _ = folder_for("run", one.run, None)
    kept_run(folder, one)
    (folder.path / "days.parquet").write_bytes(b"damaged")
    again, manifest = folder_for("run", one.run, None)
    assert manifest is None
    assert again.path.name == f"{folder.path.name}-2"


def test_a_folder_asked_for_that_holds_another_result_is_refused(tmp_path: Path) -> None:
    kept_run(Folder(tmp_path), identity())
    with pytest.raises(AlreadyThere, match="never overwritten"):
        folder_for("run", identity(replicate=1).run, tmp_path)


def test_a_file_in_place_of_a_folder_is_refused_before_anything_is_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable, match="is a file"):
        folder_for("run", identity().run, tmp_path / "file" / "inside")


def test_the_days_come_back_from_parquet_as_they_were(tmp_path: Path) -> None:
    kept_run(Folder(tmp_path), identity())
    rows = one_run.from_parquet(Folder(tmp_path))
    assert rows == one_run.rows(RECORD, "2018-03-05", toy_engine.MEASURES)
    assert rows[4] == {
        "day": 4,
        "date": "2018-03-09",
        "measure": "violence",
        "unit": "acts/day",
        "value": 4.0,
    }


def test_the_manifest_is_plain_json_with_a_schema(tmp_path: Path) -> None:
    made = kept_run(Folder(tmp_path), identity())
    again = Manifest.model_validate_json((tmp_path / "manifest.json").read_bytes())
    assert again == made
    assert again.schema_version == "2"
    assert again.rerun == ("marketsim run as_today --days 5 --from 2018-03-05 --replicate 0")
    assert set(Manifest.model_json_schema()["properties"]) == set(Manifest.model_fields)
