"""How numbers are written for people: few digits, a true minus, and the unit close by."""

from __future__ import annotations

import math

from marketsim.study.intervals import Mean

DIGITS = 3
MINUS, THIN, SPACE, NOT_KNOWN = "\N{MINUS SIGN}", "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}", "–"


def decimals(*values: float, digits: int = DIGITS) -> int:
    """Return how many decimals show the largest of these values with so many significant digits."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest == 0:
        return 0
    return max(0, digits - 1 - math.floor(math.log10(largest)))


def fixed(value: float, places: int) -> str:
    """Write a number with so many decimals, thousands apart; never a negative zero."""
    if not math.isfinite(value):
        return NOT_KNOWN
    written = f"{abs(value):,.{places}f}".replace(",", THIN)
    negative = value < 0 and float(f"{abs(value):.{places}f}") != 0
    return (MINUS if negative else "") + written


def number(value: float, digits: int = DIGITS) -> str:
    """Write a number with a sensible number of digits."""
    return fixed(value, decimals(value, digits=digits))


def signed(value: float, places: int) -> str:
    """Write a difference with its sign."""
    written = fixed(value, places)
    zero = not any(character in "123456789" for character in written)
    return written if zero or written.startswith(MINUS) else f"+{written}"


def interval(mean: Mean) -> tuple[str, str]:
    """Write a difference and its interval, to the digits that the interval leaves meaningful.

    Where an end would read as zero there is a digit or two more, as on which side of zero it lies is what is asked.
    """
    if not math.isfinite(mean.low):
        return signed(mean.value, decimals(mean.value, digits=2)), NOT_KNOWN
    half = (mean.high - mean.low) / 2
    places = decimals(half, digits=2) if half else decimals(mean.value)
    nearer = decimals(min(abs(mean.low), abs(mean.high)), digits=1)
    places = min(6, nearer if places < nearer <= places + 2 else places)
    return signed(
        mean.value, places
    ), f"{signed(mean.low, places)}{SPACE}to{SPACE}{signed(mean.high, places)}"


def percent(share: float | None) -> str:
    """Write a relative change in percent."""
    if share is None or not math.isfinite(share):
        return NOT_KNOWN
    places = 1 if abs(share) < 0.0995 else 0
    return f"{signed(100 * share, places)}{THIN}%"


def times(factor: float | None) -> str:
    """Write how many times; more than a thousand is no longer told apart."""
    if factor is None:
        return NOT_KNOWN
    return f"{number(factor, 2)}×" if factor < 1000 else ">1000×"
