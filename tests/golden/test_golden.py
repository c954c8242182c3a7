"""Three short runs come to what is written down, on every machine and Python."""

import runpy
from pathlib import Path

import pytest

HERE = runpy.run_path(str(Path(__file__).with_name("scenarios.py")))
REFRESH = 'if this is meant, say why: python tests/golden/scenarios.py "the reason"'


def test_every_scenario_is_written_down_with_a_reason():
    assert set(HERE["written"]()) == set(HERE["SCENARIOS"])
    assert any(line.startswith("# 2") for line in HERE["WRITTEN"].read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", HERE["SCENARIOS"])
def test_a_run_comes_to_what_is_written_down(name):
    assert HERE["digest"](name) == HERE["written"]()[name], REFRESH
