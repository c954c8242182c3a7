"""A made-up replay of the history, with one busy place that moves along."""

from __future__ import annotations

import numpy as np

from marketsim.entities.city import read_city
from marketsim.measures.declared import MEASURES
from marketsim.study.claim.film import EDGE, LAYERS, Squares
from marketsim.study.claim.history import history
from marketsim.study.claim.replay import Replay

HEADLINES = [one.name for one in MEASURES if one.headline]


def made_up(months: int = 30) -> Replay:
    """A replay of a few months, with one busy square that moves along."""
    squares = Squares.over(read_city())
    film = np.zeros((months, len(LAYERS), len(squares.x)), dtype=np.uint16)
    for month in range(months):
        film[month, :, month * 7 : month * 7 + 9] = 5 + month
    held = [
        {"date": one.date.isoformat(), "what": one.what, "measure": one.measure, "expected": one.direction,
         "change": "+1.25 −0.50\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}+3.00", "verdict": "open",
         "prediction": "yes" if one.prediction else "no"}
        for one in history().happening
    ]  # fmt: skip
    about = {"policy": "history_1990_2026", "start": "2011-06-01", "days": 900, "scale": 0.2, "replicates": 3,
             "source": "another", "edge": EDGE, "layers": list(LAYERS), "measures": HEADLINES,
             "years": [2011, 2012, 2013], "held": held}  # fmt: skip
    return Replay(about, film, squares.x, squares.y, np.ones((3, 3, len(HEADLINES))) * 1.5)
