"""What a world is made of, as named columns, and short sums by which two worlds are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marketsim.entities.world import World
    from marketsim.model.market import Market

    Columns = Mapping[str, np.ndarray]

ACCOUNTS, LEDGER = "accounts", "ledger"
OF_THE_MAP = ("near_from", "near", "near_metres")
"""What the surroundings know of the map alone; large, and the same for good."""
SUM = np.dtype("<u4")


def columns_of(world: World) -> dict[str, np.ndarray]:
    """Return every column of a world as ``table.attribute``, shape (rows, …); the arrays themselves, not copies.

    The accounts and the events written since midnight count as a table with one column.
    """
    columns = {
        f"{table}.{attribute}": array
        for table, one in world.tables().items()
        for attribute, array in one.arrays().items()
    }
    return {**columns, ACCOUNTS: world.accounts, LEDGER: world.ledger.today()}


def sums_of(columns: Columns) -> np.ndarray:
    """Return a sum of each column, ``uint32[columns]``, in which every single changed bit shows.

    Sums find a place; whether two results are the same is decided by SHA-256.
    """
    plain = (np.ascontiguousarray(array).view(np.uint8) for array in columns.values())
    return np.array([crc32(array.data) for array in plain], SUM)


def differing(one: Columns, other: Columns) -> list[str]:
    """Return the columns that are not the same to the last bit."""
    return [name for name, array in one.items() if not same(array, other[name])]


def same(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two columns, shape (rows, …), are the same to the last bit; NaN is the same as itself."""
    return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()


def copied(columns: Columns, names: Iterable[str] | None = None) -> dict[str, np.ndarray]:
    """Return copies of some columns, shape (rows, …), or of all."""
    return {name: columns[name].copy() for name in (columns if names is None else names)}


class Moment:
    """Everything of a market in the middle of a day, to come back to: tables, accounts, events and lists in use."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.arrays = [(array, array.copy()) for array in changing(market)]
        self.events = market.world.ledger.today().copy()
        self.tick = market.world.tick

    def restore(self) -> None:
        """Put everything back to where it stood."""
        for array, kept in self.arrays:
            array[...] = kept
        world = self.market.world
        world.ledger.rows[: len(self.events)] = self.events
        world.tick = self.tick


def changing(market: Market) -> list[np.ndarray]:
    """Return every array, shape (rows, …), that a tick may write into, but for the ledger's rows."""
    world = market.world
    left_out = [*vars(world.city).values(), *(getattr(world.around, name) for name in OF_THE_MAP)]
    never = {id(value) for value in (*left_out, world.ledger.rows)}
    shared = [array for array in world.shared_arrays() if id(array) not in never]
    return [*shared, world.next_number, market.now]
