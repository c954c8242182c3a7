"""Promises about waiting, with slack for a machine that is not quite idle: ``pytest -m benchmark``."""

from dataclasses import asdict

import pytest
from tests.benchmark.dashboard import BARS, waits

pytestmark = pytest.mark.benchmark
SLACK = 1.5


@pytest.fixture(scope="module")
def waited():
    found = waits()
    assert found is not None, "a Chromium and the dashboard extra are needed"
    return asdict(found)


@pytest.mark.parametrize("what", BARS)
def test_nobody_waits_much_longer_than_promised(waited, what):
    assert waited[what] <= SLACK * BARS[what]
