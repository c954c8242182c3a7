"""Numbers of which some are multiplied: as they hold in a smaller world, or where a mechanism binds more or less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf
from typing import Any

import numpy as np

from marketsim.parameters import Numbers


class MultipliedNumbers:
    """Numbers whose topics are read by name, as those of :class:`Numbers`; some are multiplied.

    They may lie outside their declared ranges.
    """

    def __init__(self, numbers: Numbers | MultipliedNumbers, parts: dict[str, Any]) -> None:
        self._numbers, self._parts = numbers, parts

    def __getattr__(self, topic: str) -> Any:
        if topic in self._parts:
            return self._parts[topic]
        return getattr(self._numbers, topic)


def multiplied(
    numbers: Numbers | MultipliedNumbers, factors: Mapping[float, Iterable[str]]
) -> Numbers | MultipliedNumbers:
    """Return numbers of which those named stand multiplied; where every factor is 1, the very same."""
    parts: dict[str, Any] = {}
    for factor, keys in factors.items():
        for key in keys if factor != 1.0 else ():
            topic, name = key.split(".")
            part = parts.get(topic, getattr(numbers, topic))
            parts[topic] = replace(part, **{name: _times(getattr(part, name), factor)})
    return MultipliedNumbers(numbers, parts) if parts else numbers


def _times(number: Any, factor: float) -> Any:
    """The number times the factor; without limit where that is; a piece that is broken counts as whole."""
    if factor == inf:
        return np.full_like(number, inf) if isinstance(number, np.ndarray) else inf
    if isinstance(number, np.ndarray) and number.dtype.kind == "i":
        return np.ceil(number * factor).astype(number.dtype)
    return int(np.ceil(number * factor)) if isinstance(number, int) else number * factor
