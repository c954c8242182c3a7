"""What residents see, what it does to them, and when they complain (M15)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Complaints:
    """Annoyance, safety and complaints (M15)."""

    sample: int = parameter(
        "2000 people",
        between=("1000 people", "4000 people"),
        source="assumed-residents",
        grade="assumed",
        about="Residents and workers in the sample, standing for all.",
    )
    sees: float = parameter(
        "50 m",
        between=("20 m", "100 m"),
        source="assumed-complaints",
        grade="assumed",
        about="Distance at which residents notice what happens in the street.",
    )
    annoyed_by_use: float = parameter(
        "1",
        between=("0.2", "3"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from seeing somebody use drugs.",
    )
    annoyed_by_selling: float = parameter(
        "0.3",
        between=("0.05", "1.5"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from an hour of a visible dealer in view.",
    )
    annoyed_by_violence: float = parameter(
        "2",
        between=("0.5", "6"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from witnessing violence.",
    )
    annoyance_half_life: float = parameter(
        "5 days",
        between=("1 day", "30 days"),
        source="assumed-complaints",
        grade="assumed",
        about="Time in which half of annoyance is forgotten.",
    )
    complaint_rate: float = parameter(
        "0.00004 1/day",
        between=("0.000004 1/day", "0.0004 1/day"),
        source="assumed-complaints",
        grade="assumed",
        knock_out=True,
        about="Complaints a day per unit of annoyance by an average resident.",
    )
    complaint_half_life: float = parameter(
        "7 days",
        between=("1 day", "30 days"),
        source="assumed-complaints",
        grade="assumed",
        about="Time in which half the weight of a complaint in the planning of patrols fades.",
    )
    fear_by_violence: float = parameter(
        "0.03",
        between=("0", "0.15"),
        source="assumed-complaints",
        grade="assumed",
        about="Perceived safety lost by witnessing violence.",
    )
    fear_by_scene: float = parameter(
        "0.001",
        between=("0", "0.01"),
        source="safe-city-2021",
        grade="assumed",
        about="Perceived safety lost by an hour in view of dealing or use.",
    )
    safety_by_police: float = parameter(
        "0.002",
        between=("-0.005", "0.01"),
        source="safe-city-2021",
        grade="assumed",
        about="Perceived safety gained by an hour in view of an officer.",
    )
    safety_returns: float = parameter(
        "30 days",
        between=("5 days", "120 days"),
        source="assumed-complaints",
        grade="assumed",
        about="Time in which half of a change of perceived safety fades.",
    )
    usual_safety: float = parameter(
        "0.8",
        between=("0.6", "0.95"),
        source="assumed-complaints",
        grade="assumed",
        about="Perceived safety to which people return.",
    )
    fear_empties: float = parameter(
        "0.2",
        between=("0", "1"),
        source="assumed-complaints",
        grade="assumed",
        knock_out=True,
        about="Halvings of footfall at a place for each act of violence remembered there; at zero nobody avoids it.",
    )
