"""What staff of rooms, facilities and outreach give and say to people who use drugs (M5, M17)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, Ints, lever, parameter, topic
from marketsim.parameters.names import SERVICES


@topic
class Care:
    """Naloxone, clean equipment, warnings and trust in those who bring them (M5)."""

    naloxone: Floats = lever(
        {
            "health_room": "0.005",
            "drop_in": "0.002",
            "shelter": "0.001",
            "clinic": "0.01",
            "rooms": "0.001",
            "outreach": "0.005",
            "custody": "0",
            "hospital": "0.05",
            "partnership": "0",
        },
        between=("0", "1"),
        source=("walley-2013", "assumed-outreach"),
        grade="assumed",
        per=SERVICES,
        about="Chance that a person without naloxone is given some, and shown how, when meeting staff trusted fully.",
    )
    equipment: Ints = lever(
        {
            "health_room": "10 sets",
            "drop_in": "5 sets",
            "shelter": "5 sets",
            "clinic": "0 sets",
            "rooms": "5 sets",
            "outreach": "5 sets",
            "custody": "0 sets",
            "hospital": "0 sets",
            "partnership": "0 sets",
        },
        between=("0 sets", "20 sets"),
        source=("renover-dk", "assumed-outreach"),
        grade="assumed",
        per=SERVICES,
        about="Clean sets that staff hand out to a person who injects.",
    )
    warns: Floats = lever(
        {
            "health_room": "1",
            "drop_in": "0.5",
            "shelter": "0.5",
            "clinic": "1",
            "rooms": "1",
            "outreach": "1",
            "custody": "0",
            "hospital": "1",
            "partnership": "0",
        },
        between=("0", "1"),
        source="assumed-outreach",
        grade="assumed",
        per=SERVICES,
        about="Chance that staff who know of a bad batch mention it to a person they meet.",
    )
    staff_trust: float = parameter(
        "0.7",
        between=("0.3", "0.95"),
        source=("kinnard-2014", "assumed-outreach"),
        grade="assumed",
        about="Mean trust in staff at the beginning.",
    )
    trust_by_meeting: float = parameter(
        "0.01",
        between=("-0.05", "0.05"),
        source="assumed-trust",
        grade="assumed",
        about="Change of trust in staff by meeting them; a meeting may also disappoint.",
    )
    naloxone_carried: float = parameter(
        "0.05",
        between=("0", "0.3"),
        source=("walley-2013", "assumed-outreach"),
        grade="assumed",
        about="Share of people who carry naloxone at the beginning.",
    )
    naloxone_kept: float = parameter(
        "60 days",
        between=("10 days", "365 days"),
        source="assumed-outreach",
        grade="assumed",
        about="Time after which half of those who carry naloxone have lost it, given it away or left it at home.",
    )
