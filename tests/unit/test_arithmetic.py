"""Our exponentials and logarithms agree with mathematics, and with themselves on every machine."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from numba import njit

from marketsim import arithmetic
from marketsim.arithmetic import (
    LARGEST,
    SMALLEST,
    chance_within,
    doubling,
    exp,
    halving,
    log,
    logistic,
    power,
)

RANGES = {"exp": (-700, 700), "doubling": (-1021, 1023), "halving": (0, 1021), "logistic": (-36, 36)}
TRUTH = {
    "exp": np.exp,
    "doubling": np.exp2,
    "halving": lambda x: np.exp2(-x),
    "logistic": lambda x: 1 / (1 + np.exp(-x)),
}

DIGEST = """
import hashlib
import numpy as np
from marketsim.arithmetic import chance_within, exp, halving, log, logistic
total = hashlib.sha256()
for x in ((np.arange(20_000) * 7919 % 20_011 - 10_000) / 37).tolist():
    answers = exp(x), halving(x), log(abs(x)), logistic(x), chance_within(abs(x) / 100, 0.25)
    total.update(" ".join(float(answer).hex() for answer in answers).encode())
print(total.hexdigest())
"""


def over(function, numbers):
    @njit
    def each(numbers):
        answers = np.empty(numbers.shape[0])
        for row in range(numbers.shape[0]):
            answers[row] = function(numbers[row])
        return answers

    return each(numbers)


def precise(numbers):
    """Extended precision where the machine has it, so that the reference errs less than we do."""
    return numbers.astype(np.longdouble)


@pytest.mark.parametrize("name", RANGES)
def test_every_function_is_true_to_12_digits(name):
    numbers = np.random.default_rng(1).uniform(*RANGES[name], 100_000)
    near_zero = numbers / 1e4
    for sample in (numbers, np.abs(near_zero) if name == "halving" else near_zero):
        found = over(getattr(arithmetic, name), sample)
        assert np.max(np.abs(found / TRUTH[name](precise(sample)) - 1)) < 2e-13


def test_the_logarithm_is_true_to_15_digits():
    random = np.random.default_rng(1)
    for sample in (np.exp(random.uniform(-700, 700, 100_000)), random.uniform(0.5, 2, 100_000)):
        truth = np.log(precise(sample))
        assert np.max(np.abs(over(log, sample) - truth) / np.abs(truth)) < 1e-15


def test_a_power_is_true_to_12_digits():
    random = np.random.default_rng(1)
    for x, y in zip(
        random.uniform(0, 20, 2_000).tolist(), random.uniform(-8, 8, 2_000).tolist(), strict=True
    ):
        assert power(x, y) == pytest.approx(x**y, rel=1e-12)


@pytest.mark.parametrize("rate", [1e-12, 1e-6, 0.01, 1.19, 1.21, 30.0])
def test_a_small_chance_is_as_precise_as_a_large_one(rate):
    assert chance_within(rate, 0.25) == pytest.approx(-np.expm1(-rate * 0.25), rel=1e-13)


@pytest.mark.parametrize("name", [*RANGES, "log"])
def test_compiled_and_plain_answers_have_the_same_bits(name):
    function = getattr(arithmetic, name)
    numbers = np.random.default_rng(1).uniform(*RANGES.get(name, (1e-9, 1e9)), 100_000)
    compiled = over(function, numbers)
    assert np.array_equal(compiled, [function.py_func(number) for number in numbers.tolist()])


def test_the_same_bits_without_the_compiler_and_as_written_down_here():
    plain = subprocess.run(
        [sys.executable, "-W", "error", "-c", DIGEST],
        env={"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    written_down = "5218daed6c00360054b59a270768e64844e761562cdfb1ef36376aa3358caf41"
    total = hashlib.sha256()
    for x in ((np.arange(20_000) * 7919 % 20_011 - 10_000) / 37).tolist():
        answers = exp(x), halving(x), log(abs(x)), logistic(x), chance_within(abs(x) / 100, 0.25)
        total.update(" ".join(float(answer).hex() for answer in answers).encode())
    assert total.hexdigest() == written_down
    assert plain.stdout.strip() == written_down


def test_whole_powers_of_two_are_exact():
    assert [doubling(float(x)) for x in range(-1021, 1024)] == [2.0**x for x in range(-1021, 1024)]
    assert [halving(float(x)) for x in range(1022)] == [2.0**-x for x in range(1022)]


def test_the_middle_of_each_curve_is_exact():
    assert exp(0.0) == 1
    assert log(1.0) == 0
    assert halving(0.0) == 1
    assert logistic(0.0) == 0.5
    assert power(0.0, 0.0) == 1
    assert chance_within(0.0, 5.0) == 0


def test_far_out_they_saturate_instead_of_overflowing():
    assert exp(1e308) == exp(np.inf) == doubling(1e308) == power(10.0, 400.0) == power(0.0, -1.0) == LARGEST
    assert exp(-1e308) == exp(-np.inf) == doubling(-1e308) == halving(1e308) == power(0.0, 2.0) == 0
    assert logistic(1e308) == chance_within(1e300, 1e5) == 1
    assert logistic(-800.0) == pytest.approx(0, abs=1e-300)
    assert log(0.0) == log(-3.0) == log(SMALLEST)
    assert log(np.inf) == log(LARGEST)


def test_no_half_life_is_ever_negative():
    assert halving(-3.0) == 1
    assert chance_within(-1.0, 5.0) == chance_within(1.0, -5.0) == 0


@pytest.mark.parametrize("function", [exp, log, doubling, halving, logistic])
def test_a_missing_number_stays_missing(function):
    assert np.isnan(function(np.nan))
