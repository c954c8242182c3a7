"""Displacement, as a criminologist would estimate it from events, and as the model knows it happened."""

from marketsim.measures.displacement.areas import AREAS, areas_of, counts_in_areas
from marketsim.measures.displacement.concentration import (
    generalised_gini,
    gini,
    lorenz,
    share_of_places_holding,
)
from marketsim.measures.displacement.ellipse import Ellipse, ellipse_around
from marketsim.measures.displacement.evaluation import (
    Evaluation,
    Pattern,
    cells_of,
    evaluation_of,
    pattern_of,
)
from marketsim.measures.displacement.hot_spots import HotSpots, distances_to_nearest, hot_spots
from marketsim.measures.displacement.moves import ANOTHER_SCENE, Moves, moves_between_areas
from marketsim.measures.displacement.traces import Traces
from marketsim.measures.displacement.weighted import (
    Difference,
    Quotient,
    displacement_difference,
    displacement_quotient,
)

__all__ = [
    "ANOTHER_SCENE", "AREAS", "Difference", "Ellipse", "Evaluation", "HotSpots", "Moves", "Pattern", "Quotient",
    "Traces",
    "areas_of", "cells_of", "counts_in_areas", "displacement_difference", "displacement_quotient",
    "distances_to_nearest", "ellipse_around", "evaluation_of", "generalised_gini", "gini", "hot_spots", "lorenz",
    "moves_between_areas", "pattern_of", "share_of_places_holding",
]  # fmt: skip
