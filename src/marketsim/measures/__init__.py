"""What we observe: measures are counted from the ledger and looked up in the tables, never touching either."""

from marketsim.measures.declared import CELL_MEASURES, MEASURES, Measure, declared

__all__ = ["CELL_MEASURES", "MEASURES", "Measure", "declared"]
