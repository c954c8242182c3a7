"""Numbers are written with the digits that mean something, and an interval shows on which side of zero it lies."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketsim.study.intervals import Mean
from marketsim.study.numerals import MINUS, NOT_KNOWN, SPACE, interval, percent, times


def written(low: float, high: float) -> tuple[str, str]:
    """How a difference and its interval are written."""
    return interval(Mean((low + high) / 2, low, high, 20))


@pytest.mark.parametrize(
    ("low", "high", "change", "ends"),
    [
        (-30.04, -25.36, "−27.7", "−30.0 to −25.4"),
        (0.0020668, 0.2379332, "+0.120", "+0.002 to +0.238"),
        (-0.0020668, 0.2379332, "+0.118", "−0.002 to +0.238"),
        (-0.2379332, -0.0000001, "−0.12", "−0.24 to 0.00"),  # a millionth is not worth six digits
        (0.0, 0.0, "0", "0 to 0"),
        (-0.05, 0.05, "0.000", "−0.050 to +0.050"),
    ],
)
def test_an_interval_is_written_to_the_digits_it_leaves_meaningful(
    low: float, high: float, change: str, ends: str
) -> None:
    assert written(low, high) == (change, ends.replace(" ", SPACE))


@given(st.floats(0.01, 1e4), st.floats(0.002, 1.0), st.booleans())
def test_an_interval_that_leaves_zero_out_reads_so(half: float, share: float, below: bool) -> None:
    low, high = half * share, half * (2 + share)
    _, ends = written(-high, -low) if below else written(low, high)
    first, last = ends.split(f"{SPACE}to{SPACE}")
    assert {first[0], last[0]} == {MINUS if below else "+"}


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    assert interval(Mean(1.0, -math.inf, math.inf, 1)) == ("+1.0", NOT_KNOWN)
    assert percent(None) == percent(math.inf) == times(None) == NOT_KNOWN
    assert times(2000.0) == ">1000×"
