"""Exponentials, logarithms and chances over time, built so that every machine computes the same numbers.

The mathematical library of a computer answers ``exp(x)`` with slightly different last digits on different
processors, and one different digit is enough to send a person down another street. Everything here is made
of ``+ - * /``, comparisons and the bits of a number, whose results are fixed by IEEE 754; the functions give
the same bits compiled and as ordinary Python. They saturate instead of overflowing, ``exp``, ``halving``,
``logistic`` and ``chance_within`` never fall where the true function rises, and all stay within 1e-12 of it.
The polynomials are those of Sun's fdlibm (1993).
"""

import numpy as np
from numba import njit

LARGEST = 1.7976931348623157e308
SMALLEST = 2.2250738585072014e-308
LOG_OF_LARGEST = 709.782712893384
LOG_OF_SMALLEST = -708.3964185322641

BITS_OF_FRACTION = 52
EXPONENT_OF_ONE = 1023
FRACTION = 0x000FFFFFFFFFFFFF
BITS_OF_ONE = 0x3FF0000000000000

# Adding and subtracting one of these leaves the nearest whole number, or the nearest multiple of 2**-46.
TO_WHOLE = 6755399441055744.0
TO_GRID = 96.0

LN2 = 0.6931471805599453
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
PER_LN2 = 1.4426950408889634
ROOT_OF_TWO = 1.4142135623730951


@njit
def power_of_two(exponent: int) -> float:
    """The number ``2**exponent`` for a whole exponent between -1022 and 1023, written directly as bits."""
    return np.int64((np.int64(exponent) + EXPONENT_OF_ONE) << BITS_OF_FRACTION).view(np.float64)


@njit
def small_growth(x: float) -> float:
    """The growth ``exp(x) - 1`` for ``x`` between -0.35 and 0.35, accurate also when it is tiny."""
    xx = x * x
    curve = 6.61375632143793436117e-05 + xx * (-1.65339022054652515390e-06 + xx * 4.13813679705723846039e-08)
    curve = 1.66666666666666019037e-01 + xx * (-2.77777777770155933842e-03 + xx * curve)
    rest = x - xx * curve
    return x - (x * rest) / (rest - 2.0)


@njit
def doubling(x: float) -> float:
    """The number ``2**x``: 0 below the smallest and the largest float above the largest exponent.

    The exponent is rounded to a grid of ``2**-46`` first: neighbouring grid points lie far enough apart for
    the rounding of the polynomial never to reverse them, so that the function never falls.
    """
    if not x > -1022.0:
        return 0.0 if x <= -1022.0 else x
    if x >= 1024.0:
        return LARGEST
    whole = (x + TO_WHOLE) - TO_WHOLE
    part = ((x - whole) + TO_GRID) - TO_GRID
    grown = 1.0 + small_growth(part * LN2)
    if whole > 1023.0:
        return grown * 2.0 * power_of_two(1023)
    return grown * power_of_two(int(whole))


@njit
def halving(x: float) -> float:
    """What is left of one after ``x`` halvings: ``2**-x``, and 1 while ``x`` is not above 0."""
    if x <= 0.0:
        return 1.0
    return doubling(-x)


@njit
def exp(x: float) -> float:
    """The exponential of ``x``, between 0 and the largest float."""
    if x > 710.0:
        return LARGEST
    if x < -710.0:
        return 0.0
    return doubling(x * PER_LN2)


@njit
def log(x: float) -> float:
    """The natural logarithm of ``x``; numbers below the smallest normal float count as that one."""
    if not x >= SMALLEST:
        return LOG_OF_SMALLEST if x < SMALLEST else x
    if x > LARGEST:
        return LOG_OF_LARGEST
    bits = np.float64(x).view(np.int64)
    doublings = (bits >> BITS_OF_FRACTION) - EXPONENT_OF_ONE
    mantissa = np.int64((bits & FRACTION) | BITS_OF_ONE).view(np.float64)
    if mantissa > ROOT_OF_TWO:
        mantissa = mantissa * 0.5
        doublings = doublings + 1
    above = mantissa - 1.0
    s = above / (2.0 + above)
    z = s * s
    curve = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860510658591e-01)
    curve = 2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * curve)
    curve = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * curve))
    half = 0.5 * above * above
    return doublings * LN2_HIGH - ((half - (s * (half + curve) + doublings * LN2_LOW)) - above)


@njit
def power(x: float, y: float) -> float:
    """``x`` raised to ``y`` for ``x`` not below 0; 1 when ``y`` is 0."""
    if y == 0.0:
        return 1.0
    if x <= 0.0:
        return 0.0 if y > 0.0 else LARGEST
    return exp(y * log(x))


@njit
def logistic(x: float) -> float:
    """The S-curve from 0 to 1 that is one half at 0: ``1 / (1 + exp(-x))``."""
    return 1.0 / (1.0 + exp(-x))


@njit
def chance_within(rate: float, hours: float) -> float:
    """The chance that something that happens ``rate`` times an hour happens within ``hours``.

    Parameters
    ----------
    rate : float, per hour
    hours : float, h

    Returns
    -------
    float in [0, 1]
        ``1 - exp(-rate * hours)``; 0 when either is not above 0.
    """
    if rate <= 0.0 or hours <= 0.0:
        return 0.0
    expected = rate * hours
    if expected < 0.3:
        return -small_growth(-expected)
    return 1.0 - exp(-expected)
