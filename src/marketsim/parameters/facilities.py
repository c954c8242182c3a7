"""Health room, drop-in, shelter and clinic: when they are open, who goes there and for how long."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, lever, parameter, topic
from marketsim.parameters.names import FACILITIES


@topic
class Facilities:
    """The facilities that people can be at without using there (M4, M17)."""

    opens: Floats = lever(
        {"health_room": "10 h", "drop_in": "8 h", "shelter": "0 h", "clinic": "8 h"},
        between=("0 h", "24 h"),
        source=("renover-dk", "assumed-services"),
        grade="assumed",
        per=FACILITIES,
        about="Hour at which the facility opens.",
    )
    closes: Floats = lever(
        {"health_room": "18 h", "drop_in": "22 h", "shelter": "24 h", "clinic": "16 h"},
        between=("0 h", "24 h"),
        source=("renover-dk", "assumed-services"),
        grade="assumed",
        per=FACILITIES,
        about="Hour at which the facility closes; one that closes when it opens is closed all day.",
    )
    visit_rate: Floats = parameter(
        {"health_room": "0.03 1/h", "drop_in": "0.1 1/h", "shelter": "0.05 1/h", "clinic": "0.01 1/h"},
        between=("0 1/h", "0.5 1/h"),
        source="assumed-services",
        grade="assumed",
        per=FACILITIES,
        about="Rate at which somebody next door with nothing else to do goes in.",
    )
    stay: Floats = parameter(
        {"health_room": "0.5 h", "drop_in": "1 h", "shelter": "1 h", "clinic": "0.5 h"},
        between=("0.1 h", "4 h"),
        source="assumed-services",
        grade="assumed",
        per=FACILITIES,
        about="Length of a visit that nothing cuts short.",
    )
    visit_strength: float = parameter(
        "1",
        between=("0", "3"),
        source="assumed-services",
        grade="assumed",
        knock_out=True,
        about="Strength of all visits to facilities.",
    )
