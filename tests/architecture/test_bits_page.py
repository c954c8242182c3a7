"""The page of the same bits shows what was computed, and would show if they were not the same."""

import copy
import json
import sys

import pytest


@pytest.fixture
def page(house, monkeypatch):
    monkeypatch.syspath_prepend(str(house))
    from tests.bits.page import page

    yield page
    sys.modules.pop("tests.bits.page", None)


@pytest.fixture
def found(house):
    return json.loads((house / "tests/bits/found.json").read_text(encoding="utf-8"))


def test_the_page_is_made_from_what_was_computed(house, page, found):
    assert (house / "docs/bits.md").read_text(encoding="utf-8") == page(found)


def test_every_setting_was_computed_and_gave_the_same_bits(house, monkeypatch, found):
    monkeypatch.syspath_prepend(str(house))
    from tests.bits.axes import SETTINGS

    assert set(found["settings"]) == {setting.key for setting in SETTINGS}
    reference = found["settings"][found["reference"]]
    assert {json.dumps(one["digests"]) for one in found["settings"].values()} == {
        json.dumps(reference["digests"])
    }


def test_a_setting_that_gives_other_bits_or_was_computed_with_other_source_is_told(page, found):
    other = copy.deepcopy(found)
    key = next(key for key in other["settings"] if key != other["reference"])
    other["settings"][key]["digests"] = dict.fromkeys(other["settings"][key]["digests"], "0" * 64)
    assert "**no**" in page(other)
    other = copy.deepcopy(found)
    other["settings"][key]["source"] = "0" * 64
    assert f"to be computed again: {key}" in page(other)
