"""What every column of a run came to at each midnight, in four bytes, kept beside a result to find where two part."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.study.reproduce.state import SUM, columns_of, sums_of

if TYPE_CHECKING:
    from marketsim.entities.world import World

CHECKPOINTS_FILE = "checkpoints.npz"


class DamagedCheckpoints(Exception):
    """A file that holds no checkpoints."""


@dataclass(frozen=True)
class Checkpoints:
    """Sums of every column: of the settled world, and after each counted day.

    Attributes
    ----------
    names : ``table.attribute`` of each column
    sums : uint32[days + 1, columns]
    """

    names: tuple[str, ...]
    sums: np.ndarray

    def to_bytes(self) -> bytes:
        """Write them as a file of plain arrays."""
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, names=np.array(self.names, "U"), sums=self.sums)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Checkpoints:
        """Read them back."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as kept:
                return cls(tuple(kept["names"].tolist()), kept["sums"].astype(SUM))
        except (OSError, ValueError, KeyError, EOFError) as problem:
            raise DamagedCheckpoints from problem

    def differing(self, other: Checkpoints, midnight: int) -> list[str]:
        """Return the columns that differ at a midnight, 0 being that before the first counted day.

        Columns that only one of the two programs has cannot be compared and are passed over.
        """
        here = dict(zip(self.names, self.sums[midnight].tolist(), strict=True))
        there = dict(zip(other.names, other.sums[midnight].tolist(), strict=True))
        return [name for name in here if name in there and here[name] != there[name]]

    def first_difference(self, other: Checkpoints) -> int | None:
        """Return the first midnight at which the two differ, or nothing."""
        both = range(min(len(self.sums), len(other.sums)))
        return next((midnight for midnight in both if self.differing(other, midnight)), None)


class Taker:
    """Takes a checkpoint whenever it is shown a world, which it only looks at."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self.taken: list[np.ndarray] = []

    def __call__(self, world: World | Any) -> None:
        """Take one."""
        columns = columns_of(world)
        self.names = tuple(columns)
        self.taken.append(sums_of(columns))

    def checkpoints(self) -> Checkpoints:
        """Return what has been taken."""
        return Checkpoints(self.names, np.array(self.taken, SUM).reshape(len(self.taken), len(self.names)))
