"""The front page shows what was found and kept, to the last digit, and the picture that was drawn of the same runs."""

import json
import math
import re
import struct

import pytest

from marketsim.measures import declared


@pytest.fixture(scope="module")
def front(script_of):
    return script_of("front")


@pytest.fixture
def figures(front):
    return json.loads(front.FIGURES.read_text(encoding="utf-8"))


def test_the_front_page_says_what_is_kept_and_nobody_edited_it(front, figures):
    page = front.PAGE.read_text(encoding="utf-8")
    assert page.count(front.BEGIN) == page.count(front.END) == 1
    assert front.shown_on(page, front.block(figures)) == page


def test_what_was_found_says_where_it_is_from_and_what_it_cannot_say(front, figures):
    told = " ".join(front.block(figures).split())
    assert re.fullmatch(r"[0-9a-f]{64}", figures["source"])
    assert re.fullmatch(r"ms1:[0-9a-f]{8}", figures["id"])
    for words in (figures["id"], figures["source"][:16], figures["rerun"], "This is the declared world only"):
        assert words in told
    assert f"{figures['replicates']} pairs of worlds" in told


def test_every_measure_of_the_front_page_is_declared_and_has_an_interval(front, figures):
    assert [row["measure"] for row in figures["differences"]] == list(front.SHOWN)
    assert {*front.SHOWN} <= {measure.name for measure in declared() if not measure.cell}
    for row in figures["differences"]:
        assert row["low"] <= row["difference"] <= row["high"]
        assert math.isclose(row["difference"], row["treated_mean"] - row["control_mean"], abs_tol=1e-9)
        assert row["sign_established"] == (row["low"] > 0 or row["high"] < 0)
        assert row["replicates"] == figures["replicates"]


def test_a_number_that_changed_would_be_told(front, figures):
    told = front.block(figures)
    row = figures["differences"][0]
    figures["differences"][0] = {**row, "difference": 7.0, "low": 6.0, "high": 8.0, "sign_established": True}
    assert "**+7.0**" in front.block(figures)
    assert "higher: violence" in front.block(figures)
    assert front.block(figures) != told


def test_the_picture_is_of_the_same_runs_and_fine_enough_to_read(front, figures):
    picture = front.PICTURE.read_bytes()
    assert picture[1:4] == b"PNG"
    assert struct.unpack(">I", picture[16:20])[0] >= 1600
    assert figures["id"].encode() in picture
