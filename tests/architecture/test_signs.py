"""The page that counts signs says what sweeps found and were kept, and nothing else."""

import importlib.util
import json

import pytest

from marketsim.study.experiment.reading import library


@pytest.fixture
def signs(house):
    described = importlib.util.spec_from_file_location("signs", house / "docs" / "signs.py")
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module


@pytest.fixture
def kept(signs):
    return json.loads(signs.FIGURES.read_text(encoding="utf-8"))


def test_the_page_of_signs_says_what_is_kept_and_nobody_edited_it(signs, kept):
    assert signs.page(kept) == signs.PAGE.read_text(encoding="utf-8")


def test_every_sweep_of_the_page_is_whole_and_of_an_experiment_of_the_house(kept):
    for sweep in kept.values():
        assert sweep["done"] == sweep["planned"]
        assert sweep["experiment"] in library()


def test_another_number_of_worlds_would_be_told(signs, kept):
    for name, sweep in kept.items():
        first, *rest = sweep["rows"]
        other = first | {"worlds_surely_lower": first["worlds_surely_lower"] + 1}
        assert signs.page(kept | {name: sweep | {"rows": [other, *rest]}}) != signs.page(kept)
