"""Values are written with a unit, and whatever cannot be meant is refused in words."""

from fractions import Fraction

import pytest

from marketsim.parameters.errors import BadUnit, BadValue
from marketsim.parameters.units import COUNTED, MEASURED, number_in, unit, with_unit


@pytest.mark.parametrize(
    ("declared", "text", "number"),
    [
        ("h", "480 min", 8),
        ("h", "8h", 8),
        ("min", "0.5 h", 30),
        ("days", "1 week", 7),
        ("year", "365 days", 1),
        ("m", "0.2 km", 200),
        ("kr", "250 øre", Fraction(5, 2)),
        ("g", "250 mg", Fraction(1, 4)),
        ("1", "30 %", Fraction(3, 10)),
        ("1", "-1.5e-3", Fraction(-15, 10_000)),
        ("people", "1 person", 1),
        ("people", "20_000 people", 20_000),
        ("1/h", "48/day", 2),
        ("1/h", "0.2 1/h", Fraction(1, 5)),
        ("kr/day", "10 kr/h", 240),
        ("officer h/day", "7 officer h/week", 1),
        ("mg/dose", "0.1 g/dose", 100),
    ],
)
def test_a_value_is_kept_in_the_declared_unit(declared, text, number):
    assert number_in(unit(declared), text) == number


def test_a_percentage_is_kept_as_a_share_and_written_as_a_percentage():
    share = unit("%")
    assert float(number_in(share, "30 %")) == 0.3
    assert with_unit(0.3, share) == "30 %"
    assert with_unit(0.07, share) == "7 %"
    assert float(number_in(unit("%/h"), "5 %/h")) == 0.05


@pytest.mark.parametrize(
    ("number", "declared", "text"),
    [
        (8.0, "h", "8 h"),
        (0.002, "1/day", "0.002/day"),
        (1.0, "days", "1 day"),
        (1, "officers", "1 officer"),
        (1.5, "cases/week", "1.5 cases/week"),
        (0.25, "1", "0.25"),
        (1e-7, "1", "1e-07"),
    ],
)
def test_a_number_is_written_as_people_write_it(number, declared, text):
    assert with_unit(number, unit(declared)) == text
    assert float(number_in(unit(declared), text)) == number


@pytest.mark.parametrize(
    ("declared", "text", "line"),
    [
        ("h", "9", "9 is a number; expected a time such as '8 h'"),
        ("h", "9 kr", "'9 kr' is an amount of money; expected a time such as '8 h'"),
        (
            "people",
            "9 dealers",
            "'9 dealers' is a number of dealers; expected a number of people such as '8 people'",
        ),
        ("%", "0.3", "0.3 is a number; expected a share such as '8 %'"),
        ("kr/day", "9 kr", "'9 kr' is an amount of money; expected a quantity in kr/day such as '8 kr/day'"),
        ("h", "9 hours", "unknown unit 'hours'; did you mean 'h'?"),
        ("kr", "9 DKK", "unknown unit 'DKK'; did you mean 'kr'?"),
        ("people", "9 peopel", "unknown unit 'peopel'; did you mean 'people'?"),
    ],
)
def test_a_wrong_unit_is_refused_with_an_example(declared, text, line):
    with pytest.raises(BadUnit) as refused:
        number_in(unit(declared), text)
    assert str(refused.value) == line


@pytest.mark.parametrize("text", ["nan h", "inf", "-inf h", "Infinity h"])
def test_a_number_that_is_not_finite_is_refused(text):
    with pytest.raises(BadValue, match="not a finite number"):
        number_in(unit("h"), text)


@pytest.mark.parametrize(
    "text", ["", " ", "h", "eight h", "20,000 h", "1.2.3 h", "--2 h", "9" * 200, "8\x00h"]
)
def test_what_is_no_number_is_refused_on_one_line(text):
    with pytest.raises((BadValue, BadUnit)) as refused:
        number_in(unit("h"), text)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("text", ["h/", "kr//day", "/"])
def test_a_unit_with_an_empty_denominator_is_refused(text):
    with pytest.raises(BadUnit):
        unit(text)


def test_nothing_that_is_counted_is_taken_for_something_measured():
    measured = {kind for kinds, _ in MEASURED.values() for kind in kinds}
    assert measured & set(COUNTED) == set()
    assert set(MEASURED) & (set(COUNTED) | set(COUNTED.values())) == set()
