"""The numbers: every fact and every lever, declared once, with unit, range, source and evidence grade."""

from marketsim.parameters.declaration import Declaration
from marketsim.parameters.declare import Bools, Floats, Ints, lever, parameter, topic
from marketsim.parameters.numbers import Numbers, changed, declarations, declared

__all__ = [
    "Bools",
    "Declaration",
    "Floats",
    "Ints",
    "Numbers",
    "changed",
    "declarations",
    "declared",
    "lever",
    "parameter",
    "topic",
]
