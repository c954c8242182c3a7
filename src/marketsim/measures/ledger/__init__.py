"""The event behind every number: what is kept of a run when its ledger is asked for, as tables in words."""

from marketsim.measures.ledger.column import Column
from marketsim.measures.ledger.keeper import Keeper
from marketsim.measures.ledger.tables import tables_of

__all__ = ["Column", "Keeper", "tables_of"]
