"""The daily round of residents and workers, and how they differ."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Residents:
    """Residents, workers and business owners (MODEL §3.4)."""

    goes_out: float = parameter(
        "8.5 h",
        between=("7 h", "10 h"),
        source="assumed-residents",
        grade="assumed",
        about="Mean hour of going out.",
    )
    comes_home: float = parameter(
        "17 h",
        between=("15 h", "20 h"),
        source="assumed-residents",
        grade="assumed",
        about="Mean hour of coming home.",
    )
    round_spread: float = parameter(
        "2 h",
        between=("0.5 h", "4 h"),
        source="assumed-residents",
        grade="assumed",
        about="Half-width of the differences in those hours.",
    )
    works_here: float = parameter(
        "10 %",
        between=("3 %", "30 %"),
        source="assumed-residents",
        grade="assumed",
        about="Share of residents who also work in the area.",
    )
    owns_business: float = parameter(
        "10 %",
        between=("3 %", "20 %"),
        source="assumed-residents",
        grade="assumed",
        about="Share of those working here who own a shop or bar.",
    )
    has_children: float = parameter(
        "20 %",
        between=("10 %", "35 %"),
        source="assumed-residents",
        grade="assumed",
        about="Share of residents with children in the household.",
    )
    safety_spread: float = parameter(
        "0.15",
        between=("0.05", "0.3"),
        source="assumed-residents",
        grade="assumed",
        about="Half-width of the differences in perceived safety.",
    )
    trust: float = parameter(
        "0.7",
        between=("0.5", "0.9"),
        source="assumed-residents",
        grade="assumed",
        about="Mean trust of residents in the police.",
    )
    resident_trust_spread: float = parameter(
        "0.2",
        between=("0.05", "0.4"),
        source="assumed-residents",
        grade="assumed",
        about="Half-width of the differences in that trust.",
    )
    windows_that_overlook: float = parameter(
        "12",
        between=("4", "40"),
        source="assumed-residents",
        grade="assumed",
        about="Dwellings looking onto a cell from which on it counts as fully overlooked.",
    )
    night_begins: float = parameter(
        "23 h",
        between=("21 h", "24 h"),
        source="assumed-residents",
        grade="assumed",
        about="Hour at which residents go to bed.",
    )
    night_ends: float = parameter(
        "6.5 h",
        between=("5 h", "8 h"),
        source="assumed-residents",
        grade="assumed",
        about="Hour at which they get up.",
    )
    awake_at_night: float = parameter(
        "0.2",
        between=("0.05", "0.6"),
        source="assumed-residents",
        grade="assumed",
        about="Share of what happens outside at night that residents at home notice.",
    )
    shops_lose: float = parameter(
        "60 %",
        between=("20 %", "95 %"),
        source="assumed-money",
        grade="assumed",
        about="Share of thefts in front of shops that are thefts from a shop.",
    )
