"""Neighbouring scenes: how far, how attractive, how policed, and who comes when one is closed (M16)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, Ints, lever, parameter, topic
from marketsim.parameters.names import SCENES


@topic
class Elsewhere:
    """Pusher Street, Blågårdsgade, Sydhavn, Sundholm and Valby (M16)."""

    scene_open: Floats = lever(
        "1",
        between=("0", "1"),
        source=("moeller-2009", "upday-2024", "assumed-elsewhere"),
        grade="assumed",
        per=SCENES,
        about="How much of a neighbouring scene is left open; 0 closes it and sets its sellers loose.",
    )
    scene_policing: Floats = lever(
        "0.2",
        between=("0", "1"),
        source="assumed-elsewhere",
        grade="assumed",
        per=SCENES,
        about="Risk of arrest in a neighbouring scene as people and dealers believe it to be.",
    )
    travel: Floats = parameter(
        {
            "pusher_street": "20 min",
            "blaagaardsgade": "15 min",
            "sydhavn": "15 min",
            "sundholm": "15 min",
            "valby": "12 min",
        },
        between=("3 min", "60 min"),
        source="assumed-elsewhere",
        grade="assumed",
        per=SCENES,
        about="Travel time from the station.",
    )
    attractiveness: Floats = parameter(
        {
            "pusher_street": "0.4",
            "blaagaardsgade": "1",
            "sydhavn": "0.5",
            "sundholm": "0.8",
            "valby": "0.3",
        },
        between=("0", "3"),
        source="assumed-elsewhere",
        grade="assumed",
        per=SCENES,
        about="Attractiveness before travel and policing, for those who buy or sell heroin and cocaine.",
    )
    own_sellers: Ints = parameter(
        {
            "pusher_street": "60 dealers",
            "blaagaardsgade": "25 dealers",
            "sydhavn": "10 dealers",
            "sundholm": "10 dealers",
            "valby": "10 dealers",
        },
        between=("0 dealers", "300 dealers"),
        source=("moeller-2009", "assumed-elsewhere"),
        grade="assumed",
        per=SCENES,
        about="Sellers of a scene at the start, who sell there on their own account.",
    )
    travel_bother: float = parameter(
        "15 min",
        between=("4 min", "60 min"),
        source="assumed-elsewhere",
        grade="assumed",
        about="Travel time with every multiple of which the draw of a scene halves.",
    )
    arrives_here: float = parameter(
        "0.2",
        between=("0", "0.8"),
        source=("moeller-2009", "assumed-elsewhere"),
        grade="assumed",
        knock_out=True,
        about="Share of the sellers of a closed scene who take up selling here.",
    )
    arrival_days: float = parameter(
        "14 days",
        between=("2 days", "90 days"),
        source="assumed-elsewhere",
        grade="assumed",
        about="Mean time after which a seller of a closed scene gives it up.",
    )
    arriving_violent_share: float = parameter(
        "0.3",
        between=("0.05", "0.8"),
        source=("moeller-hesse-2013", "assumed-elsewhere"),
        grade="assumed",
        about="Share of those who arrive from a closed scene who readily use force.",
    )
