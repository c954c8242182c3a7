"""Worlds drawn from ranges: kept as numbers, and put into words one at a time, as there may be half a million."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from marketsim.study.experiment.sampling import Range

Point = dict[str, str]
"""What one world changes: parameter → text with unit."""


class Drawn(Sequence[Point]):
    """Worlds that look like a tuple of points and take eight bytes a world and fact.

    Attributes
    ----------
    ranges : the uncertain facts, each with its range
    shares : float64[worlds, facts], how far through its range each fact lies, from 0 to 1
    """

    def __init__(self, ranges: tuple[Range, ...], shares: NDArray[np.float64]) -> None:
        self.ranges, self.shares = ranges, shares

    @property
    def keys(self) -> list[str]:
        """The facts in which the worlds differ."""
        return [one.key for one in self.ranges]

    def __len__(self) -> int:
        return len(self.shares)

    def among(self, places: Sequence[int]) -> Drawn:
        """Return only the worlds at these places, so that the others need not be kept."""
        return Drawn(self.ranges, self.shares[list(places)])

    @overload
    def __getitem__(self, place: int) -> Point: ...

    @overload
    def __getitem__(self, place: slice) -> Drawn: ...

    def __getitem__(self, place: int | slice) -> Point | Drawn:
        if isinstance(place, slice):
            return self.among(range(len(self))[place])
        return {
            one.key: one.at(share)
            for one, share in zip(self.ranges, self.shares[place].tolist(), strict=True)
        }

    def __iter__(self) -> Iterator[Point]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Drawn):
            return self.ranges == other.ranges and np.array_equal(self.shares, other.shares)
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def column(self, key: str) -> NDArray[np.float64] | None:
        """Return one fact of all worlds in its declared unit, ``float64[worlds]``; nothing where it is certain."""
        for place, one in enumerate(self.ranges):
            if one.key == key:
                return one.numbers(self.shares[:, place])
        return None
