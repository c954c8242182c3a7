"""A fixed piece of arithmetic beside which seconds are reported, so that figures from two machines can be compared."""

from __future__ import annotations

from time import perf_counter

import numpy as np

SIZE = 400
PRODUCTS = 12
TRIES = 5


def yardstick() -> float:
    """Seconds for twelve sorts, products and running sums of 400 × 400 numbers and a plain loop: best of five."""
    return min(_once() for _ in range(TRIES))


def _once() -> float:
    numbers = np.arange(SIZE * SIZE, dtype=np.float64).reshape(SIZE, SIZE) % 977.0
    began = perf_counter()
    for _ in range(PRODUCTS):
        numbers = np.sort(np.cumsum(numbers @ numbers.T, axis=1) % 977.0, axis=0)
    total = 0
    for number in range(200_000):
        total += number & 7
    return perf_counter() - began
