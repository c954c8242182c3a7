"""An agent is a way to look at one row of a table.

Nothing is copied: an agent reads its attributes where the model keeps them, so looking never changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from numpy.typing import NDArray

from marketsim.entities.table import Table
from marketsim.model.attributes import Attribute, Word
from marketsim.parameters.errors import MarketsimError

if TYPE_CHECKING:
    from marketsim.model.mesa_model import MarketModel

NOBODY = -1


class Gone(MarketsimError):
    """Somebody who was looked at has left for good; the row may be somebody else's by now."""


class View(mesa.Agent):
    """One row of a table as a Mesa agent; subclasses say which table, and what its codes are called.

    Attributes
    ----------
    row : int, place in the table; asking for it raises ``Gone`` once the row is empty or somebody else's
    identity : int, who this is, in every replicate and under every policy
    pos : (column, row) of the map's raster, or None when not out in the area
    street : name of the street one is on, or None
    """

    called: ClassVar[str]
    shows: ClassVar[type[Table]]
    coded: ClassVar[dict[str, tuple[str, ...]]] = {}

    def __init_subclass__(cls, **more: Any) -> None:
        """Give the class an attribute for every column that its table declares."""
        super().__init_subclass__(**more)
        for name, declared in cls.shows.columns.items():
            setattr(cls, name, Attribute(name, declared))
        for name, words in cls.coded.items():
            setattr(cls, f"{name}_word", Word(name, words))

    def __init__(self, model: MarketModel, table: Table, row: int, identity: int) -> None:
        self.table, self.identity, self._row = table, identity, row
        super().__init__(model)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    @classmethod
    def there(cls, model: MarketModel, table: Any) -> NDArray[np.int64]:  # noqa: ARG003
        """Who is in each row today, ``int64[rows]``, or ``NOBODY``; a kind that does not fill its rows says who is."""
        return numbers_of(table)

    @classmethod
    def of_row(cls, table: Any, row: int) -> type[View]:  # noqa: ARG003
        """The class of agent for a row; a kind that has kinds of its own says which."""
        return cls

    @property
    def row(self) -> int:
        """The row, if it still belongs to the one who was first looked at."""
        if not self.is_there:
            raise Gone(f"{self!r} has left for good")
        return self._row

    @property
    def is_there(self) -> bool:
        """Whether the row is still this one's."""
        return bool(numbers_of(self.table)[self._row] == self.identity)

    @property
    def is_out(self) -> bool:
        """Whether one could meet this agent in the area now."""
        return True

    @property
    def pos(self) -> tuple[int, int] | None:
        """Column and row of the map's raster, from the south-west; None when not out in the area."""
        if not self.is_out:
            return None
        city, cell = self.model.world.city, self.cell
        return int(city.column[cell]), int(city.row[cell])

    @pos.setter
    def pos(self, value: None) -> None:
        if value is not None:
            raise AttributeError(f"{self!r} cannot be placed by hand; set cell instead")

    @property
    def street(self) -> str | None:
        """The name of the street, or None when on none or not out in the area."""
        if not self.is_out:
            return None
        city = self.model.world.city
        street = int(city.street[self.cell])
        return str(city.street_names[street]) if street >= 0 else None

    def __repr__(self) -> str:
        return f"{type(self).__name__} {self.identity}"


def numbers_of(table: Table) -> NDArray[np.int64]:
    """The identity in each row, ``int64[rows]``; a room is who it is by its place in the table."""
    found: NDArray[np.int64] = table.number if hasattr(table, "number") else np.arange(len(table))
    return found
