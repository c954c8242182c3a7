"""Displacement, as a criminologist would estimate it from events, and as the model knows it happened."""

from marketsim.measures.displacement.areas import AREAS, areas_of, counts_in_areas
from marketsim.measures.displacement.concentration import (
    generalised_gini,
    gini,
    lorenz,
    share_of_places_holding,
)
from marketsim.measures.displacement.ellipse import Ellipse, ellipse_around
from marketsim.measures.displacement.hot_spots import HotSpots, distances_to_nearest, hot_spots
from marketsim.measures.displacement.moves import ANOTHER_SCENE, Moves, moves_between_areas
from marketsim.measures.displacement.weighted import (
    Difference,
    Quotient,
    displacement_difference,
    displacement_quotient,
)

__all__ = [
    "ANOTHER_SCENE", "AREAS", "Difference", "Ellipse", "HotSpots", "Moves", "Quotient", "areas_of", "counts_in_areas",
    "displacement_difference", "displacement_quotient", "distances_to_nearest", "ellipse_around", "generalised_gini",
    "gini", "hot_spots", "lorenz", "moves_between_areas", "share_of_places_holding",
]  # fmt: skip
