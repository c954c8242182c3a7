"""A result given away is whole, says what it is and where it came from, and opens in other programs."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest
import toy_engine
from markets import spec
from toy_places import GROUND

from marketsim import __main__ as command_line
from marketsim import measures
from marketsim.study import engine, job, scenario
from marketsim.study import run as one_run
from marketsim.study.export.crate import METADATA
from marketsim.study.report import page
from marketsim.study.store import Folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a toy comparison in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine, "engine", lambda name: toy_engine)
    for module in (job, scenario):
        monkeypatch.setattr(module, "engine", lambda name: toy_engine)
    monkeypatch.setattr(measures, "declared", lambda: toy_engine.MEASURES)
    monkeypatch.setattr(page, "ground_under", lambda _: GROUND)
    compared = ["compare", "as_today", "placebo", "--days", "3", "--replicates", "2", "--workers", "1"]
    assert command_line.exit_code([*compared, "--out", "compared"]) == 0
    return tmp_path


@pytest.fixture(scope="module")
def a_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a short run of the model and its ledger."""
    folder = tmp_path_factory.mktemp("kept") / "run"
    asked = spec("as_today", days=2, settling_days=1, scale=0.15)
    identity = one_run.identified(asked)
    record = one_run.carry_out(identity, keep_events=True)
    rows = one_run.rows(record, asked.start, measures.declared())
    one_run.keep(Folder(folder), identity, record, rows, "as_today")
    return folder


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_every_table_of_a_run_is_exported_and_every_column_explained(
    a_run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.exit_code(["export", str(a_run), "--csv", str(tmp_path / "csv"), "--json"]) == 0
    files = {Path(one).name for one in json.loads(capsys.readouterr().out)["files"]}
    assert files == {"days.csv", "events.csv", "people.csv", "dealers.csv", "cells.csv", "columns.csv"}
    explained = {
        (row["table"], row["column"]): row["about"] for row in read(tmp_path / "csv" / "columns.csv")
    }
    for name in files - {"columns.csv"}:
        rows = read(tmp_path / "csv" / name)
        assert rows
        assert all(explained[name, column] for column in rows[0])
    by_measure = {
        row["measure"]: row["value"] for row in read(tmp_path / "csv" / "days.csv") if row["day"] == "0"
    }
    kept = one_run.from_parquet(Folder(a_run))
    assert all(float(by_measure[row["measure"]]) == row["value"] for row in kept if row["day"] == 0)


def test_the_days_of_every_run_of_a_comparison_are_exported(place: Path) -> None:
    assert command_line.exit_code(["export", "compared", "--csv", "csv"]) == 0
    rows = read(place / "csv" / "days.csv")
    assert {(row["policy"], row["replicate"]) for row in rows} == {
        (policy, replicate) for policy in ("as_today", "placebo") for replicate in "01"
    }
    assert len(rows) == 2 * 2 * 3 * 3
    assert (place / "csv" / "summary.csv").read_bytes() == (place / "compared" / "summary.csv").read_bytes()


@pytest.mark.parametrize("kind", ["run", "comparison"])
def test_cells_are_squares_on_the_globe_where_something_was_counted(
    kind: str, place: Path, a_run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = str(a_run) if kind == "run" else "compared"
    assert command_line.exit_code(["export", given, "--geojson", "cells.geojson"]) == 0
    document = json.loads((place / "cells.geojson").read_text("utf-8"))
    assert "OpenStreetMap" in document["attribution"]
    assert document["features"]
    for feature in document["features"]:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert all(12.5 < east < 12.6 and 55.6 < north < 55.7 for east, north in ring)
        numbers = [value for key, value in feature["properties"].items() if key != "street"]
        assert numbers
        assert all(numbers)


@pytest.mark.parametrize("kind", ["run", "comparison"])
def test_a_crate_holds_every_file_and_describes_each_and_what_made_them(
    kind: str, place: Path, a_run: Path
) -> None:
    given = a_run if kind == "run" else place / "compared"
    assert command_line.exit_code(["export", str(given), "--ro-crate", "crate"]) == 0
    crate = json.loads((place / "crate" / METADATA).read_text("utf-8"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    by_id = {one["@id"]: one for one in crate["@graph"]}
    assert by_id[METADATA]["about"] == {"@id": "./"}
    root = by_id["./"]
    assert {"name", "description", "datePublished", "license"} <= set(root)
    named = {one["@id"] for one in root["hasPart"]}
    there = {
        path.relative_to(place / "crate").as_posix()
        for path in (place / "crate").rglob("*")
        if path.is_file()
    }
    assert there == named | {METADATA}
    manifest = json.loads((given / "manifest.json").read_text())
    for name in named:
        assert by_id[name]["@type"] == "File"
        if name in manifest["files"]:
            assert by_id[name]["sha256"] == sha256((place / "crate" / name).read_bytes()).hexdigest()
    made = by_id[root["mentions"]["@id"]]
    assert made["name"] == manifest["rerun"]
    assert by_id[made["instrument"]["@id"]]["name"] == "marketsim"
    pointed = [one for entity in crate["@graph"] for one in references(entity) if not one.startswith("http")]
    assert set(pointed) <= set(by_id)


def references(value: object) -> list[str]:
    """Every reference to another part of a crate."""
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            return [str(value["@id"])]
        return [one for each in value.values() for one in references(each)]
    return [one for each in value for one in references(each)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compared"], "say as what; expected --csv DIR"),
        (["missing", "--csv", "csv"], "missing: does not exist"),
        (["compared", "--geojson", "cells.shp"], "expected a name ending in .geojson or .json"),
        (["compared", "--ro-crate", "compared"], "is there already"),
        (["alone/report.html", "--csv", "csv"], "has no manifest.json beside it"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_one_line(
    arguments: list[str], says: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "alone").mkdir()
    (place / "alone" / "report.html").write_bytes((place / "compared" / "report.html").read_bytes())
    capsys.readouterr()
    assert command_line.exit_code(["export", *arguments]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_a_run_without_ledger_says_how_to_get_its_places(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.exit_code(["run", "as_today", "--days", "3", "--out", "one"]) == 0
    capsys.readouterr()
    assert command_line.exit_code(["export", "one", "--geojson", "cells.geojson"]) == 2
    assert "--ledger" in capsys.readouterr().err
