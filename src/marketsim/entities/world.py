"""The world: everybody's tables, the street, the ledger and the accounts; it owns the truth and knows no Mesa."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Self

import numpy as np

from marketsim.entities.accounts import ACCOUNTS
from marketsim.entities.city import City
from marketsim.entities.crews import Crews
from marketsim.entities.dealers import Dealers
from marketsim.entities.facilities import Facilities
from marketsim.entities.fixtures import Fixtures
from marketsim.entities.ledger import Ledger
from marketsim.entities.outreach import OutreachWorkers
from marketsim.entities.people import People
from marketsim.entities.police import Officers
from marketsim.entities.residents import Residents
from marketsim.entities.rooms import Rooms
from marketsim.entities.scenes import Scenes
from marketsim.entities.street import Street
from marketsim.entities.table import Table

TABLES = (
    "people", "dealers", "crews", "scenes", "officers", "residents", "rooms", "facilities", "outreach", "street",
)  # fmt: skip


@dataclass
class Snapshot:
    """A copy of every column, of the accounts and of the time.

    columns : table → column, shape (rows) or (rows, wide)
    accounts : int64[accounts]
    tick : ticks since the settling began
    next_number : int64[2], the identities that the next newcomer and the next new dealer get
    """

    columns: dict[str, dict[str, np.ndarray]]
    accounts: np.ndarray
    tick: int
    next_number: np.ndarray

    def closed(self) -> Self:
        """Return this copy so that nobody can write to it any more and many can share it."""
        for table in self.columns.values():
            for array in table.values():
                array.flags.writeable = False
        self.accounts.flags.writeable = self.next_number.flags.writeable = False
        return self


@dataclass
class Surroundings:
    """What lies near each cell and never changes: neighbours within sight, spots, exits.

    ``near[near_from[c]:near_from[c + 1]]`` are the cells within 100 m of ``c`` and ``near_metres`` their distances.
    Only ``spots[passage_spots]`` change: they lie where the passage does.

    near_from : int32[cells + 1]
    near : int32[pairs], cells, the nearest first; near_metres : float64[pairs], m
    spots, entrances, haunts : int32[n], cells where selling is thinkable, where people come in, where they gather
    premises : bool[cells], shops stand here; in_zone : bool[cells], within the non-enforcement zone
    quarter : int64[cells], which of QUARTERS; fence : int64[cells], which of FENCES stands beside, or −1
    dwellings : float64[cells], dwellings overlooking the cell
    passage : int32[lies, cells of the passage]; passage_spots : int64[cells of the passage], places in ``spots``
    bin_places : int32[quarters, most bins], cells; near_school : bool[cells], in sight of a school or playground
    open_light, open_seclusion, open_footfall : what a fenced cell would be without its fence
    order, drawn, drawn_too : int64, float64 and float64[longest], room for those who wait, their turns and lots
    officer_order, people_order, dealer_order : int64[rows], table rows by key
    people_here, dealers_out, buyers, officers_out : int64[rows + 1], table rows of those who are, ended by −1
    picked : int64[rows], room for the rows (people or cells) that a loop picks out first and then goes through, because
        where a branch goes cannot be foreseen and costs more than looking at every row
    tiles, tile : what is told of all tiles, and int32[cells], on which each cell lies
    sellers, sellers_from : int64[rows], dealers who are out by tile, and int64[tiles + 2], where each tile's begin
    """

    near_from: np.ndarray
    near: np.ndarray
    near_metres: np.ndarray
    spots: np.ndarray
    entrances: np.ndarray
    haunts: np.ndarray
    premises: np.ndarray
    in_zone: np.ndarray
    quarter: np.ndarray
    fence: np.ndarray
    dwellings: np.ndarray
    passage: np.ndarray
    passage_spots: np.ndarray
    bin_places: np.ndarray
    near_school: np.ndarray
    open_light: float
    open_seclusion: float
    open_footfall: float
    order: np.ndarray
    drawn: np.ndarray
    drawn_too: np.ndarray
    officer_order: np.ndarray
    people_order: np.ndarray
    dealer_order: np.ndarray
    people_here: np.ndarray
    picked: np.ndarray
    dealers_out: np.ndarray
    buyers: np.ndarray
    officers_out: np.ndarray
    tiles: np.ndarray
    tile: np.ndarray
    sellers: np.ndarray
    sellers_from: np.ndarray


@dataclass
class World:
    """All state of one run.

    accounts : int64[accounts], what came in, lies somewhere and went out
    next_number : int64[2], the identities that the next newcomer and the next new dealer get
    resident_weight : how many residents and workers each of the sample stands for
    tick : ticks since the settling began
    """

    city: City
    around: Surroundings
    people: People
    dealers: Dealers
    crews: Crews
    scenes: Scenes
    officers: Officers
    residents: Residents
    rooms: Rooms
    fixtures: Fixtures
    facilities: Facilities
    outreach: OutreachWorkers
    street: Street
    ledger: Ledger
    accounts: np.ndarray
    next_number: np.ndarray
    resident_weight: float
    tick: int = 0

    def tables(self) -> dict[str, Table]:
        """Every table by name."""
        return {name: getattr(self, name) for name in TABLES}

    def shared_arrays(self) -> list[np.ndarray]:
        """Every array that stays the same object for the whole run, each of its own shape (rows, …)."""
        holders = [*self.tables().values(), self.around, self.ledger, self.city]
        held = [value for holder in holders for value in vars(holder).values()]
        return [self.accounts, *(value for value in held if isinstance(value, np.ndarray))]

    def line_up(self) -> None:
        """Order everybody by key: who is dealt with first must be luck and not the table's order."""
        for table, order in (
            (self.people, self.around.people_order),
            (self.dealers, self.around.dealer_order),
            (self.officers, self.around.officer_order),
        ):
            order[:] = np.argsort(table.key, kind="stable")

    def only_person(self, row: int) -> Self:
        """The same world with one person in view: a window that shares all memory."""
        window = copy.copy(self)
        window.people = self.people.only(slice(row, row + 1))
        return window

    def snapshot(self) -> Snapshot:
        """Copy the state; the ledger must have been emptied, as it is at the end of a day."""
        columns = {
            name: {key: array.copy() for key, array in table.arrays().items()}
            for name, table in self.tables().items()
        }
        return Snapshot(columns, self.accounts.copy(), self.tick, self.next_number.copy())

    def restore(self, snapshot: Snapshot) -> None:
        """Put every column back to where it stood."""
        for name, table in self.tables().items():
            for key, array in table.arrays().items():
                array[...] = snapshot.columns[name][key]
        self.accounts[:] = snapshot.accounts
        self.next_number[:] = snapshot.next_number
        self.tick = snapshot.tick
        self.ledger.empty()


def empty_accounts() -> np.ndarray:
    """Accounts that balance: ``int64[len(ACCOUNTS)]``, all zero."""
    return np.zeros(len(ACCOUNTS), dtype=np.int64)


__all__ = ["TABLES", "Snapshot", "Surroundings", "World", "empty_accounts"]
