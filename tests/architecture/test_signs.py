"""The page that counts signs says what sweeps found and were kept, and nothing else."""

import json

import pytest

from marketsim.study.experiment.reading import library


@pytest.fixture
def signs(script_of):
    return script_of("signs")


@pytest.fixture
def kept(signs):
    return json.loads(signs.FIGURES.read_text(encoding="utf-8"))


def test_the_page_of_signs_says_what_is_kept_and_nobody_edited_it(signs, kept):
    assert signs.page(kept) == signs.PAGE.read_text(encoding="utf-8")


def test_every_sweep_of_the_page_is_whole_and_of_an_experiment_of_the_house(kept):
    for sweep in kept.values():
        assert sweep["done"] == sweep["planned"]
        assert sweep["experiment"] in library()


ROW = {"measure": "violence", "control_mean": 2.0, "difference": 0.1, "low": -0.1, "high": 0.3, "worlds_higher": 5,
       "worlds_surely_higher": 1, "worlds_lower": 3, "worlds_surely_lower": 2}  # fmt: skip
SWEEP = {"experiment": "when_selection_helps", "question": "Which way?", "days": [1, 60], "planned": 16, "done": 16,
         "replicates": 2, "notes": [], "boxes": ["Where it is so."],
         "influences": {"violence": [{"parameter": "turf.quarrel_rate", "strength": 0.2}]}, "cite": "ms1:0",
         "source": "0123456789abcdef01", "contrasts": {"This against that": [ROW]}}  # fmt: skip


def test_a_sweep_is_told_with_its_source_its_facts_and_every_count(signs):
    told = signs.page({"one": SWEEP})
    for part in (
        "## Which way? Days 1 to 60",
        "| This against that, a day |",
        "16 of 16 runs, 2 replicates a world, days 1 to 60; source `0123456789abcdef`",
        "`turf.quarrel_rate` (20%)",
        "Where it is so.",
        "| violence | 2 | +0.10 | −0.10\u00a0to\u00a0+0.30 | 5 (1) | 3 (2) |",
    ):
        assert part in told


def test_where_no_sweep_is_kept_the_page_says_so(signs):
    assert "No sweep has been kept yet." in signs.page({})
