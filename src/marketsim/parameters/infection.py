"""Clean equipment, sharing and infection (M5)."""

from __future__ import annotations

from marketsim.parameters.declare import lever, parameter, topic


@topic
class Infection:
    """What people carry to inject with, what they share, and what it passes on (M5)."""

    most_carried: int = parameter(
        "5 sets",
        between=("1 sets", "20 sets"),
        source="assumed-infection",
        grade="assumed",
        about="Clean sets that people carry who need not fear to.",
    )
    equipped_at_home: float = parameter(
        "0.4",
        between=("0", "0.9"),
        source="assumed-infection",
        grade="assumed",
        about="Chance that somebody who injects and lives elsewhere comes with clean equipment.",
    )
    equipment_invites_stop: float = lever(
        "0.2",
        between=("0", "1"),
        source=("maher-dixon-1999", "assumed-infection"),
        grade="assumed",
        about="How far officers take carried equipment as a reason to stop and search; 1 doubles the rate of stops.",
    )
    fear_of_carrying: float = parameter(
        "1",
        between=("0", "3"),
        source=("maher-dixon-1999", "assumed-infection"),
        grade="assumed",
        knock_out=True,
        about="How far people who expect a stop leave clean equipment behind where it invites one.",
    )
    sharing: float = parameter(
        "0.3",
        between=("0", "0.9"),
        source=("kinnard-2014", "assumed-infection"),
        grade="assumed",
        knock_out=True,
        about="Chance that somebody who injects outside without a clean set uses that of somebody close by.",
    )
    rush_shares: float = parameter(
        "0.3",
        between=("0", "1"),
        source=("kinnard-2014", "assumed-infection"),
        grade="assumed",
        about="Part of the restraint from sharing that hurry takes away.",
    )
    transmission: float = parameter(
        "0.01",
        between=("0.001", "0.05"),
        source="assumed-infection",
        grade="assumed",
        knock_out=True,
        about="Chance that equipment shared with an infected person passes the infection on.",
    )
    infected: float = parameter(
        "0.45",
        between=("0.2", "0.7"),
        source="assumed-infection",
        grade="assumed",
        about="Share of people who inject that carry an infection of the blood at the beginning.",
    )
