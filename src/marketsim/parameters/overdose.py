"""When a dose is too much, and who is there (M5)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Overdose:
    """The hazard and the outcome of overdose (M5)."""

    overdose_rate: float = parameter(
        "0.0006 1/dose",
        between=("0.0001 1/dose", "0.003 1/dose"),
        source="ministry-of-health-2015",
        grade="literature",
        knock_out=True,
        about="Overdoses per dose of usual strength by a person without tolerance.",
    )
    protection: float = parameter(
        "0.6",
        between=("0.2", "0.9"),
        source="assumed-overdose",
        grade="assumed",
        about="Share of the hazard removed by full tolerance.",
    )
    rush_factor: float = parameter(
        "0.5",
        between=("0", "2"),
        source="assumed-overdose",
        grade="assumed",
        about="Rise of the hazard when use is hurried.",
    )
    injecting_factor: float = parameter(
        "1",
        between=("0", "3"),
        source="assumed-overdose",
        grade="assumed",
        about="Rise of the hazard when the drug is injected.",
    )
    fatality: float = parameter(
        "0.08",
        between=("0.02", "0.2"),
        source="assumed-overdose",
        grade="assumed",
        about="Chance of dying of an overdose that nobody notices.",
    )
    help_window: float = parameter(
        "0.25 h",
        between=("0.1 h", "0.5 h"),
        source="assumed-overdose",
        grade="assumed",
        about="Time in which help saves a life.",
    )
    company_helps: float = parameter(
        "0.6",
        between=("0.2", "0.95"),
        source="assumed-overdose",
        grade="assumed",
        about="Chance that company close by gets help in time.",
    )
    room_saves: float = parameter(
        "1",
        between=("0.9", "1"),
        source="ministry-of-health-2015",
        grade="measured",
        about="Chance that the staff of a room saves a life: 301 overdoses, no deaths; an input, not a finding.",
    )
    hospital_hours: float = parameter(
        "6 h",
        between=("2 h", "24 h"),
        source="assumed-overdose",
        grade="assumed",
        about="Time away after an overdose.",
    )
