"""Whatever finite number is kept, writing it with its unit and reading it again gives the same bits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketsim.parameters.errors import MarketsimError
from marketsim.parameters.units import EVERY_UNIT, number_in, unit, with_unit

DECLARED = ("h", "days", "%", "1", "kr/day", "1/h", "people", "mg/dose", "%/h", "officer h/week")
numbers = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).map(lambda number: number + 0.0)


@given(number=numbers, declared=st.sampled_from(DECLARED))
def test_writing_and_reading_a_number_gives_the_same_bits(number, declared):
    assert float(number_in(unit(declared), with_unit(number, unit(declared)))) == number


@given(word=st.sampled_from(sorted(EVERY_UNIT)), count=st.integers(0, 10**6))
def test_every_unit_reads_its_own_numbers(word, count):
    share = 100 if word == "%" else 1
    assert number_in(unit(word), f"{count} {word}") * share == count


@given(number=st.integers(1, 10**6), declared=st.sampled_from(("s", "min", "h", "day", "week")))
def test_changing_the_unit_changes_no_duration(number, declared):
    seconds = number_in(unit("s"), f"{number} {declared}")
    assert number_in(unit(declared), f"{seconds} s") == number


@given(text=st.text(max_size=120))
def test_any_text_is_a_number_or_refused_on_one_line(text):
    refused = "fine"
    try:
        number_in(unit("h"), text)
    except MarketsimError as error:
        refused = str(error)
    assert len(refused.splitlines()) == 1
    assert len(refused) < 250


@pytest.mark.parametrize("text", ["9" * 21 + " h", "1e999 h", "1e-999 h"])
def test_extreme_numbers_take_no_time(text):
    number_in(unit("h"), text)
