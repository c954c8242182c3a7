"""A manifest is a published form: results of older versions open, and what cannot be opened says why in one line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest
import toy_engine

import marketsim
from marketsim.parameters.errors import BadDocument, Conflict
from marketsim.study.identity import Ground, identify
from marketsim.study.manifest import SCHEMA, Manifest, ManifestOfMany, manifest_of, opened, schema
from marketsim.study.sweep.journal import VERSION, Journal

SPEC = toy_engine.RunSpec(
    policy={"name": "as_today", "change": []},
    levers={},
    parameters={},
    start="2018-03-05",
    days=3,
    settling_days=1,
    replicate=0,
)


def written() -> dict[str, object]:
    """A manifest as it is written now."""
    identity = identify(SPEC, Ground("source", "map", {"need.heroin_cycle": "8 h"}))
    made = manifest_of(identity, "outcome", {"python": "3.11"}, "as_today", means={"violence": 1.5})
    document: dict[str, object] = json.loads(made.model_dump_json())
    return document


def test_the_published_schema_is_the_one_that_the_documents_have() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == schema(), "python -m marketsim.study.manifest writes it"


def test_what_is_written_fits_the_published_schema() -> None:
    jsonschema.validate(written(), json.loads(SCHEMA.read_text("utf-8")))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**written(), "outcom": "x"}, json.loads(SCHEMA.read_text("utf-8")))


def test_a_manifest_of_the_first_version_opens() -> None:
    old = {key: value for key, value in written().items() if key != "means"} | {"schema_version": "1"}
    manifest = opened(json.dumps(old), "manifest.json")
    assert isinstance(manifest, Manifest)
    assert manifest.outcome == "outcome"
    many = {
        "schema_version": "1",
        "id": "ms1:12345678",
        "comparison": "12345678",
        "asked": {"days": 3},
        "runs": [],
        "circumstances": {},
        "rerun": "marketsim compare",
        "cite": "",
    }
    assert isinstance(opened(json.dumps(many), "manifest.json"), ManifestOfMany)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (json.dumps({"schema_version": "3"}), "version '3'; this marketsim"),
        (json.dumps({"schema_version": "2", "id": "ms1:12345678"}), "not shaped like one"),
        (json.dumps({"version": 1}), "is no manifest"),
        ("[]", "is no manifest"),
        ("{", "is no manifest"),
    ],
)
def test_what_is_no_manifest_that_can_be_opened_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(BadDocument, match=r"^here\.json: ") as refused:
        opened(text, "here.json")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_schema_travels_with_the_package() -> None:
    assert Path(marketsim.__file__).parent in SCHEMA.parents
    assert SCHEMA.is_file()


def test_a_sweep_of_a_newer_version_is_refused_and_one_from_before_versions_opens(tmp_path: Path) -> None:
    for version, opens in ((0, True), (VERSION, True), (VERSION + 1, False)):
        file = tmp_path / f"{version}.sqlite"
        with closing(sqlite3.connect(file)) as rows:
            rows.execute(f"PRAGMA user_version = {version}")
        if opens:
            Journal(file).close()
            Journal(file).close()
        else:
            with pytest.raises(Conflict, match="made by a newer marketsim"):
                Journal(file)
