"""What police work takes and costs, and how long calls and cases wait until they lapse (M14)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Capacity:
    """Finite hours and finite patience: calls, cases that wait, and the price of an hour (M14)."""

    capacity_strength: float = parameter(
        "1",
        between=("0.5", "1.5"),
        source="assumed-capacity",
        grade="assumed",
        knock_out=True,
        about="How far time and room bind; at zero no work keeps an officer busy and no case or call ever waits.",
    )
    complaints_phoned: float = parameter(
        "0.5",
        between=("0", "1"),
        source="assumed-capacity",
        grade="assumed",
        knock_out=True,
        about="Share of complaints that are phoned in and ask for a car; at zero no complaint takes a car’s time.",
    )
    alarm_weight: float = parameter(
        "5",
        between=("1", "50"),
        source="assumed-capacity",
        grade="assumed",
        about="Complaints that weigh as much as one act of violence where cars choose which call to answer.",
    )
    driving_speed: float = parameter(
        "250 m/min",
        between=("100 m/min", "600 m/min"),
        source="assumed-capacity",
        grade="assumed",
        about="Speed of a car that answers a call.",
    )
    call_time: float = parameter(
        "20 min",
        between=("5 min", "60 min"),
        source="assumed-capacity",
        grade="assumed",
        about="Time for which officers stay where a call came from.",
    )
    call_lapses: float = parameter(
        "3 h",
        between=("1 h", "24 h"),
        source="assumed-capacity",
        grade="assumed",
        about="Wait after which a call is not answered any more.",
    )
    nightlife_begins: float = parameter(
        "21 h",
        between=("19 h", "24 h"),
        source="assumed-capacity",
        grade="assumed",
        about="Hour from which officers are lent to nightlife.",
    )
    nightlife_ends: float = parameter(
        "5 h",
        between=("2 h", "7 h"),
        source="assumed-capacity",
        grade="assumed",
        about="Hour until which officers are lent to nightlife.",
    )
    backlog_lapses: float = parameter(
        "60 days",
        between=("0 days", "365 days"),
        source=("cphpost-2012", "assumed-capacity"),
        grade="assumed",
        about="Time for which a case that the prosecutors have no room for waits until it is dropped.",
    )
    hourly_cost: float = parameter(
        "600 kr/h",
        between=("350 kr/h", "1200 kr/h"),
        source="assumed-capacity",
        grade="assumed",
        about="Cost of an officer hour.",
    )
