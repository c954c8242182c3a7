"""The consumption rooms (M4): hours, seats and how far people go for them."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, Ints, lever, parameter, topic
from marketsim.parameters.names import ROOMS


@topic
class Services:
    """Consumption rooms and the choice of a place to use (M4)."""

    opens: Floats = lever(
        {"skyen": "0 h", "h17": "7 h"},
        between=("0 h", "24 h"),
        source=("cphpost-2014", "renover-dk"),
        grade="literature",
        per=ROOMS,
        about="Hour at which the room opens.",
    )
    closes: Floats = lever(
        {"skyen": "24 h", "h17": "24 h"},
        between=("0 h", "24 h"),
        source="renover-dk",
        grade="literature",
        per=ROOMS,
        about="Hour at which the room closes; one that closes when it opens is closed all day.",
    )
    seats_injecting: Ints = lever(
        {"skyen": "8 seats", "h17": "12 seats"},
        between=("0 seats", "60 seats"),
        source=("plh-h17", "assumed-services"),
        grade="literature",
        per=ROOMS,
        about="Seats for injecting.",
    )
    seats_smoking: Ints = lever(
        {"skyen": "6 seats", "h17": "12 seats"},
        between=("0 seats", "60 seats"),
        source=("plh-h17", "assumed-services"),
        grade="literature",
        per=ROOMS,
        about="Seats for smoking.",
    )
    room_appeal: float = parameter(
        "0.95",
        between=("0.4", "1"),
        source="kinnard-2014",
        grade="assumed",
        knock_out=True,
        about="Chance that a person at the door of an open room without a queue uses it.",
    )
    walk_tolerance: float = parameter(
        "12 min",
        between=("2 min", "30 min"),
        source="assumed-place",
        grade="assumed",
        about="Walk to the room that halves the willingness to use it.",
    )
    queue_patience: float = parameter(
        "6 people",
        between=("2 people", "20 people"),
        source="assumed-place",
        grade="assumed",
        about="People waiting that halve the willingness to queue.",
    )
    longest_wait: float = parameter(
        "30 min",
        between=("10 min", "90 min"),
        source="assumed-place",
        grade="assumed",
        about="Wait after which people leave the queue.",
    )
    impatience: float = parameter(
        "0.7",
        between=("0", "2"),
        source="assumed-place",
        grade="assumed",
        about="How much withdrawal shortens the walk that people accept.",
    )
    injecting_time: float = parameter(
        "20 min",
        between=("10 min", "45 min"),
        source="plh-h17",
        grade="assumed",
        about="Time an injection takes in a room.",
    )
    smoking_time: float = parameter(
        "30 min",
        between=("10 min", "45 min"),
        source="plh-h17",
        grade="assumed",
        about="Time smoking takes in a room.",
    )
    street_time: float = parameter(
        "12 min",
        between=("5 min", "25 min"),
        source="assumed-place",
        grade="assumed",
        about="Time a use takes outside a room.",
    )
    preparing_time: float = parameter(
        "4 min",
        between=("0 min", "12 min"),
        source="assumed-place",
        grade="assumed",
        knock_out=True,
        about="Time from sitting down outside to the dose, in which an officer’s request puts it off.",
    )
    hidden_share: float = parameter(
        "0.5",
        between=("0.1", "0.9"),
        source="assumed-place",
        grade="assumed",
        about="Chance that a fearless person who uses outside seeks a secluded place.",
    )
    fear_hides: float = parameter(
        "0.6",
        between=("0", "1"),
        source="aitken-2002",
        grade="literature",
        knock_out=True,
        about="How far fear of the police turns visible use into hidden use.",
    )
    fear_rushes: float = parameter(
        "0.6",
        between=("0", "1"),
        source="kinnard-2014",
        grade="literature",
        knock_out=True,
        about="How far fear of the police hurries use.",
    )
    asking_rushes: float = parameter(
        "0.5",
        between=("0", "1"),
        source=("aitken-2002", "assumed-place"),
        grade="assumed",
        knock_out=True,
        about="Chance that a dose put off by an officer is then taken in a hurry, where fear does not hurry it anyway.",
    )
    avoids_police: float = parameter(
        "1",
        between=("0", "3"),
        source=("aitken-2002", "maher-dixon-1999", "assumed-place"),
        grade="assumed",
        knock_out=True,
        about="How strongly police felt at a place keep a person who is sure to be stopped from using there.",
    )
    hideout_walk: float = parameter(
        "60 m",
        between=("20 m", "100 m"),
        source="assumed-place",
        grade="assumed",
        about="How far people look around for a hideout.",
    )
    considerate: float = parameter(
        "0.2",
        between=("0", "0.6"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Mean habit of using where residents do not see it and others would find one.",
    )
    learns_hours: float = parameter(
        "0.8",
        between=("0.2", "1"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Chance that finding the door locked corrects what a person believes about opening hours.",
    )
    mistaken_hours: float = parameter(
        "0.15",
        between=("0", "0.5"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Share of people who believe wrong opening hours at the start.",
    )
    health_room_appeal: float = parameter(
        "0.3",
        between=("0", "0.9"),
        source=("kammersgaard-2019", "assumed-place"),
        grade="assumed",
        knock_out=True,
        about="Chance that somebody beside the open health room who uses outside does so where nurses are close.",
    )
