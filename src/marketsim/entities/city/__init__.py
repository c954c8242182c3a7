"""Inner Vesterbro: its streets, places and zones in cells of 10 metres or others, and how one walks between them."""

from marketsim.entities.city.about import VESTERBRO
from marketsim.entities.city.attributes import PROFILES
from marketsim.entities.city.city import City, read_city
from marketsim.entities.city.frame import Frame
from marketsim.entities.city.ground import GROUND, KINDS
from marketsim.entities.city.places import PLACE_KINDS, Places, Scenes
from marketsim.entities.city.zones import BUFFER, CONTROL, NON_ENFORCEMENT, SECTORS, TARGET

__all__ = [
    "BUFFER",
    "CONTROL",
    "GROUND",
    "KINDS",
    "NON_ENFORCEMENT",
    "PLACE_KINDS",
    "PROFILES",
    "SECTORS",
    "TARGET",
    "VESTERBRO",
    "City",
    "Frame",
    "Places",
    "Scenes",
    "read_city",
]
