"""The history page replays what is stored, and says plainly where nothing is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from toy_replay import HEADLINES, made_up

from marketsim.measures.declared import MEASURES
from marketsim.study.claim import replay
from marketsim.study.claim.film import EDGE, LAYERS
from marketsim.study.claim.history import history
from marketsim.study.claim.replay import REPLAY_FILE
from marketsim_dashboards.ground import ground
from marketsim_dashboards.site import past
from marketsim_dashboards.stage.packing import unpack
from marketsim_dashboards.words.catalogue import LANGUAGES, words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / REPLAY_FILE).write_bytes(made_up().to_bytes())
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stored_replay_is_told_with_its_years_and_what_was_held_against_it(
    folder: Path, language: str
) -> None:
    told = past.replay_in(language, folder)
    assert told is not None
    assert [row[0] for row in told["rows"]] == [2011, 2012, 2013]
    assert {len(row) for row in told["rows"]} == {1 + len(told["names"])} == {1 + len(HEADLINES)}
    by_the_day = {"en": "a day", "da": "om dagen"}[language]
    units = {one.name: one.unit for one in MEASURES}
    assert [name.endswith(by_the_day) for name in told["names"]] == [
        units[one].endswith("/day") for one in made_up().about["measures"]
    ]
    assert len(told["held"]) == len(history().happening)
    assert {one["language"] for one in told["held"]} == {language}
    assert (
        told["held"][0]["change"]
        == {
            "en": "+1.25 −0.50\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}+3.00",
            "da": "+1,25 −0,50\N{NO-BREAK SPACE}til\N{NO-BREAK SPACE}+3,00",
        }[language]
    )
    assert told["stale"]
    assert told["months"] == 30


def test_the_rooms_of_the_film_are_the_models_with_the_days_they_were_open() -> None:
    found = {(one["name"], one["opened"], one["closed"]) for one in past.rooms()}
    assert ("H17", "2016-08-15", "") in found
    assert {name for name, _, _ in found} == {"Skyen", "H17", "Halmtorvet 9C"}


def test_where_none_was_made_here_the_replay_that_ships_is_told(tmp_path: Path) -> None:
    told = past.replay_in("da", tmp_path)
    assert told is not None
    assert told["start"] == f"{past.FIRST_YEAR}-01-01"
    assert told["rows"][-1][0] == past.LAST_YEAR
    assert told["replicates"] >= 3
    assert any(one["prediction"] for one in told["held"])


def test_nothing_stored_and_nothing_readable_are_the_same_to_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "shipped", lambda: None)
    assert past.replay_in("da", tmp_path) is None
    (tmp_path / REPLAY_FILE).write_bytes(b"torn")
    assert past.replay_in("da", tmp_path) is None


def test_the_film_that_the_browser_gets_is_the_one_that_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "FOLDER", folder)
    data = past.film()
    assert data is not None
    about, arrays = unpack(data)
    assert about == {"start": "2011-06-01", "edge": EDGE, "layers": list(LAYERS)}
    assert np.array_equal(arrays["film"], made_up().film)
    assert np.array_equal(arrays["x"], made_up().x.astype(np.float32))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_year_that_changed_something_is_told(language: str) -> None:
    years = past.years_in(language)
    assert [one["year"] for one in years] == sorted({one["year"] for one in years})
    assert all(one["told"] for one in years)


def test_a_place_that_goes_on_with_other_hours_neither_closes_nor_opens() -> None:
    skyen = [(one["year"], text) for one in past.years_in("en") for text in one["told"] if "Skyen" in text]
    assert skyen == [(2013, "Skyen opens: a consumption room")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_opens_is_explained_in_half_a_line(language: str) -> None:
    told = words(language)["pages"]["history"]
    assert set(past.TOLD_OF) <= set(told["what"])
    (van,) = [
        text for one in past.years_in(language) for text in one["told"] if text.startswith("Fixelancen ")
    ][:1]
    assert "Foreningen Fixerum" in van
    assert "ambulance" in van


def test_the_map_says_when_each_place_was_there() -> None:
    there = {(one["name"], one["opened"], one["closed"]) for one in json.loads(ground())["places"]}
    assert ("H17", "2016-08-15", "") in there
    assert ("Halmtorvet 9C", "2012-10-01", "2016-08-14") in there
    assert ("København H, west exit", "", "") in there
