"""How much people, dealers and officers differ from each other on the first morning."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Morning:
    """Differences between individuals (MODEL §3)."""

    earliest_waking: float = parameter(
        "7 h",
        between=("5 h", "9 h"),
        source="assumed-people",
        grade="assumed",
        about="Earliest hour at which those who sleep in the area get up.",
    )
    waking_hours: float = parameter(
        "4 h",
        between=("1 h", "6 h"),
        source="assumed-people",
        grade="assumed",
        about="Hours over which they get up.",
    )
    taste_spread: float = parameter(
        "0.5",
        between=("0.1", "0.5"),
        source="assumed-people",
        grade="assumed",
        about="Half-width of the differences in the share of heroin among purchases.",
    )
    dependence_spread: float = parameter(
        "0.3",
        between=("0.05", "0.5"),
        source="assumed-people",
        grade="assumed",
        about="Half-width of the differences in dependence.",
    )
    tolerance: float = parameter(
        "0.6",
        between=("0.3", "0.9"),
        source="assumed-overdose",
        grade="assumed",
        about="Mean tolerance to opioids of those who have used for years.",
    )
    tolerance_spread: float = parameter(
        "0.3",
        between=("0.05", "0.5"),
        source="assumed-overdose",
        grade="assumed",
        about="Half-width of the differences in tolerance.",
    )
    trust_spread: float = parameter(
        "0.3",
        between=("0.05", "0.5"),
        source="assumed-trust",
        grade="assumed",
        about="Half-width of the differences in trust in the police.",
    )
    mistaken_opening: float = parameter(
        "10 h",
        between=("8 h", "14 h"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Mean hour at which those who are mistaken believe a room opens.",
    )
    mistaken_closing: float = parameter(
        "19 h",
        between=("15 h", "22 h"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Mean hour at which those who are mistaken believe a room closes.",
    )
    mistaken_spread: float = parameter(
        "3 h",
        between=("0.5 h", "6 h"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Half-width of mistaken beliefs about opening hours.",
    )
    hideout_share: float = parameter(
        "20 %",
        between=("5 %", "40 %"),
        source="assumed-people",
        grade="assumed",
        about="Share of the most secluded cells where people sleep on the street.",
    )
    visibility_spread: float = parameter(
        "0.3",
        between=("0.05", "0.5"),
        source="assumed-market",
        grade="assumed",
        about="Half-width of the differences in how openly dealers sell.",
    )
    first_reputation: float = parameter(
        "0.3",
        between=("0", "0.8"),
        source="assumed-market",
        grade="assumed",
        about="Fearsome reputation of a newcomer fully ready to use force.",
    )
    commitment: float = parameter(
        "0.7",
        between=("0.2", "1"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Mean commitment of officers to harm-reduction orders.",
    )
    commitment_spread: float = parameter(
        "0.3",
        between=("0", "0.5"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Half-width of the differences in commitment; one officer was observed, said to be the most committed.",
    )
